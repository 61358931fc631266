/**
 * Layers of days: what the law computes is settled by a yearly notice and changed by a province or an association.
 * Layers are data; the later one wins.
 *
 * @since 0.1.0
 */
import type { Bilingual } from "@lienhoi/words/Language"
import type { Choice } from "./Holiday.ts"
import type { PlainDate } from "./PlainDate.ts"

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
