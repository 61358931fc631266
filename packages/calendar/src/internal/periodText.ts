/** The words of periods: how people write them, and how they are printed. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import { clean, fold } from "@lienhoi/words/Text"
import { names, type PeriodType, type Regular } from "../PeriodType.ts"
import * as PlainDate from "../PlainDate.ts"
import type { Period } from "./piece.ts"

export const issue = Issue.from(
  Catalogue.make({
    "period.unreadable": {
      vi: "Không đọc được kỳ “{text}”; viết như Tháng 6/2024, Quý II/2024, 6 tháng đầu năm 2024 hoặc Năm 2024",
      en: "“{text}” is not a period; write it as Tháng 6/2024, Quý II/2024, 6 tháng đầu năm 2024 or Năm 2024"
    },
    "period.id-unknown": {
      vi: "Không có kỳ mang mã “{id}”; mã viết như 2024-06, 2024-Q2, 2024-H1, 2024-9M hoặc 2024",
      en: "No period has the id “{id}”; ids look like 2024-06, 2024-Q2, 2024-H1, 2024-9M or 2024"
    },
    "period.year-missing": {
      vi: "“{text}” thiếu năm; viết thêm năm, ví dụ {text} 2024",
      en: "“{text}” names no year; add it, for example {text} 2024"
    },
    "period.no-such": {
      vi: "Năm {year} không có “{text}”; xem lại số thứ tự của kỳ",
      en: "The year {year} has no “{text}”; check the number of the period"
    },
    "period.other-type": {
      vi: "“{text}” là kỳ {given}, ở đây cần kỳ {wanted}",
      en: "“{text}” is a period of type {given}; a {wanted} is needed here"
    },
    "period.none-holds": {
      vi: "Từ ngày {text} không biết được là kỳ {wanted} nào; viết rõ kỳ, như 9 tháng năm 2024 hoặc Nhiệm kỳ 2021-2026",
      en: "The day {text} does not say which {wanted} is meant; name it, as 9 tháng năm 2024 or Nhiệm kỳ 2021-2026"
    },
    "period.reversed": {
      vi: "“{text}” kết thúc trước khi bắt đầu; đổi lại thứ tự hai mốc",
      en: "“{text}” ends before it begins; swap the two ends"
    }
  })
)

/** An issue that names types of period, each language by its own words. */
const typed = (
  code: "period.other-type" | "period.none-holds",
  text: string,
  types: { readonly [place: string]: PeriodType }
): Issue.Issue => {
  const say = (language: Language): Issue.Issue =>
    issue(code, {
      text: clean(text),
      ...Object.fromEntries(Object.entries(types).map(([place, type]) => [place, names[type][language]]))
    })
  return { ...say("vi"), english: say("en").english }
}

export const otherType = (text: string, given: PeriodType, wanted: PeriodType): Issue.Issue =>
  typed("period.other-type", text, { given, wanted })

export const noneHolds = (text: string, wanted: PeriodType): Issue.Issue => typed("period.none-holds", text, { wanted })

export type Reading =
  | {
      readonly kind: "numbered"
      readonly type: Regular | "nine-months"
      readonly n: number
      readonly year: number | null
    }
  | { readonly kind: "term"; readonly first: number; readonly last: number }
  | { readonly kind: "day"; readonly date: PlainDate.PlainDate }
  | { readonly kind: "span"; readonly from: PlainDate.PlainDate; readonly to: PlainDate.PlainDate }
  | { readonly kind: "failed"; readonly issues: ReadonlyArray<Issue.Issue> }

const englishMonths = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
]

const romans = ["I", "II", "III", "IV"]

const ordinal = (word: string): number => {
  const month = englishMonths.findIndex((name) => name.toLowerCase() === word)
  const roman = romans.findIndex((name) => name.toLowerCase() === word)
  if (month >= 0) return month + 1
  if (roman >= 0) return roman + 1
  if (word === "dau" || word === "first") return 1
  return word === "cuoi" || word === "second" ? 2 : Number(word)
}

const tail = String.raw`(?:(?: ?[/.,-] ?(?:nam )?| (?:nam |of )?)(?<year>\d{4}))?$`
const shape = (text: string): RegExp => new RegExp(`^${text}${tail}`)

/** Folded text to type; the group `n` is the number in the year, `year` the year. */
const shapes: ReadonlyArray<readonly [Regular | "nine-months", RegExp]> = [
  ["month", shape(String.raw`(?:thang|t|month)\.? ?(?<n>\d{1,2})`)],
  ["month", shape(`(?<n>${englishMonths.join("|").toLowerCase()})`)],
  ["quarter", shape(String.raw`(?:qu[yi]|q|quarter)\.? ?(?<n>iv|i{1,3}|\d)`)],
  ["half", shape("(?:0?6|sau) thang (?<n>dau|cuoi)(?: nam)?")],
  ["half", shape("(?<n>first|second) half")],
  ["nine-months", shape("(?:0?9|chin|first nine) (?:thang(?: dau)?(?: nam)?|months)")],
  ["week", shape(String.raw`(?:tuan|week)(?: thu)? ?(?<n>\d{1,2})`)],
  ["year", /^(?:ca )?(?:nam|year) (?<year>\d{4})$/]
]

const bareNumber = shape(String.raw`(?<n>\d{1,2})`)
const terms = /^(?:(?:nhiem ky|nk|term) ?)?(\d{4}) ?(?:-|–|\.\.|\/) ?(\d{4})$/
const someDay = String.raw`\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|\d{4}-\d{2}-\d{2}`
const spans = new RegExp(
  String.raw`^(?:tu |from )?(?:ngay )?(${someDay})(?: (?:den|toi|to|–|-) | ?(?:\.\.|–) ?|(?<=/\d{4})-(?=\d{1,2}/))(?:het )?(?:ngay )?(${someDay})$`
)

const readSpan = (text: string, from: string, to: string): Reading => {
  const last = PlainDate.parse(to)
  const inFull = /\d{4}/.test(from) || !last.ok ? from : `${from.replaceAll(/[.-]/g, "/")}/${last.value.slice(0, 4)}`
  const first = PlainDate.parse(inFull)
  if (!first.ok || !last.ok)
    return { kind: "failed", issues: [...(first.ok ? [] : first.issues), ...(last.ok ? [] : last.issues)] }
  return first.value <= last.value
    ? { kind: "span", from: first.value, to: last.value }
    : { kind: "failed", issues: [issue("period.reversed", { text: clean(text) })] }
}

const numberedBy = (wanted: PeriodType | undefined): Regular => {
  return wanted === "quarter" || wanted === "week" || wanted === "half" ? wanted : "month"
}

/** What the text says, before anybody asks whether the year has such a period. `null` when it says nothing we know. */
export const read = (text: string, wanted: PeriodType | undefined): Reading | null => {
  const folded = fold(text)
  const term = terms.exec(folded)
  if (term !== null) {
    const [first, last] = [Number(term[1]), Number(term[2])]
    return first < last && first >= 1
      ? { kind: "term", first, last }
      : { kind: "failed", issues: [issue("period.reversed", { text: clean(text) })] }
  }
  const span = spans.exec(folded)
  if (span !== null) return readSpan(text, span[1]!, span[2]!)
  for (const [type, words] of [...shapes, [numberedBy(wanted), bareNumber] as const]) {
    const groups = words.exec(folded)?.groups
    if (groups !== undefined) {
      const year = groups.year === undefined ? null : Number(groups.year)
      return { kind: "numbered", type, n: groups.n === undefined ? 1 : ordinal(groups.n), year }
    }
  }
  const date = PlainDate.parse(text)
  if (date.ok) return { kind: "day", date: date.value }
  return date.issues[0]?.code === "date.no-such-day" ? { kind: "failed", issues: date.issues } : null
}

/** Period names with the places `{year}`, `{n}`, `{roman}`, `{month}`, `{from}`, `{to}`. */
const printed: { readonly [type in Exclude<PeriodType, "half">]: Bilingual } & {
  readonly half: ReadonlyArray<Bilingual>
} = {
  day: { vi: "Ngày {from}", en: "{from}" },
  week: { vi: "Tuần {n}/{year}", en: "Week {n}/{year}" },
  month: { vi: "Tháng {n}/{year}", en: "{month} {year}" },
  quarter: { vi: "Quý {roman}/{year}", en: "Quarter {roman}/{year}" },
  half: [
    { vi: "6 tháng đầu năm {year}", en: "First half of {year}" },
    { vi: "6 tháng cuối năm {year}", en: "Second half of {year}" }
  ],
  "nine-months": { vi: "9 tháng năm {year}", en: "First nine months of {year}" },
  year: { vi: "Năm {year}", en: "Year {year}" },
  term: { vi: "Nhiệm kỳ {year}-{n}", en: "Term {year}-{n}" },
  "ad-hoc": { vi: "Từ {from} đến {to}", en: "From {from} to {to}" }
}

export const print = (p: Period, language: Language): string => {
  const n = Number(p.id.slice(p.type === "month" ? 5 : 6))
  const words = p.type === "half" ? printed.half[n - 1]! : printed[p.type]
  return Catalogue.fill(words[language], {
    year: p.id.slice(0, 4),
    n,
    roman: romans[n - 1] ?? "",
    month: englishMonths[n - 1] ?? "",
    from: PlainDate.format(p.from),
    to: PlainDate.format(p.to)
  })
}
