/**
 * The embedded engine over a folder: `owner.json` says who has it, `database/` is the engine's.
 */
import { randomUUID } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import type { Duplex } from "node:stream"
import { PGlite } from "@electric-sql/pglite"
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { DiskFull, InUse, OtherEngine, OtherFolder, StoreError, Unreachable } from "../StoreError.ts"
import * as Bridge from "./bridge.ts"
import * as Doorway from "./doorway.ts"
import * as FolderLock from "./folderLock.ts"

/** Search compares words by their trigrams. */
const extensions = { pg_trgm }

/** The major version of PostgreSQL inside the engine; its files are of no use to another. */
const major = "18"

/** Names we put beside the database, and those another part of Lienhoi keeps there. */
const ours = /^(owner\.json|database|events\.jsonl|socket|\.(owner|probe)-.*|\.clearing)$/

const refuse = (reason: StoreError["reason"]): Effect.Effect<never, StoreError> =>
  Effect.fail(new StoreError({ reason }))

/** What the disk says. */
const failure = (where: string, cause: unknown): StoreError => {
  const { code, message } = cause as { readonly code?: string; readonly message?: string }
  return new StoreError({
    reason:
      code === "ENOSPC" || code === "EDQUOT" || code === "53100"
        ? new DiskFull({ where, cause })
        : new Unreachable({ where, detail: message ?? String(cause), cause })
  })
}

const listing = (folder: string): ReadonlyArray<string> => {
  // Names stand in it: a folder that we make is for whoever runs the app alone.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return readdirSync(folder)
}

const versionIn = (database: string): string | null => {
  try {
    return readFileSync(join(database, "PG_VERSION"), "utf8").trim()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null
    throw cause
  }
}

const tryDisk = <A>(where: string, act: () => A): Effect.Effect<A, StoreError> =>
  Effect.try({ try: act, catch: (cause) => failure(where, cause) })

/** An empty database, kept once one was made: making the files of a database takes longer than anything done with a small one. */
let blank: Blob | null = null

const inMemory = async (): Promise<PGlite> => {
  if (blank !== null) return PGlite.create({ extensions, loadDataDir: blank })
  const engine = await PGlite.create({ extensions })
  blank = await engine.dumpDataDir("none")
  return engine
}

/** An engine in memory, which forgets with the process. */
export const memory: Effect.Effect<Bridge.Bridge, StoreError, Scope.Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.tryPromise({ try: inMemory, catch: (cause) => failure("memory", cause) }),
    (engine) => Effect.promise(() => engine.close())
  ),
  Bridge.make
)

/** The way in through the process that has the folder; `null` when none has. */
export const guest = (path: string): Effect.Effect<(() => Duplex) | null, StoreError> =>
  Effect.suspend(() => {
    const folder = resolve(path)
    return tryDisk(folder, () =>
      existsSync(folder) && FolderLock.holder(folder, randomUUID()) !== null ? () => Doorway.enter(folder) : null
    )
  })

/** Opens the folder as its only owner. */
export const open = (path: string): Effect.Effect<Bridge.Bridge, StoreError, Scope.Scope> =>
  Effect.gen(function* () {
    const folder = resolve(path)
    const strangers = (yield* tryDisk(folder, () => listing(folder))).filter((name) => !ours.test(name))
    const database = join(folder, "database")
    const found = yield* tryDisk(folder, () => versionIn(database))
    if (found === null && strangers.includes("PG_VERSION"))
      return yield* refuse(new OtherFolder({ folder, found: strangers.slice(0, 3).join(", ") }))
    if (found !== null && found !== major) return yield* refuse(new OtherEngine({ folder, found, needed: major }))

    const since = new Date(yield* Clock.currentTimeMillis).toISOString()
    let lost = () => {}
    yield* Effect.acquireRelease(
      Effect.flatMap(
        tryDisk(folder, () => FolderLock.take(folder, { token: randomUUID(), since, onLost: () => lost() })),
        (taking) =>
          taking.taken
            ? Effect.succeed(taking.lock)
            : refuse(new InUse({ folder, pid: taking.owner.pid, host: taking.owner.host, since: taking.owner.since }))
      ),
      (lock) => Effect.sync(lock.release)
    )
    const engine = yield* Effect.acquireRelease(
      Effect.tryPromise({
        try: () => PGlite.create(database, { extensions }),
        catch: (cause) => failure(folder, cause)
      }),
      (engine) => Effect.promise(() => engine.close())
    )
    const bridge = Bridge.make(engine)
    yield* Effect.acquireRelease(
      Effect.tryPromise({ try: () => Doorway.open(folder, bridge), catch: (cause) => failure(folder, cause) }),
      (close) => Effect.promise(close)
    )
    lost = () => bridge.shut(`the folder ${folder} was taken by another process`)
    return bridge
  })
