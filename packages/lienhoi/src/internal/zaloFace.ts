/**
 * The Official Account of an app behind its Promise face.
 */
import type * as Instant from "@lienhoi/calendar/Instant"
import { Arrivals } from "@lienhoi/messaging/Arrivals"
import type { CascadeStore } from "@lienhoi/messaging/CascadeStore"
import type * as Channel from "@lienhoi/messaging/Channel"
import type { CredentialStore } from "@lienhoi/messaging/CredentialStore"
import type { Inbox } from "@lienhoi/messaging/Inbox"
import type { Outbox } from "@lienhoi/messaging/Outbox"
import type { UnitGroups } from "@lienhoi/messaging/UnitGroup"
import type { ConversationStore } from "@lienhoi/report/ConversationStore"
import type { Journal } from "@lienhoi/report/Journal"
import * as Consent from "@lienhoi/zalo/Consent"
import * as Webhook from "@lienhoi/zalo/Webhook"
import * as Effect from "effect/Effect"
import type { Zalo as Face_, Received } from "../Zalo.ts"
import * as Work from "./work.ts"
import * as Zalo from "./zalo.ts"
import * as Hearing from "./zaloHearing.ts"
import * as Inbound from "./zaloInbound.ts"

/** What dealing with what comes in asks for. */
export type Services =
  | Arrivals
  | Inbox
  | Outbox
  | Journal
  | UnitGroups
  | ConversationStore
  | CascadeStore
  | CredentialStore

/** What it stands on. */
export interface Deps extends Hearing.Deps {
  readonly inbound: Inbound.Inbound
  readonly channels: ReadonlyArray<Channel.Contract>
  readonly now: () => Instant.Instant
}

/** The face, and the end of what a webhook set going. */
export interface Face {
  readonly zalo: Face_
  readonly idle: () => Promise<unknown>
}

/** Nobody gave the key with which a request could be told from a forged one. */
const keyless: Pick<Webhook.Webhook, "answer"> = { answer: () => ({ status: 401, outcome: "unsigned" }) }

/** Makes it. */
export const make = (deps: Deps, run: <A, E>(effect: Effect.Effect<A, E, Services>) => Promise<A>): Face => {
  const { zalo, inbound } = deps
  const round: Effect.Effect<Received, unknown, Services> = Effect.gen(function* () {
    const received = yield* inbound.round
    yield* Work.drain(deps)
    return received
  })
  let work: Promise<unknown> = Promise.resolve()
  const receive = (): Promise<Received> => {
    const next = work.then(() => run(round))
    // Who asked hears of a failure; whoever comes after begins anew.
    work = next.catch(() => {})
    return next
  }
  let isAsked = false
  /** After an answer: one round for all that came meanwhile. What fails waits for the next event or the worker. */
  const soon = (): void => {
    if (isAsked) return
    isAsked = true
    work = work.then(() => {
      isAsked = false
      return run(round).then(
        () => {},
        () => {}
      )
    })
  }
  const official = inbound.webhook ?? keyless
  const fetching = (webhook: Pick<Webhook.Webhook, "answer">) => {
    const answer = Webhook.toFetch(webhook)
    return async (request: Request): Promise<Response> => {
      const response = await answer(request)
      soon()
      return response
    }
  }
  const node = Webhook.toNode(official)
  return {
    idle: () => work,
    zalo: {
      consent: (redirect) => run(Zalo.consent(zalo, redirect)),
      connect: (callback) => run(Consent.finish(zalo.account, callback)),
      reopen: () => run(Zalo.reopen(zalo)),
      doctor: () => run(Zalo.doctor(zalo)),
      templates: () => run(Zalo.templates(zalo)),
      tryOut: (trial) => run(Zalo.tryOut(zalo, deps.house.association.id, trial)),
      inbound: {
        webhook: fetching(official),
        node: async (request, response) => {
          await node(request, response)
          soon()
        },
        bot: fetching(inbound.bot ?? keyless),
        poll: (seconds = 30) => run(Inbound.poll(deps, seconds)),
        receive,
        invite: (which) => run(Hearing.invite(deps, { ...which, at: deps.now() })),
        aside: () =>
          run(
            Effect.map(
              Effect.flatMap(Arrivals, (arrivals) => arrivals.aside),
              (all) => all.map(({ arrival: { at, channel }, why }) => ({ at, channel, why }))
            )
          ),
        refused: () => run(inbound.webhook?.refused ?? Effect.succeed([])),
        urgent: () => deps.urgent.cases()
      }
    }
  }
}
