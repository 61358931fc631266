import { Catalogue } from "lienhoi"

const catalogue = Catalogue.make({
  past: { vi: "Nạp báo cáo {period} …", en: "Taking in {period} …" },
  morning: {
    vi: "Ngày {day}/10, 8 giờ: {n} lời nhắc, trong đó {byHand} lời phải chuyển tay",
    en: "{day} October, 08:00: {n} reminders, {byHand} of them to be passed on by hand"
  },
  step: { vi: "  {step}: {n} — ví dụ: {because}", en: "  {step}: {n} — for example: {because}" },
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

/** The words of the story in one language. */
export const saying =
  (language: "vi" | "en") =>
  (code: keyof typeof catalogue, params: Catalogue.Params = {}): string =>
    Catalogue.say(catalogue, code, params, language)
