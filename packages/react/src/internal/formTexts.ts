import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"

const texts = Catalogue.make({
  due: { vi: "Hạn nộp: {date}", en: "Due: {date}" },
  window: { vi: "Số liệu từ {from} đến {to}", en: "Figures from {from} to {to}" },
  count: { vi: "{n} câu hỏi", en: "{n} questions" },
  parts: { vi: "Trong đó, theo {by}", en: "Of which, by {by}" },
  whole: { vi: "(cộng lại bằng số trên)", en: "(adding up to the figure above)" },
  computed: { vi: "Máy tự tính", en: "Computed" },
  // What is typed, in the words of the reports, whatever the language of the page.
  nothing: { vi: "không phát sinh", en: "không phát sinh" },
  zero: { vi: "Không phát sinh", en: "Nothing to report" },
  "not-applicable": { vi: "Không áp dụng…", en: "Not applicable…" },
  why: { vi: "Vì sao không áp dụng", en: "Why it is not applicable" },
  applies: { vi: "Có áp dụng, ghi số", en: "It does apply" },
  send: { vi: "Đọc lại để gửi", en: "Read back and send" },
  "read-back": { vi: "Đọc lại, đúng thì bấm Gửi", en: "Read it once more; press Send when it is right" },
  "no-figures": { vi: "Chưa ghi số nào.", en: "Nothing was filled in." },
  look: { vi: "Nên xem lại trước khi gửi:", en: "Worth a second look:" },
  go: { vi: "Gửi", en: "Send" },
  change: { vi: "Sửa lại", en: "Change it" },
  errors: { vi: "Còn {n} chỗ phải sửa", en: "{n} things to mend" },
  warnings: { vi: "Có {n} chỗ nên xem lại", en: "{n} things to look at again" },
  good: { vi: "Chưa thấy gì sai", en: "Nothing is wrong so far" },
  kept: { vi: "đã cất trong máy lúc {time}", en: "kept on this device at {time}" },
  "not-kept": {
    vi: "Máy không cất được bản đang ghi; gửi xong hãy tắt trang này",
    en: "This device cannot keep what you write; send it before you close the page"
  },
  resumed: {
    vi: "Mở lại bản đang ghi dở lúc {time}.",
    en: "This is what you were writing at {time}."
  },
  afresh: { vi: "Bỏ bản ghi dở", en: "Start afresh" },
  returned: { vi: "Báo cáo bị trả lại: {reason}", en: "The report was returned: {reason}" },
  "returned-next": { vi: "Sửa rồi gửi lại.", en: "Correct it and send it again." },
  "read-only": {
    vi: "Chỉ xem: lúc này tài khoản này không nộp được báo cáo.",
    en: "For reading only: you cannot hand this report in now."
  },
  sending: { vi: "Đang gửi…", en: "Sending…" },
  waiting: {
    vi: "Chưa có mạng. Báo cáo đã cất trong máy, có mạng là tự gửi; tắt trang cũng không mất.",
    en: "There is no line. The report is kept on this device and goes by itself when the line is back; closing the page loses nothing."
  },
  "sign-in": {
    vi: "Phiên đăng nhập đã hết. Số liệu còn nguyên trong máy; đăng nhập lại là gửi tiếp.",
    en: "Your session has ended. Everything is still on this device; sign in again and it goes on."
  },
  "sign-in-now": { vi: "Đăng nhập lại", en: "Sign in again" },
  refused: {
    vi: "Nơi nhận chưa nhận báo cáo; xem các chỗ ghi dưới đây, sửa rồi gửi lại.",
    en: "The report was not taken; see what is said below, correct it and send it again."
  },
  received: {
    vi: "Nơi nhận đã nhận báo cáo lúc {time} (lần gửi thứ {revision}).",
    en: "The report arrived at {time} (revision {revision})."
  },
  again: { vi: "Sửa số đã gửi", en: "Correct what was sent" },
  newer: {
    vi: "Trong lúc đang ghi, đã có người nộp số khác. Xem hai bên rồi chọn.",
    en: "While you were writing, somebody handed in other figures. Compare and choose."
  },
  question: { vi: "Câu hỏi", en: "Question" },
  mine: { vi: "Số đang ghi", en: "Yours" },
  theirs: { vi: "Số đã nộp", en: "Handed in" },
  same: { vi: "Hai bên ghi giống nhau.", en: "Both say the same." },
  "keep-mine": { vi: "Gửi số đang ghi thay số đã nộp", en: "Send yours in their place" },
  "keep-theirs": { vi: "Giữ số đã nộp", en: "Keep what was handed in" },
  broken: {
    vi: "Mẫu báo cáo này không mở được; báo người quản trị của đơn vị cấp trên.",
    en: "This template cannot be opened; tell the administrator of the unit above."
  },
  row: { vi: "Dòng {n}", en: "Row {n}" },
  photo: { vi: "Xem ảnh {n}", en: "See photo {n}" },
  file: { vi: "Mở tệp {n}", en: "Open file {n}" }
})

/** What the form says. */
export const say = (language: Language, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)
