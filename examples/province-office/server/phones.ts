/** The simulated phones: Zalo on this machine, where the simulator is installed. */

import type { Running } from "@lienhoi/zalo-simulator/Simulator"
import type { World } from "@lienhoi/zalo-simulator/World"
import type { App } from "lienhoi"
import { members, zaloId } from "./cast.ts"
import { good } from "./good.ts"

/** The Official Account of the office; made up, as everything at it. */
export const config = {
  appId: "1000000000000000001",
  officialAccount: "4000000000000000004",
  appSecret: "khoa-mau-cua-ung-dung",
  secretKey: "khoa-mau-cua-oa",
  redirect: "https://van-phong.hoi-phu-nu.example/zalo"
}

const loadSimulator = () => import("@lienhoi/zalo-simulator/Simulator").catch(() => null)

/** The simulator, or `null` where it is not installed. */
export const simulator = loadSimulator

const world = (nameOf: (unit: string) => string): World => ({
  apps: [
    {
      id: config.appId,
      name: "Báo cáo tháng",
      secret: config.appSecret,
      oaSecret: config.secretKey,
      redirects: [config.redirect],
      linked: [config.officialAccount]
    }
  ],
  accounts: [
    {
      id: config.officialAccount,
      name: "Hội LHPN tỉnh Hậu Giang (mẫu)",
      type: 4,
      admins: ["xa"],
      wallet: { linked: true, balance: 1_000_000 },
      allowances: [
        { id: "mau", product: "cs", kind: "sub_quota", owner: "OA", total: 2000, remain: 2000, until: "2030-12-31" }
      ]
    }
  ],
  people: members
    .filter(({ level }) => level !== "tinh")
    .map(({ account, unit }) => ({
      key: account,
      name: nameOf(unit),
      phone: null,
      uids: { [config.officialAccount]: zaloId(unit) },
      follows: [config.officialAccount]
    })),
  templates: [],
  bots: []
})

/** Switches the phones on. */
export const start = (
  { start }: NonNullable<Awaited<ReturnType<typeof loadSimulator>>>,
  of: {
    readonly port: number
    readonly file: string
    readonly now: () => number
    readonly nameOf: (unit: string) => string
  }
): Promise<Running> => start({ port: of.port, file: of.file, clock: { now: of.now }, world: world(of.nameOf) })

/** Connects the account when it is not connected yet, and lets everybody press “Nhắn tin”, which opens a week for messages. */
export const connect = async ({ control }: Running, zalo: NonNullable<App["zalo"]>): Promise<void> => {
  const findings = await zalo.doctor()
  if (!findings.some(({ about, level }) => about === "connection" && level === "missing")) return
  const link = good(await zalo.consent())
  const agreed = await fetch(`${link}&chosen=${config.officialAccount}`, { redirect: "manual" })
  good(await zalo.connect(agreed.headers.get("location") ?? ""))
  for (const { account, level } of members) if (level !== "tinh") control.act({ do: "chatnow", person: account })
}
