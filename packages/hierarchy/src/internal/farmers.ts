/** Vietnam Farmers' Union: branches by hamlet or by trade (chi hội nghề nghiệp), groups are tổ hội. */
import type { Association } from "./shape.ts"
import { frontLinks, upperLevels, upperLinks } from "./tiers.ts"

const president = { vi: "Chủ tịch", en: "President" }
const vicePresident = { vi: "Phó Chủ tịch", en: "Vice-President" }
const union = { vi: "Hội Nông dân {name}", en: "Farmers' Union, {name}" }

export const association: Association = {
  id: "farmers",
  name: { vi: "Hội Nông dân Việt Nam", en: "Vietnam Farmers' Union" },
  levels: [
    ...upperLevels,
    { id: "chi_hoi", name: { vi: "Chi hội", en: "Branch" }, rank: 4 },
    { id: "to_hoi", name: { vi: "Tổ hội", en: "Farmers' group" }, rank: 5 }
  ],
  links: [...upperLinks, { child: "chi_hoi", parent: "co_so" }, { child: "to_hoi", parent: "chi_hoi" }, ...frontLinks],
  officers: [
    {
      level: "trung_uong",
      head: president,
      deputy: vicePresident,
      organisation: { vi: "Hội Nông dân Việt Nam", en: "Vietnam Farmers' Union" }
    },
    { level: "tinh", head: president, deputy: vicePresident, organisation: union },
    { level: "huyen", head: president, deputy: vicePresident, organisation: union },
    { level: "co_so", head: president, deputy: vicePresident, organisation: union },
    {
      level: "chi_hoi",
      head: { vi: "Chi hội trưởng", en: "Branch head" },
      deputy: { vi: "Chi hội phó", en: "Deputy branch head" },
      organisation: { vi: "Chi hội nông dân {name}", en: "Farmers' branch, {name}" }
    },
    {
      level: "to_hoi",
      head: { vi: "Tổ trưởng", en: "Group head" },
      deputy: { vi: "Tổ phó", en: "Deputy group head" },
      organisation: { vi: "Tổ hội nông dân {name}", en: "Farmers' group, {name}" }
    }
  ],
  address: "anh/chị",
  routes: ["own", "front"]
}
