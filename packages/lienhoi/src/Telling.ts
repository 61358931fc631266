/**
 * Boards and explanations in lines, for a terminal, a log or a chat message.
 *
 * @since 0.1.0
 */
import type { Explanation } from "@lienhoi/aggregation/Explanation"
import type { Figure } from "@lienhoi/aggregation/Figure"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Board } from "@lienhoi/report/Board"
import type { Field } from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"

const texts = Catalogue.make({
  title: { vi: "Bảng theo dõi {period} lúc {time} ngày {date}", en: "Board of {period} at {time}, {date}" },
  level: {
    vi: "  {level}: {received}/{expected} đã báo cáo, {onTime} đúng hạn",
    en: "  {level}: {received}/{expected} reported, {onTime} on time"
  },
  missing: { vi: "  Chưa nộp: {path} — {due}", en: "  Not in: {path} — {due}" },
  more: { vi: "  … và {n} đơn vị khác", en: "  … and {n} more" },
  flagged: { vi: "  Xem lại: {path} — {text}", en: "  Look again: {path} — {text}" },
  explained: { vi: "{label}, {path}: {figure}", en: "{label}, {path}: {figure}" },
  own: { vi: "  tự báo: {figure}", en: "  its own: {figure}" },
  child: { vi: "  {name}: {figure}", en: "  {name}: {figure}" },
  behind: {
    vi: "  {reported}/{expected} đơn vị có số; {brought} báo cáo mang số khác 0",
    en: "  {reported}/{expected} units gave a figure; {brought} reports bring more than 0"
  },
  absent: { vi: "  thiếu: {path}", en: "  missing: {path}" }
})

/** At most so many units are named in a list; the others are counted. */
const longest = 8

const shortened = (lines: ReadonlyArray<string>, language: Language): ReadonlyArray<string> =>
  lines.length <= longest
    ? lines
    : [...lines.slice(0, longest), Catalogue.say(texts, "more", { n: lines.length - longest }, language)]

/** The board: how each level stands, who is missing, what to look at again. */
export const board = (of: Board, language: Language = "vi"): ReadonlyArray<string> => {
  const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
  return [
    say("title", { period: of.periodName[language], ...of.at }),
    ...of.levels.map(({ name, received, expected, onTime }) =>
      say("level", { level: name[language], received, expected, onTime })
    ),
    ...shortened(
      of.missing.map(({ path, dueText }) => say("missing", { path, due: dueText[language] })),
      language
    ),
    ...shortened(
      of.flagged.map(({ path, text }) => say("flagged", { path, text: text[language] })),
      language
    )
  ]
}

/** Where a figure comes from: the unit's own, each unit below, who is missing. */
export const explanation = (
  of: Explanation,
  field: Field,
  tree: Snapshot.Snapshot,
  language: Language = "vi"
): ReadonlyArray<string> => {
  const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
  const written = (value: number | null): string =>
    value === null
      ? "…"
      : `${ReadBack.number(field, value)}${field.unit === null || field.unit === "%" ? "" : ` ${field.unit}`}`
  const child = ({ unit, value }: Figure): string =>
    say("child", { name: Snapshot.unit(tree, unit)?.name ?? unit, figure: written(value) })
  const { figure } = of
  return [
    say("explained", { label: field.label, path: of.path, figure: written(figure.value) }),
    ...(figure.own.value === null ? [] : [say("own", { figure: written(figure.own.value) })]),
    ...of.children.filter(({ value }) => value !== null).map(child),
    say("behind", {
      reported: figure.reported,
      expected: figure.expected,
      brought: of.contributions.filter(({ value }) => value !== 0).length
    }),
    ...shortened(
      of.missing.map(({ path }) => say("absent", { path })),
      language
    )
  ]
}
