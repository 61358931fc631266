import type { Target, Term } from "../Target.ts"

/** `adopted` by a document; `awaiting`: there is no document yet, and no target. */
export type Status = "adopted" | "awaiting"

/** The targets of one term. */
export interface TargetSet {
  /** `owner/name` */
  readonly id: string
  readonly version: string
  readonly title: string
  readonly titleEn: string | null
  readonly status: Status
  /** Documents it rests on. */
  readonly source: ReadonlyArray<string>
  readonly term: Term
  /** The list is complete: adding to it, or changing what is in it, makes another set of it. */
  readonly closed: boolean
  readonly items: ReadonlyArray<Target>
}
