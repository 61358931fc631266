/** Rows of a table of people, turned into people and into terms of office. */
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Row } from "@lienhoi/words/Table"
import { fold } from "@lienhoi/words/Text"
import type { Association } from "../Association.ts"
import type { Contact, Person } from "../Directory.ts"
import type { Header, HierarchyEvent } from "../Event.ts"
import type { Hierarchy } from "../Hierarchy.ts"
import { isHeadTitle } from "../Position.ts"
import { effective } from "./known.ts"
import type { Reading, Sheet } from "./sheet.ts"
import type { Sourced } from "./unitRows.ts"
import { type Living, livingOn } from "./unitsOn.ts"

const channels = ["zalo", "email", "phone"]

/** Each person once; what later rows say differently is listed. */
export const peopleOf = (sheet: Sheet, association: Association): ReadonlyArray<Person> => {
  const rowsOf = new Map<string, Array<Row>>()
  for (const row of sheet.rows) {
    const person = sheet.cell(row, "person")
    if (person === "") sheet.say("row.person-missing", row, "person")
    else if (rowsOf.get(person)?.push(row) === undefined) rowsOf.set(person, [row])
  }
  return [...rowsOf].map(([id, rows]): Person => {
    const one = (heading: string): string => agreed(sheet, id, rows, heading)
    const name = one("name")
    if (name === "") sheet.say("person.name-missing", rows[0]!, "name", { person: id })
    const contacts = channels.flatMap((channel): ReadonlyArray<Contact> => {
      const address = one(channel)
      return address === "" ? [] : [{ channel, address }]
    })
    return { id, name, address: one("address") || association.address, contacts }
  })
}

const agreed = (sheet: Sheet, person: string, rows: ReadonlyArray<Row>, heading: string): string => {
  const filled = rows.filter((row) => sheet.cell(row, heading) !== "")
  const [first, ...rest] = filled
  if (first === undefined) return ""
  const there = sheet.cell(first, heading)
  for (const row of rest) {
    // What the cells say is personal data and stays in the file.
    if (sheet.cell(row, heading) !== there)
      sheet.say("person.conflict", row, heading, { person, heading, line: first.line })
  }
  return there
}

interface Options extends Reading {
  readonly hierarchy: Hierarchy
}

interface Term {
  readonly row: Row
  readonly position: string
  readonly person: string
  readonly unit: string
  readonly title: string
  readonly head: boolean
  readonly from: PlainDate
  readonly to: PlainDate | null
}

/**
 * Positions are created with their first term, unless the tree has them already; each term is taken, and left on the day
 * after its last.
 */
export const termsOf = (sheet: Sheet, options: Options): ReadonlyArray<Sourced> => {
  const { events } = options.hierarchy
  const trees = new Map<PlainDate, ReadonlyMap<string, Living>>()
  const livingThen = (day: PlainDate): ReadonlyMap<string, Living> => {
    const tree = trees.get(day) ?? livingOn(effective(events, day, null))
    trees.set(day, tree)
    return tree
  }
  const existing = new Set(
    effective(events, "9999-12-31", null).flatMap((event) => (event.type === "position-created" ? event.position : []))
  )
  const byPosition = new Map<string, Array<Term>>()
  for (const row of sheet.rows) {
    const term = termIn(sheet, row, options, livingThen)
    if (term !== null && byPosition.get(term.position)?.push(term) === undefined) byPosition.set(term.position, [term])
  }
  return [...byPosition].flatMap(([position, terms]) => {
    const inOrder = terms.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    const founding = existing.has(position) ? [] : [created(inOrder[0]!, options)]
    return [...founding, ...inOrder.flatMap((term) => held(term, options))]
  })
}

const termIn = (
  sheet: Sheet,
  row: Row,
  options: Options,
  livingThen: (day: PlainDate) => ReadonlyMap<string, Living>
): Term | null => {
  const person = sheet.cell(row, "person")
  const unit = sheet.cell(row, "unit")
  const title = sheet.cell(row, "title")
  const from = sheet.day(row, "from") ?? options.effectiveOn
  const to = sheet.day(row, "to")
  if (person === "" || (unit === "" && title === "")) return null
  if (title === "") sheet.say("row.title-missing", row, "title", { person, unit })
  if (to !== null && to < from) sheet.say("row.to-before-from", row, "to", { from: format(from), to: format(to) })
  const level = livingThen(from).get(unit)?.level
  const head = said(sheet, row) ?? (level !== undefined && isHeadTitle(options.hierarchy.association, level, title))
  const position = `${unit}/${slug(title)}${head ? "" : `/${person}`}`
  return { row, position, person, unit, title, head, from, to: to !== null && to < from ? null : to }
}

/** What the column `head` says, `null` when the title is to decide. */
const said = (sheet: Sheet, row: Row): boolean | null => {
  const text = sheet.cell(row, "head")
  if (yes.includes(fold(text))) return true
  if (no.includes(fold(text))) return false
  if (text !== "") sheet.say("row.head-unreadable", row, "head", { text })
  return null
}

const yes = ["x", "co", "1", "yes"]
const no = ["khong", "0", "no"]

const slug = (title: string): string => fold(title).replaceAll(" ", "-")

const header = (term: Term, { recordedAt, by, basis }: Options, day: PlainDate, what: string): Header => ({
  id: `${recordedAt}/${term.position}/${day}/${what}/${term.person}`,
  effectiveOn: day,
  recordedAt,
  by,
  ...(basis === undefined ? {} : { basis })
})

const created = (term: Term, options: Options): Sourced => {
  const type = "position-created"
  const { row, position, unit, title, head } = term
  return { row, event: { ...header(term, options, term.from, type), type, position, unit, title, head } }
}

const held = (term: Term, options: Options): ReadonlyArray<Sourced> => {
  const { row, position, person, from, to } = term
  const taken: HierarchyEvent = {
    ...header(term, options, from, "position-taken"),
    type: "position-taken",
    position,
    person
  }
  if (to === null) return [{ row, event: taken }]
  const left: HierarchyEvent = {
    ...header(term, options, addDays(to, 1), "position-left"),
    type: "position-left",
    position,
    person
  }
  return [
    { row, event: taken },
    { row, event: left }
  ]
}
