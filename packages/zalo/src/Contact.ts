/**
 * What is known of when a person last wrote to an account: it decides whether a consultation message may go, and what it
 * costs. Fed by what comes in ({@link heard}) and by asking Zalo; when both are missing, Zalo is asked, which costs one call.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** What is known of one person at one account. */
export interface Known {
  /** Her last word; `null` when she never spoke, or Zalo says that it was too long ago. */
  readonly lastContact: Instant | null
  /** Messages that still go free; `null` when Zalo does not count. */
  readonly free: number | null
  /** When this was learnt. */
  readonly asOf: Instant
}

/** Keeps it. */
export class Contact extends Context.Service<
  Contact,
  {
    readonly read: (oaId: string, user: string) => Effect.Effect<Known | null>
    readonly write: (oaId: string, user: string, known: Known) => Effect.Effect<void>
  }
>()("@lienhoi/zalo/Contact") {}

/** Keeps it for the life of the process; whoever starts anew asks Zalo. */
export const layerMemory: Layer.Layer<Contact> = Layer.sync(Contact, () => {
  const people = new Map<string, Known>()
  return Contact.of({
    read: (oaId, user) => Effect.sync(() => people.get(`${oaId}/${user}`) ?? null),
    write: (oaId, user, known) => Effect.sync(() => void people.set(`${oaId}/${user}`, known))
  })
})

/** A person wrote, followed or pressed a button at that moment: her window is open, the free messages count anew. */
export const heard = (
  oaId: string,
  user: string,
  at: Instant,
  free: number | null
): Effect.Effect<void, never, Contact> =>
  Effect.flatMap(Contact, (contact) =>
    Effect.flatMap(contact.read(oaId, user), (known) =>
      known !== null && known.lastContact !== null && known.lastContact > at
        ? Effect.void
        : contact.write(oaId, user, { lastContact: at, free, asOf: at })
    )
  )
