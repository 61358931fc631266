/**
 * Vietnam Fatherland Front: committees down to the commune, below it a working board (Ban công tác Mặt trận) in each
 * hamlet or residential area, with no groups under it. The Front is itself what the route `front` of the associations
 * leads to, so it has its own line only.
 */
import type { Association } from "./shape.ts"
import { upperLevels, upperLinks } from "./tiers.ts"

const president = { vi: "Chủ tịch", en: "President" }
const vicePresident = { vi: "Phó Chủ tịch", en: "Vice-President" }
const committee = { vi: "Ủy ban MTTQ Việt Nam {name}", en: "Fatherland Front committee, {name}" }

export const association: Association = {
  id: "front",
  name: { vi: "Mặt trận Tổ quốc Việt Nam", en: "Vietnam Fatherland Front" },
  levels: [
    ...upperLevels,
    { id: "ban_cong_tac", name: { vi: "Ban công tác Mặt trận", en: "Front working board" }, rank: 4 }
  ],
  links: [...upperLinks, { child: "ban_cong_tac", parent: "co_so" }],
  officers: [
    {
      level: "trung_uong",
      head: president,
      deputy: vicePresident,
      organisation: { vi: "Ủy ban Trung ương MTTQ Việt Nam", en: "Central Fatherland Front committee" }
    },
    { level: "tinh", head: president, deputy: vicePresident, organisation: committee },
    { level: "huyen", head: president, deputy: vicePresident, organisation: committee },
    { level: "co_so", head: president, deputy: vicePresident, organisation: committee },
    {
      level: "ban_cong_tac",
      head: { vi: "Trưởng ban", en: "Head of the board" },
      deputy: { vi: "Phó Trưởng ban", en: "Deputy head of the board" },
      organisation: { vi: "Ban công tác Mặt trận {name}", en: "Front working board, {name}" }
    }
  ],
  address: "ông/bà",
  routes: ["own"]
}
