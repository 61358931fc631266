/**
 * The life of a case (an urgent report, feedback of members): the states that its template names, the ways between them,
 * how long it may stay in each.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import * as Issue from "@lienhoi/words/Issue"
import type { Cells } from "./Cell.ts"
import { meant } from "./internal/formulaTexts.ts"
import { issue } from "./internal/lifeTexts.ts"
import * as Lived from "./internal/lived.ts"
import { nearest } from "./internal/nearest.ts"
import type { State, Template } from "./internal/written.ts"
import * as TimeLimit from "./TimeLimit.ts"

/** Where a case stands. */
export interface Status {
  /** The key of its state. */
  readonly state: string
  /** When it came into that state. */
  readonly since: Instant.Instant
  /** Until when it may stay there; `null` where the template sets no limit. */
  readonly due: TimeLimit.Deadline | null
  readonly closed: boolean
}

/** A case as it is counted: its answers, and every state it stood in since it came in, in that order. */
export interface Filed {
  readonly cells: Cells
  readonly history: ReadonlyArray<Status>
}

/** What moves follow from. */
export interface Options {
  /** A template of kind `case`. */
  readonly template: Template
  readonly at: Instant.Instant
  readonly calendar: WorkingDays
}

const stateOf = (template: Template, key: string): State | undefined =>
  template.states.find((state) => state.key === key)

const statusIn = (state: State, { at, calendar }: Options): Status => ({
  state: state.key,
  since: at,
  due: state.limit === null ? null : TimeLimit.from(state.limit, at, calendar),
  closed: state.end
})

/** The states that may follow, in the order of the template. */
export const moves = (template: Template, status: Pick<Status, "state">): ReadonlyArray<State> => {
  const next = stateOf(template, status.state)?.next ?? []
  return template.states.filter(({ key }) => next.includes(key))
}

/** A case that comes in at that moment: it stands in the first state. */
export const begin = (options: Options): Issue.Checked<Status> => {
  const { template } = options
  const [first] = template.states
  if (template.kind === "case" && first !== undefined) return Issue.ok(statusIn(first, options))
  return Issue.fail(issue("case.kind", { title: template.title, kind: template.kind }, { path: ["template"] }))
}

/**
 * Moves a case on, or says why it cannot go there. A new limit counts from the moment of the move, also when the old one
 * was not kept.
 *
 * @example
 * ```ts
 * import { WorkingDays } from "@lienhoi/calendar"
 * import { Case, Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: vwu/phan-anh",
 *     "kind: case",
 *     "title: Phản ánh của hội viên",
 *     "states:",
 *     "  moi: { label: Mới nhận, next: [dang_xu_ly], limit: { hours: 24 } }",
 *     "  dang_xu_ly: { label: Đang xử lý, next: [dong], limit: { working_days: 5 } }",
 *     "  dong: { label: Đã trả lời, end: true }",
 *     "sections:",
 *     "  noi_dung:",
 *     "    title: Nội dung",
 *     "    asked_of: [chi_hoi]",
 *     "    fields: [{ key: noi_dung, label: Việc gì, type: text, required: true }]"
 *   ].join("\n")
 * )
 * if (!read.ok) throw new Error(read.issues[0]?.message)
 * const { template } = read.value
 * const calendar = WorkingDays.vietnam
 * const fresh = Case.begin({ template, at: "2024-10-15T01:00:00.000Z", calendar })
 *
 * fresh.ok && fresh.value.due?.until // => "2024-10-16T01:00:00.000Z"
 * const next = fresh.ok ? Case.move(fresh.value, "dang_xu_ly", { template, at: "2024-10-15T02:00:00.000Z", calendar }) : fresh
 * next.ok && next.value.due?.day // => "2024-10-22"
 * const back = next.ok ? Case.move(next.value, "moi", { template, at: "2024-10-15T03:00:00.000Z", calendar }) : next
 * back.ok ? "" : back.issues[0]?.message // => "Vụ việc đang ở “Đang xử lý”, không chuyển sang “Mới nhận” được; có thể chuyển sang: Đã trả lời"
 * ```
 */
export const move = (status: Status, to: string, options: Options): Issue.Checked<Status> => {
  const { template, at } = options
  const here = stateOf(template, status.state)
  const target = stateOf(template, to)
  const issues: Array<Issue.Issue> = []
  if (target === undefined) {
    const keys = template.states.map(({ key }) => key)
    const params = { name: to.slice(0, 40), known: keys.join(", "), ...meant(nearest(to, keys)) }
    issues.push(issue("case.unknown", params, { path: ["to"] }))
  } else if (here === undefined || here.end) {
    issues.push(issue("case.closed", { label: here?.label ?? status.state }, { path: ["state"] }))
  } else if (!here.next.includes(target.key)) {
    const known = moves(template, status)
      .map(({ label }) => label)
      .join(", ")
    issues.push(issue("case.no-way", { from: here.label, to: target.label, known }, { path: ["to"] }))
  }
  if (Instant.toMillis(at) < Instant.toMillis(status.since)) {
    issues.push(issue("case.earlier", { at, since: status.since }, { path: ["at"] }))
  }
  return Issue.unless(issues, () => statusIn(target!, options))
}

/** Whether it stays too long where it is. */
export const isLate = (status: Status, now: Instant.Instant): boolean =>
  !status.closed && status.due !== null && TimeLimit.isOver(status.due, now)

/**
 * The days of a case, by the Vietnamese date: received, closed, and the last day on which closing it is in time, which is
 * the limit of the last open state it stood in. `inTime` only when it is closed and overstayed no limit on the way.
 */
export const life = (
  history: ReadonlyArray<Status>
): {
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly due: PlainDate | null
  readonly inTime: boolean
} | null => {
  const [first] = history
  if (first === undefined) return null
  const closed = history.findIndex((status) => status.closed)
  const open = closed < 0 ? history : history.slice(0, closed)
  const end = history[closed]
  const isKept = open.every(({ due }, n) => {
    const next = history[n + 1]
    return due === null || (next !== undefined && !TimeLimit.isOver(due, next.since))
  })
  return {
    from: Instant.dateIn(first.since),
    to: end === undefined ? null : Instant.dateIn(end.since),
    due: open.at(-1)?.due?.day ?? null,
    inTime: end !== undefined && isKept
  }
}

const meantOf = (template: Template, filed: ReadonlyArray<Filed>): Issue.Checked<ReadonlyArray<Lived.Lived>> => {
  const { title, kind } = template
  if (kind !== "case") return Issue.fail(issue("case.kind", { title, kind }, { path: ["template"] }))
  return Issue.ok(
    filed.flatMap(({ cells, history }) => {
      const days = life(history)
      return days === null ? [] : [{ cells, ...days }]
    })
  )
}

/**
 * How many cases are meant: received in a window (`began`), closed in it (`ended`), open when it is over (`end`), those
 * whose time ran out in it (`due`) and those of them that were closed before that (`in-time`). start + began − ended = end.
 *
 * @example
 * ```ts
 * import { WorkingDays } from "@lienhoi/calendar"
 * import { Case, Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: vwu/phan-anh",
 *     "kind: case",
 *     "title: Phản ánh của hội viên",
 *     "states:",
 *     "  moi: { label: Mới nhận, next: [dong], limit: { working_days: 5 } }",
 *     "  dong: { label: Đã trả lời, end: true }",
 *     "sections:",
 *     "  noi_dung:",
 *     "    title: Nội dung",
 *     "    asked_of: [chi_hoi]",
 *     "    fields: [{ key: noi_dung, label: Việc gì, type: text, required: true }]"
 *   ].join("\n")
 * )
 * if (!read.ok) throw new Error(read.issues[0]?.message)
 * const { template } = read.value
 * const calendar = WorkingDays.vietnam
 * const fresh = Case.begin({ template, at: "2024-10-15T01:00:00.000Z", calendar })
 * if (!fresh.ok) throw new Error(fresh.issues[0]?.message)
 * const answered = Case.move(fresh.value, "dong", { template, at: "2024-10-22T10:00:00.000Z", calendar })
 * if (!answered.ok) throw new Error(answered.issues[0]?.message)
 * const filed = [{ cells: {}, history: [fresh.value, answered.value] }, { cells: {}, history: [fresh.value] }]
 * const window = { from: "2024-10-01", to: "2024-10-31" }
 *
 * Case.count(template, filed, { window, at: "began" }) // => { ok: true, value: 2 }
 * Case.count(template, filed, { window, at: "ended" }) // => { ok: true, value: 1 }
 * Case.count(template, filed, { window, at: "due" }) // => { ok: true, value: 2 }
 * Case.count(template, filed, { window, at: "in-time" }) // => { ok: true, value: 1 }
 * ```
 */
export const count = (template: Template, filed: ReadonlyArray<Filed>, query: Lived.Query): Issue.Checked<number> => {
  const lived = meantOf(template, filed)
  if (!lived.ok) return lived
  const chosen = Lived.select(template, lived.value, query)
  return chosen.ok ? Issue.ok(chosen.value.length) : chosen
}

/** What a number of the cases that are meant adds up to; as {@link Register.sum} for records. */
export const sum = (
  template: Template,
  filed: ReadonlyArray<Filed>,
  key: string,
  query: Lived.Query
): Issue.Checked<number | null> => {
  const lived = meantOf(template, filed)
  return lived.ok ? Lived.sum(template, lived.value, key, query) : lived
}
