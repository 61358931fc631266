/**
 * What every channel promises. A new adapter is done when {@link suite} passes on it, called in a test file with its
 * name and a layer that gives the channel (over a simulator or a memory store, never over the real thing).
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import type { SendError } from "@lienhoi/messaging/Channel"
import { Channel } from "@lienhoi/messaging/Channel"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Letter from "@lienhoi/messaging/Letter"
import * as Message from "@lienhoi/messaging/Message"
import type { Audience } from "@lienhoi/messaging/Recipient"
import type { Label } from "@lienhoi/template/Label"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const at = "2024-10-15T01:30:00.000Z"

/** Stands in the content of everything that must be refused, and must not be seen anywhere else. */
const canary = "CHIM-HOANG-YEN"

/** What a test says; everything may be left out. */
interface Saying {
  readonly key?: string
  readonly audience?: Audience
  readonly label?: Label
  readonly body?: string
  readonly to?: string
  readonly author?: string
  readonly files?: ReadonlyArray<{ readonly mediaType: string; readonly size: number; readonly bytes?: Uint8Array }>
}

const open: Label = { secrecy: "open", personal: "none", reviewed: true }

const message = ({ key = "k-1", audience = "person", label = open, files = [], ...say }: Saying, address: string) => {
  const body = say.body ?? "Còn 2 ngày nữa đến hạn nộp báo cáo."
  return Message.make({
    key,
    kind: "reminder",
    to: { audience, id: say.to ?? "p-1", name: "chị Lan", roads: [{ channel: "any", address }] },
    duty: null,
    association: "vwu",
    body: say.author === undefined ? Labelled.make(body, label) : Labelled.unreviewed(body, say.author),
    attachments: files.map(({ mediaType, size, bytes }, i) => ({
      name: Labelled.plain(`tep-${i + 1}`),
      mediaType,
      bytes: Labelled.plain(bytes ?? new Uint8Array(size))
    }))
  })
}

/** Doors wide enough to let a letter through that the channel under test must turn away by itself. */
const wide = [
  { audience: "person", accepts: { secrecy: "internal", personal: "sensitive" } },
  { audience: "group", accepts: { secrecy: "internal", personal: "none" } },
  { audience: "public", accepts: { secrecy: "open", personal: "none" } }
] as const

const reasonOf = (error: SendError): string => (error._tag === "DeliveryError" ? error.reason._tag : error._tag)

/**
 * The contract of `Channel`. `address` is one the channel under test can deliver to; `file` are bytes of the first kind of
 * file it carries, for channels that look into files.
 */
export const suite = <E>(
  name: string,
  layer: Layer.Layer<Channel, E>,
  { address = "dia-chi-1", file }: { readonly address?: string; readonly file?: Uint8Array } = {}
): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, Channel>): void =>
    it.effect(`Channel (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  const letter = (saying: Saying): Letter.Letter => {
    const admitted = Letter.admit(message(saying, address), { channel: name, address }, wide)
    assert.isTrue(Letter.isLetter(admitted))
    return admitted as Letter.Letter
  }

  promise(
    "says what it can do: a name, a title in both languages, doors without secrets, a price in whole đồng",
    Effect.gen(function* () {
      const { capabilities } = yield* Channel
      const { doors, title, price, quotas } = capabilities

      assert.match(capabilities.name, /^[a-z][a-z0-9-]*$/)
      assert.isTrue(title.vi !== "" && title.en !== "")
      assert.isNotEmpty(doors)
      assert.strictEqual(new Set(doors.map((door) => door.audience)).size, doors.length)
      assert.isTrue(Number.isSafeInteger(price.perMessage) && price.perMessage >= 0)
      assert.isTrue(quotas.every((quota) => quota.messages > 0))
    })
  )

  promise(
    "takes what each of its doors accepts: quotes a price and gives a receipt",
    Effect.gen(function* () {
      const channel = yield* Channel
      for (const { audience, accepts } of channel.capabilities.doors) {
        const one = letter({ key: `k-${audience}`, audience, label: { ...accepts, reviewed: true } })

        const quote = yield* channel.quote(one, at)
        const receipt = yield* channel.send(one)

        assert.strictEqual(quote.answer, "now")
        assert.isTrue(quote.answer === "now" && Number.isSafeInteger(quote.price) && quote.price >= 0)
        assert.isNotEmpty(receipt.id)
        assert.strictEqual(receipt.answerBy === null, channel.capabilities.answers === "at-once")
        assert.isTrue(receipt.answerBy === null || receipt.answerBy > receipt.at)
      }
    })
  )

  promise(
    "refuses at the door what is above it, and its errors do not say what was in it",
    Effect.gen(function* () {
      const channel = yield* Channel
      for (const { audience } of wide) {
        const door = channel.capabilities.doors.find((one) => one.audience === audience)
        const above: ReadonlyArray<Label> = [
          { secrecy: "internal", personal: "none", reviewed: true },
          { secrecy: "internal", personal: "sensitive", reviewed: true }
        ]
        for (const label of above) {
          const admitted = Letter.admit(
            message({ audience, label, body: canary }, address),
            { channel: name, address },
            wide
          )
          const accepted =
            door !== undefined &&
            (door.accepts.secrecy === "internal" || label.secrecy === "open") &&
            (door.accepts.personal === "sensitive" || label.personal === "none")
          if (!Letter.isLetter(admitted) || accepted) continue

          const quote = yield* Effect.flip(channel.quote(admitted, at))
          const sent = yield* Effect.flip(channel.send(admitted))

          assert.deepStrictEqual([reasonOf(quote), reasonOf(sent), sent.isRetryable], ["Refused", "Refused", false])
          assert.notInclude(`${String(sent)} ${JSON.stringify(sent)} ${sent.stack}`, canary)
        }
      }
    })
  )

  promise(
    "refuses what only looks like a letter",
    Effect.gen(function* () {
      const channel = yield* Channel
      const real = letter({ body: canary })
      const forged = { message: { ...real.message, body: canary, label: open }, address, channel: name }

      const sent = yield* Effect.flip(channel.send(forged as never))

      assert.strictEqual(reasonOf(sent), "Refused")
      assert.notInclude(`${String(sent)} ${JSON.stringify(sent)}`, canary)
    })
  )

  promise(
    "gives unreviewed content back to its author",
    Effect.gen(function* () {
      const channel = yield* Channel
      if (!channel.capabilities.doors.some((door) => door.audience === "person")) return

      const receipt = yield* channel.send(letter({ to: "p-7", author: "p-7", body: "Chị đã gửi: 4 nhóm" }))

      assert.isNotEmpty(receipt.id)
    })
  )

  promise(
    "refuses a text longer than its limit, counted in characters, before anything is sent",
    Effect.gen(function* () {
      const channel = yield* Channel
      const { maxLength, doors } = channel.capabilities
      if (maxLength === null) return
      const audience = doors[0]!.audience

      const fits = yield* Effect.exit(channel.send(letter({ key: "k-fits", audience, body: "ă".repeat(maxLength) })))
      const error = yield* Effect.flip(channel.send(letter({ audience, body: "😀".repeat(maxLength + 1) })))

      assert.strictEqual(fits._tag, "Success")
      assert.deepStrictEqual([reasonOf(error), error.isRetryable], ["TooLong", false])
    })
  )

  promise(
    "refuses files it does not carry: too many, too large, or of another kind",
    Effect.gen(function* () {
      const channel = yield* Channel
      const { files, doors } = channel.capabilities
      const audience = doors[0]!.audience
      const kind = files?.kinds[0] ?? { mediaType: "image/png", maxBytes: 0 }
      const small = { mediaType: kind.mediaType.replace(/^\*$/, "image/*").replace("*", "png"), size: 1 }
      const refused: Array<NonNullable<Saying["files"]>> = [Array.from({ length: (files?.max ?? 0) + 1 }, () => small)]
      if (files !== null) refused.push([{ ...small, size: kind.maxBytes + 1 }])
      if (files?.kinds.every(({ mediaType }) => mediaType !== "*")) refused.push([{ mediaType: "x/y", size: 1 }])

      for (const attached of refused) {
        const error = yield* Effect.flip(channel.send(letter({ audience, files: attached })))

        assert.deepStrictEqual([reasonOf(error), error.isRetryable], ["NotCarried", false])
      }
      if (files !== null) {
        const sample = file === undefined ? small : { ...small, bytes: file }
        assert.isNotEmpty((yield* channel.send(letter({ audience, files: [sample] }))).id)
      }
    })
  )

  promise(
    "tells two messages apart, and keeps its word on the same key handed over twice",
    Effect.gen(function* () {
      const channel = yield* Channel
      const audience = channel.capabilities.doors[0]!.audience

      const first = yield* channel.send(letter({ key: "k-1", audience }))
      const again = yield* channel.send(letter({ key: "k-1", audience }))
      const other = yield* channel.send(letter({ key: "k-2", audience }))

      assert.notStrictEqual(first.id, other.id)
      assert.strictEqual(first.id === again.id, channel.capabilities.idempotency === "key")
    })
  )

  promise(
    "answers what became of a message as far as it says it can",
    Effect.gen(function* () {
      const channel = yield* Channel
      const audience = channel.capabilities.doors[0]!.audience
      const receipt = yield* channel.send(letter({ audience }))

      const status = yield* channel.status(receipt)

      if (channel.capabilities.status) assert.include(["accepted", "delivered"], status)
      else assert.strictEqual(status, "unknown")
    })
  )
}
