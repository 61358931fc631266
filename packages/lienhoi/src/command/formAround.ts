/**
 * What the commands about forms are told: the tree, the template, the period, last period's figures, the key of the
 * stamps; and what follows for every unit that owes.
 *
 * @since 0.1.0
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import type { Filed } from "@lienhoi/aggregation/Filed"
import * as Period from "@lienhoi/calendar/Period"
import * as Window from "@lienhoi/calendar/Window"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Duty from "@lienhoi/report/Duty"
import type * as FormFile from "@lienhoi/report/FormFile"
import * as Cell from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as files from "../files.ts"
import type { Call } from "./Command.ts"
import * as figures from "./figures.ts"
import * as tree from "./tree.ts"

const texts = Catalogue.make({
  needed: {
    vi: "Cần --template MẪU, --period KỲ và --key TỆP (khóa của dấu biểu mẫu).",
    en: "--template TEMPLATE, --period PERIOD and --key FILE (the key of the stamps) are needed."
  }
})

const issue = Issue.from(
  Catalogue.make({
    "form.key-missing": {
      vi: "Không có tệp khóa này; chỉ đúng tệp khóa đã dùng khi xuất biểu mẫu",
      en: "There is no such key; name the key with which the forms were made"
    },
    "form.key-short": {
      vi: "Tệp khóa ngắn hơn 32 byte; xuất biểu mẫu với một tên tệp mới để có khóa mới",
      en: "The key is shorter than 32 bytes; export with a new file name to get a new key"
    },
    "form.unit-unknown": {
      vi: "{unit} không phải báo cáo mẫu {template} kỳ {period}; xem lại mã đơn vị",
      en: "{unit} does not owe {template} for {period}; check the id of the unit"
    }
  })
)

/** Options that both commands take. */
export const options = [...tree.sources.options, "template", "period", "key", "previous"] as const

/** One unit that owes, and its form's occasion. */
export interface Owed {
  readonly unit: Unit
  readonly occasion: FormFile.Occasion
}

/** Everything the commands go by. */
export interface Around {
  readonly key: Uint8Array
  readonly template: Compiled
  readonly period: Period.Period
  /** By id, in the order of the tree. */
  readonly owed: ReadonlyMap<string, Owed>
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/** The key in a file; made when there is none and `makes` says so. */
const keyOf = (file: string, makes: boolean): Issue.Checked<Uint8Array> => {
  const place = { place: { file, line: 1, column: 1 } }
  if (!existsSync(file)) {
    if (!makes) return Issue.fail(issue("form.key-missing", {}, place))
    const made = crypto.getRandomValues(new Uint8Array(32))
    writeFileSync(file, made, { mode: 0o600, flag: "wx" })
    return Issue.ok(made)
  }
  const bytes = new Uint8Array(readFileSync(file))
  return bytes.length < 32 ? Issue.fail(issue("form.key-short", {}, place)) : Issue.ok(bytes)
}

const cellsOf = (figures: Filed["cells"]): Cell.Cells =>
  Object.fromEntries(
    Object.entries(figures).map(([column, figure]) => [
      column,
      figure === null ? Cell.missing : typeof figure === "number" ? Cell.value(figure) : figure
    ])
  )

/** Cells of the period before by unit, from a table of figures. */
const previousOf = (
  file: string | undefined,
  template: Compiled,
  period: Period.Period,
  hierarchy: Hierarchy.Hierarchy
): Issue.Checked<ReadonlyMap<string, Cell.Cells>> => {
  if (file === undefined) return Issue.ok(new Map())
  const document = files.read(file)
  if (!document.ok) return document
  const before = Period.previous(period)
  const codesOn = referenceDay(template, before)
  const then = Hierarchy.at(hierarchy, codesOn)
  const read = figures.read(document.value, { template, period: before, tree: then, hierarchy, codesOn })
  return read.ok ? Issue.ok(new Map(read.value.map(({ unit, cells }) => [unit, cellsOf(cells)]))) : read
}

const referenceDay = ({ template }: Compiled, period: Period.Period) => {
  const window = Window.of(period, template.window)
  return template.referenceDay === "window-end" ? window.to : window.from
}

/** Reads what the line names, or says what is wrong with it. */
export const read = (call: Call, makesKey: boolean): tree.Ready<Around> => {
  const { template: path, period: given, key: keyFile, previous: before } = call.options
  if (path === undefined || given === undefined || keyFile === undefined) return tree.usage(texts.needed)
  const source = tree.read(call)
  if (!source.ok) return source
  const { hierarchy, warnings } = source.value
  const judged = tree.take(files.readTemplate(path, hierarchy.association.id))
  if (!judged.ok) return judged
  const template = judged.value.compiled
  const period = tree.take(Period.parse(given, { type: template.template.period }))
  if (!period.ok) return period
  const previous = tree.take(previousOf(before, template, period.value, hierarchy))
  if (!previous.ok) return previous
  const duties = tree.take(Duty.list({ hierarchy, template, period: period.value, calendar: WorkingDays.vietnam }))
  if (!duties.ok) return duties
  const owed = duties.value.flatMap((duty): ReadonlyArray<readonly [string, Owed]> => {
    const then = Hierarchy.at(hierarchy, duty.to, { route: template.template.route })
    const unit = Snapshot.unit(then, duty.unit)
    if (unit === null) return []
    const upper = unit.parent === null ? null : (Snapshot.unit(then, unit.parent)?.name ?? null)
    const occasion: FormFile.Occasion = {
      template,
      unit: { id: unit.id, name: unit.name, level: duty.level, kind: unit.kind, upper },
      period: period.value,
      revision: 0,
      previous: previous.value.get(unit.id) ?? null,
      due: duty.due,
      closing: duty.closing,
      token: Duty.id(duty)
    }
    return [[unit.id, { unit, occasion }]]
  })
  const key = tree.take(keyOf(keyFile, makesKey))
  if (!key.ok) return key
  return tree.ready({ key: key.value, template, period: period.value, owed: new Map(owed), warnings })
}

/** The units that were named by id or code, all of them when none was; or who of them owes nothing. */
export const select = (
  { owed, template, period }: Around,
  named: ReadonlyArray<string>
): tree.Ready<ReadonlyArray<Owed>> => {
  const all = [...owed.values()]
  if (named.length === 0) return tree.ready(all)
  const found = named.map((name) => all.find(({ unit }) => unit.id === name || unit.code === name) ?? name)
  const unknown = found.flatMap((one) =>
    typeof one === "string"
      ? [issue("form.unit-unknown", { unit: one, template: template.template.id, period: Period.format(period) })]
      : []
  )
  return unknown.length > 0
    ? tree.refuse(unknown)
    : tree.ready(found.flatMap((one) => (typeof one === "string" ? [] : [one])))
}
