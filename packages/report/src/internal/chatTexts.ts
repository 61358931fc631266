/** What a chat says to somebody who answers a report. */
import * as Catalogue from "@lienhoi/words/Catalogue"

/** Everything a conversation says. `{who}` is how she is called: chị Hoa. */
export const texts = Catalogue.make({
  begin: {
    vi: "Chào {who}. {title}, {period}, của {unit}, hạn {due}.\nCách nhanh: chép danh sách dưới đây, sửa số rồi gửi lại trong một tin. Hoặc trả lời từng câu.",
    en: "Hello {who}. {title}, {period}, of {unit}, due {due}.\nThe quick way: copy the list below, change the figures and send it back as one message. Or answer one by one."
  },
  ask: { vi: "Câu {n} trên {all}: {label}?", en: "Question {n} of {all}: {label}?" },
  unit: { vi: "Đơn vị tính: {unit}.", en: "Counted in: {unit}." },
  before: {
    vi: "Kỳ trước: {figure}. Vẫn vậy thì nhắn “như tháng trước”.",
    en: "Last time: {figure}. If it is the same, write “như tháng trước”."
  },
  choices: { vi: "Chọn một: {choices}.", en: "Choose one: {choices}." },
  photo: {
    vi: "Gửi ảnh vào đây. Gửi đủ ảnh rồi thì nhắn “tiếp”.",
    en: "Send photos here. When all are sent, write “tiếp”."
  },
  optional: { vi: "Không có thì nhắn “bỏ qua”.", en: "If there is none, write “bỏ qua”." },
  "read-back": {
    vi: "{Who} đọc lại giúp. Đúng thì nhắn “gửi”. Cần sửa câu 3 thì nhắn “sửa 3”.",
    en: "{Who}, please read it through. If it is right, write “gửi”. To change number 3, write “sửa 3”."
  },
  none: { vi: "chưa có số", en: "no figure" },
  warnings: { vi: "Xin xem lại trước khi gửi:", en: "Please look at this before sending:" },
  "mend-first": {
    vi: "Chưa gửi được, còn {n} chỗ cần sửa:",
    en: "It cannot be sent yet, {n} things need a correction:"
  },
  problem: { vi: "- Câu {n}: {message}", en: "- Question {n}: {message}" },
  "problem-elsewhere": { vi: "- {message}", en: "- {message}" },
  bad: { vi: "Chưa ghi được: {message}", en: "Not taken down: {message}" },
  "nothing-before": {
    vi: "Kỳ trước chưa có số cho câu này; xin nhắn số của kỳ này, hoặc “không phát sinh”.",
    en: "There is no figure of last time; please write this time's, or “không phát sinh”."
  },
  "still-blank": {
    vi: "Kỳ trước chưa có số cho {n} câu; các câu đó hỏi tiếp dưới đây.",
    en: "There is no figure of last time for {n} questions; they follow below."
  },
  "taken-list": { vi: "Đã hiểu {n} câu.", en: "{n} answers understood." },
  doubtful: {
    vi: "Chưa chắc “{from}” là câu {n} ({label}); nếu đúng xin nhắn: sửa {n}: {figure}",
    en: "Not sure that “{from}” is number {n} ({label}); if so, write: sửa {n}: {figure}"
  },
  left: {
    vi: "Chưa hiểu: “{text}”. Đã giữ lại để xã đọc.",
    en: "Not understood: “{text}”. Kept for the commune to read."
  },
  which: {
    vi: "Chưa rõ sửa câu nào. Nhắn “sửa” kèm số câu, ví dụ: sửa 3",
    en: "It is not clear which to change. Write “sửa” with the number, such as: sửa 3"
  },
  "not-here": {
    vi: "Chưa hiểu tin này. Đúng thì nhắn “gửi”, cần sửa thì nhắn “sửa” kèm số câu, ví dụ: sửa 3",
    en: "This was not understood. If all is right write “gửi”, to change one write “sửa” and its number: sửa 3"
  },
  help: {
    vi: "Nhắn số để trả lời. Nhắn được: “như tháng trước”, “không phát sinh”, “bỏ qua”, “sửa 3”, “xem lại”, “xong”. Cần người giúp thì gọi Hội xã.",
    en: "Write the figure to answer. You may also write: “như tháng trước”, “không phát sinh”, “bỏ qua”, “sửa 3”, “xem lại”, “xong”. For help call the commune."
  },
  "photo-kept": { vi: "Đã nhận {n} ảnh cho câu {number}.", en: "{n} photos received for number {number}." },
  "photo-unasked": {
    vi: "Báo cáo này không hỏi ảnh; ảnh đã giữ lại để xã xem.",
    en: "This report asks for no photo; it was kept for the commune."
  },
  sending: { vi: "Đang gửi báo cáo.", en: "Sending the report." },
  wait: { vi: "Báo cáo đang được gửi, {who} chờ một chút.", en: "The report is being sent, one moment, {who}." },
  recorded: {
    vi: "Đã nhận báo cáo của {who} lúc {time} ngày {date}. Cảm ơn {who}.",
    en: "Your report arrived at {time} on {date}. Thank you, {who}."
  },
  same: {
    vi: "Báo cáo này đã có đúng những số đó, không cần gửi nữa. Cảm ơn {who}.",
    en: "The report holds just these figures already; nothing more is needed. Thank you, {who}."
  },
  newer: {
    vi: "Trong lúc đó đã có người nộp số khác cho báo cáo này. Nhắn “thay” để lấy số của {who}, nhắn “giữ” để giữ số đã nộp.",
    en: "Meanwhile somebody handed in other figures for this report. Write “thay” to take yours, “giữ” to leave the others."
  },
  kept: { vi: "Đã giữ số đã nộp trước. Cảm ơn {who}.", en: "The figures handed in before stay. Thank you, {who}." },
  failed: {
    vi: "Máy chưa ghi được báo cáo, các số vẫn còn. Ít phút nữa {who} nhắn lại “gửi”.",
    en: "The report could not be recorded, the figures are kept. Please write “gửi” again in a few minutes."
  },
  elsewhere: {
    vi: "Báo cáo này đã có người nộp lúc {time} ngày {date} ({via}), {who} không cần làm gì nữa. Muốn nộp số khác thì nhắn “sửa”.",
    en: "This report was handed in at {time} on {date} ({via}); nothing more is needed. To hand in other figures write “sửa”."
  },
  waived: {
    vi: "Kỳ này đơn vị được miễn báo cáo, {who} không cần làm gì nữa.",
    en: "This time the unit is let off the report; nothing more is needed."
  },
  "after-end": {
    vi: "Báo cáo này đã xong. Muốn sửa số đã nộp thì nhắn “sửa”.",
    en: "This report is done. To change what was handed in write “sửa”."
  },
  reopened: { vi: "Mở lại báo cáo để sửa.", en: "The report is open again for changes." },
  "not-yours": {
    vi: "Báo cáo này đang hỏi {name}; số của người khác không ghi vào đây. Nếu đơn vị đã đổi người phụ trách, xin báo Hội xã.",
    en: "This report is being asked of {name}; figures of others are not taken here. If the office has changed hands, please tell the commune."
  },
  web: { vi: "trên biểu mẫu", en: "on the form" },
  chat: { vi: "qua tin nhắn", en: "by chat" },
  excel: { vi: "bằng tệp Excel", en: "as an Excel file" },
  phone: { vi: "qua điện thoại", en: "by telephone" },
  "by-hand": { vi: "bằng giấy", en: "on paper" },
  file: { vi: "bằng tệp số liệu", en: "as a file" }
})
