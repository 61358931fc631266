/**
 * What delivery reports say about addresses: which ones are dead, and which are alive again. A dead address is not written
 * to; its owner is reached on another road until somebody gives a new address or she writes from it herself.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { openStateFile } from "./internal/stateFile.ts"

/** How an address stands. */
export interface Standing {
  readonly reachable: boolean
  readonly at: Instant
  /** What the server said, as RFC 3463 numbers it: `5.1.1`; `null` when it gave no number. */
  readonly status: string | null
}

/** The place where it is kept cannot be reached. */
export class ContactStateError extends Schema.TaggedError<ContactStateError>()("ContactStateError", {
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** Remembers how addresses stand. */
export class ContactState extends Context.Service<
  ContactState,
  {
    /** `null` for an address nobody has reported about. */
    readonly of: (address: string) => Effect.Effect<Standing | null, ContactStateError>
    /** Keeps a standing, unless a later one is known. */
    readonly note: (address: string, standing: Standing) => Effect.Effect<void, ContactStateError>
  }
>()("@lienhoi/email/ContactState") {}

const over = (
  known: () => { readonly [address: string]: Standing },
  keep: (all: { readonly [address: string]: Standing }) => void
) =>
  ContactState.of({
    of: (address) =>
      Effect.try({
        try: () => known()[address.toLowerCase()] ?? null,
        catch: (cause) => new ContactStateError({ cause })
      }),
    note: (address, standing) =>
      Effect.try({
        try: () => {
          const all = known()
          const before = all[address.toLowerCase()]
          if (before === undefined || before.at <= standing.at) keep({ ...all, [address.toLowerCase()]: standing })
        },
        catch: (cause) => new ContactStateError({ cause })
      })
  })

/** Forgets with the process. */
export const layerMemory: Layer.Layer<ContactState> = Layer.sync(ContactState, () => {
  let all: { readonly [address: string]: Standing } = {}
  return over(
    () => all,
    (next) => {
      all = next
    }
  )
})

/** Keeps it in a file of one process; a damaged file counts as empty. */
export const layerFile = (path: string): Layer.Layer<ContactState> =>
  Layer.sync(ContactState, () => {
    const file = openStateFile<Standing>(path)
    return over(file.read, file.write)
  })
