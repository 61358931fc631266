/**
 * What arrives, by whatever road: web form, chat, an Excel file, a telephone call that somebody writes down, a sheet
 * carried by hand. All roads lead to this one shape and through the same validator.
 *
 * @since 0.1.0
 */
import type { Input } from "@lienhoi/template/Validation"
import type { ReportKey } from "./ReportKey.ts"

/** The road by which figures came. */
export type Via = "web" | "chat" | "excel" | "phone" | "by-hand" | "file"

/** Every road, the commonest first. */
export const roads: ReadonlyArray<Via> = ["web", "chat", "excel", "phone", "by-hand", "file"]

/** Whether the text names a road. */
export const isVia = (text: string): text is Via => (roads as ReadonlyArray<string>).includes(text)

/** Exactly which template was filled in: the lineage is the obligation, id and version are its wording. */
export interface TemplateRef {
  readonly lineage: string
  readonly id: string
  readonly version: string
}

/** One filled-in template, before it is judged. */
export interface Submission {
  readonly template: TemplateRef
  readonly unit: string
  /** The id of the period. */
  readonly period: string
  /** As people gave it: numbers, `"38.506"`, `"không phát sinh"`, `null`. */
  readonly values: Input
  /** The newest revision the sender had before them, 0 when there was none. */
  readonly seen: number
  /** The person (by id) who answers for the figures. */
  readonly reportedBy: string
  /** The person (by id) who typed them in: the same one, or the commune chair after a telephone call. */
  readonly recordedBy: string
  readonly via: Via
  /** `false` when it came in unlabelled (a file, a mail, a chat message) and nobody has looked at it yet. */
  readonly reviewed?: boolean
}

/** The report this submission is for. */
export const key = (submission: Submission): ReportKey => ({
  lineage: submission.template.lineage,
  unit: submission.unit,
  period: submission.period
})

const text = { type: "string", minLength: 1 } as const

/** The JSON Schema (draft 2020-12) of a {@link Submission}. What its values mean is for the template to say. */
export const jsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Submission",
  type: "object",
  properties: {
    template: {
      type: "object",
      properties: { lineage: text, id: text, version: text } satisfies { readonly [K in keyof TemplateRef]-?: object },
      required: ["lineage", "id", "version"],
      additionalProperties: false
    },
    unit: text,
    period: text,
    values: { type: "object" },
    seen: { type: "integer", minimum: 0 },
    reportedBy: text,
    recordedBy: text,
    via: { enum: roads },
    reviewed: { type: "boolean" }
  } satisfies { readonly [K in keyof Submission]-?: object },
  required: ["template", "unit", "period", "values", "seen", "reportedBy", "recordedBy", "via"],
  additionalProperties: false
} as const
