import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

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
  "diff.words": { vi: "{key}: đổi lời ({what})", en: "{key}: other words ({what})" },
  "diff.meaning": {
    vi: "{key}: đổi {what} từ {from} thành {to}, số cũ và số mới không còn cùng nghĩa",
    en: "{key}: {what} changes from {from} to {to}, old and new figures no longer mean the same"
  },
  "diff.stricter": {
    vi: "{key}: {what} chặt hơn, từ {from} thành {to}; báo cáo cũ có thể sai theo mẫu mới",
    en: "{key}: {what} is stricter, {to} after {from}; an old report may be wrong under it"
  },
  "diff.looser": {
    vi: "{key}: {what} rộng hơn, từ {from} thành {to}",
    en: "{key}: {what} is looser, {to} after {from}"
  },
  "diff.access": {
    vi: "{key}: đổi mức được xem, từ {from} thành {to}",
    en: "{key}: who may see it changes from {from} to {to}"
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
  "diff.due": { vi: "Đổi hạn nộp", en: "Due dates change" },
  "diff.order": { vi: "Xếp lại thứ tự các phần, các câu", en: "Sections and fields stand in another order" },
  "diff.level-added": { vi: "Thêm cấp phải báo cáo: {level}", en: "Level {level} owes the report too" },
  "diff.applies": {
    vi: "Đổi đơn vị phải báo cáo ({what}): tổng cũ và tổng mới không cùng phạm vi",
    en: "Other units owe the report ({what}): old and new totals do not cover the same"
  }
})

/** Codes of {@link issue}. */
export type DiffCode = keyof typeof texts & string

/** Says what differs between two templates. */
export const issue = Issue.from(texts)
