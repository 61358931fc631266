/**
 * The port to forms that travel as files: an Excel form leaves for a unit and comes back filled in. Whoever brings a file
 * (mail, a folder, an upload) gives its bytes and what the road knows, and gets a {@link "Submission"} with the place of
 * every value, a question, or a refusal that says what to do.
 *
 * Every implementation passes the contract suite of `@lienhoi/testing/FormFileSuite`.
 *
 * @since 0.1.0
 */
import type { Period } from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import type * as Issue from "@lienhoi/words/Issue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Submission, TemplateRef } from "./Submission.ts"

/** A file as it came: what its name promises is not believed. */
export interface Received {
  readonly bytes: Uint8Array
  /** Named in every issue. */
  readonly file: string
}

/** Which report a form is for. `period` is the id of a period. */
export interface Wanted {
  readonly template: TemplateRef
  readonly unit: string
  readonly period: string
}

/** What the stamp of a form says: which report, the newest revision the form shows, and the duty. */
export interface Stamp extends Wanted {
  readonly seen: number
  /** The token of the duty, opaque here; empty when the form was made without one. */
  readonly token: string
}

/** What the road knows beside the bytes. */
export interface Road {
  /** The person (by id) who sent it, as far as the road can tell; `null` when nobody is known. */
  readonly sender: string | null
  /** The token of the duty in the address or the subject; `null` when there was none. */
  readonly token: string | null
  /** What somebody answered when asked which report it is. */
  readonly about?: Wanted | null
}

/** Everything that is known about one report while its form is written or read. */
export interface Occasion {
  readonly template: Compiled
  readonly unit: {
    readonly id: string
    readonly name: string
    readonly level: string
    readonly kind?: string | null
    /** The unit above it, as printed at the head of the form. */
    readonly upper?: string | null
  }
  readonly period: Period
  /** The newest revision of the report, 0 when nothing was filed. */
  readonly revision: number
  /** The cells of that revision: they stand in the form already. */
  readonly current?: Cells | null
  readonly previous?: Cells | null
  readonly sameLastYear?: Cells | null
  readonly targets?: Cells | null
  readonly due?: PlainDate | null
  /** The unit closed inside the period: only flows are asked. */
  readonly closing?: boolean
  /** The token of the duty that goes into the stamp. */
  readonly token?: string
}

/** What the office that reads a form knows. */
export interface Known {
  /** `null` when there is no such version of a template, no such unit, no such period. */
  readonly occasion: (wanted: Wanted) => Promise<Occasion | null>
  /** The report that a token names; `null` when it names none. */
  readonly ofToken: (token: string) => Promise<Wanted | null>
  /** Reports that this person may hand in and that are owed now, the nearest due first. */
  readonly ofSender: (person: string) => Promise<ReadonlyArray<Wanted>>
  /** Whether this person may hand in for that unit. */
  readonly mayFile: (person: string, unit: string) => Promise<boolean>
}

/** Where a value stands in the file, by its path joined with `/`: `TC04`, `TC04[tre]`, `HD04/2/so_nguoi`. */
export type Places = { readonly [path: string]: Issue.Place }

/** What became of a file. */
export type Reading =
  | {
      readonly is: "submission"
      readonly submission: Submission
      readonly occasion: Occasion
      readonly places: Places
      /** Worth a second look, each at its cell. */
      readonly warnings: ReadonlyArray<Issue.Issue>
    }
  | {
      /** It cannot be known which report this is, or who hands it in: somebody is asked, and the answer comes as `about` or `sender`. */
      readonly is: "asks"
      readonly question: "which-report" | "who"
      /** The words of the question. */
      readonly message: Bilingual
      /** What the answer may be, the likeliest first; may be empty. */
      readonly candidates: ReadonlyArray<Wanted>
    }
  | {
      readonly is: "refused"
      /** `file`: it cannot be opened; `stamp`: altered, or for another unit; `values`: what stands in its cells. */
      readonly because: "file" | "stamp" | "values"
      /** Everything that is wrong, and what to do. */
      readonly issues: ReadonlyArray<Issue.Issue>
      /** The report it is for, as far as it could be told. */
      readonly wanted: Wanted | null
      readonly places: Places
    }

/**
 * The issue at the cell that holds the value it speaks of: the nearest one whose path it begins with. An issue that has a
 * place keeps it.
 *
 * @example
 * ```ts
 * import { FormFile } from "@lienhoi/report"
 *
 * const places = { HD04: { line: 9, column: 5, sheet: "Báo cáo", cell: "E9" } }
 * const issue = { code: "a.b", severity: "error", path: ["HD04", 2, "so"], message: "…", english: "…" } as const
 *
 * FormFile.placed(issue, places, "thang-10.xlsx").place?.cell // => "E9"
 * ```
 */
export const placed = (issue: Issue.Issue, places: Places, file?: string): Issue.Issue => {
  if (issue.place !== undefined) return issue
  for (let n = issue.path.length; n > 0; n--) {
    const name = issue.path.slice(0, n).join("/")
    if (!Object.hasOwn(places, name)) continue
    return { ...issue, place: { ...places[name]!, ...(file === undefined ? {} : { file }) } }
  }
  return file === undefined ? issue : { ...issue, place: { file, line: 1, column: 1 } }
}

/** Writes and reads forms. Nothing here fails: what is wrong with a file is an answer. */
export class FormFile extends Context.Service<
  FormFile,
  {
    /** The ending of its files, without the dot, and their media type. */
    readonly format: { readonly ending: string; readonly mediaType: string }
    /** The form of one report. */
    readonly write: (occasion: Occasion) => Effect.Effect<Uint8Array>
    readonly read: (received: Received, road: Road, known: Known) => Effect.Effect<Reading>
    /** The same file with its problems marked in the cells; `null` when it cannot be opened. */
    readonly correct: (
      received: Received,
      issues: ReadonlyArray<Issue.Issue>,
      language?: Language
    ) => Effect.Effect<Uint8Array | null>
  }
>()("@lienhoi/report/FormFile") {}
