/**
 * What changes, as server-sent events. An id is a place in the journal, so a browser that was away asks for what came
 * after it. Nothing is kept for a reader: whoever reads slowly is read for slowly, and in the end told to read anew.
 */
import type { Sight } from "@lienhoi/report/Grant"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Identity } from "../Identity.ts"
import type { Changed, Office } from "../Office.ts"
import { ask, refuse } from "./asking.ts"
import type { Reached } from "./reaching.ts"

/** Milliseconds after which the grants of a reader are asked again: news come in crowds. */
const fresh = 500

/** Streams that one account may hold open in a process: every page that she looks at is one, and none is free. */
const most = 20
/** Seconds after which a line that nobody reads any more has been given up. */
const givenUp = 120

/** How streams of changes are kept alive. */
export interface Beat {
  /** Milliseconds without news after which a sign of life goes out, and the session is looked at again. */
  readonly every: number
}

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no"
}

const isSeen = (sight: Sight): boolean => sight !== "nothing"

/** What of a change the caller may be told; `null` when nothing. */
const told = (
  { lineage, period, unit, upper }: Changed,
  { reach }: Pick<Reached, "reach">
): {
  readonly lineage: string
  readonly period: string
  readonly unit: string
  readonly upper: ReadonlyArray<string>
} | null => {
  const [lowest, ...others] = [unit, ...upper].filter((one) => isSeen(reach.sight(one, lineage)))
  return lowest === undefined ? null : { lineage, period, unit: lowest, upper: others }
}

/** A place in the journal as somebody names it; `undefined` for anything else. */
const placeOf = (text: string | null | undefined): number | undefined =>
  text != null && /^\d{1,15}$/u.test(text) ? Number(text) : undefined

const written = (event: string, id: number, data: unknown): string =>
  `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`

/** Waits no longer than that; `"late"` when it took longer. */
const within = async <A>(work: Promise<A>, millis: number): Promise<A | "late"> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), millis)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** The answers of the group `changes`. */
export const changes = (
  office: Pick<Office, "changes">,
  identity: Identity,
  reached: (account: string) => Promise<Reached>,
  { every }: Beat,
  closed: AbortSignal
) => {
  /** How many streams an account holds open. */
  const open = new Map<string, number>()
  const leave = (account: string): void => {
    const left = (open.get(account) ?? 0) - 1
    if (left > 0) open.set(account, left)
    else open.delete(account)
  }

  /** The lines of one stream. */
  async function* lines(request: Request, account: string, after: number | undefined, ends: AbortController) {
    const signal = AbortSignal.any([ends.signal, closed, request.signal])
    const news = office
      .changes({ viewer: account, begin: true, signal, ...(after === undefined ? {} : { after }) })
      [Symbol.asyncIterator]()
    const isStillHere = async (): Promise<boolean> => (await identity.of(request))?.account === account
    try {
      let next = news.next()
      let looked = performance.now()
      let seen: { readonly at: number; readonly by: Reached } | null = null
      for (;;) {
        const found = await within(next, every)
        if (signal.aborted) return
        // A session that ended ends what is told, however much there is to tell.
        if (found === "late" || performance.now() - looked >= every) {
          if (!(await isStillHere())) return
          looked = performance.now()
        }
        if (found === "late") {
          yield ": \n\n"
          continue
        }
        if (found.done === true) return
        next = news.next()
        next.catch(() => {})
        // An id without an event: a browser that is cut off before the first news comes back with it.
        if (found.value.begins === true) yield `: lienhoi\nid: ${found.value.position}\n\n`
        else if (found.value.reload === true) yield written("reload", found.value.position, {})
        else {
          if (seen === null || performance.now() - seen.at >= fresh)
            seen = { at: performance.now(), by: await reached(account) }
          const data = told(found.value, seen.by)
          if (data !== null) yield written("changed", found.value.position, data)
        }
      }
    } finally {
      ends.abort()
    }
  }

  return HttpApiBuilder.group(Api, "changes", (handlers) =>
    handlers.handle("changes", ({ query }) =>
      Effect.gen(function* () {
        const { person } = yield* Caller
        const incoming = yield* HttpServerRequest.HttpServerRequest
        const request = incoming.source as Request
        // Who asks for the head alone gets no stream that nobody would read.
        if (request.method === "HEAD") return HttpServerResponse.raw(new Response(null, { headers }))
        const after = placeOf(request.headers.get("last-event-id")) ?? placeOf(query.after)
        const held = open.get(person.account) ?? 0
        if (held >= most) return yield* refuse("too-many", [], { seconds: givenUp })
        open.set(person.account, held + 1)
        const ends = new AbortController()
        ends.signal.addEventListener("abort", () => leave(person.account), { once: true })
        request.signal.addEventListener("abort", () => ends.abort(), { once: true })
        const source = lines(request, person.account, after, ends)
        const encoder = new TextEncoder()
        // Where it begins is known before the page hears that the line stands, and reads.
        const first = yield* ask(() => source.next())
        const body = new ReadableStream<Uint8Array>(
          {
            start(controller) {
              if (first.done === true) controller.close()
              else controller.enqueue(encoder.encode(first.value))
            },
            async pull(controller) {
              try {
                const { done, value } = await source.next()
                if (done === true) controller.close()
                else controller.enqueue(encoder.encode(value))
              } catch {
                // The browser asks again by itself.
                ends.abort()
                controller.close()
              }
            },
            cancel: () => ends.abort()
          },
          { highWaterMark: 0 }
        )
        return HttpServerResponse.raw(new Response(body, { headers }))
      })
    )
  )
}
