/**
 * A unit as it stands in one snapshot: an association's office in a commune, a branch in a hamlet, an agency without
 * territory.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"

/**
 * One unit on one day.
 *
 * **Gotchas**
 *
 * `code` is a fact that changes and is given to others later (`31393` was Thị trấn Kinh Cùng until June 2025 and is Xã
 * Hòa An since): only `id` says which unit is meant. Names repeat as well.
 */
export interface Unit {
  readonly id: string
  readonly name: string
  /** The statistics code or another outside code, `null` when it has none. */
  readonly code: string | null
  /** Id of its {@link Level}. */
  readonly level: string
  /** What it is besides its level: `xa`, `phuong`, `truong-hoc`, `luc-luong-vu-trang`; `null` when nobody said. */
  readonly kind: string | null
  /** The unit above it on the snapshot's route, `null` at the top. */
  readonly parent: string | null
  /** First day of its life. */
  readonly since: PlainDate
}
