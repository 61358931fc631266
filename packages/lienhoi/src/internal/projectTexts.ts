/** What stands in the files of a new project. Places and people are made up. */

export const units = `id,code,name,level,parent
tinh,00,Tỉnh Mẫu,tinh,
xa-1,,Xã Đông Mẫu,co_so,tinh
xa-2,,Xã Tây Mẫu,co_so,tinh
ap-1,,Ấp 1,chi_hoi,xa-1
ap-2,,Ấp 2,chi_hoi,xa-1
ap-3,,Ấp 3,chi_hoi,xa-2
`

export const people = `person,name,address,unit,title,zalo,email,phone
chi-tinh,Nguyễn Thị Mẫu,chị,tinh,Chủ tịch,,,
chi-xa-1,Trần Thị Mẫu,chị,xa-1,Chủ tịch,,,
chi-xa-2,Lê Thị Mẫu,chị,xa-2,Chủ tịch,,,
chi-ap-1,Phạm Thị Mẫu,chị,ap-1,Chi hội trưởng,,,
chi-ap-2,Võ Thị Mẫu,chị,ap-2,Chi hội trưởng,,,
chi-ap-3,Bùi Thị Mẫu,cô,ap-3,Chi hội trưởng,,,
`

export const config = `import { defineApp } from "lienhoi"

// Đường dẫn tính từ tệp này; mọi thứ giữ trong ./data. Nhiều máy chủ thì ghi một cơ sở dữ liệu: postgres://…
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

/** A form of the project's own. */
export const form = (owner: string): string => `${schema("template")}
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

export const overlay = (owner: string): string => `${schema("overlay")}
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

export const test = (owner: string): string => `import assert from "node:assert/strict"
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

/** `npm start`: the API on a port of its own, with somebody to sign in as. */
export const server = `/** npm start: http://127.0.0.1:3000, PORT=3001 npm start: http://127.0.0.1:3001 */
import { randomBytes } from "node:crypto"
import { Handler, NodeServer, SignIn } from "@lienhoi/http"
import { Instant, openApp } from "lienhoi"
import config from "./lienhoi.config.ts"

const now = () => new Date().toISOString()
const opened = await openApp(config, { now })
if (!opened.ok) {
  for (const { message } of opened.issues) console.error(message)
  process.exit(1)
}
const app = opened.value

// Lần đầu: mỗi cán bộ trong people.csv một tài khoản, mật khẩu in ra một lần.
// The first time everybody in people.csv gets an account, and the password is printed once.
if ((await app.accounts.list()).length === 0) {
  const password = randomBytes(9).toString("base64url")
  for (const { id, name } of app.directory.people.values()) {
    await app.accounts.add({ name: id, person: id, password, offices: true })
    console.log(id.padEnd(12) + name)
  }
  console.log("Mật khẩu / password: " + password)
}

const signIn = SignIn.make({
  accounts: app.accounts,
  tokens: app.tokens,
  tries: app.tries,
  audit: app.audit.record,
  deliver: app.accounts.sender("http://127.0.0.1:3000/dang-nhap#"),
  now: Date.now,
  addressOf: NodeServer.addressOf,
  secure: false // không có TLS, chỉ trên máy này / without TLS, on this machine only
})
const api = Handler.mount({
  office: app,
  identity: { of: signIn.of },
  today: () => Instant.dateIn(now()),
  prefix: "/api"
})
const server = await NodeServer.listen({ handle: signIn.wrap(api.handle), port: Number(process.env.PORT ?? 3000) })
console.log("Văn phòng đã mở / the office is open: " + server.url + "/api/docs")

// Ctrl-C, và systemd hay Docker khi dừng; lần thứ hai thì tắt ngay. / Ctrl-C, and systemd or Docker; a second one ends it at once.
const stop = async () => {
  process.off("SIGINT", stop).off("SIGTERM", stop)
  await server.close()
  await api.close()
  await app.close()
}
process.on("SIGINT", stop).on("SIGTERM", stop)
`

/** What to do next, in both languages. */
export const readme = (name: string): string => `# ${name}

\`\`\`sh
npm install
npm test
npm start
\`\`\`

\`npm start\` mở văn phòng tại http://127.0.0.1:3000 và in tên đăng nhập với mật khẩu (chỉ lần đầu); dừng bằng Ctrl-C, không mất gì.
\`npm start\` opens the office at http://127.0.0.1:3000 and prints who can sign in and the password (the first time only); Ctrl-C stops it, and
nothing is lost. Quên mật khẩu / a new password: \`npx lienhoi account password chi-tinh --password-stdin\`.

Trong cửa sổ khác / in another window:

\`\`\`sh
curl -c phien.txt -H 'origin: http://127.0.0.1:3000' --json '{"name":"chi-ap-1","password":"…"}' http://127.0.0.1:3000/session
curl -b phien.txt -H 'origin: http://127.0.0.1:3000' --json '{"values":{"NHOM":"4 nhóm","HOI_VIEN":"1.205"}}' \\
  http://127.0.0.1:3000/api/reports/${name}/nhom-zalo/2026-10/ap-1/submit
curl -b phien.txt http://127.0.0.1:3000/api/boards/${name}/nhom-zalo/2026-10/ap-1
\`\`\`

Không cần mạng / without a server:

\`\`\`sh
npx lienhoi template check templates/bao-cao-thang.yaml
npx lienhoi template preview templates/nhom-zalo.yaml --out nhom-zalo.html
npx lienhoi template list
\`\`\`

| Tệp / File | |
| --- | --- |
| \`lienhoi.config.ts\` | hội nào, đơn vị, mẫu, kho, kênh gửi / which association, units, templates, store, channels |
| \`server.ts\` | cổng API và đăng nhập / the API and the sign-in |
| \`units.csv\`, \`people.csv\` | đơn vị và cán bộ (tên mẫu) / units and officers (made up) |
| \`templates/nhom-zalo.yaml\` | một mẫu của mình / a form of your own |
| \`templates/bao-cao-thang.yaml\` | mẫu của trung ương, thêm chỉ tiêu của tỉnh / the centre's form with a field of the province |
| \`test/month.test.ts\` | một báo cáo từ chi hội lên tỉnh / a report from a branch to the province |
| \`data/\` | những gì văn phòng giữ; chép thư mục này là sao lưu khi văn phòng đã dừng / what the office keeps; a copy of it while stopped is a backup |
`
