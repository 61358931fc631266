/**
 * An event where it stands in the journal.
 *
 * @since 0.1.0
 */
import type { ReportEvent } from "./Event.ts"

/** An event with its places. */
export interface Recorded {
  /** Its place among all events: strictly growing, not necessarily without gaps. */
  readonly position: number
  readonly stream: string
  /** Its place in its stream, counted from 1 without gaps. */
  readonly version: number
  readonly event: ReportEvent
}
