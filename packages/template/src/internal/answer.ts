import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import { clean, fold } from "@lienhoi/words/Text"
import * as Cell from "../Cell.ts"
import { type Field, type FieldType, isGrid, isNumeric, isPercent } from "../Field.ts"
import type { AnswerCode } from "./answerTexts.ts"
import { meant } from "./formulaTexts.ts"
import { nearest } from "./nearest.ts"
import { ofNumber, ofText, type Reading, saysNothing } from "./numbers.ts"

/** Tells what is wrong with an answer; `tail` leads further into a table. */
export type Say = (
  code: AnswerCode,
  params?: { readonly [name: string]: string | number },
  tail?: ReadonlyArray<string | number>
) => void

/** Reads what somebody gave as the answer to one question; `null` when it cannot be read, which has then been said. */
export type Reader = (raw: unknown, say: Say) => Cell.Cell | null

const longest = 20_000
const mostRows = 500
const mostFiles = 20

/** What was given, short enough to be quoted. An answer about a person is not repeated: issues are shown, sent and logged. */
const shown = (field: Field, raw: unknown): string => {
  if (field.sensitivity.personal !== "none") return "“…”"
  if (typeof raw === "string") return `“${clean(raw.slice(0, 80)).slice(0, 40)}”`
  if (typeof raw === "boolean" || (typeof raw === "number" && Number.isFinite(raw))) return `“${raw}”`
  return raw === null || typeof raw !== "object" ? `(${typeof raw})` : Array.isArray(raw) ? "[…]" : "{…}"
}

/** What is wanted, and an example of it. */
const wanted: { readonly [T in FieldType]: readonly [Bilingual, Bilingual | string] } = {
  count: [{ vi: "số nguyên", en: "a whole number" }, "38.506"],
  money: [{ vi: "số tiền", en: "an amount of money" }, "1.500.000"],
  decimal: [{ vi: "số", en: "a number" }, "1.234,5"],
  ratio: [{ vi: "tỷ lệ", en: "a ratio" }, "38,51"],
  text: [
    { vi: "chữ", en: "text" },
    { vi: "một câu ngắn", en: "a short sentence" }
  ],
  choice: [
    { vi: "một lựa chọn", en: "a choice" },
    { vi: "một mục trong danh sách", en: "one of the list" }
  ],
  bool: [
    { vi: "có hoặc không", en: "yes or no" },
    { vi: "có", en: "yes" }
  ],
  date: [{ vi: "ngày", en: "a date" }, "15/10/2024"],
  photo: [
    { vi: "ảnh", en: "a photo" },
    { vi: "mã ảnh đã tải lên", en: "the id of an uploaded photo" }
  ],
  file: [
    { vi: "tệp", en: "a file" },
    { vi: "mã tệp đã tải lên", en: "the id of an uploaded file" }
  ],
  table: [
    { vi: "bảng", en: "a table" },
    { vi: "danh sách các dòng", en: "a list of rows" }
  ]
}

const kind = (field: Field, raw: unknown, say: Say): null => {
  const [what, like] = wanted[field.type]
  const example = typeof like === "string" ? { vi: like, en: like } : like
  say("answer.kind", {
    found: shown(field, raw),
    wanted: what.vi,
    wantedEn: what.en,
    example: example.vi,
    exampleEn: example.en
  })
  return null
}

const isRecord = (raw: unknown): raw is { readonly [key: string]: unknown } =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw)

const notApplicable = (raw: { readonly [key: string]: unknown }, say: Say): Cell.Cell | null => {
  const reason = typeof raw.notApplicable === "string" ? clean(raw.notApplicable.slice(0, 1000)) : ""
  if (reason !== "") return Cell.notApplicable(reason)
  say("answer.reason")
  return null
}

const number =
  (field: Field): Reader =>
  (raw, say) => {
    if (typeof raw !== "number" && typeof raw !== "string") return kind(field, raw, say)
    const reading: Reading = typeof raw === "number" ? ofNumber(raw, field) : ofText(raw, field)
    switch (reading.is) {
      case "number": {
        if (field.type !== "ratio") return Cell.value(reading.value)
        if (reading.value < 0) {
          say("value.negative", { found: shown(field, raw) })
          return null
        }
        const share = isPercent(field) ? Number((reading.value / 100).toPrecision(15)) : reading.value
        return { state: "value", value: share, printed: reading.printed }
      }
      case "zero":
        return Cell.zero
      case "not-number":
        return kind(field, raw, say)
      case "magnitude": {
        const digits =
          reading.value === null || field.sensitivity.personal !== "none" ? "" : `: ${Numeral.format(reading.value)}`
        say("answer.magnitude", { found: shown(field, raw), digits })
        return null
      }
      default:
        say(`answer.${reading.is}`, { found: shown(field, raw), limit: field.decimals })
        return null
    }
  }

const text =
  (field: Field): Reader =>
  (raw, say) => {
    if (typeof raw === "number" && Number.isFinite(raw)) return Cell.value(String(raw))
    if (typeof raw !== "string") return kind(field, raw, say)
    const body = raw
      .split(/\r\n|\r|\n/u)
      .map(clean)
      .join("\n")
      .trim()
    const most = field.max ?? longest
    if (body.length > most) say("answer.too-long", { limit: Numeral.format(most) })
    else if (body.length < (field.min ?? 0)) say("answer.too-short", { limit: field.min! })
    else return Cell.value(body)
    return null
  }

const choice = (field: Field): Reader => {
  const byText = new Map(field.choices.flatMap(({ key, label }) => [[fold(label), key] as const]))
  for (const { key } of field.choices) byText.set(fold(key), key)
  return (raw, say) => {
    if (typeof raw !== "string" && typeof raw !== "number") return kind(field, raw, say)
    const key = byText.get(fold(String(raw)))
    if (key !== undefined) return Cell.value(key)
    const labels = field.choices.map((one) => one.label)
    say("answer.choice", {
      found: shown(field, raw),
      known: labels.map((label) => `“${label}”`).join(", "),
      ...meant(nearest(clean(String(raw)), labels))
    })
    return null
  }
}

const yes = new Set(["co", "dung", "roi", "da", "x", "yes", "true", "1"])
const no = new Set(["khong", "sai", "chua", "ko", "no", "false", "0"])

const bool =
  (field: Field): Reader =>
  (raw, say) => {
    if (typeof raw === "boolean") return Cell.value(raw)
    const word = typeof raw === "string" || typeof raw === "number" ? fold(String(raw)) : ""
    if (yes.has(word)) return Cell.value(true)
    return no.has(word) ? Cell.value(false) : kind(field, raw, say)
  }

const date =
  (field: Field): Reader =>
  (raw, say) => {
    const parsed = typeof raw === "string" ? PlainDate.parse(raw) : null
    return parsed?.ok === true ? Cell.value(parsed.value) : kind(field, raw, say)
  }

const attachments =
  (field: Field): Reader =>
  (raw, say) => {
    if (typeof raw === "string" && saysNothing(fold(raw))) return Cell.zero
    const ids = Array.isArray(raw) ? (raw as ReadonlyArray<unknown>) : [raw]
    const most = field.max ?? mostFiles
    if (ids.length > most) {
      say("answer.rows", { limit: most })
      return null
    }
    if (ids.length > 0 && ids.length < (field.min ?? 0)) {
      say("answer.files-few", { limit: field.min!, found: ids.length })
      return null
    }
    const bad = ids.findIndex((id) => typeof id !== "string" || id.trim() === "" || id.length > 500)
    if (bad >= 0) return kind(field, ids[bad], say)
    return ids.length === 0 ? Cell.missing : Cell.value(ids.map((id) => (id as string).trim()))
  }

const table = (field: Field): Reader => {
  const columns = field.columns.map((column) => ({ column, read: reader(column) }))
  const byKey = new Map(columns.map((one) => [one.column.key.toLowerCase(), one]))
  const keys = field.columns.map((column) => column.key)
  const rowOf = new Map(field.rows.flatMap(({ key, label }, n) => [[fold(label), n] as const, [fold(key), n] as const]))

  const row = (given: unknown, n: number, say: Say): Cell.Cells | null => {
    if (!isRecord(given)) return kind(field, given, (code, params) => say(code, params, [n]))
    const cells: { [key: string]: Cell.Cell } = {}
    let whole = true
    for (const name of Object.keys(given)) {
      const found = byKey.get(name.toLowerCase())
      if (found === undefined) {
        const params = { name: name.slice(0, 40), ...meant(nearest(name, keys)) }
        say("answer.column-unknown", params, [n, name.slice(0, 40)])
        whole = false
        continue
      }
      const { column, read } = found
      const answer = read(given[name], (code, params) => say(code, { ...params, label: column.label }, [n, column.key]))
      if (answer === null) whole = false
      else cells[column.key] = answer
    }
    for (const { column } of columns) {
      const cell = cells[column.key] ?? Cell.missing
      cells[column.key] = cell
      const value = Cell.number(cell)
      if (column.required === true && cell.state === "missing" && whole) {
        say("answer.column-needed", { row: n + 1, column: column.label }, [n, column.key])
        whole = false
      }
      if (!isNumeric(column) || value === null) continue
      const limits = { label: column.label, found: Numeral.format(value, column.decimals) }
      if (column.min !== null && value < column.min) {
        say("value.below", { ...limits, limit: column.min }, [n, column.key])
        whole = false
      }
      if (column.max !== null && value > column.max) {
        say("value.above", { ...limits, limit: column.max }, [n, column.key])
        whole = false
      }
    }
    return whole ? cells : null
  }

  /** The rows of a table with fixed ones, in their order; those nobody names are empty. */
  const fixed = (raw: unknown, say: Say): ReadonlyArray<unknown> | null => {
    if (Array.isArray(raw)) {
      if (raw.length === field.rows.length) return raw
      say("answer.rows-fixed", { found: raw.length, expected: field.rows.length })
      return null
    }
    if (!isRecord(raw)) return kind(field, raw, say)
    const given: Array<unknown> = field.rows.map(() => ({}))
    const taken = new Set<number>()
    let whole = true
    for (const name of Object.keys(raw)) {
      const n = rowOf.get(fold(name))
      if (n === undefined || taken.has(n)) {
        const labels = field.rows.map(({ label }) => label)
        const code = n === undefined ? "answer.row-unknown" : "answer.row-twice"
        say(code, { name: name.slice(0, 40), ...meant(n === undefined ? nearest(name, labels) : null) }, [
          name.slice(0, 40)
        ])
        whole = false
        continue
      }
      taken.add(n)
      given[n] = raw[name] ?? {}
    }
    return whole ? given : null
  }

  if (isGrid(field)) {
    return (raw, say) => {
      if (typeof raw === "string" && saysNothing(fold(raw))) return Cell.zero
      const given = fixed(raw, say)
      if (given === null) return null
      const rows = given.map((one, n) => row(one, n, say))
      if (rows.some((one) => one === null)) return null
      const cells = rows as ReadonlyArray<Cell.Cells>
      const isEmpty = cells.every((one) => Object.values(one).every(({ state }) => state === "missing"))
      return isEmpty ? Cell.missing : Cell.value(cells)
    }
  }

  return (raw, say) => {
    if (typeof raw === "string" && saysNothing(fold(raw))) return Cell.zero
    if (!Array.isArray(raw)) return kind(field, raw, say)
    if (raw.length > 0 && raw.length < (field.min ?? 0)) {
      say("answer.rows-few", { limit: field.min!, found: raw.length })
      return null
    }
    const most = field.max ?? mostRows
    if (raw.length > most) {
      say("answer.rows", { limit: most })
      return null
    }
    const rows = (raw as ReadonlyArray<unknown>).map((one, n) => row(one, n, say))
    if (rows.some((one) => one === null)) return null
    return rows.length === 0 ? Cell.missing : Cell.value(rows as ReadonlyArray<Cell.Cells>)
  }
}

const makers: { readonly [T in FieldType]: (field: Field) => Reader } = {
  count: number,
  money: number,
  decimal: number,
  ratio: number,
  text,
  choice,
  bool,
  date,
  photo: attachments,
  file: attachments,
  table
}

/** How answers to this field are read. */
export const reader = (field: Field): Reader => {
  const read = makers[field.type](field)
  return (raw, say) => {
    if (raw === null || raw === undefined) return Cell.missing
    if (typeof raw === "string") {
      if (raw.length > longest) {
        say("answer.too-long", { limit: Numeral.format(longest) })
        return null
      }
      if (raw.trim() === "") return Cell.missing
    } else if (isRecord(raw) && Object.hasOwn(raw, "notApplicable")) return notApplicable(raw, say)
    return read(raw, say)
  }
}
