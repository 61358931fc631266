/**
 * Keeps notices on their way down and who acknowledged them, so that acknowledgements count whichever process hears them.
 * Neither names nor addresses of members are kept: a notice remembers groups and units.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { Acknowledgement, Plan } from "./Cascade.ts"

/** A notice that went out. Plain data. */
export interface Issued {
  readonly id: string
  /** The id of its template, of kind `notice`. */
  readonly template: string
  readonly issuedAt: Instant
  readonly plan: Plan
}

/** The store cannot be reached; nothing was changed. */
export class CascadeStoreError extends Schema.TaggedError<CascadeStoreError>()("CascadeStoreError", {
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** Where notices and acknowledgements stay. */
export class CascadeStore extends Context.Service<
  CascadeStore,
  {
    /** Keeps a notice and says whether it was new; one that is kept already stays as it is. */
    readonly issue: (issued: Issued) => Effect.Effect<boolean, CascadeStoreError>
    /** Every notice, the newest first. */
    readonly issued: Effect.Effect<ReadonlyArray<Issued>, CascadeStoreError>
    /** Adds acknowledgements; of several of one unit the first that was kept stays. */
    readonly acknowledge: (
      id: string,
      acknowledged: ReadonlyArray<Acknowledgement>
    ) => Effect.Effect<void, CascadeStoreError>
    /** Who acknowledged, by unit. */
    readonly acknowledged: (id: string) => Effect.Effect<ReadonlyArray<Acknowledgement>, CascadeStoreError>
  }
>()("@lienhoi/messaging/CascadeStore") {}

/** A notice as it is kept: of groups only where they are and whose. */
export const bare = (issued: Issued): Issued => ({
  ...issued,
  plan: {
    ...issued.plan,
    posts: issued.plan.posts.map((post) => ({ ...post, group: { ...post.group, members: null } }))
  }
})

/** Keeps them in memory. */
export const layerMemory: Layer.Layer<CascadeStore> = Layer.sync(CascadeStore, () => {
  const notices = new Map<string, Issued>()
  const heard = new Map<string, Map<string, Acknowledgement>>()
  return CascadeStore.of({
    issue: (issued) =>
      Effect.sync(() => {
        if (notices.has(issued.id)) return false
        notices.set(issued.id, bare(issued))
        return true
      }),
    issued: Effect.sync(() =>
      [...notices.values()].toSorted((a, b) =>
        a.issuedAt > b.issuedAt ? -1 : a.issuedAt < b.issuedAt ? 1 : a.id < b.id ? -1 : 1
      )
    ),
    acknowledge: (id, acknowledged) =>
      Effect.sync(() => {
        const known = heard.get(id) ?? new Map<string, Acknowledgement>()
        heard.set(id, known)
        for (const one of acknowledged) if (!known.has(one.unit)) known.set(one.unit, one)
      }),
    acknowledged: (id) =>
      Effect.sync(() => [...(heard.get(id)?.values() ?? [])].toSorted((a, b) => (a.unit < b.unit ? -1 : 1)))
  })
})
