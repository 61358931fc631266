/**
 * `lienhoi calendar …`: holidays of a year, what a period means, when a report is due.
 *
 * @since 0.1.0
 */

import * as Due from "@lienhoi/calendar/Due"
import * as Notice from "@lienhoi/calendar/Notice"
import * as Period from "@lienhoi/calendar/Period"
import * as PeriodType from "@lienhoi/calendar/PeriodType"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { readTemplate } from "../files.ts"
import type { Command } from "./Command.ts"

const texts = Catalogue.make({
  year: {
    vi: "Năm phải là một số từ 1900 đến 2100, ví dụ: 2026.",
    en: "The year must be a number from 1900 to 2100, for example 2026."
  },
  assumed: { vi: "(dự kiến, chưa có thông báo của năm)", en: "(assumed, without the year's notice)" },
  holiday: { vi: "nghỉ lễ", en: "holiday" },
  compensation: { vi: "nghỉ bù", en: "day off in lieu" },
  "swapped-off": { vi: "nghỉ hoán đổi", en: "swapped day off" },
  worked: { vi: "làm bù", en: "worked instead" },
  type: {
    vi: "Không có loại kỳ «{given}»; chọn một trong: {all}.",
    en: "No period type «{given}»; take one of: {all}."
  },
  name: { vi: "Kỳ: {name} (mã {id})", en: "Period: {name} (id {id})" },
  "by-calendar": { vi: "Theo lịch: {from} đến {to}", en: "By the calendar: {from} to {to}" },
  fifteenth: { vi: "Số liệu chốt ngày 14: {from} đến {to}", en: "Data window, 15th to 14th: {from} to {to}" },
  neighbours: { vi: "Kỳ trước: {previous}; kỳ sau: {next}", en: "Before: {previous}; after: {next}" },
  due: { vi: "{level}: hạn {due}", en: "{level}: due {due}" },
  moved: { vi: " (dời từ {nominal} vì ngày nghỉ)", en: " (moved from {nominal}, a day off)" }
})
const say = (code: keyof typeof texts, params: Catalogue.Params, language: Language) =>
  Catalogue.say(texts, code, params, language)

/** `lienhoi calendar holidays YEAR` */
export const holidays: Command = {
  words: ["calendar", "holidays"],
  synopsis: "YEAR",
  summary: {
    vi: "Ngày nghỉ lễ, nghỉ bù, làm bù của một năm",
    en: "Holidays, days off in lieu and swapped days of a year"
  },
  options: [],
  takes: [1, 1],
  run: async ({ positionals: [text = ""], language }) => {
    const year = Number(text)
    if (!/^\d{4}$/.test(text) || year < 1900 || year > 2100) {
      return { end: "usage", message: { vi: say("year", {}, "vi"), en: say("year", {}, "en") } }
    }
    const days = WorkingDays.holidaysOf(WorkingDays.vietnam, year)
    const worked = (Notice.stateBodies.swaps ?? [])
      .map((swap) => swap.work)
      .filter((date) => PlainDate.year(date) === year)
    return {
      end: "done",
      lines: [
        ...days.map((day) =>
          [
            PlainDate.formatLong(day.date, language),
            day.name[language],
            say(day.kind, {}, language),
            day.assumed ? say("assumed", {}, language) : ""
          ]
            .filter((part) => part !== "")
            .join(" · ")
        ),
        ...worked.map((date) => `${PlainDate.formatLong(date, language)} · ${say("worked", {}, language)}`)
      ],
      json: { year, days, worked }
    }
  }
}

/** `lienhoi calendar period TYPE TEXT|DATE` */
export const period: Command = {
  words: ["calendar", "period"],
  synopsis: "TYPE TEXT|DATE",
  summary: { vi: "Một kỳ báo cáo nghĩa là những ngày nào", en: "Which days a period means" },
  options: [],
  takes: [2, 9],
  run: async ({ positionals: [type = "", ...rest], language }) => {
    if (!PeriodType.isPeriodType(type)) {
      const all = PeriodType.all.join(", ")
      return {
        end: "usage",
        message: { vi: say("type", { given: type, all }, "vi"), en: say("type", { given: type, all }, "en") }
      }
    }
    const text = rest.join(" ")
    const date = PlainDate.parse(text)
    const regular = type !== "term" && type !== "ad-hoc"
    const holding = date.ok ? Period.containing(type, date.value) : null
    const read = holding === null ? Period.parse(text, { type }) : Issue.ok(holding)
    if (!read.ok) return { end: "bad-input", issues: read.issues }
    const p = read.value
    const windows = { calendar: Window.of(p, "calendar"), fifteenth: Window.of(p, "fifteenth") }
    const written = ({ from, to }: Window.Window) => ({ from: PlainDate.format(from), to: PlainDate.format(to) })
    const around = regular
      ? { previous: Period.format(Period.previous(p), language), next: Period.format(Period.next(p), language) }
      : null
    return {
      end: "done",
      lines: [
        say("name", { name: Period.format(p, language), id: p.id }, language),
        say("by-calendar", written(windows.calendar), language),
        say("fifteenth", written(windows.fifteenth), language),
        ...(around === null ? [] : [say("neighbours", around, language)])
      ],
      json: { period: p, name: { vi: Period.format(p, "vi"), en: Period.format(p, "en") }, windows }
    }
  }
}

/** `lienhoi calendar due TEMPLATE PERIOD` */
export const due: Command = {
  words: ["calendar", "due"],
  synopsis: "TEMPLATE.yaml PERIOD",
  summary: { vi: "Hạn nộp của từng cấp theo một mẫu báo cáo", en: "When each level owes a report of a template" },
  options: ["association"],
  takes: [2, 9],
  run: async ({ positionals: [file = "", ...rest], options, language }) => {
    const read = readTemplate(file, options.association)
    if (!read.ok) return { end: "bad-input", issues: read.issues }
    const { template, association } = read.value
    const asked = Period.parse(rest.join(" "), { type: template.period })
    if (!asked.ok) return { end: "bad-input", issues: asked.issues }
    const window = Window.of(asked.value, template.window)
    const living = association.levels.filter(
      (level) =>
        template.due.some((rule) => rule.level === level.id) &&
        (level.from ?? "") <= window.to &&
        window.to <= (level.to ?? "9999")
    )
    const dates = living.map((level) => ({
      level,
      date: Due.date({
        rules: template.due,
        level: level.id,
        period: asked.value,
        window: template.window,
        days: WorkingDays.vietnam
      })
    }))
    const issues = dates.flatMap(({ date }) => (date.ok ? [] : date.issues))
    if (issues.length > 0) return { end: "bad-input", issues }
    const rows = dates.flatMap(({ level, date }) => (date.ok ? [{ level, ...date.value }] : []))
    return {
      end: "done",
      lines: rows.map(
        (row) =>
          say("due", { level: row.level.name[language], due: PlainDate.formatLong(row.due, language) }, language) +
          (row.due === row.nominal
            ? ""
            : say("moved", { nominal: PlainDate.formatLong(row.nominal, language) }, language))
      ),
      json: {
        template: template.id,
        period: asked.value.id,
        window,
        due: rows.map(({ level, due, nominal, estimated }) => ({ level: level.id, due, nominal, estimated }))
      }
    }
  }
}
