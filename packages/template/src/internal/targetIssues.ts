import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Association } from "@lienhoi/hierarchy/Association"
import { type Field, isNumeric } from "../Field.ts"
import { isUnitCount, type Reading, type Target } from "../Target.ts"
import { meant } from "./formulaTexts.ts"
import { nearest } from "./nearest.ts"
import type { Say } from "./say.ts"
import type { Template } from "./written.ts"
import type { Path } from "./yaml.ts"

const keyShape = /^[A-Za-z][A-Za-z0-9_]{0,63}$/u

/** What targets are held against. */
export interface Around {
  /** The template of that id, `null` meaning the one they stand in; `undefined` when it is not at hand. */
  readonly template: (id: string | null) => Pick<Template, "sections"> | null | undefined
  /** Names for what was probably meant. */
  readonly templates: ReadonlyArray<string>
  readonly association: Association | undefined
  /** Of the set they stand in. */
  readonly term: { readonly from: PlainDate.PlainDate; readonly to: PlainDate.PlainDate } | null
}

const fieldsOf = (template: Pick<Template, "sections">): ReadonlyArray<Field> =>
  template.sections.flatMap((section) => section.fields)

/** The field of a key, `TC04` or `TC04[tu_18_30]`. */
const fieldAt = (template: Pick<Template, "sections">, key: string): Field | null => {
  const [name = "", item] = key.toLowerCase().replace("]", "").split("[")
  const field = fieldsOf(template).find((one) => one.key.toLowerCase() === name)
  if (field === undefined || item === undefined) return field ?? null
  const items = field.disaggregate.flatMap((breakdown) => breakdown.items)
  return items.some((one) => one.key.toLowerCase() === item) ? field : null
}

/** Everything about targets that does not hold. */
export const targetIssues = (targets: ReadonlyArray<Target>, path: Path, say: Say, around: Around): void => {
  const { association, term } = around
  const levels = association?.levels.map((level) => level.id)

  const level = (id: string | null, at: Path): void => {
    if (id === null || id === "" || levels === undefined || levels.includes(id)) return
    const params = { association: association!.name.vi, associationEn: association!.name.en, known: levels.join(", ") }
    say(at, "level.unknown", { level: id.slice(0, 40), ...params, ...meant(nearest(id, levels)) })
  }

  /** The field, `null` when it is not at hand or something was said about it. */
  const measure = (of: Pick<Reading, "template" | "field">, at: Path): Field | null => {
    if (of.field === "") return null
    const template = around.template(of.template)
    if (template === undefined) return null
    if (template === null) {
      const id = of.template ?? ""
      say(at, "target.template-unknown", { id, ...meant(nearest(id, around.templates)) })
      return null
    }
    const field = fieldAt(template, of.field)
    if (field === null) {
      const keys = fieldsOf(template).map((one) => one.key)
      say(at, "field.unknown", { name: of.field.slice(0, 40), ...meant(nearest(of.field, keys)) })
      return null
    }
    if (isNumeric(field)) return field
    say(at, "target.not-number", { field: of.field })
    return null
  }

  /** A part of a fraction is no ratio itself. */
  const part = (of: Reading, own: string | null, at: Path): void => {
    const field = measure({ ...of, template: of.template ?? own }, at)
    if (field?.type === "ratio") say(at, "field.not-number", { name: of.field })
  }

  targets.forEach((target, i) => {
    const here = [...path, i]
    const { by, field, from, key, kind, of, value } = target
    if (key !== "" && !keyShape.test(key)) say([...here, "key"], "target.key", { key: key.slice(0, 40) })
    const isTwice = targets.slice(0, i).some((one) => one.key.toLowerCase() === key.toLowerCase())
    if (key !== "" && isTwice) say([...here, "key"], "target.twice", { key })
    if (!(value > 0)) say([...here, "value"], "target.value", { value })
    level(target.owner, [...here, "owner"])
    level(target.level, [...here, "level"])

    const measured = measure({ template: target.template, field }, [...here, "field"])
    if (measured?.type === "ratio" && (kind !== "percent" || of !== null)) {
      say([...here, of === null ? "kind" : "of"], "target.ratio", { field })
    }
    if (measured !== null && measured.type !== "ratio" && kind === "percent" && of === null) {
      say([...here, "of"], "target.of-needed")
    }
    if (of !== null && isUnitCount(of)) level(of.units, [...here, "of", "units"])
    else if (of !== null && measured?.type !== "ratio") part(of, target.template, [...here, "of", "field"])
    if (target.base !== null) part(target.base, target.template, [...here, "base", "field"])

    const day = (at: PlainDate.PlainDate, name: "from" | "by"): void => {
      if (term === null || (at >= term.from && at <= term.to)) return
      const days = { from: PlainDate.format(term.from), to: PlainDate.format(term.to) }
      say([...here, name], "target.outside-term", { by: PlainDate.format(at), ...days })
    }
    if (PlainDate.isValid(by)) day(by, "by")
    if (from !== null) day(from, "from")
    if (from !== null && PlainDate.isValid(by) && by < from) {
      say([...here, "by"], "target.reversed", { by: PlainDate.format(by), from: PlainDate.format(from) })
    }
  })
}
