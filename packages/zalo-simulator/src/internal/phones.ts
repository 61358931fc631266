/** The page with everybody's phone, told of every change. */
import type { ServerResponse } from "node:http"
import type { Control } from "../Control.ts"
import type { Received } from "./answer.ts"
import type { Sim } from "./sim.ts"

export interface Phones {
  readonly serve: (request: Received, response: ServerResponse) => boolean
  readonly changed: () => void
  readonly end: () => void
}

export const make = (_sim: Sim, _control: Control): Phones => ({ serve: () => false, changed: () => {}, end: () => {} })
