/**
 * Who a reminder goes to, in ids. Names and contact points are looked up only when the message is written, so that a
 * plan, a log or a board of reminders holds no personal data.
 *
 * @since 0.1.0
 */
import type { Road } from "@lienhoi/messaging/Recipient"

/** An officer, or the group of a unit. `unit` is the unit answered for, which may be above the one that owes. */
export type Addressee =
  | {
      readonly audience: "person"
      /** The id of the person. */
      readonly id: string
      readonly unit: string
      readonly position: string
      readonly title: string
    }
  | { readonly audience: "group"; readonly id: string; readonly unit: string }

/** The chat group of a unit, where its people read together. */
export interface Group {
  readonly id: string
  readonly unit: string
  readonly name: string
  readonly roads: ReadonlyArray<Road>
}
