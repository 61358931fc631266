/**
 * `npm start`: the office of a province that keeps running.
 */
import { join, relative, resolve } from "node:path"
import { parseArgs } from "node:util"
import * as NodeServer from "@lienhoi/http/NodeServer"
import { Instant, PlainDate, Snapshot } from "lienhoi"
import * as Assets from "./assets.ts"
import * as Cast from "./cast.ts"
import * as Folder from "./folder.ts"
import { freePort } from "./freePort.ts"
import { Refused } from "./good.ts"
import * as Handler from "./handler.ts"
import * as Office from "./office.ts"
import { saying } from "./texts.ts"
import * as Waiting from "./waiting.ts"

const read = () => {
  try {
    return parseArgs({
      options: { data: { type: "string" }, lang: { type: "string" }, "next-morning": { type: "boolean" } }
    }).values
  } catch {
    return null
  }
}

const began = performance.now()
const values = read()
const say = saying(values?.lang === "en" ? "en" : "vi")
const stop = (text: string, code: number): never => {
  console.error(text)
  process.exit(code)
}
if (values === null) stop(say("usage"), 2)

const given = process.env.PORT ?? ""
const port = given === "" ? 3000 : Number(given)
if (!Number.isInteger(port) || port < 0 || port > 65_535) stop(say("bad-port", { port: given }), 2)
const host = process.env.HOST || "127.0.0.1"
const isLocal = ["127.0.0.1", "::1", "localhost"].includes(host)
const data = resolve(process.env.INIT_CWD ?? "", values?.data ?? join(import.meta.dirname, "../data"))
const folder = relative(process.cwd(), data) || data

const front = Waiting.make()
const server = await NodeServer.listen({ handle: front.handle, port, host }).catch((cause: NodeJS.ErrnoException) => {
  if (cause.code === "EADDRINUSE") return stop(say("port-taken", { port, other: port + 10 }), 3)
  if (cause.code === "EADDRNOTAVAIL" || cause.code === "ENOTFOUND") return stop(say("host-unknown", { host }), 3)
  return stop(say("trouble", { because: cause.message }), 3)
})
if (!isLocal) console.error(say("open-door", { host }))

const phonesPort = await freePort(port === 0 ? 0 : server.port + 1)
const bundling = Assets.make()
const office = await Office.open({
  folder: data,
  phonesPort,
  tell: (step) => console.error(say(step, { folder })),
  elapsed: () => performance.now(),
  random: Math.random
}).catch((cause: unknown) => {
  if (cause instanceof Folder.NotOurs) return stop(say("not-ours", { folder }), 3)
  if (cause instanceof Refused && cause.codes.some((code) => code.endsWith("in-use")))
    return stop(say("in-use", { folder }), 3)
  return stop(say("trouble", { because: cause instanceof Error ? cause.message : String(cause) }), 3)
})
const { app, clock } = office
if (values?.["next-morning"] === true) {
  clock.moveTo(clock.nextMorning())
  await office.catchUp()
}
const handler = Handler.make({ office, assets: await bundling, url: server.url, isLocal })
front.open(handler.handle)
office.listen(`${server.url}/zalo`)

const closing = new AbortController()
const working = app.work({
  every: 2,
  signal: closing.signal,
  tell: (news) => {
    if (news.news === "trouble")
      console.error(say("trouble", { because: news.because[values?.lang === "en" ? "en" : "vi"] }))
  }
})
const ticking = setInterval(
  () => void office.catchUp().catch((cause: unknown) => console.error(say("trouble", { because: String(cause) }))),
  30_000
)

const now = clock.now()
const tree = app.tree(Instant.dateIn(now))
console.log(
  [
    "",
    say("ready", { url: server.url, seconds: ((performance.now() - began) / 1000).toFixed(0) }),
    say("sample"),
    say("clock", { time: Instant.timeIn(now), date: PlainDate.format(Instant.dateIn(now)) }),
    "",
    say("sign-in", { password: office.password }),
    ...Cast.members.map(({ account, unit }) => {
      const officer = app.directory.people.get(app.headOf(unit, Instant.dateIn(now)) ?? "")
      const title = unit === "hg" ? "Chủ tịch" : unit.startsWith("hg-c") ? "Chi hội trưởng" : "Chủ tịch"
      return say("member", {
        account: account.padEnd(6),
        name: officer?.name ?? "",
        title,
        unit: Snapshot.path(tree, unit).split(" › ").slice(0, 2).join(", ")
      })
    }),
    "",
    office.phones === null ? say("no-phones") : say("phones", { url: office.phones }),
    say("mailbox", { url: `${server.url}/hop-thu` }),
    say("api", { url: `${server.url}/api/docs` }),
    say("stop"),
    ""
  ].join("\n")
)

let isClosing = false
const close = async () => {
  if (isClosing) return
  isClosing = true
  console.error(say("stopping"))
  clearInterval(ticking)
  await server.close()
  closing.abort()
  await working
  await handler.close()
  await office.close()
  console.error(say("stopped"))
  process.exit(0)
}
process.on("SIGINT", () => void close())
process.on("SIGTERM", () => void close())
