/** The office that all three servers mount: three made-up units, one form, and whoever the server says is asking. */
import { Handler, type Identity } from "@lienhoi/http"
import { openApp } from "lienhoi"
import { form } from "./form.ts"

const config = {
  association: "vwu",
  since: "2025-07-01",
  units: { text: "id,code,name,level,parent\nxa,31357,Xã Mẫu,co_so,\nap-1,,Ấp 1,chi_hoi,xa\nap-2,,Ấp 2,chi_hoi,xa\n" },
  people: {
    text: "person,name,unit,title\nlan,Nguyễn Thị Lan (mẫu),ap-1,Chi hội trưởng\nmai,Trần Thị Mai (mẫu),xa,Chủ tịch\n"
  },
  templates: [{ text: form }]
} as const

/** Of your own sign-in. Here a header says who it is, as behind a proxy that has asked for the password. */
const identity: Identity.Identity = {
  of: async (request) => {
    const person = request.headers.get("x-remote-user")
    return person === null ? null : { account: person, person, by: "token" }
  }
}

/** Opens the office and mounts its API under `/api`. */
export const openOffice = async () => {
  const opened = await openApp(config, { now: () => "2026-10-14T02:00:00.000Z" })
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join("\n"))
  const app = opened.value
  const grant = { route: "own", role: "figures", lineage: "*", from: "2025-07-01", until: null } as const
  await app.grant([
    { id: "1", account: "lan", unit: "ap-1", ...grant },
    { id: "2", account: "mai", unit: "xa", ...grant }
  ])
  const api = Handler.mount({ office: app, identity, today: () => "2026-10-14", prefix: "/api" })
  const close = async () => {
    await api.close()
    await app.close()
  }
  return { handle: api.handle, close }
}
