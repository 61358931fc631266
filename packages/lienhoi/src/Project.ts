/**
 * The files of a new project: a configuration, units and people, a form of its own, an overlay on one of the packs, a test and
 * a page that says what to do next. All of it runs as it stands; places and people are made up.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** One file; `path` starts at the folder of the project. */
export interface File {
  readonly path: string
  readonly content: string
}

/** What is asked before a project is made. */
export interface Options {
  /** The name of the folder; it becomes the name of the package and the owner of the templates. */
  readonly name: string
  /** The version of `lienhoi` that the project asks for: `0.1.0`. */
  readonly version: string
  /** The version of `effect` beside it: `^4.1.0`. */
  readonly effect: string
}

const issue = Issue.from(
  Catalogue.make({
    "project.name": {
      vi: "Tên thư mục “{name}” không dùng được; chỉ dùng chữ thường không dấu, số và dấu gạch ngang, như hoi-phu-nu",
      en: "A project cannot be called “{name}”; use small letters without accents, digits and hyphens: hoi-phu-nu"
    }
  })
)

const units = `id,code,name,level,parent
tinh,00,Tỉnh Mẫu,tinh,
xa-1,,Xã Đông Mẫu,co_so,tinh
xa-2,,Xã Tây Mẫu,co_so,tinh
ap-1,,Ấp 1,chi_hoi,xa-1
ap-2,,Ấp 2,chi_hoi,xa-1
ap-3,,Ấp 3,chi_hoi,xa-2
`

const people = `person,name,address,unit,title,zalo,email,phone
chi-tinh,Nguyễn Thị Mẫu,chị,tinh,Chủ tịch,,,
chi-xa-1,Trần Thị Mẫu,chị,xa-1,Chủ tịch,,,
chi-xa-2,Lê Thị Mẫu,chị,xa-2,Chủ tịch,,,
chi-ap-1,Phạm Thị Mẫu,chị,ap-1,Chi hội trưởng,,,
chi-ap-2,Võ Thị Mẫu,chị,ap-2,Chi hội trưởng,,,
chi-ap-3,Bùi Thị Mẫu,cô,ap-3,Chi hội trưởng,,,
`

const config = `import { defineApp } from "lienhoi"

// Paths start at this file. Everything is kept in ./data; for several servers name a database: postgres://…
export default defineApp({
  association: "vwu",
  since: "2025-07-01",
  units: "./units.csv",
  people: "./people.csv",
  templates: ["./templates/*.yaml"],
  store: "./data",
  channels: { byHand: {} }
})
`

const schema = (name: string): string =>
  `# yaml-language-server: $schema=../node_modules/@lienhoi/template/schema/${name}.schema.json`

const form = (owner: string): string => `${schema("template")}
template: ${owner}/nhom-zalo
title: Nhóm Zalo của chi hội
period: month
due: { chi_hoi: { day: 5, month_offset: 1 } }
sections:
  chuyen_doi_so:
    title: Chuyển đổi số
    asked_of: [chi_hoi]
    fields:
      - { key: NHOM, label: Nhóm Zalo, unit: nhóm, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: HOI_VIEN, label: Hội viên trong các nhóm, unit: người, type: count, combine: { units: sum, periods: last } }
`

const overlay = (owner: string): string => `${schema("overlay")}
# Báo cáo tháng của trung ương (có sẵn trong @lienhoi/packs), thêm một chỉ tiêu của tỉnh.
template: ${owner}/bao-cao-thang
extends: vwu/bao-cao-thang@^1
version: 1.0.0
sections:
  rieng_cua_tinh:
    title: Chỉ tiêu riêng của tỉnh
    asked_of: [chi_hoi]
    add:
      - key: hoi_vien_cu_lao
        label: Hội viên ở cù lao
        unit: người
        type: count
        combine: { units: sum, periods: last }
`

const test = (owner: string): string => `import assert from "node:assert/strict"
import { test } from "node:test"
import { openApp } from "lienhoi"
import config from "../lienhoi.config.ts"

test("a branch reports, the province sees it", async () => {
  const opened = await openApp({ ...config, store: "memory" }, { now: () => "2025-09-03T02:00:00.000Z" })
  assert.ok(opened.ok, JSON.stringify(opened))
  await using app = opened.value

  const which = { template: "${owner}/nhom-zalo", period: "2025-08" }
  const sent = await app.submit({ ...which, unit: "ap-1", values: { NHOM: "4 nhóm", HOI_VIEN: "1.205" } })
  assert.deepEqual(sent.ok && sent.value.readBack, ["Nhóm Zalo: 4 nhóm", "Hội viên trong các nhóm: 1.205 người"])

  const why = await app.explain({ ...which, unit: "tinh", field: "HOI_VIEN", basis: "submitted" })
  assert.equal(why.ok && why.value.figure.value, 1205)
  assert.deepEqual(why.ok && why.value.missing.map(({ unit }) => unit), ["ap-2", "ap-3"])
})
`

const readme = (name: string): string => `# ${name}

\`\`\`sh
npm install
npm test
npx lienhoi store init ./data
npx lienhoi template check templates/bao-cao-thang.yaml
npx lienhoi template preview templates/nhom-zalo.yaml --out nhom-zalo.html
\`\`\`

| Tệp / File | |
| --- | --- |
| \`lienhoi.config.ts\` | hội nào, đơn vị, mẫu, kho, kênh gửi / which association, units, templates, store, channels |
| \`units.csv\`, \`people.csv\` | đơn vị và cán bộ (tên mẫu) / units and officers (made up) |
| \`templates/nhom-zalo.yaml\` | một mẫu của mình / a form of your own |
| \`templates/bao-cao-thang.yaml\` | mẫu của trung ương, thêm chỉ tiêu của tỉnh / the centre's form with a field of the province |
| \`test/month.test.ts\` | một báo cáo từ chi hội lên tỉnh / a report from a branch to the province |

Các mẫu có sẵn / ready templates: \`npx lienhoi template list\`.
`

/** The files of a project, or why its name cannot be used. */
export const files = ({ name, version, effect }: Options): Issue.Checked<ReadonlyArray<File>> => {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(name))
    return Issue.fail(issue("project.name", { name: name.slice(0, 60) }))
  const manifest = {
    name,
    version: "0.0.0",
    private: true,
    type: "module",
    engines: { node: ">=22.19" },
    scripts: { test: "node --test test/*.test.ts" },
    dependencies: { effect, lienhoi: version }
  }
  return Issue.ok([
    { path: "package.json", content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: ".gitignore", content: "node_modules\ndata\n" },
    { path: "README.md", content: readme(name) },
    { path: "lienhoi.config.ts", content: config },
    { path: "units.csv", content: units },
    { path: "people.csv", content: people },
    { path: "templates/nhom-zalo.yaml", content: form(name) },
    { path: "templates/bao-cao-thang.yaml", content: overlay(name) },
    { path: "test/month.test.ts", content: test(name) }
  ])
}
