/**
 * What a command of `lienhoi` is: words that name it, options as data, and one function from arguments to an answer.
 * Answers are values; only `main.ts` prints and exits.
 *
 * @since 0.1.0
 */
import type { Issue } from "@lienhoi/words/Issue"
import type { Bilingual, Language } from "@lienhoi/words/Language"

/** How a command ended, and the exit code of each (`design`: the command line is a contract). */
export const exitCodes = {
  /** Done. */
  done: 0,
  /** The input is wrong; every problem is listed. */
  "bad-input": 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The environment failed: disk, database, network. */
  environment: 3
} as const

/** What a command found: lines for a person, one document for a program. */
export type Answer =
  | {
      readonly end: "done"
      readonly lines: ReadonlyArray<string>
      readonly json: unknown
      readonly warnings?: ReadonlyArray<Issue>
    }
  | {
      readonly end: "bad-input"
      readonly issues: ReadonlyArray<Issue>
      /** The copy that shows them, where somebody asked for one; otherwise nothing is written. */
      readonly marked?: string
    }
  | { readonly end: "usage"; readonly message: Bilingual }

/** What a command is given. */
export interface Call {
  readonly positionals: ReadonlyArray<string>
  readonly options: { readonly [name: string]: string | undefined }
  /** What was given with options that may come several times, in order; empty when none came. */
  readonly lists: { readonly [name: string]: ReadonlyArray<string> }
  /** Switches that are on. */
  readonly switches: ReadonlySet<string>
  readonly language: Language
  /** Tells a person how far we are; goes to stderr, never into the answer. */
  readonly progress: (line: string) => void
}

/** One command. */
export interface Command {
  /** `["units", "check"]` */
  readonly words: ReadonlyArray<string>
  /** What follows the words: `FILE [--association vwu]`. */
  readonly synopsis: string
  readonly summary: Bilingual
  /** Options that take a value, beside `--lang` and the flag `--json`. */
  readonly options: ReadonlyArray<string>
  /** Options that take a value and may come several times: `--snapshot 2024-06-01=a.csv --snapshot 2025-07-01=b.csv`. */
  readonly lists?: ReadonlyArray<string>
  /** Options without a value: `--strict`. */
  readonly switches?: ReadonlyArray<string>
  /** How many positionals it takes, at least and at most. */
  readonly takes: readonly [number, number]
  readonly run: (call: Call) => Promise<Answer>
}
