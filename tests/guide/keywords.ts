/** The keywords of the language with their meaning, what may stand behind them, and where they stand in a workbook. */
import { tables } from "../../packages/office/src/internal/tables.ts"
import { grammar, type MapName } from "../../packages/template/src/internal/grammar.ts"
import {
  type OverlayMapName,
  type OverlayValue,
  overlayGrammar
} from "../../packages/template/src/internal/overlayGrammar.ts"

/** A map of the language, by the name under which the page speaks of it. */
export type Place = MapName | OverlayMapName | "dimensionSet" | "dimension"

/** One keyword. */
export interface Keyword {
  readonly map: Place
  readonly keyword: string
  readonly vi: string
  readonly isNeeded: boolean
  readonly value: OverlayValue
}

const words = (vi: string, value: OverlayValue = "words", needed = true) => ({
  vi,
  value,
  ...(needed ? { needed: true as const } : {})
})

/** Sets of shared dimensions are read by hand, so their keywords are told by hand; a test holds the list against the reader. */
export const byHand = {
  dimensionSet: {
    "dimension-set": words("Mã bộ cách chia: chủ/tên, chữ thường không dấu."),
    version: words("Phiên bản, ví dụ 1.0.0.", "words", false),
    title: words("Tên bộ cách chia."),
    source: words("Văn bản làm căn cứ; một hoặc nhiều.", "strings", false),
    dimensions: words("Các cách chia, theo mã: nhom_tuoi, dan_toc.", { each: "breakdown", keys: /./u })
  },
  dimension: {
    label: words("Tên cách chia; bỏ trống thì là mã.", "words", false),
    items: words("Các nhóm: mã và tên.", "items")
  }
} as const

/** Every map, in the order of the page. */
export const maps: {
  readonly [map in Place]: { readonly [keyword: string]: { vi: string; value: OverlayValue; needed?: true } }
} = {
  ...grammar,
  ...overlayGrammar,
  ...byHand
}

/** Every keyword of a map. */
export const of = (map: Place): ReadonlyArray<Keyword> =>
  Object.entries(maps[map]).map(([keyword, { needed, value, vi }]) => ({
    map,
    keyword,
    vi,
    value,
    isNeeded: needed === true
  }))

const dueForm = "một ngày trong tháng (15), một quy tắc, hoặc danh sách quy tắc, theo cấp"

const said: { readonly [value in Extract<OverlayValue, string>]: string } = {
  words: "chữ",
  number: "số",
  whole: "số nguyên",
  truth: "`true`, `false`",
  date: "ngày: `2026-01-31`",
  strings: "một hoặc nhiều: `[a, b]`",
  items: "`{ mã: Tên }`",
  yes: "`true`",
  limit: "số, hoặc `none`",
  due: dueForm,
  parts: "theo mã phần: [phần của mẫu kế thừa](#part)",
  relabels: "`{ MÃ: Tên mới }` hoặc theo mã: [lời mới](#relabel)",
  tighter: "theo mã chỉ tiêu: [siết chặt](#tighten)",
  finer: "`{ MÃ: { lựa_chọn: { mã: Tên } } }`"
}

const oneOf = (all: ReadonlyArray<string>): string => all.map((one) => `\`${one}\``).join(", ")

const shapes: ReadonlyArray<readonly [test: string, say: string]> = [
  ["vwu/bao-cao-thang@^1", "`chủ/tên@^1`"],
  ["vwu/bao-cao-thang", "`chủ/tên`"],
  ["vwu/bao-cao-thang/TC04", "`chủ/tên/MÃ`"],
  ["units:co_so", "`people`, `events`, `money`, `none`, `units:` và mã cấp"],
  ["TC04", "mã chỉ tiêu"]
]

const shape = (pattern: RegExp): string => {
  const fits = shapes.filter(([text]) => pattern.test(text)).map(([, say]) => say)
  if (fits.length === 0) throw new Error(`No words for ${pattern}`)
  return fits.join(" hoặc ")
}

/** What may stand behind a keyword. */
export const allowed = (value: OverlayValue): string => {
  if (typeof value === "string") return said[value]
  if ("oneOf" in value) return oneOf(value.oneOf)
  if ("someOf" in value) return `danh sách của ${oneOf(value.someOf)}`
  if ("dateOr" in value) return `ngày, hoặc ${oneOf(value.dateOr)}`
  if ("matches" in value) return shape(value.matches)
  if ("allMatch" in value) return `danh sách ${shape(value.allMatch)}`
  if ("whole" in value) return `số nguyên từ ${value.whole[0]} đến ${value.whole[1]}`
  if ("map" in value) return `[xem dưới](#${value.map.toLowerCase()})`
  if ("list" in value) return `danh sách, mỗi mục [xem dưới](#${value.list.toLowerCase()})`
  return `theo mã, mỗi mục [xem dưới](#${(value.each === "breakdown" ? "dimension" : value.each).toLowerCase()})`
}

/** A heading of a workbook. */
export interface Heading {
  readonly sheet: string
  readonly heading: string
}

/** The map that a map of the language leads to by a keyword. */
const into = (value: OverlayValue | undefined): Place | null => {
  if (value === undefined || typeof value === "string") return null
  if ("map" in value) return value.map
  if ("list" in value) return value.list
  return "each" in value ? value.each : null
}

const starts: { readonly [sheet: string]: ReadonlyArray<Place> } = {
  head: ["template", "overlay"],
  section: ["section", "part"],
  field: ["field"],
  choice: ["item"],
  breakdown: ["breakdown"],
  column: ["column"],
  fixedRow: ["item"],
  due: ["due"],
  rule: ["rule"],
  state: ["state"],
  target: ["ownTarget"],
  change: ["overlay"],
  rest: []
}

/** Columns that say where a row belongs, or that stand for a keyword under another name. */
const pointing: { readonly [column: string]: ReadonlyArray<readonly [Place, string]> } = {
  "section.@key": [
    ["template", "sections"],
    ["overlay", "sections"]
  ],
  "field.@section": [
    ["section", "fields"],
    ["part", "add"]
  ],
  "choice.@field": [
    ["field", "choices"],
    ["column", "choices"]
  ],
  "choice.@under": [["overlay", "choices"]],
  "breakdown.@field": [["field", "disaggregate"]],
  "breakdown.@label": [["breakdown", "label"]],
  "breakdown.key": [
    ["breakdown", "items"],
    ["item", "key"]
  ],
  "breakdown.label": [["item", "label"]],
  "column.@field": [["field", "columns"]],
  "fixedRow.@field": [["field", "rows"]],
  "due.@level": [
    ["template", "due"],
    ["overlay", "due"]
  ],
  "rule.when": [
    ["template", "rules"],
    ["overlay", "rules"]
  ],
  "target.key": [
    ["template", "targets"],
    ["overlay", "targets"]
  ],
  "state.@key": [["template", "states"]],
  "change.@base": [
    ["overlay", "relabel"],
    ["overlay", "tighten"]
  ],
  "change.@hide": [["overlay", "hide"]]
}

/** Columns whose name is another keyword's. */
const instead: ReadonlySet<string> = new Set(["breakdown.label"])

/** The way of a column (`from.at`) leads over keywords of one map after another; none when it leads nowhere. */
const steps = (map: Place, [first, ...rest]: ReadonlyArray<string>): ReadonlyArray<readonly [Place, string]> => {
  if (first === undefined || !Object.hasOwn(maps[map], first)) return []
  const here: readonly [Place, string] = [map, first]
  if (rest.length === 0) return [here]
  const { value } = maps[map][first]!
  const next = value === "relabels" ? "relabel" : value === "tighter" ? "tighten" : into(value)
  const further = next === null ? [] : steps(next, rest)
  return further.length === 0 ? [] : [here, ...further]
}

/** The keywords that a column of a sheet holds. */
export const heldBy = (sheet: string, column: string): ReadonlyArray<readonly [Place, string]> => [
  ...(instead.has(`${sheet}.${column}`)
    ? []
    : (starts[sheet] ?? []).flatMap((map) => steps(map, column.split(".")).slice(-1))),
  ...(pointing[`${sheet}.${column}`] ?? [])
]

/** The columns by what they hold, and by the keywords on the way there. */
const [held, passed] = (() => {
  const found = [new Map<string, Array<Heading>>(), new Map<string, Array<Heading>>()] as const
  const put = (into: Map<string, Array<Heading>>, [map, keyword]: readonly [Place, string], heading: Heading) =>
    into.set(`${map}.${keyword}`, [...(into.get(`${map}.${keyword}`) ?? []), heading])
  for (const [name, table] of Object.entries(tables))
    for (const { heading, id } of table.columns) {
      for (const one of heldBy(name, id)) put(found[0], one, { sheet: table.name, heading })
      for (const map of starts[name] ?? [])
        for (const one of steps(map, id.split(".")).slice(0, -1)) put(found[1], one, { sheet: table.name, heading })
    }
  return found
})()

/** Where a keyword stands in a workbook: its own column, or the columns of what stands under it. */
export const headingsOf = ({ keyword, map }: Keyword): ReadonlyArray<Heading> =>
  held.get(`${map}.${keyword}`) ?? passed.get(`${map}.${keyword}`) ?? []
