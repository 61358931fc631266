/**
 * A local Zalo: one process and one port, every host told apart by the first part of the path. It holds its callers to
 * the documented rules, posts signed webhooks, and shows everybody's phone on a page.
 *
 * @since 0.1.0
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import type { AddressInfo } from "node:net"
import * as Instant from "@lienhoi/calendar/Instant"
import type { Control, Logged } from "./Control.ts"
import * as Controls from "./internal/control.ts"
import * as Engine from "./internal/engine.ts"
import * as Furnish from "./internal/furnish.ts"
import * as Phones from "./internal/phones.ts"
import * as Server from "./internal/server.ts"
import type { Sim } from "./internal/sim.ts"
import * as State from "./internal/state.ts"
import * as World from "./World.ts"

/** How a simulator is started; everything may be left out. */
export interface Options {
  /** 0, the default, takes any free port. Only this machine reaches it. */
  readonly port?: number
  /**
   * `machine` (the default), a moment at which the time is held until the control moves it
   * (`2026-10-20T02:00:00.000Z`), or a clock of your own in milliseconds since 1970.
   */
  readonly clock?: string | { readonly now: () => number }
  /** A file that keeps the state: what is in it when the simulator starts goes on. */
  readonly file?: string
  /** Ids and tokens are drawn from it: the same seed and the same calls give the same ids. */
  readonly seed?: string
  /** What it starts from, unless the file holds a state. */
  readonly world?: World.World
}

/** The addresses that stand for Zalo's hosts: `https://openapi.zalo.me/v3.0/…` is `${hosts.openapi}/v3.0/…`. */
export interface Hosts {
  readonly oauth: string
  readonly openapi: string
  readonly business: string
  readonly graph: string
  readonly bot: string
}

/** A simulator that runs. */
export interface Running {
  readonly port: number
  /** The page with everybody's phone. */
  readonly url: string
  readonly hosts: Hosts
  readonly control: Control
  /** Milliseconds since 1970 by its clock. */
  readonly now: () => number
  /** Writes the state and gives the port back. */
  readonly stop: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

const machine = { now: () => Date.now() }

const clockOf = (given: Options["clock"]): { readonly clock: Engine.Clock; readonly held: number | null } => {
  if (given === undefined || given === "machine") return { clock: machine, held: null }
  if (typeof given !== "string") return { clock: given, held: null }
  const at = Instant.parse(given)
  if (!at.ok) throw new RangeError(at.issues[0]?.message ?? given)
  return { clock: machine, held: Instant.toMillis(at.value) }
}

/**
 * The addresses of a simulator at `base`, known before it is started.
 *
 * @example
 * ```ts
 * import { Simulator } from "@lienhoi/zalo-simulator"
 *
 * Simulator.hostsAt("http://127.0.0.1:4000").openapi // => "http://127.0.0.1:4000/openapi.zalo.me"
 * ```
 */
export const hostsAt = (base: string): Hosts => ({
  oauth: `${base}/oauth.zaloapp.com`,
  openapi: `${base}/openapi.zalo.me`,
  business: `${base}/business.openapi.zalo.me`,
  graph: `${base}/graph.zalo.me`,
  bot: `${base}/bot-api.zaloplatforms.com`
})

const listen = (server: ReturnType<typeof Server.make>, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))
  })

/**
 * Starts a simulator. Rejects where the port is taken or the state file cannot be read.
 *
 * @example
 * ```ts
 * import { Simulator } from "@lienhoi/zalo-simulator"
 *
 * await using zalo = await Simulator.start({ clock: "2026-10-20T02:00:00.000Z" })
 * const { access_token } = zalo.control.grant()
 * zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
 *
 * const answer = await fetch(`${zalo.hosts.openapi}/v3.0/oa/message/cs`, {
 *   method: "POST",
 *   headers: { access_token, "content-type": "application/json" },
 *   body: JSON.stringify({ recipient: { user_id: "2000000000000000002" }, message: { text: "Chào chị" } })
 * })
 * const { error } = (await answer.json()) as { readonly error: number }
 * error // => 0
 * ```
 */
export const start = async (options: Options = {}): Promise<Running> => {
  const { port = 0, file, seed = "1", world = World.standard } = options
  const { clock, held } = clockOf(options.clock)
  const old = file !== undefined && existsSync(file) ? State.read(readFileSync(file, "utf8")) : null
  const state = old ?? State.empty(seed)
  if (held !== null && old === null) state.held = held

  let saving: NodeJS.Timeout | undefined
  const save = (): void => {
    clearTimeout(saving)
    saving = undefined
    if (file === undefined) return
    writeFileSync(`${file}.new`, State.write(state))
    renameSync(`${file}.new`, file)
  }
  const changed = (): void => {
    phones.changed()
    if (file === undefined || saving !== undefined) return
    saving = setTimeout(save, 200)
    saving.unref()
  }
  let base = ""
  const polling = Server.polls((): Sim => engine.sim)
  const engine: Engine.Engine = Engine.make(state, clock, { changed, polled: polling.wake, base: () => base })
  const log: Array<Logged> = []
  const mayMove = typeof options.clock !== "object"
  const control = Controls.make(engine, log, mayMove)
  const phones = Phones.make(engine.sim, control, mayMove)
  if (old === null) Furnish.world(engine.sim, world)
  const server = Server.make(engine.sim, control, log, polling, phones.serve)
  const actual = await listen(server, port)
  base = `http://127.0.0.1:${actual}`
  engine.sim.wake()

  const stop = async (): Promise<void> => {
    if (!server.listening) return
    await engine.stop()
    polling.end()
    phones.end()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
    save()
  }
  return {
    port: actual,
    url: `${base}/`,
    hosts: hostsAt(base),
    control,
    now: engine.sim.now,
    stop,
    [Symbol.asyncDispose]: stop
  }
}
