/**
 * Restated figures in lines for a person.
 *
 * @since 0.1.0
 */
import type { Certainty } from "@lienhoi/aggregation/Certainty"
import type { Origin, Words } from "@lienhoi/aggregation/Origin"
import type { Balance, NotRestated, Unallocated } from "@lienhoi/aggregation/Restated"
import type { Figure } from "@lienhoi/aggregation/RestatedFigure"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Fraction } from "@lienhoi/hierarchy/Fraction"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Field from "@lienhoi/template/Field"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import { basesIn } from "./share.ts"

const texts = Catalogue.make({
  heading: {
    vi: "{period} (cây ngày {from}) đọc trên cây ngày {onto}",
    en: "{period} (tree of {from}) read on the tree of {onto}"
  },
  unit: { vi: "{name} ({code})", en: "{name} ({code})" },
  figure: { vi: "  {field} {label}: {value}{mark}", en: "  {field} {label}: {value}{mark}" },
  nothing: { vi: "chưa có số", en: "no figure" },
  silent: { vi: "    không đơn vị nào ghi", en: "    nobody wrote anything" },
  exact: { vi: "", en: "" },
  estimated: { vi: " (ước tính)", en: " (estimated)" },
  bound: { vi: " (chỉ là giới hạn)", en: " (a bound only)" },
  "not-restated": { vi: " (không quy đổi: {reason})", en: " (not restated: {reason})" },
  recount: {
    vi: "    có {living} đơn vị trên cây mới; ngày {on}: {value} trên {outOf}",
    en: "    {living} such units on the new tree; on {on}: {value} of {outOf}"
  },
  source: { vi: "    ← {path}: {value}{share}", en: "    ← {path}: {value}{share}" },
  share: { vi: ", lấy {share} theo {bases}", en: ", of which {share} by {bases}" },
  words: { vi: "    ← {path}: “{text}”", en: "    ← {path}: “{text}”" },
  "by-name": {
    vi: "Không quy đổi: {field} {label}. {reason}. Xem từng đơn vị cũ: thêm --field {field}",
    en: "Not restated: {field} {label}. {reason}. To see each old unit's, add --field {field}"
  },
  missing: { vi: "    chưa nộp: {path}", en: "    did not report: {path}" },
  unallocated: {
    vi: "Không có nơi nhận ({share}): {path} · {figures}",
    en: "Without a place ({share}): {path} · {figures}"
  },
  balance: {
    vi: "{field}: trước {before} = chuyển nguyên {whole} + chia {shared} + không có nơi nhận {unallocated}",
    en: "{field}: before {before} = moved whole {whole} + shared {shared} + without a place {unallocated}"
  }
})

/** What was found for the units and fields that were asked for. */
export interface Findings {
  readonly period: Period.Period
  /** The tree on which it was reported, and the one on which it is read. */
  readonly from: PlainDate.PlainDate
  readonly onto: PlainDate.PlainDate
  readonly units: ReadonlyArray<{
    readonly unit: Unit
    readonly figures: ReadonlyArray<{ readonly field: Field.Field; readonly figure: Figure }>
  }>
  /** Where the figures come from, when one field was asked for. */
  readonly origins: ReadonlyArray<Origin>
  /** What the old units wrote, when one field was asked for and it holds words. */
  readonly words: ReadonlyArray<{ readonly unit: string; readonly said: ReadonlyArray<Words> }>
  /** Fields that hold words, when all fields were asked for: there is no figure of them to show. */
  readonly apart: ReadonlyArray<NotRestated>
  readonly balances: ReadonlyArray<{ readonly field: string; readonly balance: Balance }>
  readonly unallocated: ReadonlyArray<Unallocated>
}

/** All of it. */
export const of = (found: Findings, language: Language): ReadonlyArray<string> => [
  say(
    "heading",
    {
      period: Period.format(found.period, language),
      from: PlainDate.format(found.from),
      onto: PlainDate.format(found.onto)
    },
    language
  ),
  ...found.units.flatMap(({ figures, unit }) => [
    say("unit", { name: unit.name, code: unit.code ?? unit.id }, language),
    ...figures.flatMap(({ field, figure }) => [
      ...figureLines(field, figure, language),
      ...found.origins
        .filter((origin) => origin.figure.unit === unit.id)
        .flatMap((origin) => originLines(field, origin, language))
    ]),
    ...found.words
      .filter((words) => words.unit === unit.id)
      .flatMap(({ said }) =>
        said.length === 0
          ? [say("silent", {}, language)]
          : said.map(({ path, text }) => say("words", { path, text }, language))
      )
  ]),
  ...found.apart.map(({ field, label, reason }) =>
    say("by-name", { field, label, reason: reason[language] }, language)
  ),
  ...found.balances.map(({ balance, field }) =>
    say(
      "balance",
      {
        field,
        before: number(balance.before),
        whole: number(balance.whole),
        shared: number(balance.shared),
        unallocated: number(balance.unallocated)
      },
      language
    )
  ),
  ...found.unallocated.map(({ figures, path, share }) => {
    const all = Object.entries(figures).map(([key, value]) => `${key} ${Numeral.format(value, 2)}`)
    return say("unallocated", { path, figures: all.join(", "), share: written(share) }, language)
  })
]

/** An exact share as text: `1/3`. */
export const written = ({ denominator, numerator }: Fraction): string => `${numerator}/${denominator}`

const number = ({ denominator, numerator }: Fraction): string =>
  Numeral.format(Number(numerator) / Number(denominator), 2)

const say = (code: keyof typeof texts, params: Catalogue.Params, language: Language): string =>
  Catalogue.say(texts, code, params, language)

const figureLines = (
  field: Field.Field,
  { certainty, reason, recount, value }: Figure,
  language: Language
): ReadonlyArray<string> => [
  say(
    "figure",
    {
      field: field.key,
      label: field.label,
      value: value === null ? say("nothing", {}, language) : shown(field, value, certainty),
      mark: say(certainty, { reason: reason?.[language] ?? "" }, language)
    },
    language
  ),
  ...(recount === null
    ? []
    : [
        say(
          "recount",
          {
            living: recount.living,
            on: PlainDate.format(recount.dated.on),
            value: recount.dated.value ?? "—",
            outOf: recount.dated.outOf
          },
          language
        )
      ])
]

/** An estimate of people may have a part behind the comma; it is shown, not hidden. */
const shown = (field: Field.Field, value: number, certainty: Certainty): string =>
  Field.isPercent(field)
    ? Numeral.formatPercent(value)
    : Numeral.format(value, certainty === "exact" ? Math.max(field.decimals, 0) : 2)

const originLines = (field: Field.Field, { missing, sources }: Origin, language: Language): ReadonlyArray<string> => [
  ...sources.map(({ bases, path, share, value }) =>
    say(
      "source",
      {
        path,
        value: shown(field, value, "estimated"),
        share:
          share.numerator === share.denominator
            ? ""
            : say("share", { share: written(share), bases: basesIn(bases, language) }, language)
      },
      language
    )
  ),
  ...missing.map(({ path }) => say("missing", { path }, language))
]
