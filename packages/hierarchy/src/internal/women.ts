/**
 * Vietnam Women's Union. Levels and titles: the Union's charter as on vwu.vn (governing bodies: Đoàn Chủ tịch at the
 * centre, Ban Thường vụ below; chi hội trưởng, tổ trưởng in branches and groups).
 */
import type { Association } from "./shape.ts"
import { frontLinks, upperLevels, upperLinks } from "./tiers.ts"

const president = { vi: "Chủ tịch", en: "President" }
const vicePresident = { vi: "Phó Chủ tịch", en: "Vice-President" }
const union = { vi: "Hội LHPN {name}", en: "Women's Union, {name}" }

export const association: Association = {
  id: "vwu",
  name: { vi: "Hội Liên hiệp Phụ nữ Việt Nam", en: "Vietnam Women's Union" },
  levels: [
    ...upperLevels,
    { id: "chi_hoi", name: { vi: "Chi hội", en: "Branch" }, rank: 4 },
    { id: "to", name: { vi: "Tổ phụ nữ", en: "Women's group" }, rank: 5 }
  ],
  links: [...upperLinks, { child: "chi_hoi", parent: "co_so" }, { child: "to", parent: "chi_hoi" }, ...frontLinks],
  officers: [
    {
      level: "trung_uong",
      head: president,
      deputy: vicePresident,
      organisation: { vi: "Hội LHPN Việt Nam", en: "Vietnam Women's Union" }
    },
    { level: "tinh", head: president, deputy: vicePresident, organisation: union },
    { level: "huyen", head: president, deputy: vicePresident, organisation: union },
    { level: "co_so", head: president, deputy: vicePresident, organisation: union },
    {
      level: "chi_hoi",
      head: { vi: "Chi hội trưởng", en: "Branch head" },
      deputy: { vi: "Chi hội phó", en: "Deputy branch head" },
      organisation: { vi: "Chi hội phụ nữ {name}", en: "Women's branch, {name}" }
    },
    {
      level: "to",
      head: { vi: "Tổ trưởng", en: "Group head" },
      deputy: { vi: "Tổ phó", en: "Deputy group head" },
      organisation: { vi: "Tổ phụ nữ {name}", en: "Women's group, {name}" }
    }
  ],
  address: "chị",
  routes: ["own", "front"]
}
