/**
 * Who owes which report, by when. Nothing here is stored: duties follow from the tree of the template's reference day,
 * the template, the calendar, and the few events that change them (requested, extended, waived, returned).
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as DutyId from "./DutyId.ts"
import type { ReportKey } from "./ReportKey.ts"

/** What one unit owes for one period, as it stands in its current round. */
export interface Duty {
  readonly association: string
  readonly lineage: string
  /** The id of the period. */
  readonly period: string
  readonly unit: string
  /** The level of the unit on the reference day; of a closed unit, its last. */
  readonly level: string
  /** The days of the window the unit answers for: less than the whole window when it opened or closed inside. */
  readonly from: PlainDate
  readonly to: PlainDate
  /** The day by which it is owed now. */
  readonly due: PlainDate
  /** The day the rule names, before it was moved off a day off and before any extension. */
  readonly nominal: PlainDate
  /** 1, then one more for each return and extension. */
  readonly round: number
  /** The due day known when the round opened: on time means on or before this day. */
  readonly dueWhenOpened: PlainDate
  /** Due before the window ends: the figures will hold estimates. */
  readonly estimated: boolean
  /** Why the unit was let off; `null` when it was not. */
  readonly waived: string | null
  /** When the first submission of the current round was recorded. */
  readonly fulfilledAt: Instant | null
  /** Its revision. */
  readonly fulfilledBy: number | null
  /** Whether it came on or before `dueWhenOpened` (Vietnamese date); `null` while nothing came. */
  readonly timely: boolean | null
  /** The unit closed inside the window: a closing report, flows only, which its heir may file. */
  readonly closing: boolean
}

/** The report that fulfils the duty. */
export const key = (duty: Duty): ReportKey => ({ lineage: duty.lineage, unit: duty.unit, period: duty.period })

/** The id of the duty in its current round; each round has its own. */
export const id = (duty: Duty): string =>
  DutyId.format({ association: duty.association, key: key(duty), round: duty.round })

/** Whether something is still owed. */
export const isOpen = (duty: Duty): boolean => duty.fulfilledAt === null && duty.waived === null
