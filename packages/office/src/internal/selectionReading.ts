/** Reads a choice from JSON, with every problem at once. */
import * as Issue from "@lienhoi/words/Issue"
import type { Chosen, Pick, Selection } from "./choice.ts"
import { issue } from "./selectionTexts.ts"

type Path = ReadonlyArray<string | number>
type Properties = { readonly [name: string]: unknown }

const isProperties = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The choice, or everything that is wrong with it. */
export const fromJson = (json: unknown): Issue.Checked<Selection> => {
  const issues: Array<Issue.Issue> = []
  const wrong = (needed: string, path: Path): void => {
    issues.push(issue("selection.not-one", { needed }, { path }))
  }
  const properties = (value: unknown, path: Path, known: ReadonlyArray<string>): Properties => {
    if (!isProperties(value)) {
      wrong("{ … }", path)
      return {}
    }
    for (const given of Object.keys(value).filter((name) => !known.includes(name)))
      issues.push(issue("selection.keyword-unknown", { given, known: known.join(", ") }, { path: [...path, given] }))
    return value
  }
  const list = <A>(value: unknown, path: Path, each: (one: unknown, path: Path) => A): ReadonlyArray<A> => {
    if (value === undefined) return []
    if (Array.isArray(value)) return value.map((one, i) => each(one, [...path, i]))
    wrong("[ … ]", path)
    return []
  }
  const text = (value: unknown, path: Path): string => {
    if (typeof value === "string") return value
    wrong('"…"', path)
    return ""
  }
  const texts = (of: Properties, name: string, path: Path) => list(of[name], [...path, name], text)
  const pick = (value: unknown, path: Path): Pick => {
    const of = properties(value, path, ["field", "unit", "text"])
    return {
      field: text(of.field, [...path, "field"]),
      unit: text(of.unit, [...path, "unit"]),
      ...(of.text === undefined ? {} : { text: text(of.text, [...path, "text"]) })
    }
  }
  const chosen = (value: unknown, path: Path): Chosen => {
    const of = properties(value, path, ["section", "title", "text", "figures", "table", "lead", "narratives"])
    return {
      section: of.section === undefined || of.section === null ? null : text(of.section, [...path, "section"]),
      ...(of.title === undefined ? {} : { title: text(of.title, [...path, "title"]) }),
      text: texts(of, "text", path),
      figures: texts(of, "figures", path),
      table: texts(of, "table", path),
      ...(of.lead === undefined ? {} : { lead: text(of.lead, [...path, "lead"]) }),
      narratives: list(of.narratives, [...path, "narratives"], pick)
    }
  }
  const of = properties(json, [], ["opening", "sections"])
  const selection = { opening: texts(of, "opening", []), sections: list(of.sections, ["sections"], chosen) }
  return Issue.unless(issues, () => selection)
}
