import { Catalogue } from "lienhoi"

const catalogue = Catalogue.make({
  past: { vi: "Nạp báo cáo {period} …", en: "Taking in {period} …" },
  morning: {
    vi: "Ngày {day}/10, 8 giờ: {n} lời nhắc, trong đó {byHand} lời phải chuyển tay",
    en: "{day} October, 08:00: {n} reminders, {byHand} of them to be passed on by hand"
  },
  step: { vi: "  {step}: {n}, ví dụ: {because}", en: "  {step}: {n}, for example: {because}" },
  reason: {
    vi: "Chị xem lại số hội viên mới: {joined} người trong một tháng, tháng trước là {before} người",
    en: "Please look at the new members again: {joined} in one month, {before} the month before"
  },
  returned: {
    vi: "Ngày 16/10: {unit} (Xã Đông Phước A) được trả lại để sửa số hội viên mới, hạn gửi lại 17/10",
    en: "16 October: {unit} (Xã Đông Phước A) is sent back to correct its new members, due again on 17 October"
  },
  row: {
    vi: "  {label}: {period}{unit} (lũy kế {yearToDate})",
    en: "  {label}: {period}{unit} (year to date {yearToDate})"
  },
  written: { vi: "Đã ghi {n} tệp và các tin nhắn vào {out}", en: "{n} files and the messages written to {out}" },
  note: {
    vi: "Số liệu minh họa: đơn vị huyện, xã là thật; chi hội, người và báo cáo là dựng.",
    en: "Sample data: districts and communes are real; branches, people and reports are made up."
  }
})

/** What the steps of the province's plan are called. */
const steps = Catalogue.make({
  moi: { vi: "mời", en: "invitation" },
  nhac: { vi: "nhắc trước hạn", en: "before the due day" },
  "den-han": { vi: "nhắc ngày đến hạn", en: "on the due day" },
  "nhac-tre": { vi: "nhắc đơn vị trễ hạn", en: "to those who are late" },
  "qua-han": { vi: "báo cấp trên ai trễ hạn", en: "to the unit above, who is late" }
})

/** `nhac-tre` → `nhắc đơn vị trễ hạn`. */
export const stepName = (step: string, language: "vi" | "en"): string =>
  Object.hasOwn(steps, step) ? steps[step as keyof typeof steps][language] : step

/** The words of the story in one language. */
export const saying =
  (language: "vi" | "en") =>
  (code: keyof typeof catalogue, params: Catalogue.Params = {}): string =>
    Catalogue.say(catalogue, code, params, language)
