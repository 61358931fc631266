/**
 * Where the units below a unit came from and where they went. A province under which nothing came from outside and from
 * which nothing left has kept its area, whatever happened inside it.
 */
import type { Rows } from "./days.ts"
import type { Line } from "./rulings.ts"

/** For a new code, the old codes its unit came from; nothing when nobody knows. */
export type Origins = (code: string) => ReadonlyArray<string>

/** By what was decided, then by the redraw, then by the code itself, which seldom leaves its place on the map. */
export const originsOf = ({
  before,
  after,
  same,
  givers
}: {
  readonly before: Rows
  readonly after: Rows
  readonly same: ReadonlyMap<string, string>
  readonly givers: ReadonlyMap<string, ReadonlyArray<Line>>
}): Origins => {
  const decided = new Map([...same].map(([old, fresh]) => [fresh, old]))
  return (code) => {
    const old = decided.get(code)
    if (old !== undefined) return [old]
    const lines = givers.get(code)
    if (lines !== undefined) return lines.map((line) => line.old)
    return before.get(code)?.level === after.get(code)?.level ? [code] : []
  }
}

/** What went from where to where at one level. */
export interface Flows {
  /** Everything below the new unit came from below the old one, and nothing from there went elsewhere. */
  readonly isOneToOne: (old: string, fresh: string) => boolean
  /** Something below the new unit came from elsewhere than below the old one, or nobody knows from where. */
  readonly isStranger: (fresh: string, old: string) => boolean
}

const nowhere = ""

export const flowsOf = (
  { before, after, origins }: { readonly before: Rows; readonly after: Rows; readonly origins: Origins },
  level: string
): Flows => {
  const into = new Map<string, Set<string>>()
  const outOf = new Map<string, Set<string>>()
  const put = (flows: Map<string, Set<string>>, key: string, value: string): void => {
    const known = flows.get(key)
    if (known === undefined) flows.set(key, new Set([value]))
    else known.add(value)
  }
  for (const row of after.values()) {
    const heir = upperAt(after, row.code, level)
    if (heir === null || heir === row.code) continue
    const givers = origins(row.code)
    if (givers.length === 0) put(into, heir, nowhere)
    for (const giver of givers) {
      const source = upperAt(before, giver, level) ?? nowhere
      put(into, heir, source)
      put(outOf, source, heir)
    }
  }
  const only = (flows: Map<string, Set<string>>, key: string, value: string): boolean => {
    const found = flows.get(key)
    return found !== undefined && found.size === 1 && found.has(value)
  }
  return {
    isOneToOne: (old, fresh) => only(into, fresh, old) && only(outOf, old, fresh),
    isStranger: (fresh, old) => into.has(fresh) && !only(into, fresh, old)
  }
}

/** Code of the unit of that level on the way up, the unit itself included. The rows go round in no circle. */
const upperAt = (rows: Rows, code: string, level: string): string | null => {
  let row = rows.get(code)
  while (row !== undefined && row.level !== level) row = row.parent === null ? undefined : rows.get(row.parent)
  return row?.code ?? null
}
