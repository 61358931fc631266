/**
 * What every answer is made of: who asks, what they may see, and how an answer of the office becomes one over the line.
 */
import * as Grant from "@lienhoi/report/Grant"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import { Caller } from "../Api.ts"
import * as Problem from "../Problem.ts"

/** A problem of one kind, in its type. */
export type Of<K extends Problem.Kind> = Problem.Problem & { readonly kind: K }

/** Fails with a problem, in the language of the caller. */
export const refuse = <K extends Problem.Kind>(
  kind: K,
  issues: ReadonlyArray<Issue.Issue> = [],
  params: Catalogue.Params = {}
): Effect.Effect<never, Of<K>, Caller> =>
  Effect.flatMap(Caller, ({ language }) =>
    Effect.fail({ ...Problem.make(kind, { language, issues, params }), kind } satisfies Of<K>)
  )

/** Asks the office. What it throws is its own trouble; nothing of it goes over the line. */
export const ask = <A>(question: () => Promise<A>): Effect.Effect<A, Of<"unavailable">, Caller> =>
  Effect.tryPromise({ try: question, catch: (cause) => cause }).pipe(
    Effect.tapError((cause) => Effect.logError("the office failed", cause)),
    Effect.catch(() => refuse("unavailable"))
  )

/** Asks the office something that may be refused. */
export const askChecked = <A>(
  question: () => Promise<Issue.Checked<A>>
): Effect.Effect<A, Of<"bad-input"> | Of<"unavailable">, Caller> =>
  Effect.flatMap(
    ask(question),
    (answer): Effect.Effect<A, Of<"bad-input">, Caller> =>
      answer.ok ? Effect.succeed(answer.value) : refuse("bad-input", answer.issues)
  )

/** Goes on when the caller sees at least that much of the unit's reports on the template; otherwise it is not hers. */
export const needs = (
  least: Grant.Sight,
  unit: string,
  lineage: string
): Effect.Effect<Grant.Sight, Of<"not-yours">, Caller> =>
  Effect.flatMap(Caller, ({ reach }): Effect.Effect<Grant.Sight, Of<"not-yours">, Caller> => {
    const sight = reach.sight(unit, lineage)
    return Grant.isAtLeast(sight, least) ? Effect.succeed(sight) : refuse("not-yours")
  })

const issue = Issue.from(
  Catalogue.make({
    "http.template": { vi: "Không có mẫu {template}; chọn mẫu trong danh sách", en: "There is no template {template}" },
    "http.unit": { vi: "Không có đơn vị {unit} vào ngày {on}", en: "There is no unit {unit} on {on}" },
    "http.date": { vi: "{on} không phải ngày; viết như 2025-07-01", en: "{on} is no date; write 2025-07-01" },
    "http.notice": {
      vi: "Chưa có thông báo {notice}; tải lại danh sách thông báo",
      en: "There is no notice {notice}; load the list again"
    },
    "http.person": {
      vi: "Không có ai mã {person} trong danh sách cán bộ; bỏ trống thì là người đứng đầu đơn vị",
      en: "Nobody in the list of people has the id {person}; left out it is the head of the unit"
    },
    "http.posting": { vi: "Tin này đã được đánh dấu hoặc không còn", en: "That message was marked before, or is gone" }
  })
)

/** An issue of the API itself. */
export const found = issue
