/**
 * Party organisations down to the cell (chi bộ) and its groups. On 1 July 2025 the district committees ended and a
 * commune committee took their place between the province and the base organisations (Guidance 31-HD/BTCTW of 23 April
 * 2025); a cell may stand directly under the commune committee.
 */
import type { Association } from "./shape.ts"
import { firstTwoTierDay, lastDistrictDay, nonTerritorial, upperLevels, upperLinks } from "./tiers.ts"

const secretary = { vi: "Bí thư", en: "Secretary" }
const deputySecretary = { vi: "Phó Bí thư", en: "Deputy Secretary" }
const committee = { vi: "Đảng bộ {name}", en: "Party committee, {name}" }

export const association: Association = {
  id: "party",
  name: { vi: "Đảng Cộng sản Việt Nam", en: "Communist Party of Vietnam" },
  levels: [
    ...upperLevels,
    { id: "xa", name: { vi: "Đảng ủy xã, phường", en: "Commune committee" }, rank: 2, from: firstTwoTierDay },
    { id: "chi_bo", name: { vi: "Chi bộ", en: "Cell" }, rank: 4 },
    { id: "to_dang", name: { vi: "Tổ đảng", en: "Party group" }, rank: 5 }
  ],
  links: [
    ...upperLinks.filter((link) => link.from !== firstTwoTierDay && link.kinds === undefined),
    { child: "co_so", parent: "tinh", kinds: nonTerritorial },
    { child: "xa", parent: "tinh", from: firstTwoTierDay },
    { child: "co_so", parent: "xa", from: firstTwoTierDay },
    { child: "chi_bo", parent: "co_so" },
    { child: "chi_bo", parent: "huyen", to: lastDistrictDay },
    { child: "chi_bo", parent: "xa", from: firstTwoTierDay },
    { child: "to_dang", parent: "chi_bo" }
  ],
  officers: [
    {
      level: "trung_uong",
      head: { vi: "Tổng Bí thư", en: "General Secretary" },
      deputy: { vi: "Thường trực Ban Bí thư", en: "Permanent Member of the Secretariat" },
      organisation: { vi: "Ban Chấp hành Trung ương Đảng", en: "Central Committee" }
    },
    { level: "tinh", head: secretary, deputy: deputySecretary, organisation: committee },
    { level: "huyen", head: secretary, deputy: deputySecretary, organisation: committee },
    { level: "xa", head: secretary, deputy: deputySecretary, organisation: committee },
    { level: "co_so", head: secretary, deputy: deputySecretary, organisation: committee },
    {
      level: "chi_bo",
      head: { vi: "Bí thư chi bộ", en: "Cell secretary" },
      deputy: { vi: "Phó Bí thư chi bộ", en: "Deputy cell secretary" },
      organisation: { vi: "Chi bộ {name}", en: "Party cell, {name}" }
    },
    {
      level: "to_dang",
      head: { vi: "Tổ trưởng", en: "Group head" },
      deputy: { vi: "Tổ phó", en: "Deputy group head" },
      organisation: { vi: "Tổ đảng {name}", en: "Party group, {name}" }
    }
  ],
  address: "đồng chí",
  routes: ["own"]
}
