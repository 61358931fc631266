/**
 * What a developer writes so that reports come in by Zalo: the app of a province, one Official Account, a webhook, and a
 * chat desk between them. Here Zalo is the simulator; the real one needs other addresses and nothing else.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { basename, join } from "node:path"
import { Arrivals, CredentialStore, Inbound, Inbox, Reception } from "@lienhoi/messaging"
import { Account, Arriving, OaMessage, Pace, Transport, Webhook, WebhookEvent } from "@lienhoi/zalo"
import { Simulator, World } from "@lienhoi/zalo-simulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { ChatDesk, ConversationFile, Issue, openApp } from "lienhoi"

/** Where everything is, and how it looks. */
export interface Options {
  /** The demo's province: units, people, template, submissions. */
  readonly province: string
  /** Photos and conversations go here. */
  readonly out: string
  /** Branches whose heads are asked. */
  readonly branches: ReadonlyArray<string>
  readonly period: string
  /** When it begins, as on a clock in Vietnam: `2024-10-14T08:00`. */
  readonly begins: string
  readonly language: "vi" | "en"
}

const officialAccount = "4000000000000000004"
const minute = 60_000

const good = <A>(checked: Issue.Checked<A>): A => {
  if (checked.ok) return checked.value
  throw new Error(checked.issues.map((issue) => Issue.format(issue)).join("\n"))
}

/** Opens the office and the simulated Zalo. */
export const open = async (options: Options) => {
  const { province, out, branches, period, language } = options
  let now = Date.parse(`${options.begins}:00+07:00`)
  const instant = () => new Date(now).toISOString()
  const app = good(
    await openApp(
      {
        association: "vwu",
        since: "2020-01-01",
        units: "./units.csv",
        people: "./people.csv",
        templates: ["./templates/*.yaml"]
      },
      { root: province, now: instant, language }
    )
  )
  const heads = branches.map((unit) => ({ unit, person: app.headOf(unit, options.begins.slice(0, 10))! }))
  const uids = new Map(heads.map(({ person }, n) => [person, String(9_007_199_254_740_993_100n + BigInt(n))]))
  const people = new Map([...uids].map(([person, uid]) => [uid, person]))
  const [account, ...others] = World.standard.accounts
  const zalo = await Simulator.start({
    clock: { now: () => now },
    world: {
      ...World.standard,
      bots: [],
      accounts: [{ ...account!, name: "Hội LHPN Phường I", admins: [heads[0]!.person] }, ...others],
      people: heads.map(({ person }) => ({
        key: person,
        name: app.directory.people.get(person)?.name ?? person,
        phone: null,
        uids: { [officialAccount]: uids.get(person)! },
        follows: [officialAccount]
      }))
    }
  })

  const runtime = ManagedRuntime.make(
    Layer.mergeAll(
      Transport.layerFetch(),
      CredentialStore.layerMemory,
      Pace.layerMemory,
      Arrivals.layerMemory,
      Inbox.layerMemory
    )
  )
  const { apps } = World.standard
  const { id: appId, secret, oaSecret } = apps[0]!
  const oa = await runtime.runPromise(
    Account.make({ appId, appSecret: Redacted.make(secret), oaId: officialAccount, hosts: zalo.hosts })
  )
  const pair = zalo.control.grant()
  const lasting = Number(pair.expires_in) * 1000
  const grant = { access: Redacted.make(pair.access_token), refresh: Redacted.make(pair.refresh_token), lasting }
  await runtime.runPromise(oa.tokens.adopt(grant))

  const kept: Array<ChatDesk.Entry> = []
  // The app of this example forgets with the process, so its conversations begin anew as well.
  rmSync(join(out, "tro-chuyen.jsonl"), { force: true })
  const desk = ChatDesk.open(app, {
    say: async (person, text) => void (await runtime.runPromise(OaMessage.text(oa, uids.get(person) ?? "", text))),
    keep: (entry) => void kept.push(entry),
    store: ConversationFile.layer(join(out, "tro-chuyen.jsonl")),
    language
  })

  const later = (why: unknown): Reception.Failed => ({ isRetryable: true, why: String(why) })
  const whole = async (files: ReadonlyArray<Arriving.Remote>) =>
    Promise.all(
      files.map(async (file) => ({ ...file, bytes: new Uint8Array(await (await fetch(file.url)).arrayBuffer()) }))
    )
  /** Photos stay as files; the report holds their names. */
  const put = (name: string, bytes: Uint8Array): string => {
    mkdirSync(join(out, "anh"), { recursive: true })
    writeFileSync(join(out, "anh", basename(name)), bytes)
    return `anh/${basename(name)}`
  }
  const reception: Reception.Options<never> = {
    read: (arrival) =>
      Effect.tryPromise({
        try: async () => {
          const event = WebhookEvent.decode(arrival.raw, { server: arrival.hint, receivedAt: arrival.receivedAt })!
          const personOf = (uid: string) => people.get(uid) ?? null
          const known = { channel: "zalo", id: arrival.id, personOf, keyOf: () => null }
          const { inbound, files } = Arriving.of(event, known)
          const bytes = await whole(files)
          return inbound.map((one) => (one.type === "message" ? Arriving.withFiles(one, bytes) : one))
        },
        catch: later
      }),
    handle: (event) =>
      Effect.tryPromise({
        try: async () => {
          if (event.type !== "message" || event.person === null || event.group !== null) return
          const { text, files } = Inbound.said(event)
          const photos = files.map(({ name, bytes }) => put(name, bytes))
          await desk.hear({ person: event.person, text: text === "" ? null : text, photos, at: event.at })
        },
        catch: later
      })
  }

  let work: Promise<unknown> = Promise.resolve()
  const receive = (): Promise<unknown> => {
    work = work.then(() => runtime.runPromise(Reception.round(reception)))
    return work
  }
  const webhook = await runtime.runPromise(Webhook.make({ appId, secretKey: Redacted.make(oaSecret) }))
  const answer = Webhook.toNode(webhook)
  const server = createServer((request, response) => void answer(request, response).then(receive))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  zalo.control.webhook({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/zalo` })

  return {
    app,
    zalo,
    heads,
    kept,
    /** What the webhook turned away. */
    refused: () => runtime.runPromise(webhook.refused),
    /** The report of a branch as it stands. */
    reportOf: async (unit: string) => good(await app.report({ unit, period })),
    /** Figures of an earlier month, as they were handed in then. */
    takeIn: async (text: string, month: string) => good(await app.takeIn({ text, period: month })),
    invite: async () => {
      for (const { unit, person } of heads) {
        // Whoever presses “Nhắn tin” may be written to for seven days.
        zalo.control.act({ do: "chatnow", person })
        good(await desk.invite({ unit, period, at: instant() }))
      }
    },
    /** Somebody writes or sends a photo; ends when the office has answered. */
    tell: async (person: string, said: { readonly text: string } | { readonly url: string }) => {
      now += minute
      zalo.control.act({ do: "send", person, ...said })
      await zalo.control.settled()
      await receive()
    },
    /** Time passes; what is late comes. */
    wait: async (minutes: number) => {
      now += minutes * minute
      await zalo.control.settled()
      await receive()
    },
    close: async () => {
      await zalo.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await work
      await desk[Symbol.asyncDispose]()
      await runtime.dispose()
      await app.close()
    }
  }
}

/** The office. */
export type Office = Awaited<ReturnType<typeof open>>
