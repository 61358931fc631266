import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Combine, Operator } from "../Field.ts"

const texts = Catalogue.make({
  "diff.field-removed": {
    vi: "Bỏ {key} ({label}): số đã báo cáo không còn chỗ, mẫu kế thừa có thể hỏng",
    en: "{key} ({label}) is removed: figures already reported have no place, overlays may break"
  },
  "diff.field-added": { vi: "Thêm {key} ({label}), không bắt buộc", en: "{key} ({label}) is added, not required" },
  "diff.field-added-required": {
    vi: "Thêm {key} ({label}), bắt buộc: báo cáo cũ không có câu này",
    en: "{key} ({label}) is added and required: old reports do not have it"
  },
  "diff.words": { vi: "{key}: đổi lời ({what})", en: "{key}: other words ({whatEn})" },
  "diff.meaning": {
    vi: "{key}: đổi {what} từ “{from}” thành “{to}”, số cũ và số mới không còn cùng nghĩa",
    en: "{key}: {whatEn} changes from “{fromEn}” to “{toEn}”, old and new figures no longer mean the same"
  },
  "diff.stricter": {
    vi: "{key}: {what} chặt hơn, từ {from} thành {to}; báo cáo cũ có thể sai theo mẫu mới",
    en: "{key}: {whatEn} is stricter, {toEn} after {fromEn}; an old report may be wrong under it"
  },
  "diff.looser": {
    vi: "{key}: {what} rộng hơn, từ {from} thành {to}",
    en: "{key}: {whatEn} is looser, {toEn} after {fromEn}"
  },
  "diff.access": {
    vi: "{key}: đổi mức được xem, từ {from} thành {to}",
    en: "{key}: who may see it changes from {fromEn} to {toEn}"
  },
  "diff.choice-removed": {
    vi: "{key}: bỏ lựa chọn “{label}”, câu trả lời cũ không còn chỗ",
    en: "{key}: the choice “{label}” is removed, old answers have no place"
  },
  "diff.choice-added": { vi: "{key}: thêm lựa chọn “{label}”", en: "{key}: the choice “{label}” is added" },
  "diff.rule-added-error": {
    vi: "Thêm điều kiện báo lỗi “{text}”: báo cáo cũ có thể sai theo mẫu mới",
    en: "A rule refuses “{text}”: an old report may be wrong under it"
  },
  "diff.rule-added": { vi: "Thêm lời nhắc “{text}”", en: "A rule reminds “{text}”" },
  "diff.rule-removed": { vi: "Bỏ điều kiện “{text}”", en: "The rule “{text}” is removed" },
  "diff.relevance": {
    vi: "Đổi điều kiện hỏi ({when}): câu được hỏi không còn như trước",
    en: "What is asked when changes ({when})"
  },
  "diff.target-added": { vi: "Thêm chỉ tiêu phấn đấu {key} ({label})", en: "Target {key} ({label}) is added" },
  "diff.target-added-closed": {
    vi: "Thêm chỉ tiêu phấn đấu {key} ({label}) vào danh sách đã chốt",
    en: "Target {key} ({label}) is added to a list that was complete"
  },
  "diff.target-removed": {
    vi: "Bỏ chỉ tiêu phấn đấu {key} ({label}): kết quả đã báo cáo theo chỉ tiêu này không còn chỗ",
    en: "Target {key} ({label}) is removed: what was told of it has no place"
  },
  "diff.target-changed": {
    vi: "{key}: đổi {what} từ “{from}” thành “{to}”, kết quả cũ và mới không còn cùng một mốc",
    en: "{key}: {whatEn} changes from “{fromEn}” to “{toEn}”, old and new results are held against different marks"
  },
  "diff.opened": {
    vi: "Danh sách chỉ tiêu mở lại, có thể thêm",
    en: "The list of targets is open again"
  },
  "diff.closed": { vi: "Danh sách chỉ tiêu được chốt", en: "The list of targets is complete now" },
  "diff.adopted": { vi: "Bộ chỉ tiêu đã có văn bản", en: "The set of targets has its document now" },
  "diff.awaiting": {
    vi: "Bộ chỉ tiêu trở lại “chưa có văn bản”",
    en: "The set of targets is without a document again"
  },
  "diff.source": { vi: "{key}: đổi nơi lấy số liệu", en: "{key}: it is fed from elsewhere" },
  "diff.source-locked": {
    vi: "{key}: đổi nơi lấy số liệu mà người báo cáo không sửa được, số cũ và số mới không còn cùng nghĩa",
    en: "{key}: a figure that nobody corrects is fed from elsewhere, old and new figures no longer mean the same"
  },
  "diff.carry": {
    vi: "{key}: đổi cách gợi ý số kỳ trước",
    en: "{key}: something else is proposed from the period before"
  },
  "diff.record": {
    vi: "Đổi điều phân biệt các dòng của sổ, hoặc ngày bắt đầu, ngày kết thúc: số đếm cũ và mới không cùng nghĩa",
    en: "What tells records apart, or their first and last days, changes: counts no longer mean the same"
  },
  "diff.acknowledge": {
    vi: "Đổi cấp phải xác nhận hoặc thời hạn xác nhận",
    en: "Who acknowledges it, or how soon, changes"
  },
  "diff.sets": {
    vi: "Đổi bộ chiều dùng chung hoặc phiên bản của nó",
    en: "Other sets of shared dimensions, or other versions"
  },
  "diff.state-removed": {
    vi: "Bỏ trạng thái “{label}”: vụ việc đang ở đó không còn chỗ",
    en: "State “{label}” is removed: cases in it have no place"
  },
  "diff.state-added": { vi: "Thêm trạng thái “{label}”", en: "State “{label}” is added" },
  "diff.state-end": {
    vi: "“{label}”: đổi chỗ vụ việc kết thúc, số vụ đã xong không còn cùng nghĩa",
    en: "“{label}”: where a case is closed changes, closed cases no longer mean the same"
  },
  "diff.state-closed": {
    vi: "“{label}”: bớt đường đi tiếp, vụ việc đang ở đó có thể bị kẹt",
    en: "“{label}”: fewer ways lead on, cases in it may be stuck"
  },
  "diff.state-open": { vi: "“{label}”: thêm đường đi tiếp", en: "“{label}”: more ways lead on" },
  "diff.state-limit": { vi: "“{label}”: đổi thời hạn", en: "“{label}”: another time limit" },
  "diff.state-first": {
    vi: "Vụ việc mới bắt đầu ở trạng thái khác",
    en: "New cases begin in another state"
  },
  "diff.due": { vi: "Đổi hạn nộp", en: "Due dates change" },
  "diff.order": { vi: "Xếp lại thứ tự các phần, các câu", en: "Sections and fields stand in another order" },
  "diff.level-added": { vi: "Thêm cấp phải báo cáo: {level}", en: "Level {level} owes the report too" },
  "diff.applies": {
    vi: "Đổi đơn vị phải báo cáo ({what}): tổng cũ và tổng mới không cùng phạm vi",
    en: "Other units owe the report ({whatEn}): old and new totals do not cover the same"
  }
})

/** What a field, a section or a template is made of, in the words of people. */
const parts = Catalogue.make({
  key: { vi: "mã", en: "the key" },
  type: { vi: "loại câu hỏi", en: "the type" },
  unit: { vi: "đơn vị tính", en: "the unit" },
  decimals: { vi: "số chữ số lẻ", en: "the decimals" },
  combine: { vi: "cách cộng", en: "how it adds up" },
  counts: { vi: "thứ được đếm", en: "what is counted" },
  formula: { vi: "công thức", en: "the formula" },
  numerator: { vi: "tử số", en: "the numerator" },
  denominator: { vi: "mẫu số", en: "the denominator" },
  disaggregate: { vi: "phần trong đó", en: "the breakdown" },
  columns: { vi: "các cột", en: "the columns" },
  rows: { vi: "các dòng của bảng", en: "the rows of the table" },
  totals: { vi: "các cột cộng", en: "which columns are added up" },
  dimension: { vi: "chiều dùng chung", en: "the shared dimension" },
  record: { vi: "tên gọi của dòng", en: "what a record is called by" },
  asked_of: { vi: "cấp trả lời", en: "who is asked" },
  relevant: { vi: "điều kiện hỏi", en: "when it is asked" },
  label: { vi: "tên", en: "the label" },
  label_en: { vi: "tên tiếng Anh", en: "the English label" },
  hint: { vi: "lời hướng dẫn", en: "the hint" },
  source: { vi: "căn cứ", en: "what it rests on" },
  part_of: { vi: "câu mà nó là một phần", en: "what it is a part of" },
  required: { vi: "bắt buộc trả lời", en: "whether an answer is required" },
  min: { vi: "mức nhỏ nhất", en: "the minimum" },
  max: { vi: "mức lớn nhất", en: "the maximum" },
  choices: { vi: "tên lựa chọn", en: "the label of a choice" },
  rules: { vi: "lời nhắc", en: "the words of a rule" },
  title: { vi: "tiêu đề", en: "the title" },
  field: { vi: "số liệu dùng để đo", en: "the field that measures it" },
  target_kind: { vi: "cách đo", en: "how it is measured" },
  value: { vi: "mức phải đạt", en: "what is to be reached" },
  of: { vi: "mẫu số", en: "the denominator" },
  level: { vi: "cấp của các đơn vị", en: "whose units" },
  base: { vi: "số gốc", en: "the base" },
  owner: { vi: "cấp chịu trách nhiệm", en: "the level that owns it" },
  by: { vi: "hạn", en: "the due day" },
  term: { vi: "nhiệm kỳ", en: "the term" },
  lineage: { vi: "dòng của mẫu", en: "the lineage" },
  kind: { vi: "loại mẫu", en: "the kind" },
  route: { vi: "tuyến báo cáo", en: "the route" },
  period: { vi: "kỳ báo cáo", en: "the period" },
  window: { vi: "kỳ số liệu", en: "the data window" },
  referenceDay: { vi: "ngày lấy danh sách đơn vị", en: "the reference day" },
  levels: { vi: "cấp", en: "levels" },
  kinds: { vi: "loại đơn vị", en: "kinds of unit" },
  units: { vi: "danh sách đơn vị", en: "named units" },
  from: { vi: "ngày bắt đầu", en: "the first day" },
  to: { vi: "ngày kết thúc", en: "the last day" }
})

/** What a change is about. */
export type Part = keyof typeof parts

/** Its name. */
export const nameOf = (part: Part): Bilingual => parts[part]

const operators: { readonly [O in Operator]: Bilingual } = {
  sum: { vi: "cộng", en: "sum" },
  average: { vi: "trung bình", en: "average" },
  count: { vi: "đếm", en: "count" },
  min: { vi: "nhỏ nhất", en: "least" },
  max: { vi: "lớn nhất", en: "greatest" },
  first: { vi: "lấy đầu kỳ", en: "first" },
  last: { vi: "lấy cuối kỳ", en: "last" },
  none: { vi: "không cộng", en: "none" }
}

const simple = (value: string): Bilingual => ({ vi: value, en: value })

/** How operators, lists and single values are said. */
export const inWords = (value: unknown): Bilingual => {
  if (value === null || (Array.isArray(value) && value.length === 0)) return { vi: "không có", en: "none" }
  if (value === true) return { vi: "có", en: "yes" }
  if (value === false) return { vi: "không", en: "no" }
  if (Array.isArray(value)) {
    const all = value.map((one) => (typeof one === "object" ? (one as { label: string }).label : String(one)))
    return simple(all.join(", "))
  }
  if (typeof value !== "object") return simple(String(value))
  const { units, periods } = value as Combine
  return {
    vi: `đơn vị: ${operators[units].vi}, kỳ: ${operators[periods].vi}`,
    en: `units: ${operators[units].en}, periods: ${operators[periods].en}`
  }
}

/** Codes of {@link issue}. */
export type DiffCode = keyof typeof texts & string

/** Says what differs between two templates. */
export const issue = Issue.from(texts)
