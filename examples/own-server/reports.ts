/**
 * What Lienhoi adds: a form that a province can change without code, its validator, and totals that explain themselves.
 * Values in, values out; where they are kept is this server's own business.
 */
import { readFileSync } from "node:fs"
import { Aggregation, type Filed } from "@lienhoi/aggregation"
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot } from "@lienhoi/hierarchy"
import { Compiled, Template } from "@lienhoi/template"
import type { Database } from "./database.ts"

const file = "nhom-zalo.yaml"
const read = Template.parse(readFileSync(new URL(file, import.meta.url), "utf8"), { file })
const compiled = read.ok ? Compiled.make(read.value.template) : read
if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join("\n"))

/** The form, ready for use. */
export const form = compiled.value

/** The questions of a branch, in their order. */
export const questions = form.template.sections.flatMap(({ fields }) => fields)

interface Row {
  readonly ma: string
  readonly ten: string
  readonly cap: string
  readonly truc_thuoc: string | null
}

/** This server's units, as a tree on a day. */
const treeOn = (db: Database, date: string) => {
  const rows = db.prepare("SELECT ma, ten, cap, truc_thuoc FROM don_vi").all() as unknown as ReadonlyArray<Row>
  const tree = Snapshot.make(
    Association.vwu,
    date,
    rows.map(({ ma, ten, cap, truc_thuoc }) => ({
      id: ma,
      name: ten,
      level: cap,
      parent: truc_thuoc,
      code: null,
      kind: null,
      since: "2024-01-01"
    }))
  )
  if (!tree.ok) throw new Error(tree.issues.map(({ message }) => message).join("\n"))
  return tree.value
}

/** Reads what somebody typed for her unit; keeps it when nothing is wrong with it. Gives what is wrong. */
export const take = (db: Database, unit: string, month: string, typed: Readonly<Record<string, string>>) => {
  const period = Period.containing("month", `${month}-01`)
  const seen = form.validate(typed, { unit: { id: unit, level: "chi_hoi" }, period })
  const errors = seen.issues.filter(({ severity }) => severity === "error")
  if (errors.length === 0)
    db.prepare(
      "INSERT INTO bao_cao SELECT ?, ?, coalesce(max(lan), 0) + 1, ? FROM bao_cao WHERE don_vi = ? AND ky = ?"
    ).run(unit, period.id, JSON.stringify(seen.cells), unit, period.id)
  return seen.issues
}

/** The figures of a unit for a month: each with how many reported of how many, and who is missing. */
export const total = (db: Database, unit: string, month: string) => {
  const period = Period.containing("month", `${month}-01`)
  const newest = db
    .prepare("SELECT don_vi AS unit, max(lan) AS revision, so_lieu AS cells FROM bao_cao WHERE ky = ? GROUP BY don_vi")
    .all(period.id) as unknown as ReadonlyArray<{ unit: string; revision: number; cells: string }>
  const rolled = Aggregation.rollUp({
    hierarchy: treeOn(db, `${month}-28`),
    template: form,
    period,
    basis: "submitted",
    reports: newest.map(
      (row): Filed.Filed => ({ ...row, period: period.id, status: "submitted", cells: JSON.parse(row.cells) })
    )
  })
  return questions.map((question) => {
    const figure = Aggregation.cell(rolled, unit, question.key)
    const behind = Aggregation.explain(rolled, { unit, field: question.key })
    return {
      label: question.label,
      value: figure?.value ?? null,
      reported: figure?.reported ?? 0,
      expected: figure?.expected ?? 0,
      missing: behind?.missing.map(({ path }) => path) ?? []
    }
  })
}
