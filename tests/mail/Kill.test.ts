import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Mail } from "@lienhoi/email"
import { createTransport } from "nodemailer"
import { afterAll, expect, it } from "vitest"
import * as Filling from "../../examples/mail-report/filling.ts"
import * as PostOffice from "../../examples/mail-report/postOffice.ts"
import { openOffice } from "./office.ts"

const folder = mkdtempSync(join(tmpdir(), "mail-kill-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One life of the process; killed when it has said so many lines, `null` lets it finish. */
const live = (args: ReadonlyArray<string>, killAfter: number | null): Promise<{ lines: number; whole: boolean }> =>
  new Promise((done) => {
    const file = join(import.meta.dirname, "process/watcher.ts")
    const child = spawn(process.execPath, ["--conditions=@lienhoi/source", file, ...args], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    let out = ""
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString()
      if (killAfter !== null && out.split("\n").length > killAfter) child.kill("SIGKILL")
    })
    child.once("close", () => done({ lines: out.split("\n").length - 1, whole: out.includes("done\n") }))
  })

it("a process that is killed while it reads the mailbox: each mail takes effect once, answers come at most once", {
  timeout: 300_000
}, async () => {
  await using post = await PostOffice.open("hoi.example")
  const ports = [post.smtpPort, post.imapPort] as const
  const office = () => openOffice(folder, ...ports)
  const people = ["an@xa01.example", "binh@xa02.example", "cuc@xa03.example", "duyen@xa04.example"]
  {
    await using app = await office()
    await app.sendForms({ period: "2026-10", units: ["xa-01", "xa-02", "xa-03", "xa-04"] })
    await app.work({ once: true })
  }
  const out = createTransport({ host: "127.0.0.1", port: post.smtpPort, ignoreTLS: true })
  for (const [n, from] of people.entries()) {
    const mail = await Mail.parse(post.collect(from)[0]!)
    if (!mail.ok) throw new Error("unreadable")
    const content = await Filling.typed(Mail.files(mail.value)[0]!.bytes, { CH01: 3, HV01: 100 + n, HV02: n })
    await out.sendMail({
      from,
      to: Mail.header(mail.value, "reply-to")[0]!,
      subject: "Re",
      text: "x",
      attachments: [{ filename: "a.xlsx", content: Buffer.from(content) }]
    })
  }
  out.close()

  const args = [folder, ...ports.map(String)]
  const lives = []
  for (const killAfter of [1, 2, 4]) lives.push(await live(args, killAfter))
  lives.push(await live(args, null))

  await using app = await office()
  const histories = await Promise.all(
    ["xa-01", "xa-02", "xa-03", "xa-04"].map((unit) => app.history({ unit, period: "2026-10" }))
  )
  const answers = (await app.outbox()).filter(({ row }) => row.key.startsWith("mail-answer/"))
  const arrived = people.map((address) => post.collect(address).length)
  console.log(
    `kill -9 while reading mail: lives said ${lives.map(({ lines }) => lines).join(", ")} lines; answers ${answers.map(({ state }) => state.at).join(", ")}`
  )
  expect(lives.map(({ whole }) => whole)).toEqual([false, false, false, true])
  expect(histories.map((history) => history.ok && history.value.length)).toEqual([1, 1, 1, 1])
  expect(new Set(answers.map(({ row }) => row.key)).size).toBe(4)
  expect(arrived.every((n) => n <= 1)).toBe(true)
})
