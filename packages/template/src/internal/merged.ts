import type { Association } from "@lienhoi/hierarchy/Association"
import type { Bilingual } from "@lienhoi/words/Language"
import type * as Migration from "../Migration.ts"
import type { Confidence } from "./mergeThings.ts"
import type { Overlay } from "./overlaid.ts"
import type { Template } from "./written.ts"

export type { Confidence } from "./mergeThings.ts"

/** What is done with fields, or finer choices, of former provinces: one, apart, or kept under a key that a person gave. */
export type Choice = "same" | "different" | "rename"

/** Every choice. */
export const choices: ReadonlyArray<Choice> = ["same", "different", "rename"]

/** One decision, proposed or made. */
export interface Decision {
  readonly choice: Choice
  /** By id of the former template: the key of its field, without namespace; of a finer choice `field/choice`. */
  readonly of: { readonly [template: string]: string }
  /** The key in the merged template, without namespace; `null` where the decision is only about staying apart. */
  readonly key: string | null
  /** How sure the proposal is: the same label, a label that is near, the same key alone. `null`: nothing was proposed. */
  readonly confidence: Confidence | null
  readonly reason: Bilingual
}

/** What of one former template is not in the merged one as it was: stricter limits, other words, an order. */
export interface Listed {
  readonly source: string
  readonly code: string
  readonly message: string
  readonly english: string
}

/** Where a field of a former template is. */
export interface Kept {
  readonly source: string
  readonly field: string
  readonly key: string
}

/** How reports of one former template move to the merged one. */
export interface Move {
  readonly from: { readonly id: string; readonly version: string }
  readonly migration: Migration.Migration
  /** The same for `Migration.of`. */
  readonly declared: Migration.Declared
}

/** What came out. */
export interface Merged {
  /** For the base of the former templates; `null` when they extended nothing. */
  readonly overlay: Overlay | null
  readonly template: Template
  readonly decisions: ReadonlyArray<Decision>
  readonly listed: ReadonlyArray<Listed>
  /** Every field of every former template, once. */
  readonly kept: ReadonlyArray<Kept>
  readonly moves: ReadonlyArray<Move>
}

/** What the merged template is called, and what people have decided. */
export interface Options {
  /** `owner/name` of the merged template. */
  readonly id: string
  readonly version?: string
  readonly decisions?: ReadonlyArray<Pick<Decision, "choice" | "of" | "key">>
  readonly association?: Association
}
