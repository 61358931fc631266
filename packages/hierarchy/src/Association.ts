/**
 * How one association is built: its levels, what may stand under what and since when, what its officers are called.
 * All of it is data; the presets carry the state before and after 1 July 2025, when the district tier ended.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { fill } from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as farmersData from "./internal/farmers.ts"
import * as frontData from "./internal/front.ts"
import * as partyData from "./internal/party.ts"
import { commonNoun } from "./internal/placeName.ts"
import type { Association, Officers } from "./internal/shape.ts"
import * as veteransData from "./internal/veterans.ts"
import * as womenData from "./internal/women.ts"
import * as youthData from "./internal/youth.ts"
import { type Level, livesOn } from "./Level.ts"

export type { Association, Link, Officers } from "./internal/shape.ts"

/** Vietnam Women's Union: chi hội and tổ phụ nữ below the commune. Titles as on vwu.vn. */
export const vwu: Association = womenData.association
/** Ho Chi Minh Communist Youth Union: chi đoàn and phân đoàn; its heads are secretaries. */
export const youth: Association = youthData.association
/** Vietnam Fatherland Front: a Ban công tác Mặt trận in each hamlet, and nothing below it. */
export const front: Association = frontData.association
/** Vietnam Farmers' Union: chi hội, by hamlet or by trade, and tổ hội. */
export const farmers: Association = farmersData.association
/** Veterans' Association of Vietnam: chi hội and phân hội. */
export const veterans: Association = veteransData.association
/**
 * Party organisations down to the cell and its groups; from 1 July 2025 a commune committee stands between province and
 * base (Guidance 31-HD/BTCTW of 23 April 2025).
 */
export const party: Association = partyData.association

/** Every preset. */
export const presets: ReadonlyArray<Association> = [vwu, youth, front, farmers, veterans, party]

/** The preset of that id: `vwu`, `youth`, `front`, `farmers`, `veterans`, `party`. */
export const byId = (id: string): Association | null => presets.find((association) => association.id === id) ?? null

/** The level of that id, living or not. */
export const level = (self: Association, id: string): Level | null => self.levels.find((l) => l.id === id) ?? null

/**
 * The levels that live on that day, from the top.
 *
 * @example
 * ```ts
 * import { Association } from "@lienhoi/hierarchy"
 *
 * const ids = (date: string) => Association.levelsOn(Association.vwu, date).map((level) => level.id)
 *
 * ids("2025-06-30") // => ["trung_uong", "tinh", "huyen", "co_so", "chi_hoi", "to"]
 * ids("2025-07-01") // => ["trung_uong", "tinh", "co_so", "chi_hoi", "to"]
 * ```
 */
export const levelsOn = (self: Association, date: PlainDate): ReadonlyArray<Level> =>
  self.levels.filter((l) => livesOn(l, date)).sort((a, b) => a.rank - b.rank)

/** Two levels that may or may not meet. */
export interface Meeting {
  readonly child: string
  readonly parent: string
  readonly kind: string | null
  readonly route: string
}

/** Whether a unit of level `child` and of that kind may stand under one of level `parent` on that day. */
export const allows = (self: Association, { child, parent, kind, route }: Meeting, date: PlainDate): boolean =>
  self.links.some(
    (link) =>
      link.child === child &&
      link.parent === parent &&
      (link.route ?? "own") === route &&
      livesOn(link, date) &&
      (link.kinds === undefined || (kind !== null && link.kinds.includes(kind)))
  )

/** Ids of the levels under which a unit of that level and kind may stand that day. */
export const parentLevels = (
  self: Association,
  meeting: Omit<Meeting, "parent">,
  date: PlainDate
): ReadonlyArray<string> => self.levels.map((l) => l.id).filter((parent) => allows(self, { ...meeting, parent }, date))

/** The titles of a level. */
export const officersAt = (self: Association, levelId: string): Officers | null =>
  self.officers.find((o) => o.level === levelId) ?? null

/**
 * The organisation's own name in a unit.
 *
 * @example
 * ```ts
 * import { Association } from "@lienhoi/hierarchy"
 *
 * Association.organisationName(Association.vwu, { level: "co_so", name: "Xã Tân Hòa" }) // => "Hội LHPN xã Tân Hòa"
 * Association.organisationName(Association.front, { level: "ban_cong_tac", name: "Ấp 1" }) // => "Ban công tác Mặt trận ấp 1"
 * ```
 */
export const organisationName = (
  self: Association,
  unit: { readonly level: string; readonly name: string },
  language: Language = "vi"
): string => {
  const form = officersAt(self, unit.level)?.organisation[language] ?? "{name}"
  if (form === "{name}") return unit.name
  return fill(form, {
    name: language === "vi" ? unit.name.replace(commonNoun, (noun) => noun.toLowerCase()) : unit.name
  })
}
