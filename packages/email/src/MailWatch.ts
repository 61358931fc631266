/**
 * Reads folders as mail comes in, one mail at a time and in order, and goes on where it stopped: after a restart, a lost
 * connection, a store that was away. The place is kept after a mail was dealt with, so a mail may be dealt with twice and
 * never not at all; whoever deals with it makes the second time harmless (`MailReport`).
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import { Bookmark, type BookmarkError } from "./Bookmark.ts"
import { limits } from "./Mail.ts"
import { type Listed, Mailbox, type MailboxError, type OpenFolder } from "./Mailbox.ts"

/** A mail that came in. */
export interface Arrived extends Listed {
  readonly folder: string
  /** `null` when it is larger than `Mail.limits.bytes` and was left where it is. */
  readonly raw: Uint8Array | null
}

/** What the watch has to say. */
export type News =
  | { readonly news: "mail"; readonly folder: string; readonly uid: number }
  /** Older than what is looked at, and passed over. */
  | { readonly news: "too-old"; readonly folder: string; readonly uid: number }
  /** Dealing with a mail broke three times in a row; it stays in the folder for a person, the rest goes on. */
  | { readonly news: "given-up"; readonly folder: string; readonly uid: number; readonly why: string }
  /** A folder or the store cannot be read; it is tried again after a while. `settings`: until a person mends them, in vain. */
  | { readonly news: "trouble"; readonly folder: string; readonly settings: boolean; readonly why: string }

/** What is watched, and who deals with it. */
export interface Options<E, R> {
  readonly folders: ReadonlyArray<string>
  /** Deals with one mail. A failure means "later": the same mail comes again after a pause. */
  readonly handle: (mail: Arrived) => Effect.Effect<void, E, R>
  /** Mails that came longer ago are passed over: a folder read for the first time answers nobody's letter of last year. 14 days when not given. */
  readonly noOlderThan?: Duration.Input
  readonly tell?: (news: News) => Effect.Effect<void>
}

type Deps = Mailbox | Bookmark

/** Reads what there is now in every folder, and ends. Gives the number of mails that were dealt with. */
export const once = <E, R>(
  options: Options<E, R>
): Effect.Effect<number, E | MailboxError | BookmarkError, Exclude<R, Scope.Scope> | Deps> =>
  Effect.map(
    Effect.forEach(options.folders, (folder) =>
      Effect.scoped(
        Effect.flatMap(Mailbox, (mailbox) => mailbox.open(folder)).pipe(
          Effect.flatMap((open) => catchUp(options, folder, open, new Map()))
        )
      )
    ),
    (counts) => counts.reduce((sum, count) => sum + count, 0)
  )

/** The pause after so many failures in a row: 1, 2, 4 … seconds, at most five minutes. */
const pause = (failures: number): Duration.Duration => Duration.seconds(Math.min(2 ** (failures - 1), 300))

/** A connection that held so long was a good one: the next failure is a first one. */
const good = 60_000

/** Reads every folder until it is interrupted; what is in hand is finished then. Folders do not hold each other up. */
export const run = <E, R>(options: Options<E, R>): Effect.Effect<never, never, Exclude<R, Scope.Scope> | Deps> =>
  Effect.andThen(
    Effect.forEach(options.folders, (folder) => watch(options, folder), { concurrency: "unbounded", discard: true }),
    Effect.never
  )

const watch = <E, R>(
  options: Options<E, R>,
  folder: string
): Effect.Effect<never, never, Exclude<R, Scope.Scope> | Deps> =>
  Effect.suspend(() => {
    const broke = new Map<number, number>()
    const tell = (error: unknown) => {
      const { reason, _tag = "error" } = error as {
        readonly reason?: { readonly _tag?: string }
        readonly _tag?: string
      }
      const settings = reason?._tag === "Misconfigured"
      const why = error instanceof Error ? error.message : _tag
      return options.tell?.({ news: "trouble", folder, settings, why }) ?? Effect.void
    }
    const session = Effect.scoped(
      Effect.gen(function* () {
        const open = yield* (yield* Mailbox).open(folder)
        yield* Effect.forever(Effect.andThen(catchUp(options, folder, open, broke), open.changed))
      })
    )
    let failures = 0
    return Effect.forever(
      Effect.gen(function* () {
        const since = yield* Clock.currentTimeMillis
        const exit = yield* Effect.exit(session)
        failures = (yield* Clock.currentTimeMillis) - since > good ? 1 : failures + 1
        if (Exit.isFailure(exit)) yield* tell(Cause.squash(exit.cause))
        yield* Effect.sleep(pause(failures))
      })
    )
  })

const past = 3

/** Everything above the bookmark. `broke` counts how often dealing with a mail broke. */
const catchUp = <E, R>(
  options: Options<E, R>,
  folder: string,
  open: OpenFolder,
  broke: Map<number, number>
): Effect.Effect<number, E | MailboxError | BookmarkError, R | Bookmark> =>
  Effect.gen(function* () {
    const bookmark = yield* Bookmark
    const mark = yield* bookmark.read(folder)
    const from = mark !== null && mark.validity === open.validity ? mark.uid : 0
    const listed = yield* open.after(from)
    const oldest = Instant.fromMillis(
      (yield* Clock.currentTimeMillis) - Duration.toMillis(options.noOlderThan ?? "14 days")
    )
    let count = 0
    for (const one of listed) {
      const keep = bookmark.keep(folder, { validity: open.validity, uid: one.uid })
      if (one.at < oldest) {
        yield* options.tell?.({ news: "too-old", folder, uid: one.uid }) ?? Effect.void
        yield* keep
        continue
      }
      const raw = one.size > limits.bytes ? null : yield* open.fetch(one.uid)
      if (raw !== null || one.size > limits.bytes) {
        yield* options.tell?.({ news: "mail", folder, uid: one.uid }) ?? Effect.void
        const exit = yield* Effect.exit(options.handle({ ...one, folder, raw }))
        if (Exit.isFailure(exit)) {
          if (!Cause.hasDies(exit.cause)) return yield* Effect.failCause(exit.cause)
          const times = (broke.get(one.uid) ?? 0) + 1
          broke.set(one.uid, times)
          if (times < past) return yield* Effect.failCause(exit.cause)
          const why = Cause.pretty(exit.cause).split("\n", 1)[0]!
          yield* options.tell?.({ news: "given-up", folder, uid: one.uid, why }) ?? Effect.void
        }
        count++
      }
      yield* keep
    }
    return count
  })
