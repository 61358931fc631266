/** Veterans' Association of Vietnam: branches are chi hội, groups phân hội. */
import type { Association } from "./shape.ts"
import { frontLinks, upperLevels, upperLinks } from "./tiers.ts"

const president = { vi: "Chủ tịch", en: "President" }
const vicePresident = { vi: "Phó Chủ tịch", en: "Vice-President" }
const veterans = { vi: "Hội Cựu chiến binh {name}", en: "Veterans' Association, {name}" }

export const association: Association = {
  id: "veterans",
  name: { vi: "Hội Cựu chiến binh Việt Nam", en: "Veterans' Association of Vietnam" },
  levels: [
    ...upperLevels,
    { id: "chi_hoi", name: { vi: "Chi hội", en: "Branch" }, rank: 4 },
    { id: "phan_hoi", name: { vi: "Phân hội", en: "Veterans' group" }, rank: 5 }
  ],
  links: [
    ...upperLinks,
    { child: "chi_hoi", parent: "co_so" },
    { child: "phan_hoi", parent: "chi_hoi" },
    ...frontLinks
  ],
  officers: [
    {
      level: "trung_uong",
      head: president,
      deputy: vicePresident,
      organisation: { vi: "Hội Cựu chiến binh Việt Nam", en: "Veterans' Association of Vietnam" }
    },
    { level: "tinh", head: president, deputy: vicePresident, organisation: veterans },
    { level: "huyen", head: president, deputy: vicePresident, organisation: veterans },
    { level: "co_so", head: president, deputy: vicePresident, organisation: veterans },
    {
      level: "chi_hoi",
      head: { vi: "Chi hội trưởng", en: "Branch head" },
      deputy: { vi: "Chi hội phó", en: "Deputy branch head" },
      organisation: { vi: "Chi hội cựu chiến binh {name}", en: "Veterans' branch, {name}" }
    },
    {
      level: "phan_hoi",
      head: { vi: "Phân hội trưởng", en: "Group head" },
      deputy: { vi: "Phân hội phó", en: "Deputy group head" },
      organisation: { vi: "Phân hội cựu chiến binh {name}", en: "Veterans' group, {name}" }
    }
  ],
  address: "đồng chí",
  routes: ["own", "front"]
}
