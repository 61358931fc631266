/** One call of the account's API as data. */
import type { Permission } from "../World.ts"
import type { Body, Received } from "./answer.ts"
import type { Caller } from "./gate.ts"
import type { Sim } from "./sim.ts"

/** What a call was given. */
export interface Input {
  readonly request: Received
  /** The body of a POST, or `data` of a GET. */
  readonly body: Body
}

/** What it gives back is `data`; undefined leaves the member out. */
export interface Route {
  readonly methods: ReadonlyArray<string>
  readonly permission: Permission
  /** `raw`: not JSON. */
  readonly takes?: "raw"
  /** The quirk of one call: its `error` is text. */
  readonly textual?: boolean
  readonly run: (sim: Sim, caller: Caller, input: Input) => unknown
}

/** Calls by path. */
export type Routes = { readonly [path: string]: Route }

export const get = (permission: Permission, run: Route["run"]): Route => ({ methods: ["GET"], permission, run })

export const post = (permission: Permission, run: (sim: Sim, caller: Caller, body: Body) => unknown): Route => ({
  methods: ["POST"],
  permission,
  run: (sim, caller, { body }) => run(sim, caller, body)
})
