/**
 * What the presets have in common: central, province, district until 30 June 2025, base.
 *
 * Sources: the district level of government ended on 1 July 2025 (Resolution 203/2025/QH15 amending the Constitution;
 * Resolution 60-NQ/TW of 12 April 2025 for the political and mass organisations); Guidance 31-HD/BTCTW of 23 April 2025
 * rebuilt their apparatus at province and commune.
 */

import type { Level } from "../Level.ts"
import type { Link } from "./shape.ts"

/** Last day of the district tier. */
export const lastDistrictDay = "2025-06-30"

/** First day of the two-tier local government. */
export const firstTwoTierDay = "2025-07-01"

/** Kinds of unit without a territory of their own; they may stand directly under a province. */
export const nonTerritorial = ["co-quan", "luc-luong-vu-trang", "truong-hoc", "doanh-nghiep"]

/** Central committee down to the base. */
export const upperLevels: ReadonlyArray<Level> = [
  { id: "trung_uong", name: { vi: "Trung ương", en: "Central" }, rank: 0 },
  { id: "tinh", name: { vi: "Cấp tỉnh", en: "Province" }, rank: 1 },
  { id: "huyen", name: { vi: "Cấp huyện", en: "District" }, rank: 2, to: lastDistrictDay },
  { id: "co_so", name: { vi: "Cấp cơ sở", en: "Base" }, rank: 3 }
]

/** The base hangs on the district, and from 1 July 2025 on the province. */
export const upperLinks: ReadonlyArray<Link> = [
  { child: "tinh", parent: "trung_uong" },
  { child: "huyen", parent: "tinh", to: lastDistrictDay },
  { child: "co_so", parent: "huyen", to: lastDistrictDay },
  { child: "co_so", parent: "tinh", to: lastDistrictDay, kinds: nonTerritorial },
  { child: "co_so", parent: "tinh", from: firstTwoTierDay }
]

/**
 * The second road upward: an association's unit also answers to the Front committee of its own place, since the
 * associations were put under it on 1 July 2025 (Resolution 60-NQ/TW; Resolution 203/2025/QH15). Front committees stand
 * on this route only.
 */
export const frontLinks: ReadonlyArray<Link> = ["trung_uong", "tinh", "co_so"].flatMap((id, i, ids): Array<Link> => {
  const upper = ids[i - 1]
  const link = { child: id, route: "front", from: firstTwoTierDay }
  return upper === undefined
    ? [{ ...link, parent: id }]
    : [
        { ...link, parent: id },
        { ...link, parent: upper }
      ]
})
