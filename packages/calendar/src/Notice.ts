/**
 * Layers of days: what the law computes is settled by a yearly notice and changed by a province or an association.
 * Layers are data; the later one wins.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Choice } from "./Holiday.ts"
import type { PlainDate } from "./PlainDate.ts"
import { isValid } from "./PlainDate.ts"

/** A working day taken off and the day of rest on which it is made up for. */
export interface Swap {
  readonly off: PlainDate
  readonly work: PlainDate
}

/** One layer over the law. */
export interface Notice {
  /** Who decided, and where it is written. */
  readonly source: string
  /** What was decided for a year, by year. */
  readonly choices?: { readonly [year: number]: Choice }
  readonly swaps?: ReadonlyArray<Swap>
  /** Further days off. */
  readonly off?: ReadonlyArray<{ readonly date: PlainDate; readonly name: Bilingual }>
  /** Days on which people work although the calendar says otherwise. */
  readonly work?: ReadonlyArray<PlainDate>
}

/**
 * The holiday plans for state bodies 2022 to 2026, as announced for each year by the Ministry of Labour, Invalids and
 * Social Affairs (Bộ LĐTBXH) and from the plan of 2026 on by the Ministry of Home Affairs (Bộ Nội vụ). Associations follow them.
 */
export const stateBodies: Notice = {
  source: "Thông báo nghỉ Tết Âm lịch và Quốc khánh hằng năm cho cán bộ, công chức, viên chức, 2022-2026",
  choices: {
    2022: { daysBeforeTet: 1, besideNationalDay: "before" },
    2023: { daysBeforeTet: 2, besideNationalDay: "before" },
    2024: { daysBeforeTet: 2, besideNationalDay: "after" },
    2025: { daysBeforeTet: 2, besideNationalDay: "before" },
    2026: { daysBeforeTet: 1, besideNationalDay: "before" }
  },
  swaps: [
    { off: "2024-04-29", work: "2024-05-04" },
    { off: "2025-05-02", work: "2025-04-26" },
    { off: "2026-01-02", work: "2026-01-10" },
    { off: "2026-08-31", work: "2026-08-22" }
  ]
}

const issue = Issue.from(
  Catalogue.make({
    "notice.no-such-day": {
      vi: "Không có ngày {text} trong lịch; viết ngày như 2024-10-18",
      en: "The calendar has no day {text}; write dates as 2024-10-18"
    },
    "notice.off-and-worked": {
      vi: "Ngày {text} vừa là ngày nghỉ vừa là ngày làm việc trong cùng một thông báo; để lại một",
      en: "{text} is both off and worked in the same notice; keep one"
    }
  })
)

/** Everything that is wrong with the dates of a notice that came from a file. */
export const check = (notice: Notice): ReadonlyArray<Issue.Issue> => {
  const swaps = notice.swaps ?? []
  const off = [
    ...swaps.map((swap, i) => [swap.off, ["swaps", i, "off"]] as const),
    ...(notice.off ?? []).map(({ date }, i) => [date, ["off", i, "date"]] as const)
  ]
  const worked = [
    ...swaps.map((swap, i) => [swap.work, ["swaps", i, "work"]] as const),
    ...(notice.work ?? []).map((date, i) => [date, ["work", i]] as const)
  ]
  return [
    ...[...off, ...worked]
      .filter(([text]) => !isValid(text))
      .map(([text, path]) => issue("notice.no-such-day", { text }, { path })),
    ...worked
      .filter(([text]) => off.some(([other]) => other === text))
      .map(([text, path]) => issue("notice.off-and-worked", { text }, { path }))
  ]
}
