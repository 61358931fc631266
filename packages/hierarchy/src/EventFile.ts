/**
 * The history of a tree as a text file that any later store can take in: JSON Lines in UTF-8, a head line that says what
 * follows, then one event per line in the order of recording. Nothing is left out: from the file alone the tree of every
 * day, as known at every moment, is the same.
 *
 * ```json
 * {"format":"lienhoi/events","version":1,"association":"vwu","events":2,"table":{"dates":false,"levels":{"co_so":"commune"}}}
 * {"id":"1","type":"unit-established","effectiveOn":"2025-07-01","recordedAt":"2025-06-25T02:00:00.000Z","by":{"person":"p1"},"unit":"31393@2025-07-01","level":"co_so","name":"Xã Hòa An","code":"31393","kind":"xa","parents":{"own":null}}
 * ```
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { byId, presets } from "./Association.ts"
import { type Form, plain } from "./CodeTable.ts"
import { byRecording, type HierarchyEvent } from "./Event.ts"
import type { Hierarchy } from "./Hierarchy.ts"
import * as Shape from "./internal/eventForm.ts"
import { judge } from "./internal/judge.ts"

/** What a file holds. */
export interface EventFile {
  readonly hierarchy: Hierarchy
  /** How the lists were written that it was made from. */
  readonly form: Form
}

/** Written in the head line; a file of another format or of a later version is refused. */
const format = "lienhoi/events"
const version = 1

const issue = Issue.from(
  Catalogue.make({
    "events.empty": {
      vi: "Tệp sự kiện trống; cần một dòng đầu và các dòng sự kiện",
      en: "The event file is empty; it needs a head line and lines of events"
    },
    "events.not-json": {
      vi: "Dòng này không phải là JSON; mỗi dòng là một đối tượng JSON trọn vẹn",
      en: "This line is not JSON; each line is one whole JSON object"
    },
    "events.format": {
      vi: "Dòng đầu phải ghi format “{format}” và version {version}; tệp này không phải, hoặc của phiên bản mới hơn",
      en: "The head line must say format “{format}” and version {version}; this file is another kind, or of a later version"
    },
    "events.association-unknown": {
      vi: "Dòng đầu ghi tổ chức “{given}”; chọn một trong: {known}, hoặc đưa cấu hình của tổ chức khi đọc",
      en: "The head line names association “{given}”; take one of {known}, or give the association when reading"
    },
    "events.count": {
      vi: "Dòng đầu ghi {told} sự kiện, tệp có {found}; tệp bị cắt hoặc bị sửa, lấy lại bản gốc",
      en: "The head line tells of {told} events, the file has {found}; it was cut or changed, get the original again"
    },
    "events.type-unknown": {
      vi: "Không có loại sự kiện “{given}”; các loại: {known}",
      en: "There is no event type “{given}”; the types: {known}"
    },
    "events.field-missing": {
      vi: "Sự kiện {event} ({type}) thiếu mục {field}",
      en: "Event {event} ({type}) has no {field}"
    },
    "events.field-unreadable": {
      vi: "Sự kiện {event} ({type}): mục {field} ghi {given}, không đúng dạng",
      en: "Event {event} ({type}): {field} says {given}, which has the wrong form"
    },
    "events.field-unknown": {
      vi: "Sự kiện {event} ({type}) không có mục {field}; xóa mục này",
      en: "Event {event} ({type}) knows no {field}; remove it"
    }
  })
)

/**
 * The whole file. The same history is always the same text.
 *
 * @example
 * ```ts
 * import { Association, EventFile } from "@lienhoi/hierarchy"
 *
 * const text = EventFile.write({ association: Association.vwu, events: [] })
 *
 * JSON.parse(text) // => { format: "lienhoi/events", version: 1, association: "vwu", events: 0, table: { levels: {}, dates: false } }
 * ```
 */
export const write = ({ association, events }: Hierarchy, form: Form = plain): string => {
  const head = { format, version, association: association.id, events: events.length, table: form }
  const lines = [inOrder(head, Object.keys(head)), ...events.map((event) => inOrder(event, orderOf(event)))]
  return `${lines.join("\n")}\n`
}

const orderOf = ({ type }: HierarchyEvent): ReadonlyArray<string> =>
  Object.keys({ ...Shape.head, ...Shape.fields[type] })

/** The fields of a line stand in their order, those of a value inside it in that of the alphabet. */
const inOrder = (line: object, order: ReadonlyArray<string>): string => {
  const values = new Map(Object.entries(line))
  return JSON.stringify(
    Object.fromEntries(order.flatMap((key) => (values.has(key) ? [[key, sorted(values.get(key))]] : [])))
  )
}

const sorted = (value: unknown): unknown =>
  typeof value !== "object" || value === null
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, each]) => [key, sorted(each)])
      )

/** How a file is read. */
export interface Options {
  /** The association when it is none of the presets; else that of the head line. */
  readonly association?: Hierarchy["association"]
  /** Named in the issues. */
  readonly file?: string
}

/**
 * Reads the whole file, or lists everything wrong with it by line: lines that are no events, a file that was cut, and
 * everything that `Hierarchy.make` refuses.
 *
 * @example
 * ```ts
 * import { Association, EventFile } from "@lienhoi/hierarchy"
 *
 * const text = EventFile.write({ association: Association.vwu, events: [] })
 * const again = EventFile.read(text)
 *
 * again.ok && again.value.hierarchy.events // => []
 * EventFile.read(text.replace('"version":1', '"version":2')).ok // => false
 * ```
 */
export const read = (text: string, options: Options = {}): Issue.Checked<EventFile> => {
  const lines = text.replace(/^\uFEFF/u, "").split("\n")
  if (lines.at(-1)?.trim() === "") lines.pop()
  const issues: Array<Issue.Issue> = []
  const say: Say = (code, line, params, path = []) => {
    const place = { ...(options.file === undefined ? {} : { file: options.file }), line, column: 1 }
    issues.push(issue(code, params, { place, path }))
  }
  const [first, ...rest] = lines.map((line, i) => objectIn(line, i + 1, say))
  if (lines.length === 0) say("events.empty", 1, {})
  const head = first === null || first === undefined ? null : headIn(first, options, say)
  if (head !== null && head.events !== rest.length)
    say("events.count", 1, { told: String(head.events), found: rest.length })
  const events = rest.flatMap((line, i) => (line === null ? [] : eventIn(line, i + 2, say)))
  if (head === null || issues.length > 0) return { ok: false, issues }
  for (const each of judge(head.association, [], events)) {
    const line = Number(each.path[1]) + 2
    issues.push({ ...each, place: { ...(options.file === undefined ? {} : { file: options.file }), line, column: 1 } })
  }
  return Issue.unless(issues, () => ({
    hierarchy: { association: head.association, events: events.sort(byRecording) },
    form: head.form
  }))
}

type Say = (
  code: Parameters<typeof issue>[0],
  line: number,
  params: Catalogue.Params,
  path?: ReadonlyArray<string | number>
) => void

type Line = { readonly [key: string]: unknown }

const objectIn = (text: string, line: number, say: Say): Line | null => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Line
  } catch {
    // Said below, as of any line that is no object.
  }
  say("events.not-json", line, {})
  return null
}

const headIn = (line: Line, options: Options, say: Say) => {
  if (line.format !== format || line.version !== version) {
    say("events.format", 1, { format, version })
    return null
  }
  const association = options.association ?? byId(String(line.association))
  if (association === null) {
    const known = presets.map(({ id }) => id).join(", ")
    say("events.association-unknown", 1, { given: String(line.association), known })
    return null
  }
  const table = (line.table ?? plain) as Partial<Form>
  return { association, events: line.events, form: { levels: table.levels ?? {}, dates: table.dates === true } }
}

const eventIn = (line: Line, at: number, say: Say): ReadonlyArray<HierarchyEvent> => {
  const { type } = line
  if (!Shape.isType(type)) {
    say("events.type-unknown", at, { given: String(type), known: Object.keys(Shape.fields).join(", ") })
    return []
  }
  const known = { ...Shape.head, ...Shape.fields[type] }
  const about = { event: String(line.id ?? "?"), type }
  let good = true
  const wrong = (code: Parameters<typeof issue>[0], field: string, given = ""): void => {
    good = false
    say(code, at, { ...about, field, given }, ["events", at - 2, field])
  }
  for (const [field, { shape, optional }] of Object.entries(known)) {
    if (!Object.hasOwn(line, field)) {
      if (optional !== true) wrong("events.field-missing", field)
    } else if (!Shape.fits(line[field], shape)) wrong("events.field-unreadable", field, JSON.stringify(line[field]))
  }
  for (const field of Object.keys(line)) if (!Object.hasOwn(known, field)) wrong("events.field-unknown", field)
  return good ? [line as unknown as HierarchyEvent] : []
}
