/**
 * The webhook of an app: checks the signature over the bytes as they came, keeps the event, answers. What the event means
 * is found out afterwards ({@link "Arriving"}), so the answer never waits for work and Zalo never repeats for slowness.
 *
 * @since 0.1.0
 */
import type { IncomingMessage, ServerResponse } from "node:http"
import * as Instant from "@lienhoi/calendar/Instant"
import { type Arrival, Arrivals } from "@lienhoi/messaging/Arrivals"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Decode from "./internal/decodeEvent.ts"
import * as Lane from "./internal/lane.ts"
import * as Wire from "./internal/wire.ts"
import * as WebhookSignature from "./WebhookSignature.ts"

/** How a webhook is set up. */
export interface Options {
  readonly appId: string
  /** The secret key of the app's webhook page; another value than the app secret. */
  readonly secretKey: Redacted.Redacted<string>
  /** Official Accounts whose events are taken; of any when left out. */
  readonly accounts?: ReadonlyArray<string>
  /** Larger bodies are refused unread; 1 MB. */
  readonly most?: number
  /** An event that could not be kept by then is refused and comes again; 1.5 s of the 2 s that Zalo waits. */
  readonly within?: Duration.Input
}

/** One request, as any server has it. */
export interface Request {
  readonly method: string
  /** The header of that name, in small letters; `null` when there is none. */
  readonly header: (name: string) => string | null
  readonly body: Uint8Array
}

/** Why an event was turned away. */
export type Refusal = "too-large" | "unreadable" | "unsigned" | "forged" | "other-app" | "other-account" | "not-kept"

/** What became of a request. */
export interface Answer {
  /** The HTTP status. */
  readonly status: 200 | 400 | 401 | 403 | 413 | 503
  /** `looked-at`: somebody asked whether anybody is there, as Zalo's console does when the address is saved. */
  readonly outcome: "kept" | "kept-before" | "looked-at" | Refusal
}

/** Something that was turned away: for a person, without the content. */
export interface Refused {
  readonly at: Instant.Instant
  readonly why: Refusal
  readonly words: Bilingual
  /** How many of the same kind came one after another. */
  readonly times: number
}

/** A webhook. */
export interface Webhook {
  readonly handle: (request: Request) => Effect.Effect<Answer>
  /** The same without Effect around it, for a server: at once where the store answers at once. */
  readonly answer: (request: Request) => Answer | Promise<Answer>
  /** What was turned away lately, the newest last; at most 100 entries. */
  readonly refused: Effect.Effect<ReadonlyArray<Refused>>
}

const texts = Catalogue.make({
  "too-large": {
    vi: "Một tin gửi đến webhook quá lớn, đã bỏ; nếu lặp lại, hãy báo người phụ trách máy chủ",
    en: "A request to the webhook was too large and was dropped; if it goes on, tell whoever runs the server"
  },
  unreadable: {
    vi: "Một tin gửi đến webhook bị cụt hoặc không đọc được, đã bỏ",
    en: "A request to the webhook was cut off or unreadable and was dropped"
  },
  unsigned: {
    vi: "Một tin gửi đến webhook không có chữ ký của Zalo, đã bỏ",
    en: "A request to the webhook bore no signature of Zalo and was dropped"
  },
  forged: {
    vi: "Một tin gửi đến webhook có chữ ký sai, đã bỏ; nếu mọi tin đều sai, xem lại “OA Secret Key” trong cấu hình (khác với khóa bí mật của ứng dụng)",
    en: "A request to the webhook bore a wrong signature and was dropped; if all do, check the “OA Secret Key” of the configuration (another value than the app secret)"
  },
  "other-app": {
    vi: "Một tin gửi đến webhook thuộc ứng dụng Zalo khác, đã bỏ; xem lại mã ứng dụng trong cấu hình",
    en: "A request to the webhook belongs to another app and was dropped; check the app id of the configuration"
  },
  "other-account": {
    vi: "Một tin gửi đến webhook thuộc Official Account khác, đã bỏ; xem lại danh sách OA trong cấu hình",
    en: "A request to the webhook belongs to another Official Account and was dropped; check the accounts of the configuration"
  },
  "not-kept": {
    vi: "Kho không nhận kịp một tin của Zalo; Zalo sẽ gửi lại, kiểm tra kho dữ liệu",
    en: "The store did not take an event of Zalo in time; Zalo sends it again, check the store"
  }
} satisfies { readonly [R in Refusal]: Bilingual })

const statusOf: { readonly [R in Refusal]: Answer["status"] } = {
  "too-large": 413,
  unreadable: 400,
  unsigned: 401,
  forged: 401,
  "other-app": 403,
  "other-account": 403,
  "not-kept": 503
}

const mostRefused = 100
const decoder = new TextDecoder("utf-8", { fatal: true })

const textOf = (body: Uint8Array): string | null => {
  try {
    return decoder.decode(body)
  } catch {
    return null
  }
}

/** The handler; events go into {@link Arrivals}. */
export const make = (options: Options): Effect.Effect<Webhook, never, Arrivals> =>
  Effect.gen(function* () {
    const arrivals = yield* Arrivals
    const clock = yield* Effect.clockWith(Effect.succeed)
    const context = yield* Effect.context<never>()
    const { appId, secretKey, accounts, most = 1_000_000, within = "1.5 seconds" } = options
    const refused: Array<Refused> = []

    const refuse = (why: Refusal, at: Instant.Instant): Answer => {
      const last = refused.at(-1)
      if (last?.why === why) refused[refused.length - 1] = { ...last, at, times: last.times + 1 }
      else refused.push({ at, why, words: texts[why], times: 1 })
      if (refused.length > mostRefused) refused.shift()
      return { status: statusOf[why], outcome: why }
    }

    /** The event to keep, or the answer that settles the request without one. */
    const judge = (request: Request, receivedAt: Instant.Instant): Arrival | Answer => {
      const { body, header, method } = request
      if (method !== "POST") return { status: 200, outcome: "looked-at" }
      if (body.length > most) return refuse("too-large", receivedAt)
      const text = textOf(body)
      const envelope = text === null ? null : Decode.envelope(text)
      const mac = WebhookSignature.macOf(header("x-zevent-signature"))
      if (mac === null && (body.length === 0 || (envelope !== null && envelope.name === ""))) {
        return { status: 200, outcome: "looked-at" }
      }
      if (text === null || envelope === null) return refuse("unreadable", receivedAt)
      if (mac === null) return refuse("unsigned", receivedAt)
      const { app, timestamp, name } = envelope
      const signed = { appId: app ?? appId, timestamp, secretKey: Redacted.value(secretKey) }
      if (!WebhookSignature.agrees(mac, WebhookSignature.of(body, signed))) return refuse("forged", receivedAt)
      if (app !== null && app !== appId) return refuse("other-app", receivedAt)
      const server = header("x-zevent-server")
      const event = Decode.open(envelope, { server, receivedAt })
      if (event === null) return refuse("unreadable", receivedAt)
      if (accounts !== undefined && event.account !== null && !accounts.includes(event.account)) {
        return refuse("other-account", receivedAt)
      }
      return {
        channel: "zalo",
        id: Lane.idOf(event, timestamp, name, mac),
        lane: Lane.of(event),
        at: event.at,
        receivedAt,
        raw: text,
        hint: server
      }
    }

    const keeping = <E>(
      receivedAt: Instant.Instant,
      adding: Effect.Effect<"kept" | "kept-before", E>
    ): Effect.Effect<Answer> => {
      const late = Effect.sync(() => refuse("not-kept", receivedAt))
      return adding.pipe(
        Effect.map((outcome): Answer => ({ status: 200, outcome })),
        Effect.timeoutOrElse({ duration: within, orElse: () => late }),
        Effect.catch(() => late)
      )
    }

    const isAnswer = (judged: Arrival | Answer): judged is Answer => "status" in judged
    const start = Effect.runForkWith(context)

    return {
      refused: Effect.sync(() => [...refused]),
      handle: (request) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          const judged = judge(request, Instant.fromMillis(now))
          return isAnswer(judged) ? Effect.succeed(judged) : keeping(judged.receivedAt, arrivals.add(judged))
        }),
      answer: (request) => {
        const judged = judge(request, Instant.fromMillis(clock.currentTimeMillisUnsafe()))
        if (isAnswer(judged)) return judged
        const adding = start(arrivals.add(judged))
        const added = adding.pollUnsafe()
        // A store that answers at once needs no timer beside it.
        if (added !== undefined && Exit.isSuccess(added)) return { status: 200, outcome: added.value }
        return Effect.runPromiseWith(context)(keeping(judged.receivedAt, Fiber.join(adding)))
      }
    }
  })

/** The webhook for a server that speaks Fetch: `Request` in, `Response` out. */
export const toFetch =
  (webhook: Pick<Webhook, "answer">, options: { readonly most?: number } = {}) =>
  async (request: globalThis.Request): Promise<Response> => {
    const body = await Wire.ofFetch(request, options.most ?? 1_000_000)
    const header = (name: string): string | null => request.headers.get(name)
    const { status, outcome } = await webhook.answer({ method: request.method, header, body })
    return new Response(outcome, { status, headers: { "content-type": "text/plain" } })
  }

/** The webhook for Node's own server: the function that `createServer` takes. */
export const toNode =
  (webhook: Pick<Webhook, "answer">, options: { readonly most?: number } = {}) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await Wire.ofNode(request, options.most ?? 1_000_000)
    if (body === null) return
    const header = (name: string): string | null => {
      const value = request.headers[name]
      return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value
    }
    const { status, outcome } = await webhook.answer({ method: request.method ?? "", header, body })
    response.writeHead(status, { "content-type": "text/plain" }).end(outcome)
  }
