/** A small table in a file, replaced whole: after a crash it holds the old rows or the new ones. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs"
import { dirname } from "node:path"

/** Rows by name. */
interface StateFile<A> {
  readonly read: () => { readonly [name: string]: A }
  readonly write: (rows: { readonly [name: string]: A }) => void
}

export const openStateFile = <A>(path: string): StateFile<A> => {
  const load = (): { readonly [name: string]: A } => {
    try {
      const found: unknown = JSON.parse(readFileSync(path, "utf8"))
      return typeof found === "object" && found !== null && !Array.isArray(found)
        ? (found as { [name: string]: A })
        : {}
    } catch (error) {
      const { code } = error as { readonly code?: string }
      if (code === "ENOENT" || error instanceof SyntaxError) return {}
      throw error
    }
  }
  let rows: { readonly [name: string]: A } | null = null
  return {
    read: () => {
      rows ??= load()
      return rows
    },
    write: (next) => {
      mkdirSync(dirname(path), { recursive: true })
      const fresh = `${path}.new`
      const file = openSync(fresh, "w", 0o600)
      try {
        writeSync(file, `${JSON.stringify(next)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(fresh, path)
      rows = next
    }
  }
}
