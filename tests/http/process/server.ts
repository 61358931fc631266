/**
 * A server to be mistreated: an office of sixty branches over a folder, with everything a real one has, and little patience.
 * Says its port on stdout. `/memory` tells what the process holds.
 */
import * as Handler from "@lienhoi/http/Handler"
import * as NodeServer from "@lienhoi/http/NodeServer"
import * as SignIn from "@lienhoi/http/SignIn"
import { openApp } from "lienhoi"

const folder = process.argv[2]!
const branches = Array.from({ length: 60 }, (_, n) => `ap-${n + 1}`)

const opened = await openApp(
  {
    association: "vwu",
    since: "2024-01-01",
    units: {
      text: `id,code,name,level,parent\nxa,,Xã Mẫu,co_so,\n${branches.map((id) => `${id},,Ấp ${id.slice(3)},chi_hoi,xa\n`).join("")}`
    },
    people: {
      text: "person,name,address,unit,title\np-1,Nguyễn Thị Một,chị,ap-1,Chi hội trưởng\np-3,Nguyễn Thị Ba,chị,xa,Chủ tịch\n"
    },
    templates: [
      {
        text: `
template: mau/thang
title: Báo cáo tháng
period: month
due: { chi_hoi: { day: 15, month_offset: 1 } }
sections:
  hoi_vien:
    title: Hội viên
    fields:
      - { key: HV, label: Tổng số hội viên, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }`
      }
    ],
    channels: { byHand: {} },
    store: folder
  },
  { now: () => "2024-10-10T03:00:00.000Z" }
)
if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join("\n"))
const app = opened.value
for (const [name, person] of [
  ["mot", "p-1"],
  ["ba", "p-3"]
] as const)
  if ((await app.accounts.byName(name)) === null)
    await app.accounts.add({ name, person, password: "sen nở mùa hạ", offices: true })

const signIn = SignIn.make({
  accounts: app.accounts,
  tokens: app.tokens,
  tries: app.tries,
  audit: app.audit.record,
  deliver: async () => {},
  now: () => Date.UTC(2024, 9, 10, 3),
  addressOf: NodeServer.addressOf,
  secure: false
})
const api = Handler.mount({
  office: app,
  identity: { of: signIn.of },
  today: () => "2024-10-10",
  prefix: "/api",
  maxBytes: 5_000_000
})
const answer = signIn.wrap(api.handle)
const server = await NodeServer.listen({
  port: 0,
  headersTimeout: 1000,
  requestTimeout: 2000,
  handle: (request) =>
    new URL(request.url).pathname === "/memory"
      ? Promise.resolve(Response.json(process.memoryUsage()))
      : answer(request)
})
process.stdout.write(`${JSON.stringify({ port: server.port })}\n`)
process.once("SIGTERM", async () => {
  await server.close()
  await api.close()
  await app.close()
})
