/**
 * A registry on loopback for one rehearsal. Our own packages come from nowhere else; everything else it fetches from the
 * registry that npm on this machine is set to, and keeps, so that the next rehearsal hardly needs the line.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { npm } from "../run.ts"

export interface Registry {
  readonly url: string
  /** Settings of npm for a project that installs from here. */
  readonly npmrc: string
  readonly stop: () => Promise<void>
}

/** A port that was free a moment ago. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  return typeof address === "object" && address !== null ? address.port : 0
}

const setting = async (name: string): Promise<string | null> => {
  const value = (await npm(["config", "get", name])).stdout.trim()
  return value === "" || value === "null" || value === "undefined" ? null : value
}

const ours = { access: "$all", publish: "$all", unpublish: "$all" }

/** Verdaccio reads YAML, of which JSON is a part. */
const settings = async (storage: string, names: ReadonlyArray<string>): Promise<string> => {
  return JSON.stringify({
    storage,
    web: { enable: false },
    auth: { htpasswd: { file: join(storage, "nobody"), max_users: -1 } },
    uplinks: { line: { url: await setting("registry"), maxage: "24h", timeout: "60s" } },
    packages: {
      ...Object.fromEntries(names.map((name) => [name, ours])),
      "**": { access: "$all", proxy: "line" }
    },
    max_body_size: "100mb",
    log: { type: "stdout", format: "json", level: "error" }
  })
}

const verdaccio = (): string => {
  const manifest = createRequire(import.meta.url).resolve("verdaccio/package.json")
  return join(dirname(manifest), "bin/verdaccio")
}

const answers = async (url: string, child: ChildProcess): Promise<void> => {
  for (const tried of Array.from({ length: 120 }, (_, index) => index)) {
    if (child.exitCode !== null) throw new Error(`the registry ended with ${child.exitCode} after ${tried / 4} s`)
    const up = await fetch(`${url}/-/ping`).then(
      ({ ok }) => ok,
      () => false
    )
    if (up) return
    await wait(250)
  }
  throw new Error("the registry does not answer after 30 s")
}

/**
 * Starts one that knows nothing of `names`, whatever was published to `storage` before. The storage lies wherever the
 * packages of others should be kept between two rehearsals.
 */
export const startRegistry = async (storage: string, names: ReadonlyArray<string>): Promise<Registry> => {
  mkdirSync(storage, { recursive: true })
  for (const name of names) rmSync(join(storage, name), { recursive: true, force: true })
  rmSync(join(storage, ".verdaccio-db.json"), { force: true })
  const config = join(storage, "config.yaml")
  writeFileSync(config, await settings(storage, names))
  const ca = await setting("cafile")
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [verdaccio(), "--config", config, "--listen", `127.0.0.1:${port}`], {
    // Whom npm trusts, the registry trusts as well.
    env: { ...process.env, ...(ca === null ? {} : { NODE_EXTRA_CA_CERTS: ca }), NODE_NO_WARNINGS: "1" },
    stdio: ["ignore", "ignore", "inherit"]
  })
  await answers(url, child)
  return {
    url,
    // Anybody may publish here, yet npm asks for a token before it tries.
    npmrc: `registry=${url}/\n//127.0.0.1:${port}/:_authToken=nobody\naudit=false\nfund=false\nupdate-notifier=false\n`,
    stop: async () => {
      const ended = once(child, "exit")
      child.kill("SIGTERM")
      await ended
    }
  }
}
