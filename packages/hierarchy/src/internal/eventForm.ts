/** The fields of every event, as data: what a line of an event export must and may hold. */
import type { HierarchyEvent } from "../Event.ts"
import { bases } from "../Weight.ts"

/** What a field's value looks like. */
export type Shape = "text" | "text-or-null" | "yes" | "true" | "parents" | "recorder" | "extent" | "weight-or-null"

/** A field of an event; `null` as default makes no difference: what may be absent is absent. */
interface Field {
  readonly shape: Shape
  readonly optional?: true
}

type Fields = { readonly [field: string]: Field }

const text: Field = { shape: "text" }
const textOrNull: Field = { shape: "text-or-null" }

/** What every event carries, in the order in which it is written. */
export const head: Fields = {
  id: text,
  type: text,
  effectiveOn: text,
  recordedAt: text,
  by: { shape: "recorder" },
  basis: { shape: "text", optional: true },
  act: { shape: "text", optional: true }
}

/** What each type adds. */
export const fields: { readonly [T in HierarchyEvent["type"]]: Fields } = {
  "unit-established": {
    unit: text,
    level: text,
    name: text,
    code: textOrNull,
    kind: textOrNull,
    parents: { shape: "parents" }
  },
  "unit-renamed": { unit: text, name: text },
  "unit-recoded": { unit: text, code: textOrNull },
  "unit-relevelled": { unit: text, level: text, kind: { shape: "text-or-null", optional: true } },
  "unit-moved": { unit: text, route: text, parent: textOrNull, provisional: { shape: "true", optional: true } },
  "unit-closed": { unit: text },
  "unit-succeeded": { from: text, to: text, extent: { shape: "extent" }, weight: { shape: "weight-or-null" } },
  "position-created": { position: text, unit: text, title: text, head: { shape: "yes", optional: true } },
  "position-ended": { position: text },
  "position-taken": { position: text, person: text },
  "position-left": { position: text, person: text },
  "event-withdrawn": { event: text }
}

/** Whether the type is one of ours. */
export const isType = (type: unknown): type is HierarchyEvent["type"] =>
  typeof type === "string" && Object.hasOwn(fields, type)

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0

/** Whether a value has the shape. */
export const fits = (value: unknown, shape: Shape): boolean => {
  switch (shape) {
    case "text":
      return typeof value === "string" && value !== ""
    case "text-or-null":
      return value === null || typeof value === "string"
    case "yes":
      return typeof value === "boolean"
    case "true":
      return value === true
    case "parents":
      return isRecord(value) && Object.values(value).every((parent) => parent === null || typeof parent === "string")
    case "recorder":
      return (
        isRecord(value) &&
        fits(value.person, "text") &&
        (value.position === undefined || fits(value.position, "text")) &&
        Object.keys(value).every((key) => key === "person" || key === "position")
      )
    case "extent":
      return value === "whole" || value === "partial"
    case "weight-or-null":
      return (
        value === null ||
        (isRecord(value) &&
          bases.some((basis) => basis === value.basis) &&
          isCount(value.numerator) &&
          isCount(value.denominator) &&
          Object.keys(value).length === 3)
      )
  }
}
