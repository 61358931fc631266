/** What the pages ask the server. Nothing here throws: a dead line is a value. */
import * as Client from "@lienhoi/http/Client"
import type { Problem } from "@lienhoi/http/Problem"

export type Answer<A> = Client.Answer<A>

/** The language the server is asked to answer in; the switch of the page sets it. */
export const speaking: { language: "vi" | "en" } = { language: "vi" }

const headers = (): Record<string, string> => ({ "accept-language": speaking.language })

/** The API. */
export const client = Client.make({ base: `${location.origin}/api`, headers })

const ask = async <A>(path: string, method = "GET", body?: unknown): Promise<Answer<A>> => {
  try {
    const response = await fetch(path, {
      method,
      headers: { ...headers(), ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
    const text = await response.text()
    const read: unknown = text === "" ? null : JSON.parse(text)
    if (response.ok) return { ok: true, value: read as A }
    const told = read as Problem | null
    return {
      ok: false,
      problem: told ?? {
        type: "about:blank",
        title: String(response.status),
        status: response.status,
        kind: response.status === 401 ? "sign-in" : "not-yours",
        issues: []
      }
    }
  } catch {
    return { ok: false, problem: null }
  }
}

/** What is known of the office before signing in. */
export interface About {
  readonly now: string
  readonly phones: string | null
  readonly template: string
  readonly period: string
  readonly isLocal: boolean
}

/** A message as it stands. */
export interface Letter {
  readonly key: string
  readonly kind: string
  readonly to: string
  readonly road: string | null
  readonly state: string
  readonly at: string
  readonly reason: string | null
  readonly subject: string | null
  readonly body: string
}

/** A mail as it lies in the mailbox. */
export interface Mail {
  readonly key: string
  readonly to: string | null
  readonly at: string
  readonly subject: string
  readonly body: string
}

/** The office's own addresses. */
export const office = {
  about: () => ask<About>("/office/about"),
  nextMorning: () => ask<{ readonly now: string }>("/office/clock", "POST", {}),
  outbox: () => ask<ReadonlyArray<Letter>>("/office/outbox"),
  settle: (key: string, as: "arrived" | "again" | "drop") => ask<boolean>("/office/outbox", "POST", { key, as }),
  tree: <A>(on: string) => ask<A>(`/office/redraw/tree?on=${on}`),
  changes: <A>(unit: string) => ask<A>(`/office/redraw/${encodeURIComponent(unit)}`),
  mails: () => ask<ReadonlyArray<Mail>>("/office/mails")
}

/** The session. */
export const session = {
  open: (name: string, password: string) => ask<null>("/session", "POST", { name, password }),
  link: (name: string) => ask<null>("/session/link", "POST", { name }),
  redeem: (token: string) => ask<null>("/session/redeem", "POST", { token }),
  close: () => ask<null>("/session", "DELETE")
}

/** One report in an address: owner, name, period, unit. */
export const which = (about: About, unit: string, period = about.period) => {
  const [owner = "", name = ""] = about.template.split("/")
  return { owner, name, period, unit }
}
