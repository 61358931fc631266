/**
 * `lienhoi units check FILE`: reads a table of units and says what it holds or everything that is wrong with it.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as UnitTable from "@lienhoi/hierarchy/UnitTable"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as files from "../files.ts"
import type { Command } from "./Command.ts"

const texts = Catalogue.make({
  good: { vi: "Danh sách đơn vị dùng được: {n} đơn vị, ngày {date}", en: "The unit list is good: {n} units on {date}" },
  level: { vi: "  {level}: {n}", en: "  {level}: {n}" },
  on: { vi: "--on cần một ngày, ví dụ 2024-10-14.", en: "--on takes a date, for example 2024-10-14." }
})

const today = (): string => Instant.dateIn(Instant.fromMillis(Date.now()))

/**
 * `lienhoi units check FILE`: the list as it would hold from a day on, today when none is given; on that day's levels
 * the rows are judged.
 */
export const check: Command = {
  words: ["units", "check"],
  synopsis: "FILE.csv [--association vwu] [--on DATE]",
  summary: { vi: "Kiểm tra danh sách đơn vị", en: "Check a list of units" },
  options: ["association", "on"],
  takes: [1, 1],
  run: async ({ positionals: [file = ""], options, language }) => {
    const on = PlainDate.parse(options.on ?? today())
    if (!on.ok) return { end: "usage", message: texts.on }
    const association = files.association(options.association ?? "vwu")
    if (!association.ok) return { end: "bad-input", issues: association.issues }
    const document = files.read(file)
    if (!document.ok) return { end: "bad-input", issues: document.issues }
    const read = UnitTable.read(document.value.text, {
      association: association.value,
      by: { person: "units-check" },
      recordedAt: "1900-01-01T00:00:00.000Z",
      effectiveOn: on.value,
      file
    })
    if (!read.ok) return { end: "bad-input", issues: read.issues }
    const made = Hierarchy.make({ association: association.value, events: read.value.events })
    if (!made.ok) return { end: "bad-input", issues: made.issues }
    const tree = Hierarchy.at(made.value, on.value)
    const levels = association.value.levels
      .map((level) => ({ level, n: Snapshot.atLevel(tree, level.id).length }))
      .filter(({ n }) => n > 0)
    return {
      end: "done",
      lines: [
        Catalogue.say(texts, "good", { n: tree.units.length, date: PlainDate.format(on.value) }, language),
        ...levels.map(({ level, n }) => Catalogue.say(texts, "level", { level: level.name[language], n }, language))
      ],
      json: {
        on: on.value,
        units: tree.units.length,
        levels: levels.map(({ level, n }) => ({ level: level.id, units: n })),
        warnings: read.value.warnings
      },
      warnings: read.value.warnings
    }
  }
}
