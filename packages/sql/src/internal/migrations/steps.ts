/**
 * All steps in order. New ones are added at the end; one that was released never changes.
 */

import { step as core } from "./0001-core.ts"
import { step as proofs } from "./0002-proofs.ts"
import { step as reading } from "./0003-reading.ts"
import { step as work } from "./0004-work.ts"
import { step as letters } from "./0005-letters.ts"
import { step as reach } from "./0006-reach.ts"
import { step as states } from "./0007-states.ts"
import { step as arrivals } from "./0008-arrivals.ts"
import { step as chats } from "./0009-chats.ts"
import { step as accounts } from "./0010-accounts.ts"
import type { Step } from "./step.ts"

export const steps: ReadonlyArray<Step> = [
  core,
  proofs,
  reading,
  work,
  letters,
  reach,
  states,
  arrivals,
  chats,
  accounts
]
