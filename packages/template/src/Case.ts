/**
 * The life of a case (an urgent report, feedback of members): the states that its template names, the ways between them,
 * how long it may stay in each.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import * as Issue from "@lienhoi/words/Issue"
import { meant } from "./internal/formulaTexts.ts"
import { issue } from "./internal/lifeTexts.ts"
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
