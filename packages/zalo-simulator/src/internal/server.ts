/** One port for every host of Zalo, the page and the control. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import * as Instant from "@lienhoi/calendar/Instant"
import type { Control, Logged } from "../Control.ts"
import { type Answer, json, type Received } from "./answer.ts"
import * as Bots from "./bot.ts"
import * as Business from "./business.ts"
import * as Graph from "./graph.ts"
import * as OAuth from "./oauth.ts"
import * as OpenApi from "./openapi.ts"
import type { Sim } from "./sim.ts"
import type { Fault } from "./state.ts"

const limit = 16 * 1024 * 1024
const kept = 20_000

type Host = (sim: Sim, request: Received) => Bots.Polled

const hosts: { readonly [host: string]: Host } = {
  "oauth.zaloapp.com": OAuth.answer,
  "openapi.zalo.me": OpenApi.answer,
  "business.openapi.zalo.me": Business.answer,
  "graph.zalo.me": Graph.answer,
  "bot-api.zaloplatforms.com": Bots.answer,
  "bot-api.zapps.me": Bots.answer
}

const readBody = async (request: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Array<Buffer> = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const respond = (response: ServerResponse, answer: Answer): void => {
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) })
  response.end(answer.body)
}

const flat = (headers: IncomingMessage["headers"]): { readonly [name: string]: string } =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")])
  )

const faultOf = (sim: Sim, request: Received): Fault | undefined => {
  const fault = sim.state.faults.find(
    ({ at, times }) => times > 0 && !at.startsWith("webhook") && `${request.host}${request.path}`.includes(at)
  )
  if (fault !== undefined) fault.times--
  return fault
}

const edge = (fault: Fault): Answer =>
  fault.html
    ? {
        status: fault.status,
        headers: { "content-type": "text/html" },
        body: `<html><body><h1>${fault.status}</h1></body></html>`
      }
    : json({ message: `HTTP ${fault.status}` }, fault.status)

const failure = (request: Received, { code, message }: Fault): Answer =>
  request.host.startsWith("bot-api")
    ? json({ ok: false, error_code: code, description: message }, code >= 400 ? code : 200)
    : request.host.startsWith("oauth")
      ? json({ error: code, error_name: message, error_reason: message, error_description: message })
      : json({ error: code, message })

/** Long polls that wait for a bot's next update. */
export interface Polls {
  readonly wait: (bot: string, seconds: number) => Promise<Answer>
  readonly wake: (bot: string) => void
  readonly end: () => void
}

export const polls = (sim: () => Sim): Polls => {
  const waiting = new Map<string, Array<() => void>>()
  return {
    wait: (token, seconds) =>
      new Promise((resolve) => {
        const look = () => {
          clearTimeout(timer)
          waiting.set(
            token,
            (waiting.get(token) ?? []).filter((other) => other !== look)
          )
          const bot = sim().state.bots.get(token)
          resolve((bot === undefined ? null : Bots.next(bot)) ?? Bots.nothing())
        }
        const timer = setTimeout(look, seconds * 1000)
        waiting.set(token, [...(waiting.get(token) ?? []), look])
      }),
    wake: (token) => waiting.get(token)?.[0]?.(),
    end: () => {
      for (const all of waiting.values()) for (const look of all) look()
    }
  }
}

/** What else the port serves: the page. */
export type Pages = (request: Received, response: ServerResponse) => boolean

const controlled = async (control: Control, name: string, body: Buffer): Promise<Answer> => {
  const call = Object.hasOwn(control, name) ? control[name as keyof Control] : undefined
  if (call === undefined) return json({ error: `No call ${name}` }, 404)
  try {
    const input: unknown = body.length === 0 ? undefined : JSON.parse(body.toString("utf8"))
    const result: unknown = await (call as (input: unknown) => unknown)(input)
    return json(result ?? {})
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : String(error) }, 400)
  }
}

export const make = (sim: Sim, control: Control, log: Array<Logged>, polling: Polls, pages: Pages): Server => {
  let n = 0
  const hosted = async (host: Host, request: Received, response: ServerResponse): Promise<void> => {
    const fault = faultOf(sim, request)
    const note = (answer: Answer | null, effect: boolean): void => {
      n++
      const { method, host, path, query, headers, body } = request
      const type = headers["content-type"] ?? ""
      log.push({
        n,
        at: Instant.fromMillis(sim.now()),
        method,
        host,
        path,
        query: query.toString(),
        headers,
        body: type.includes("multipart") ? `${body.length} bytes` : body.toString("utf8"),
        status: answer?.status ?? null,
        answer: answer?.body ?? "",
        effect
      })
      if (log.length > kept) log.splice(0, kept / 10)
    }
    if (fault?.kind === "drop") {
      note(null, false)
      response.destroy()
      return
    }
    if (fault?.kind === "status" || fault?.kind === "error") {
      const answer = fault.kind === "status" ? edge(fault) : failure(request, fault)
      note(answer, false)
      respond(response, answer)
      return
    }
    const first = host(sim, request)
    const answer = "body" in first ? first : await polling.wait(first.bot, first.seconds)
    sim.changed()
    note(answer, true)
    if (fault?.kind === "lose-answer") response.destroy()
    else if (fault?.kind === "delay") setTimeout(() => respond(response, answer), fault.ms)
    else respond(response, answer)
  }

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? "/", "http://localhost")
    const [, first = "", ...rest] = url.pathname.split("/")
    const body = await readBody(incoming)
    if (body === null) {
      respond(response, json({ message: "Request Entity Too Large" }, 413))
      return
    }
    const host = Object.hasOwn(hosts, first) ? hosts[first] : undefined
    const request: Received = {
      method: incoming.method ?? "GET",
      host: host === undefined ? "" : first,
      path: host === undefined ? url.pathname : `/${rest.join("/")}`,
      query: url.searchParams,
      headers: flat(incoming.headers),
      body
    }
    const { origin } = request.headers
    if (host === undefined && origin !== undefined && origin !== `http://${request.headers.host}`)
      respond(response, json({ error: "Only pages of this simulator may do that" }, 403))
    else if (host !== undefined) await hosted(host, request, response)
    else if (first === "control") respond(response, await controlled(control, rest.join("/"), body))
    else if (!pages(request, response)) respond(response, json({ message: "Not Found" }, 404))
  }

  return createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (!response.headersSent)
        respond(response, json({ message: error instanceof Error ? error.message : String(error) }, 500))
      else response.destroy()
    })
  })
}
