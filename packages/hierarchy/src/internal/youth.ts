/**
 * Ho Chi Minh Communist Youth Union: secretaries, not presidents; branches are chi đoàn, groups phân đoàn. Communes'
 * unions report to the province since July 2025 (first commune congresses in October and November 2025: baophutho.vn).
 * A district-level unit need not be a district: Hậu Giang had 8 districts and 13 district-level youth units.
 */
import type { Association } from "./shape.ts"
import { frontLinks, upperLevels, upperLinks } from "./tiers.ts"

const secretary = { vi: "Bí thư", en: "Secretary" }
const deputySecretary = { vi: "Phó Bí thư", en: "Deputy Secretary" }
const union = { vi: "Đoàn TNCS Hồ Chí Minh {name}", en: "Ho Chi Minh Communist Youth Union, {name}" }

export const association: Association = {
  id: "youth",
  name: { vi: "Đoàn Thanh niên Cộng sản Hồ Chí Minh", en: "Ho Chi Minh Communist Youth Union" },
  levels: [
    ...upperLevels,
    { id: "chi_doan", name: { vi: "Chi đoàn", en: "Youth branch" }, rank: 4 },
    { id: "phan_doan", name: { vi: "Phân đoàn", en: "Youth group" }, rank: 5 }
  ],
  links: [
    ...upperLinks,
    { child: "chi_doan", parent: "co_so" },
    { child: "phan_doan", parent: "chi_doan" },
    ...frontLinks
  ],
  officers: [
    {
      level: "trung_uong",
      head: { vi: "Bí thư thứ nhất", en: "First Secretary" },
      deputy: { vi: "Bí thư", en: "Secretary" },
      organisation: { vi: "Trung ương Đoàn TNCS Hồ Chí Minh", en: "Central Youth Union" }
    },
    { level: "tinh", head: secretary, deputy: deputySecretary, organisation: union },
    { level: "huyen", head: secretary, deputy: deputySecretary, organisation: union },
    { level: "co_so", head: secretary, deputy: deputySecretary, organisation: union },
    {
      level: "chi_doan",
      head: { vi: "Bí thư chi đoàn", en: "Branch secretary" },
      deputy: { vi: "Phó Bí thư chi đoàn", en: "Deputy branch secretary" },
      organisation: { vi: "Chi đoàn {name}", en: "Youth branch, {name}" }
    },
    {
      level: "phan_doan",
      head: { vi: "Phân đoàn trưởng", en: "Group head" },
      deputy: { vi: "Phân đoàn phó", en: "Deputy group head" },
      organisation: { vi: "Phân đoàn {name}", en: "Youth group, {name}" }
    }
  ],
  address: "đồng chí",
  routes: ["own", "front"]
}
