import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import { DeliveryError, OutcomeUnknown, Unreachable } from "@lienhoi/messaging/DeliveryError"
import * as Door from "@lienhoi/messaging/Door"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Letter from "@lienhoi/messaging/Letter"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as Label from "@lienhoi/template/Label"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const places = ["subject", "body", "file name", "file bytes", "link title", "link address"] as const
type Place = (typeof places)[number]

const audiences = ["person", "group", "public"] as const

/** One piece of content: where it stands and under which label, or written by somebody and not reviewed. */
interface Piece {
  readonly place: Place
  readonly label: Label.Label
  readonly author: string | null
}

interface Case {
  readonly pieces: ReadonlyArray<Piece>
  readonly audience: (typeof audiences)[number]
  readonly doors: ReadonlyArray<Door.Door>
  /** How the adapter behaves: takes it, or fails in one of the ways in which adapters put everything into the error. */
  readonly adapter: "takes" | "refuses" | "loses" | "breaks"
}

/** Mostly harmless, as in life, so that messages get through and the doors can be seen to open. */
const label: fc.Arbitrary<Label.Label> = fc.record({
  secrecy: fc.oneof(
    { weight: 22, arbitrary: fc.constant<Label.Secrecy>("open") },
    { weight: 3, arbitrary: fc.constant<Label.Secrecy>("internal") },
    { weight: 1, arbitrary: fc.constant<Label.Secrecy>("secret") }
  ),
  personal: fc.oneof(
    { weight: 22, arbitrary: fc.constant<Label.Personal>("none") },
    { weight: 3, arbitrary: fc.constant<Label.Personal>("basic") },
    { weight: 1, arbitrary: fc.constant<Label.Personal>("sensitive") }
  ),
  reviewed: fc.constant(true)
})

const piece: fc.Arbitrary<Piece> = fc.record({
  place: fc.constantFrom(...places),
  label,
  author: fc.oneof(
    { weight: 45, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constant("p-1") },
    { weight: 1, arbitrary: fc.constant("p-2") }
  )
})

/** Doors as adapters declare them, also ones that claim to accept what the type of a door has no room for. */
const doors: fc.Arbitrary<ReadonlyArray<Door.Door>> = fc
  .record({
    accepts: fc.array(
      fc.record({
        secrecy: fc.constantFrom("open", "internal", "internal", "secret"),
        personal: fc.constantFrom("none", "basic", "basic", "sensitive")
      }),
      { minLength: 3, maxLength: 3 }
    ),
    missing: fc.nat(20)
  })
  .map(({ accepts, missing }) => {
    const made = audiences.map((audience, i) => ({ audience, accepts: accepts[i] }))
    return made.filter((_, i) => i !== missing) as unknown as ReadonlyArray<Door.Door>
  })

const cases: fc.Arbitrary<Case> = fc.record({
  pieces: fc.array(piece, { minLength: 1, maxLength: 3 }),
  audience: fc.constantFrom("person", "person", "person", "group", "public"),
  doors,
  adapter: fc.constantFrom("takes", "refuses", "loses", "breaks")
})

const canaryOf = (i: number): string => `CHIM-${i}-HOANG-YEN`

const labelled = (pieces: ReadonlyArray<Piece>, place: Place): ReadonlyArray<Labelled.Labelled<string>> =>
  pieces.flatMap((one, i) => {
    if (one.place !== place) return []
    return one.author === null
      ? [Labelled.make(canaryOf(i), one.label)]
      : [Labelled.unreviewed(canaryOf(i), one.author)]
  })

const road = { channel: "noisy", address: "dia-chi-1" }

const messageOf = ({ pieces, audience }: Case): Message.Message => {
  const joined = (place: Place) => Labelled.map(Labelled.all(labelled(pieces, place)), (texts) => texts.join(" "))
  const encoder = new TextEncoder()
  return Message.make({
    key: "k-1",
    kind: "reminder",
    to: { audience, id: "p-1", name: "chị Lan", roads: [road] },
    duty: null,
    association: "vwu",
    subject: joined("subject"),
    body: joined("body"),
    attachments: [
      {
        name: joined("file name"),
        mediaType: "text/plain",
        bytes: Labelled.map(joined("file bytes"), (text) => encoder.encode(text))
      }
    ],
    links: [{ title: joined("link title"), href: joined("link address") }]
  })
}

/** Everything a value holds, as text: strings, bytes, errors with their causes, getters too. */
const textOf = (value: unknown, seen = new Set<unknown>()): string => {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  if (typeof value !== "object" || value === null) return String(value)
  if (seen.has(value)) return ""
  seen.add(value)
  const parts = value instanceof Error ? [value.message, value.stack, value.cause, `${value}`] : []
  const own = Reflect.ownKeys(value).map((key) => Reflect.get(value, key) as unknown)
  return [...parts, ...own].map((part) => textOf(part, seen)).join("\n")
}

const contentOf = ({ message }: Letter.Letter): string =>
  [
    message.subject,
    message.body,
    ...message.attachments.flatMap(({ name, bytes }) => [name, textOf(bytes)]),
    ...message.links.flatMap(({ title, href }) => [title, href])
  ].join(" ")

/** An adapter that logs, throws and reports everything it sees. */
const noisy = (own: Pick<Case, "doors" | "adapter">, saw: Array<string>): Channel.Contract =>
  Channel.make({
    capabilities: { ...MemoryChannel.capabilities, name: "noisy", doors: own.doors },
    quote: (letter) => {
      saw.push(contentOf(letter))
      return Effect.as(Effect.logTrace("quote", contentOf(letter)), { answer: "now", price: 0 } as const)
    },
    send: (letter) =>
      Effect.gen(function* () {
        saw.push(contentOf(letter))
        yield* Effect.logDebug("send", contentOf(letter))
        const about = { channel: "noisy", key: letter.message.key, cause: new Error(contentOf(letter)) }
        switch (own.adapter) {
          case "takes":
            return { id: contentOf(letter), at: "2024-10-15T01:30:00.000Z", answerBy: null }
          case "refuses":
            return yield* new DeliveryError({ ...about, reason: new Unreachable({ detail: contentOf(letter) }) })
          case "loses":
            return yield* new OutcomeUnknown({ ...about, detail: contentOf(letter) })
          case "breaks":
            return yield* Effect.die(about.cause)
        }
      })
  })

/** What a door should let through, said a second time and in another way than the code says it. */
const mayPass = ({ audience, doors: made }: Case, { label: of, author }: Piece): boolean => {
  const door = made.find((one) => one.audience === audience)
  if (door === undefined) return false
  const accepts: { readonly secrecy: string; readonly personal: string } = door.accepts
  if (author !== null) return audience === "person" && author === "p-1"
  if (of.secrecy === "secret") return false
  if (of.secrecy === "internal" && (accepts.secrecy === "open" || audience === "public")) return false
  if (of.personal !== "none" && audience !== "person") return false
  return (
    !(of.personal === "sensitive" && accepts.personal !== "sensitive") &&
    !(of.personal === "basic" && accepts.personal === "none")
  )
}

const memory = Layer.mergeAll(Outbox.layerMemory, Journal.layerMemory).pipe(
  Layer.provide(Layer.fresh(MemoryLedger.layer))
)

/** A letter whose label or content was changed by somebody who cheats the types. */
const forgeries = (message: Message.Message): ReadonlyArray<unknown> => [
  { ...message, label: Label.open },
  Object.create(message, { label: { value: Label.open } }),
  { message, address: road.address, channel: road.channel },
  { message: Object.assign(Object.create(Message.Message.prototype), { label: Label.open }), address: "", channel: "" }
]

/** Puts the message on every way to the channel and collects what the channel saw, what was logged, and every error. */
const expose = (one: Case) =>
  Effect.gen(function* () {
    const saw: Array<string> = []
    const logged: Array<string> = []
    const message = messageOf(one)
    const channel = noisy(one, saw)
    const logger = Logger.make((entry) => {
      logged.push(textOf(entry.message), Cause.pretty(entry.cause))
    })
    const wide = audiences.map((audience) => ({ audience, accepts: { secrecy: "secret", personal: "sensitive" } }))
    const told: Array<string> = []
    const tell = (value: unknown): void => void told.push(textOf(value), JSON.stringify(value) ?? "", String(value))

    yield* Effect.gen(function* () {
      const outbox = yield* Outbox.Outbox
      const journal = yield* Journal.Journal
      const row = Outbox.row(message, { notBefore: "1970-01-01T00:00:00.000Z" })
      yield* journal.append("report/-", [], { expectedVersion: 0, outbox: [row] })

      const done = yield* Delivery.pass({ worker: "w-1", channels: [channel] })
      for (const { state } of done) tell(state)
      for (const posted of yield* outbox.list()) tell([posted.state, posted.attempts])

      const admitted = Letter.admit(message, road, wide as unknown as ReadonlyArray<Door.Door>)
      if (Letter.isLetter(admitted)) tell(yield* Effect.exit(channel.send(admitted)))
      for (const forged of forgeries(message)) tell(yield* Effect.exit(channel.send(forged as never)))
      tell(Letter.admit(message, road, one.doors) instanceof Letter.Letter ? "" : Door.check(one.doors, message))
      tell(message)
      yield* Effect.logInfo(message, labelled(one.pieces, "body"))
    }).pipe(
      Effect.provide(memory),
      Effect.provide(Layer.mergeAll(Logger.layer([logger]), Layer.succeed(References.MinimumLogLevel, "All")))
    )
    return {
      saw: saw.join("\n"),
      logged: logged.join("\n"),
      told: told.join("\n"),
      stored: textOf(Message.encode(message))
    }
  })

describe("Doors", () => {
  it("Law Doors: nothing labelled above what a channel accepts reaches it, its logs or its errors", async () => {
    const counts = { cases: 0, passed: 0, pieces: 0, above: 0, logged: 0 }
    const tried = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const { saw, logged, told, stored } = await Effect.runPromise(expose(one))
        const passes = one.pieces.every((each) => mayPass(one, each))
        counts.cases += 1
        counts.passed += passes ? 1 : 0
        counts.logged += logged.includes("Delivery") ? 1 : 0
        one.pieces.forEach((each, i) => {
          tried.set(each.place, (tried.get(each.place) ?? 0) + 1)
          counts.pieces += 1
          if (!mayPass(one, each)) {
            counts.above += 1
            expect(saw, "channel").not.toContain(canaryOf(i))
            expect(logged, "logs").not.toContain(canaryOf(i))
            expect(told, "errors").not.toContain(canaryOf(i))
          }
          if (each.author === null && each.label.secrecy === "secret")
            expect(stored, "store").not.toContain(canaryOf(i))
          if (passes) expect(saw, "delivered").toContain(canaryOf(i))
        })
      }),
      { numRuns: 1000 }
    )
    const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`
    console.log(
      [
        `Law Doors: ${counts.cases} messages, ${percent(counts.passed, counts.cases)} of them may pass; ${counts.pieces} marked pieces, ${percent(counts.above, counts.pieces)} above their door`,
        `  places: ${places.map((place) => `${place} ${percent(tried.get(place) ?? 0, counts.pieces)}`).join(", ")}`
      ].join("\n")
    )
    expect(counts.passed / counts.cases).toBeGreaterThanOrEqual(0.5)
    expect(counts.above / counts.pieces).toBeGreaterThanOrEqual(0.05)
    expect(counts.logged).toBe(counts.cases)
    for (const place of places) expect((tried.get(place) ?? 0) / counts.pieces, place).toBeGreaterThanOrEqual(0.05)
  })

  it("says in words why a message is turned away, and what to do", () => {
    const told = Message.make({
      key: "k-1",
      kind: "digest",
      to: { audience: "group", id: "g-1", name: "Nhóm Zalo Chi hội ấp 1", roads: [] },
      duty: null,
      association: "vwu",
      body: Labelled.text`Chị ${Labelled.make("Trần Thị Mẫu", { secrecy: "open", personal: "basic", reviewed: true })} chưa nộp`
    })

    const checked = Door.check(MemoryChannel.capabilities.doors, told)

    expect(checked.ok).toBe(false)
    expect(!checked.ok && checked.issues).toEqual([
      {
        code: "door.personal-data",
        severity: "error",
        path: ["label"],
        message: "Nội dung có dữ liệu cá nhân mà kênh này không nhận; bỏ dữ liệu cá nhân hoặc gửi riêng từng người",
        english: "The content holds personal data this channel does not take; remove it or write to each person"
      }
    ])
  })

  it("names secrecy when secrecy is the reason, and personal data when that is", () => {
    const about = (secrecy: Label.Secrecy, personal: Label.Personal) =>
      Message.make({
        key: "k-1",
        kind: "digest",
        to: { audience: "person", id: "p-1", name: "chị Lan", roads: [] },
        duty: null,
        association: "vwu",
        body: Labelled.make("x", { secrecy, personal, reviewed: true })
      })
    const poor: ReadonlyArray<Door.Door> = [{ audience: "person", accepts: { secrecy: "open", personal: "basic" } }]

    const reasons = [about("internal", "basic"), about("open", "sensitive"), about("secret", "none")].map(
      (message) => Door.refusal(poor, message)?.why
    )

    expect(reasons).toEqual(["too-confidential", "personal-data", "secret"])
    expect(Door.refusal([], about("open", "none"))?.why).toBe("no-door")
  })

  it("does not compile when somebody forgets a label", () => {
    const { channel } = MemoryChannel.make()
    const bare = "Chị Trần Thị Mẫu"
    const message = messageOf({ pieces: [], audience: "person", doors: [], adapter: "takes" })

    // @ts-expect-error a bare string does not fit into a labelled text
    const text = () => Labelled.text`Chào ${bare}`
    // @ts-expect-error the body of a message bears a label
    const made = () => Message.make({ ...message, body: bare })
    // @ts-expect-error a copy of a message is no message
    const copy = (): Message.Message => ({ ...message, label: Label.open })
    // @ts-expect-error a channel takes letters, and letters come through a door
    const sent = () => channel.send(message)
    // @ts-expect-error a door for groups takes no personal data
    const group: Door.Door = { audience: "group", accepts: { secrecy: "open", personal: "basic" } }
    // @ts-expect-error no door takes secrets
    const secret: Door.Door = { audience: "person", accepts: { secrecy: "secret", personal: "none" } }

    expect([text, made, copy, sent, group, secret]).toHaveLength(6)
  })
})
