/**
 * Who is who between two days of change. What people decided goes first, then what a redraw says, then what the lists
 * alone allow to conclude. A code and a name that stay are no proof: where units ended or began around it, the same code
 * and name can stand for another area. Such a unit is in doubt and counts as ended and founded anew.
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { livesOn } from "../../Level.ts"
import type { Association } from "../shape.ts"
import { areasOf } from "./areas.ts"
import type { Placed, Rows } from "./days.ts"
import { flowsOf, type Origins, originsOf } from "./flows.ts"
import type { Line, Ruling } from "./rulings.ts"
import { spelling } from "./spelling.ts"

/** Why two rows were not taken for one unit, or where an ended unit's past went. */
export type Reason =
  | "neighbours-changed"
  | "name-changed"
  | "name-wandered"
  | "code-changed"
  | "level-changed"
  | "strangers-below"
  | "no-heir"

/** Two rows that may be one unit and were kept apart, or an ended unit without heir. */
export interface Suspicion {
  readonly reason: Reason
  readonly old: Placed
  /** `null` for an ended unit without heir. */
  readonly new: Placed | null
  /** Names of the units that ended or began around them; of the unit that bore the name before. */
  readonly others: ReadonlyArray<string>
}

/** Everything known about one turn. */
export interface Question {
  readonly on: PlainDate
  readonly before: Rows
  readonly after: Rows
  readonly association: Association
  readonly rulings: ReadonlyArray<Ruling>
  /** Lines of the redraw of that day, `null` when nobody gave one. */
  readonly lines: ReadonlyArray<Line> | null
}

/** The answer: codes before and after of every unit that lives on, and what is in doubt. */
export interface Answer {
  readonly same: ReadonlyMap<string, string>
  readonly suspicions: ReadonlyArray<Suspicion>
}

/** Levels whose units have an area: when one ends, another takes its place on the map. */
const territorial = new Set(["trung_uong", "tinh", "huyen", "co_so"])

export const identify = (question: Question): Answer => {
  const book = bookOf(question)
  const levels = [...question.association.levels].sort((a, b) => a.rank - b.rank)
  for (const { id } of levels) {
    if (book.redrawn.has(id)) followRedraw(book, id)
    else if (territorial.has(id)) infer(book, id)
    else trust(book, id)
  }
  for (const old of question.before.values()) {
    const here = question.after.get(old.code)
    if (here !== undefined && here.level !== old.level) suspect(book, "level-changed", old, here)
  }
  return { same: book.same, suspicions: book.suspicions }
}

interface Book extends Question {
  readonly same: Map<string, string>
  /** New codes that are somebody's. */
  readonly taken: Set<string>
  readonly forbidden: ReadonlySet<string>
  /** Old codes of which somebody said where they are, or that they are nowhere. */
  readonly ruled: ReadonlySet<string>
  readonly suspicions: Array<Suspicion>
  /** Levels of which the redraw names units. */
  readonly redrawn: ReadonlySet<string>
  readonly heirs: ReadonlyMap<string, ReadonlyArray<Line>>
  readonly givers: ReadonlyMap<string, ReadonlyArray<Line>>
  readonly origins: Origins
}

const bookOf = (question: Question): Book => {
  const { rulings, before, after } = question
  const lines = question.lines ?? []
  const yes = rulings.filter((ruling) => ruling.same)
  const no = rulings.filter((ruling) => !ruling.same)
  const same = new Map(yes.map((ruling) => [ruling.old, ruling.new!]))
  const givers = Map.groupBy(lines, (line) => line.new)
  return {
    ...question,
    same,
    taken: new Set(same.values()),
    forbidden: new Set(no.map((ruling) => pairOf(ruling.old, ruling.new))),
    ruled: new Set(rulings.map((ruling) => ruling.old)),
    suspicions: [],
    redrawn: new Set(lines.flatMap((line) => [before.get(line.old)?.level ?? "", after.get(line.new)?.level ?? ""])),
    heirs: Map.groupBy(lines, (line) => line.old),
    givers,
    origins: originsOf({ before, after, same, givers })
  }
}

const pairOf = (old: string, fresh: string | null): string => `${old} ${fresh ?? ""}`

const mayBe = (book: Book, old: Placed, fresh: Placed): boolean =>
  !book.same.has(old.code) &&
  !book.taken.has(fresh.code) &&
  !book.forbidden.has(pairOf(old.code, fresh.code)) &&
  !book.forbidden.has(pairOf(old.code, null))

const join = (book: Book, old: Placed, fresh: Placed): void => {
  book.same.set(old.code, fresh.code)
  book.taken.add(fresh.code)
}

const suspect = (
  book: Book,
  reason: Reason,
  old: Placed,
  fresh: Placed | null,
  others: ReadonlyArray<string> = []
): void => {
  if (fresh === null ? !book.ruled.has(old.code) : mayBe(book, old, fresh))
    book.suspicions.push({ reason, old, new: fresh, others })
}

const atLevel = (rows: Rows, level: string): ReadonlyArray<Placed> =>
  [...rows.values()].filter((row) => row.level === level)

/** Units without an area are who they say they are: the code stays with a branch, whatever happens around it. */
const trust = (book: Book, level: string): void => {
  for (const old of atLevel(book.before, level)) {
    const fresh = book.after.get(old.code)
    if (fresh?.level === level && mayBe(book, old, fresh)) join(book, old, fresh)
  }
}

/** A redraw names everybody it touches. One whole line between two units that have no other line: one unit. */
const followRedraw = (book: Book, level: string): void => {
  const flows = flowsOf(book, level)
  for (const old of atLevel(book.before, level)) {
    if (book.same.has(old.code)) continue
    const lines = book.heirs.get(old.code)
    if (lines === undefined) {
      const here = book.after.get(old.code)
      const named = here !== undefined && book.givers.has(here.code)
      if (here?.level === level && !named && spelling(here.name) === spelling(old.name) && mayBe(book, old, here))
        join(book, old, here)
      else if (here?.level === level && !named) suspect(book, "name-changed", old, here)
      else if (livesAfter(book, level)) suspect(book, "no-heir", old, null)
      continue
    }
    const fresh = book.after.get(lines[0]!.new)
    const alone = lines.length === 1 && lines[0]!.extent === "whole" && book.givers.get(lines[0]!.new)?.length === 1
    if (!alone || fresh?.level !== level) continue
    if (flows.isStranger(fresh.code, old.code)) suspect(book, "strangers-below", old, fresh)
    else if (mayBe(book, old, fresh)) join(book, old, fresh)
  }
}

const livesAfter = ({ association, on }: Book, level: string): boolean =>
  association.levels.some((each) => each.id === level && livesOn(each, on))

/** What the lists alone allow to say of one level, area by area. */
const infer = (book: Book, level: string): void => {
  const { before, after, same } = book
  const old = atLevel(before, level).filter(({ code }) => !same.has(code))
  const fresh = atLevel(after, level).filter(({ code }) => !book.taken.has(code))
  const flows = flowsOf(book, level)
  for (const area of areasOf(old, fresh, same)) {
    const now = new Map(area.fresh.map((row) => [row.code, row]))
    const then = new Map(area.old.map((row) => [row.code, row]))
    const stays = area.old.flatMap((row) => {
      const here = now.get(row.code)
      return here === undefined ? [] : [{ old: row, fresh: here }]
    })
    const ended = area.old.filter((row) => !now.has(row.code))
    const begun = area.fresh.filter((row) => !then.has(row.code))
    const owners = Map.groupBy(area.old, ({ name }) => spelling(name))
    const recoded = recodedAmong(ended, begun)
    if (recoded !== null) {
      for (const pair of recoded) if (mayBe(book, pair.old, pair.fresh)) join(book, pair.old, pair.fresh)
      quiet(book, stays, owners)
      continue
    }
    const restless = [...ended, ...begun].map(({ name }) => name)
    for (const stay of stays) {
      const alike = spelling(stay.old.name) === spelling(stay.fresh.name)
      if (alike && flows.isOneToOne(stay.old.code, stay.fresh.code) && mayBe(book, stay.old, stay.fresh))
        join(book, stay.old, stay.fresh)
      else if (alike) suspect(book, "neighbours-changed", stay.old, stay.fresh, restless)
      else suspectName(book, stay.old, stay.fresh, owners)
    }
    const gone = Map.groupBy(ended, ({ name }) => spelling(name))
    for (const row of begun)
      for (const namesake of gone.get(spelling(row.name)) ?? []) suspect(book, "code-changed", namesake, row)
  }
}

interface Pair {
  readonly old: Placed
  readonly fresh: Placed
}

/** When as many ended as began and each name of one side is one name of the other, the units took new codes. */
const recodedAmong = (ended: ReadonlyArray<Placed>, begun: ReadonlyArray<Placed>): ReadonlyArray<Pair> | null => {
  const byName = new Map(begun.map((row) => [spelling(row.name), row]))
  const pairs = ended.flatMap((old) => {
    const fresh = byName.get(spelling(old.name))
    return fresh === undefined ? [] : [{ old, fresh }]
  })
  const names = new Set(pairs.map(({ fresh }) => fresh.code))
  return pairs.length === ended.length && names.size === begun.length && names.size === pairs.length ? pairs : null
}

/** Who bore a name before, by its spelling. */
type Owners = ReadonlyMap<string, ReadonlyArray<Placed>>

/** Nothing ended and nothing began: whoever keeps the code is the same, under a new name too unless it was another's. */
const quiet = (book: Book, stays: ReadonlyArray<Pair>, owners: Owners): void => {
  for (const { old, fresh } of stays) {
    const alike = spelling(old.name) === spelling(fresh.name)
    if (!alike && owners.has(spelling(fresh.name))) suspectName(book, old, fresh, owners)
    else if (mayBe(book, old, fresh)) join(book, old, fresh)
  }
}

const suspectName = (book: Book, old: Placed, fresh: Placed, owners: Owners): void => {
  const owner = owners.get(spelling(fresh.name))?.[0]
  if (owner === undefined) suspect(book, "name-changed", old, fresh)
  else suspect(book, "name-wandered", old, fresh, [owner.code])
}
