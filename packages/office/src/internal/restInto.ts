import { textOf } from "./codec.ts"
import type { SayAt, SheetRow } from "./sheetRows.ts"
import { isTree, type Path, put, type Tree } from "./tree.ts"

const stepsOf = (path: string): ReadonlyArray<string> =>
  path
    .replace(/^\//u, "")
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))

/** Puts a value where the way leads; `false` when there is no such place. */
const place = (tree: Tree, steps: ReadonlyArray<string>, value: unknown): Path | null => {
  const path: Array<string | number> = []
  let here: unknown = tree
  for (const [n, step] of steps.entries()) {
    const isLast = n === steps.length - 1
    if (Array.isArray(here)) {
      const at = Number(step)
      if (!Number.isInteger(at) || at < 0 || at > here.length || (!isLast && at === here.length)) return null
      path.push(at)
      if (isLast) here[at] = value
      else here = here[at]
    } else if (isTree(here)) {
      path.push(step)
      if (isLast) put(here, step, value)
      else {
        if (!Object.hasOwn(here, step)) put(here, step, {})
        here = here[step]
      }
    } else return null
  }
  return path
}

/** What sheet “Khác” keeps, put back in its place; a long value stands in several rows with the same place. */
export const restInto = (
  json: Tree,
  rows: ReadonlyArray<SheetRow>,
  say: SayAt,
  mark: (path: Path, row: SheetRow) => void
): void => {
  const texts = new Map<string, { text: string; readonly row: SheetRow }>()
  for (const row of rows) {
    const path = textOf(row.get("@path")?.value ?? null)
    const text = textOf(row.get("@json")?.value ?? null)
    const before = texts.get(path)
    if (before === undefined) texts.set(path, { text, row })
    else before.text += text
  }
  for (const [path, { text, row }] of texts) {
    try {
      const found = place(json, stepsOf(path), JSON.parse(text))
      if (found === null) say(row.placeOf("@path"), "book.rest")
      else mark(found, row)
    } catch {
      say(row.placeOf("@json"), "book.rest")
    }
  }
}
