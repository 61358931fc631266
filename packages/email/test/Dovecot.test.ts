import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { ImapFlow } from "imapflow"
import { Bookmark, ImapMailbox, Mail, Mailbox, MailWatch } from "../src/index.ts"
import * as Dovecot from "./dovecot.ts"
import * as World from "./world.ts"

const there = Dovecot.isThere()
if (!there) console.warn(Dovecot.loudly)

const mailbox = (port: number, password = "chi-de-thu") =>
  ImapMailbox.layer({
    server: { host: "127.0.0.1", port, security: "none", user: "hop", password: Redacted.make(password) }
  })

const hello = (n: number) =>
  World.mail({ from: "u1@xa.example", to: World.replyTo("u1"), id: `m${n}@xa.example`, text: `So ${n}` })

const until = async (holds: () => boolean, seconds = 30): Promise<void> => {
  for (const end = performance.now() + seconds * 1000; !holds() && performance.now() < end; )
    await new Promise((go) => setTimeout(go, 20))
  assert.isTrue(holds())
}

const client = async (port: number) => {
  const one = new ImapFlow({
    host: "127.0.0.1",
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: "hop", pass: "chi-de-thu" },
    logger: false
  })
  one.on("error", () => {})
  await one.connect()
  return one
}

/** Reads what there is, with a bookmark that is handed from one process to the next. */
const reader = (port: number, folders: ReadonlyArray<string>) => {
  let marks: { readonly [folder: string]: Bookmark.Mark } = {}
  const seen: Array<string> = []
  const kept = Layer.succeed(Bookmark.Bookmark, {
    read: (folder) => Effect.succeed(marks[folder] ?? null),
    keep: (folder, mark) =>
      Effect.sync(() => {
        marks = { ...marks, [folder]: mark }
      })
  })
  const layer = Layer.mergeAll(kept, mailbox(port))
  const options = {
    folders,
    handle: ({ folder, raw }: MailWatch.Arrived) =>
      Effect.promise(async () => {
        const mail = await Mail.parse(raw!)
        seen.push(`${folder} ${mail.ok ? mail.value.text.trim() : "?"}`)
      })
  }
  return {
    seen,
    once: () => Effect.runPromise(MailWatch.once(options).pipe(Effect.provide(layer))),
    run: () => Effect.runFork(MailWatch.run(options).pipe(Effect.provide(layer)))
  }
}

describe.runIf(there)("against Dovecot", { timeout: 180_000 }, () => {
  it("reads several folders, goes on after the bookmark, and again from the start under a new UIDVALIDITY", async () => {
    await using server = await Dovecot.open()
    for (const n of [1, 2]) await server.deliver(hello(n))
    const imap = await client(server.imap)
    await imap.mailboxCreate("Bao cao")
    await imap.append("Bao cao", Buffer.from(hello(7)))
    const one = reader(server.imap, ["INBOX", "Bao cao"])

    const counts = [await one.once(), await one.once()]
    await server.deliver(hello(3))
    counts.push(await one.once())
    await imap.mailboxDelete("Bao cao")
    await new Promise((go) => setTimeout(go, 1100)) // UIDVALIDITY counts seconds
    await imap.mailboxCreate("Bao cao")
    await imap.append("Bao cao", Buffer.from(hello(7)))
    counts.push(await one.once())
    await imap.logout()

    assert.deepStrictEqual(counts, [3, 0, 1, 1])
    assert.deepStrictEqual(one.seen, ["INBOX So 1", "INBOX So 2", "Bao cao So 7", "INBOX So 3", "Bao cao So 7"])
  })

  it("is told when mail comes, and goes on by itself after the server went away", async () => {
    await using server = await Dovecot.open()
    const one = reader(server.imap, ["INBOX"])
    const fiber = one.run()
    await server.deliver(hello(1))
    await until(() => one.seen.length === 1)

    const start = performance.now()
    await server.deliver(hello(2))
    await until(() => one.seen.length === 2)
    console.log(`Dovecot: a mail is dealt with ${(performance.now() - start).toFixed(0)} ms after it was handed over`)
    await server.stop()
    await new Promise((go) => setTimeout(go, 500))
    await server.start()
    await server.deliver(hello(3))
    await until(() => one.seen.length === 3, 60)
    await Effect.runPromise(Fiber.interrupt(fiber))

    assert.deepStrictEqual(one.seen, ["INBOX So 1", "INBOX So 2", "INBOX So 3"])
  })

  it("a wrong password and a folder that is not there are matters of settings; a server that is away is not", async () => {
    await using server = await Dovecot.open()
    const open = (folder: string, password?: string) =>
      Effect.runPromise(
        Effect.scoped(Effect.flip(Effect.flatMap(Mailbox.Mailbox, (box) => box.open(folder)))).pipe(
          Effect.provide(mailbox(server.imap, password))
        )
      )

    const wrong = await open("INBOX", "sai")
    const missing = await open("Khong co")
    await server.stop()
    const away = await open("INBOX")

    assert.deepStrictEqual(
      [wrong, missing, away].map(({ reason, isRetryable }) => [reason._tag, isRetryable]),
      [
        ["Misconfigured", false],
        ["Misconfigured", false],
        ["Unavailable", true]
      ]
    )
  })
})
