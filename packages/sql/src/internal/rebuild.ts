/**
 * Puts the rows of one stream together again by their links, and says what does not fit and how.
 */
import * as Chain from "./chain.ts"

/** A row as it is found. `link` is the one that stands with it, `null` when none does. */
export interface Found {
  readonly version: number
  readonly id: string
  readonly body: string
  readonly words: string | null
  readonly link: string | null
}

/** What happened to one row. */
export interface Fault {
  readonly kind: "changed" | "removed" | "inserted" | "reordered"
  readonly version: number
  /** `null` for a row that is not there. */
  readonly id: string | null
}

/**
 * From the first version on, the row that fits is the one whose link is what its content and the link before it give, for
 * that version. A row of another version that fits stood there once. Behind a fault nobody knows the link before, so the
 * next row is taken as it is, and the one after it must fit again.
 */
export const rebuild = (
  association: string,
  stream: string,
  upTo: number,
  rows: ReadonlyArray<Found>
): ReadonlyArray<Fault> => {
  const left = new Set(rows)
  const faults: Array<Fault> = []
  const placed: Array<{ readonly version: number; readonly row: Found }> = []
  const fits = (row: Found, version: number, before: string): boolean =>
    row.link !== null &&
    row.link === Chain.link(before, { association, stream, version, id: row.id, body: row.body, words: row.words })

  let before: string | null = Chain.zero
  const open: Array<number> = []
  const take = (row: Found, version: number) => {
    left.delete(row)
    placed.push({ version, row })
    before = row.link
  }
  for (let version = 1; version <= upTo; version++) {
    const here = [...left].find((row) => row.version === version)
    if (before !== null) {
      const known: string = before
      const fitting: Found | undefined =
        here !== undefined && fits(here, version, known) ? here : [...left].find((row) => fits(row, version, known))
      if (fitting !== undefined) {
        take(fitting, version)
        continue
      }
      open.push(version)
      // The link that stands with a row outlives a change of its content, more often than not.
      before = here?.link ?? null
      continue
    }
    if (here === undefined) open.push(version)
    else take(here, version)
  }

  // A row put in between pushes the others on: what is missing behind the last one is then no loss.
  const last = Math.max(0, ...placed.map(({ version }) => version))
  const strangers = [...left].filter((row) => !open.includes(row.version)).length
  for (let i = 0; i < strangers && (open.at(-1) ?? 0) > last; i++) open.pop()

  for (const version of open) {
    const row = [...left].find((one) => one.version === version)
    if (row !== undefined) left.delete(row)
    faults.push({ kind: row === undefined ? "removed" : "changed", version, id: row?.id ?? null })
  }
  for (const row of left) faults.push({ kind: "inserted", version: row.version, id: row.id })
  let highest = 0
  for (const { version, row } of placed) {
    if (row.version < highest) faults.push({ kind: "reordered", version, id: row.id })
    highest = Math.max(highest, row.version)
  }
  return faults
}
