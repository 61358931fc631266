/** A conversation as a value, and one turn of it. */
import type { Input } from "@lienhoi/template/Validation"
import type { Submission, TemplateRef } from "../Submission.ts"

/**
 * `asking` one question after another; `reading-back` what would be submitted; `sending` until the desk has answered;
 * `replacing` while she decides between her figures and newer ones; `done`.
 */
export type Stage = "asking" | "reading-back" | "sending" | "replacing" | "done"

/** The conversation of one person about one duty. Plain data. */
export interface Conversation {
  /** The id of the duty in its round. */
  readonly duty: string
  /** The person (id) who is asked. */
  readonly person: string
  readonly template: TemplateRef
  readonly unit: string
  readonly period: string
  /** The newest revision she had before her. */
  readonly seen: number
  readonly stage: Stage
  /** The key of the question she is asked now. */
  readonly current: string | null
  /** After this answer everything is read back again. */
  readonly mending: boolean
  /** As she gave them, by key. */
  readonly answers: Input
  /** Questions she let pass. */
  readonly passed: ReadonlyArray<string>
  /** What was read back, and what is submitted when she agrees; `null` when something changed since. */
  readonly proposal: Input | null
  /** The revision that she is asked to replace. */
  readonly replaces: number | null
}

/** Something she sent. */
export interface Heard {
  /** The person (id) who sent it. */
  readonly from: string
  /** `null` when there were photos only. */
  readonly text: string | null
  /** Ids of photos that were kept. */
  readonly photos?: ReadonlyArray<string>
}

/** What follows from what she sent. */
export interface Turn {
  readonly conversation: Conversation
  /** Messages back to her, in order. */
  readonly says: ReadonlyArray<string>
  /** Figures to hand in now; the answer goes to `Conversation.settled`. `replaces` is set when she agreed to replace newer ones. */
  readonly send: { readonly submission: Submission; readonly replaces: number | null } | null
  /** What was not understood, as she wrote it: for a person to read. */
  readonly left: ReadonlyArray<string>
}

/** A turn that only says something. */
export const turn = (
  conversation: Conversation,
  says: ReadonlyArray<string>,
  left: ReadonlyArray<string> = []
): Turn => ({ conversation, says, send: null, left })

/** What she agreed to. */
export const submission = ({ template, unit, period, seen, person }: Conversation, values: Input): Submission => ({
  template,
  unit,
  period,
  values,
  seen,
  reportedBy: person,
  recordedBy: person,
  via: "chat",
  reviewed: false
})

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === "string"
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const stages: ReadonlyArray<unknown> = ["asking", "reading-back", "sending", "replacing", "done"]

/** Reads a conversation that was written down; `null` when it is none. */
export const parse = (text: string): Conversation | null => {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(read) || !isRecord(read.template) || !isRecord(read.answers)) return null
  const { template, passed, proposal, replaces, current } = read
  const isWhole =
    [read.duty, read.person, read.unit, read.period, template.lineage, template.id, template.version].every(isText) &&
    isCount(read.seen) &&
    stages.includes(read.stage) &&
    (current === null || isText(current)) &&
    typeof read.mending === "boolean" &&
    Array.isArray(passed) &&
    passed.every(isText) &&
    (proposal === null || isRecord(proposal)) &&
    (replaces === null || isCount(replaces))
  return isWhole ? (read as unknown as Conversation) : null
}
