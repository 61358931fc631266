import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** The words of a report; it is an official paper and Vietnamese whatever its reader's language. */
const words = Catalogue.make({
  quote: { vi: "{text} ({from}).", en: "{text} ({from})." },
  line: { vi: "{label}: {figure}{unit}", en: "{label}: {figure}{unit}" },
  "year-to-date": { vi: "lũy kế {figure}{unit}", en: "{figure}{unit} since the first of the year" },
  "of-plan": { vi: "đạt {figure} kế hoạch năm", en: "{figure} of the year's plan" },
  "of-last-year": { vi: "bằng {figure} so với cùng kỳ năm trước", en: "{figure} of the same period last year" },
  number: { vi: "TT", en: "No." },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  unit: { vi: "ĐVT", en: "Unit" },
  note: { vi: "Ghi chú", en: "Note" }
})

/** Says one of them in Vietnamese. */
export const say = (code: keyof typeof words, params: Catalogue.Params = {}): string =>
  Catalogue.say(words, code, params)

/** The problems of a choice. */
export const issue = Issue.from(
  Catalogue.make({
    "selection.not-one": {
      vi: "Ở đây cần {needed}; xem lại tệp lựa chọn",
      en: "{needed} is needed here; check the file of choices"
    },
    "selection.keyword-unknown": {
      vi: "Không có mục “{given}” trong tệp lựa chọn; chọn một trong: {known}",
      en: "A file of choices has no “{given}”; take one of: {known}"
    },
    "selection.section-unknown": {
      vi: "Mẫu không có phần “{section}”; chọn một trong: {known}",
      en: "The template has no section “{section}”; take one of: {known}"
    },
    "selection.title-missing": {
      vi: "Phần tự viết cần có tên; ghi vào title",
      en: "A section of your own needs a name; write it into title"
    },
    "selection.figure-unknown": {
      vi: "Không có chỉ tiêu {field} trong mẫu; xem lại mã chỉ tiêu",
      en: "The template has no field {field}; check its key"
    },
    "selection.figure-elsewhere": {
      vi: "Chỉ tiêu {field} thuộc phần “{section}”; chọn ở phần đó",
      en: "Field {field} belongs to section “{section}”; choose it there"
    },
    "selection.narrative-unknown": {
      vi: "Đơn vị {unit} không có ý kiến nào ở mục {field}; xem danh sách ý kiến để chọn lại",
      en: "Unit {unit} wrote nothing under {field}; look at the list and choose again"
    }
  })
)
