import * as Catalogue from "@lienhoi/words/Catalogue"

/** Every word of the pages around the forms and boards of `@lienhoi/react`. */
export const texts = Catalogue.make({
  title: { vi: "Báo cáo tháng", en: "Monthly report" },
  office: { vi: "Hội LHPN tỉnh Hậu Giang (mẫu)", en: "Women's Union of Hậu Giang (sample)" },
  skip: { vi: "Đến nội dung chính", en: "Skip to the content" },
  menu: { vi: "Các trang", en: "Pages" },
  loading: { vi: "Đang tải …", en: "Loading …" },
  again: { vi: "Thử lại", en: "Try again" },
  back: { vi: "Quay lại", en: "Back" },
  cancel: { vi: "Thôi", en: "Cancel" },
  "no-line": {
    vi: "Không có mạng hoặc máy chủ chưa trả lời. Số đã điền vẫn còn trên máy này.",
    en: "No line, or the server does not answer. What was filled in is still on this device."
  },
  "no-page": { vi: "Không có trang này.", en: "There is no such page." },
  language: { vi: "English", en: "Tiếng Việt" },
  "sign-out": { vi: "Đăng xuất", en: "Sign out" },
  "sign-out-waiting": {
    vi: "Còn {count} báo cáo đã bấm gửi mà chưa tới nơi nhận. Đăng xuất bây giờ thì phần đó bị xóa khỏi máy này. Vẫn đăng xuất?",
    en: "Forms sent that have not arrived yet: {count}. If you sign out now they are deleted from this device. Sign out all the same?"
  },
  "sign-out-no-line": {
    vi: "Chưa đăng xuất được vì không có mạng. Có mạng rồi bấm Đăng xuất lại.",
    en: "Not signed out: there is no line. Sign out again when the line is back."
  },
  clock: { vi: "Đồng hồ của văn phòng mẫu: {time} ngày {date}", en: "Clock of the sample office: {time}, {date}" },
  "next-morning": { vi: "Sang 8 giờ sáng hôm sau", en: "On to 8:00 next morning" },
  "next-morning-hint": {
    vi: "Thời gian đi tới thì lời nhắc được gửi, các đơn vị khác nộp và duyệt báo cáo của mình.",
    en: "As time goes on, reminders are sent and the other units file and approve their reports."
  },
  moving: { vi: "Đang sang ngày mới …", en: "Moving on …" },
  phones: { vi: "Điện thoại mô phỏng (Zalo)", en: "Simulated phones (Zalo)" },
  sample: {
    vi: "Văn phòng mẫu: huyện, xã là thật; chi hội, người và số liệu là dựng.",
    en: "A sample office: districts and communes are real; branches, people and figures are made up."
  },

  "sign-in": { vi: "Đăng nhập", en: "Sign in" },
  account: { vi: "Tên đăng nhập", en: "Account" },
  "account-hint": {
    vi: "Ở văn phòng mẫu: tinh, huyen, xa, hoa, lien",
    en: "In the sample office: tinh, huyen, xa, hoa, lien"
  },
  password: { vi: "Mật khẩu", en: "Password" },
  "password-hint": {
    vi: "In trong cửa sổ dòng lệnh, chỗ chạy npm start",
    en: "Printed in the terminal where npm start runs"
  },
  "show-password": { vi: "Hiện mật khẩu", en: "Show the password" },
  "send-link": { vi: "Gửi cho tôi đường dẫn đăng nhập", en: "Send me a link to sign in" },
  "link-sent": {
    vi: "Nếu có tài khoản này, đường dẫn đã được gửi. Mở tin nhắn Zalo hoặc hộp thư; đường dẫn dùng một lần, trong 15 phút.",
    en: "If there is such an account, a link is on its way by Zalo or mail; it works once, for 15 minutes."
  },
  "account-first": { vi: "Xin ghi tên đăng nhập trước.", en: "Write the account first." },
  "wrong-password": {
    vi: "Tên đăng nhập hoặc mật khẩu chưa đúng. Xem lại chữ hoa, chữ thường và dấu gạch nối.",
    en: "Account or password is not right. Look at capitals and hyphens again."
  },
  "wrong-link": {
    vi: "Đường dẫn này đã dùng rồi hoặc đã quá 15 phút. Xin đăng nhập bằng mật khẩu hoặc xin đường dẫn mới.",
    en: "This link was used already or is older than 15 minutes. Use the password, or ask for a new link."
  },
  redeeming: { vi: "Đang đăng nhập bằng đường dẫn …", en: "Signing in with the link …" },
  "session-over": {
    vi: "Phiên làm việc đã hết. Xin đăng nhập lại; số đã điền vẫn còn trên máy này.",
    en: "The session has ended. Please sign in again; what was filled in is still on this device."
  },

  hello: { vi: "Chào {address} {name}", en: "Hello, {name}" },
  "page-board": { vi: "Theo dõi", en: "Board" },
  "page-totals": { vi: "Tổng hợp", en: "Totals" },
  "page-units": { vi: "Đơn vị", en: "Units" },
  "page-people": { vi: "Cán bộ", en: "People" },
  "page-outbox": { vi: "Tin đã gửi", en: "Messages" },
  "page-postings": { vi: "Chuyển tay", en: "By hand" },
  "page-mailbox": { vi: "Hộp thư", en: "Mailbox" },

  due: { vi: "Hạn nộp: {due}", en: "Due: {due}" },
  "fill-in": { vi: "Điền báo cáo", en: "Fill in the report" },
  "go-on": { vi: "Điền tiếp", en: "Go on filling in" },
  correct: { vi: "Sửa và gửi lại", en: "Correct and send again" },
  "look-again": { vi: "Xem lại số đã gửi", en: "Look at what was sent" },
  "way-sending": { vi: "Đang gửi …", en: "Being sent …" },
  "way-waiting": {
    vi: "Đã bấm gửi, chưa tới: có mạng là tự gửi",
    en: "Sent off, not there yet: it goes when the line is back"
  },
  "way-sign-in": {
    vi: "Đã bấm gửi, chưa tới: đăng nhập lại là tự gửi",
    en: "Sent off, not there yet: it goes when you sign in"
  },
  "way-stopped": { vi: "Gửi chưa được, cần xem lại", en: "Not accepted, please look at it" },
  "way-open": { vi: "Mở ra xem và gửi lại", en: "Open it and send again" },
  "wrong-approved": {
    vi: "Thấy số nào sai, chị gọi {who} nhờ trả lại để sửa.",
    en: "A figure is wrong? Ask {who} to send the report back."
  },
  "wrong-sealed": {
    vi: "Số đã chốt. Thấy số nào sai, chị báo {who} để gửi bản bổ sung.",
    en: "The figures are sealed. One is wrong? Tell {who}, so that an amendment is made."
  },
  "returned-title": { vi: "{who} trả lại để sửa", en: "{who} sent it back" },
  "the-upper-unit": { vi: "Cấp trên", en: "The unit above" },
  "status-none": { vi: "Chưa nộp", en: "Not sent yet" },
  "status-draft": { vi: "Đang điền dở, chưa nộp", en: "Begun, not sent yet" },
  "status-submitted": { vi: "Đã nộp, chờ cấp trên xem", en: "Sent; the unit above looks at it" },
  "status-returned": { vi: "Bị trả lại, cần sửa", en: "Sent back, to be corrected" },
  "status-approved": { vi: "Đã được duyệt", en: "Approved" },
  "status-sealed": { vi: "Đã chốt", en: "Sealed" },
  "status-waived": { vi: "Được miễn kỳ này", en: "Waived this time" },
  "sent-before": { vi: "Đã gửi", en: "Sent so far" },
  "sent-in": { vi: "{period}: {status}", en: "{period}: {status}" },
  "nothing-sent": { vi: "Chưa gửi báo cáo nào.", en: "No report was sent yet." },
  nothing: { vi: "không có số", en: "no figure" },

  "report-of": { vi: "Báo cáo của {unit}", en: "The report of {unit}" },
  field: { vi: "Chỉ tiêu", en: "Field" },
  "this-time": { vi: "Kỳ này", en: "This time" },
  "last-time": { vi: "Kỳ trước", en: "Last time" },
  "look-at-this": { vi: "Xin xem lại", en: "Look again" },
  history: { vi: "Đã xảy ra", en: "What happened" },
  approve: { vi: "Duyệt", en: "Approve" },
  "approve-done": { vi: "Đã duyệt báo cáo của {unit}.", en: "The report of {unit} is approved." },
  return: { vi: "Trả lại để sửa", en: "Send back" },
  "return-reason": { vi: "Cần sửa gì?", en: "What is to be corrected?" },
  "return-reason-hint": {
    vi: "Ghi rõ chỉ tiêu nào; người nộp đọc được nguyên văn.",
    en: "Name the field; whoever filed it reads exactly this."
  },
  "return-due": { vi: "Hạn gửi lại", en: "New due day" },
  "return-send": { vi: "Gửi trả lại", en: "Send it back" },
  "return-done": { vi: "Đã trả lại cho {unit}, hạn {due}.", en: "Sent back to {unit}, due {due}." },
  "due-first": { vi: "Xin chọn ngày hạn gửi lại.", en: "Choose the day by which it comes back." },
  "reason-first": { vi: "Xin ghi lý do, để người nộp biết sửa gì.", en: "Write why, so that it can be corrected." },
  seal: { vi: "Chốt số liệu", en: "Seal" },
  "seal-hint": {
    vi: "Chốt là ký: sau đó chỉ sửa được bằng bản bổ sung có lý do.",
    en: "To seal is to sign: afterwards only an amendment with a reason changes it."
  },
  amend: { vi: "Gửi bản bổ sung (sửa số đã chốt)", en: "Amend (correct what is sealed)" },
  "amend-note": {
    vi: "Báo cáo của {unit} đã chốt. Sửa số dưới đây, ghi lý do, rồi gửi; bản đã chốt vẫn được giữ.",
    en: "The report of {unit} is sealed. Correct the figures, say why, and send; what was sealed is kept as well."
  },
  "amend-reason": { vi: "Vì sao sửa số đã chốt?", en: "Why are sealed figures corrected?" },
  "amend-reason-first": {
    vi: "Chưa ghi lý do sửa số đã chốt; ghi ở ô đầu trang rồi gửi lại.",
    en: "There is no reason yet; write it at the top of the page and send again."
  },
  "amend-no-line": {
    vi: "Chưa gửi được vì không có mạng. Giữ trang này mở, có mạng thì gửi lại.",
    en: "Not sent: there is no line. Leave this page open and send again when the line is back."
  },
  "seal-done": { vi: "Đã chốt báo cáo {period} của {unit}.", en: "The report of {unit} for {period} is sealed." },
  "by-phone": { vi: "Nhập thay (nghe qua điện thoại)", en: "Enter for her (by telephone)" },
  "by-phone-note": {
    vi: "Chị đang nhập thay {unit}. Báo cáo ghi rõ người nhập và người chịu trách nhiệm số liệu.",
    en: "You are entering this for {unit}. The report says who typed it and who answers for it."
  },
  "on-behalf": {
    vi: "{typed} nhập thay; {answers} chịu trách nhiệm số liệu.",
    en: "Typed by {typed}; {answers} answers for the figures."
  },
  "send-own": { vi: "Điền báo cáo của {unit}", en: "Fill in the report of {unit}" },
  "see-totals": { vi: "Số tổng hợp", en: "Totals" },
  print: { vi: "Tải báo cáo Word", en: "Word report" },
  "print-hint": {
    vi: "Số liệu đã nhận đến lúc này, theo thể thức văn bản của Hội.",
    en: "What came in so far, in the official layout."
  },
  "happened-draft-saved": { vi: "lưu nháp", en: "draft kept" },
  "happened-submitted": { vi: "nộp", en: "sent" },
  "happened-returned": { vi: "trả lại", en: "sent back" },
  "happened-approved": { vi: "duyệt", en: "approved" },
  "happened-sealed": { vi: "chốt", en: "sealed" },
  "happened-amended": { vi: "bổ sung", en: "amended" },
  "happened-extended": { vi: "gia hạn", en: "extended" },
  "happened-waived": { vi: "miễn", en: "waived" },
  "happened-other": { vi: "thay đổi", en: "changed" },
  "happened-line": { vi: "{when}: {who} {what}", en: "{when}: {who} {what}" },
  until: { vi: "hạn {due}", en: "due {due}" },

  "board-wait": { vi: "Chờ duyệt: {n}", en: "Waiting for approval: {n}" },
  "board-wait-none": { vi: "Không có báo cáo nào chờ duyệt.", en: "No report waits for approval." },
  "totals-title": { vi: "Tổng hợp {period}", en: "Totals, {period}" },
  "pick-unit": { vi: "Tìm đơn vị", en: "Find a unit" },

  "units-title": { vi: "Đơn vị và sắp xếp", en: "Units and their redraw" },
  "units-redraw-note": {
    vi: "Đơn vị nào thành đơn vị nào, theo các nghị quyết 202/2025/QH15, 1668/NQ-UBTVQH15. Với đồng hồ tháng 10/2024 của văn phòng mẫu, đây là việc sắp tới.",
    en: "Who became whom by resolutions 202/2025/QH15 and 1668/NQ-UBTVQH15. By the clock of this office, October 2024, that is still to come."
  },
  "units-day": { vi: "Xem cây đơn vị ngày", en: "The tree on" },
  "units-count": { vi: "Ngày {date}: {n} đơn vị", en: "On {date}: {n} units" },
  "units-pick": { vi: "Chọn một đơn vị để xem đã thành đơn vị nào.", en: "Choose a unit to see what became of it." },

  "units-same": { vi: "Đơn vị này không thay đổi.", en: "Nothing changed for this unit." },

  "people-title": { vi: "Cán bộ phụ trách", en: "Officers" },
  "people-pick": { vi: "Chọn đơn vị", en: "Choose a unit" },
  "people-vacant": { vi: "chưa có người phụ trách", en: "vacant" },
  "people-below": { vi: "Đơn vị trực thuộc", en: "Units below" },
  "people-since": { vi: "{title}, từ {since}", en: "{title}, since {since}" },

  "outbox-title": { vi: "Tin đã gửi", en: "Messages" },
  "outbox-all": { vi: "Tất cả ({n})", en: "All ({n})" },
  "outbox-sent": { vi: "Đã gửi ({n})", en: "Sent ({n})" },
  "outbox-waiting": { vi: "Đang chờ ({n})", en: "Waiting ({n})" },
  "outbox-stuck": { vi: "Không gửi được ({n})", en: "Not delivered ({n})" },
  "outbox-unknown": { vi: "Chưa rõ ({n})", en: "Unknown ({n})" },
  "outbox-none": { vi: "Không có tin nào ở mục này.", en: "No message here." },
  "outbox-show": { vi: "Lọc theo", en: "Show" },
  "outbox-more": { vi: "Xem thêm {n} tin", en: "{n} more" },
  "state-queued": { vi: "đang chờ", en: "waiting" },
  "state-handing": { vi: "đang gửi", en: "being handed over" },
  "state-accepted": { vi: "đã gửi", en: "sent" },
  "state-undelivered": { vi: "không gửi được", en: "not delivered" },
  "state-cancelled": { vi: "thôi gửi, vì đã nộp", en: "cancelled, the report came in" },
  "state-expired": { vi: "quá hạn gửi", en: "expired" },
  "state-unknown": { vi: "chưa rõ có tới không", en: "outcome unknown" },
  "road-email": { vi: "thư điện tử", en: "mail" },
  "road-zalo": { vi: "Zalo", en: "Zalo" },
  "road-by-hand": { vi: "chuyển tay", en: "by hand" },
  "settle-arrived": { vi: "Đã tới rồi", en: "It arrived" },
  "settle-again": { vi: "Gửi lại", en: "Send again" },
  "settle-drop": { vi: "Bỏ qua", en: "Leave it" },

  "postings-title": { vi: "Tin phải chuyển tay", en: "To pass on by hand" },
  "postings-note": {
    vi: "Những người này không có Zalo, thư điện tử trong danh sách. Gọi điện hoặc nhắn giúp, rồi bấm “Đã chuyển”.",
    en: "These people have neither Zalo nor mail on the list. Call or tell them, then press “Passed on”."
  },
  "postings-none": { vi: "Không có tin nào phải chuyển tay.", en: "Nothing to pass on." },
  "postings-done": { vi: "Đã chuyển", en: "Passed on" },
  "postings-could-not": { vi: "Không liên lạc được", en: "Could not reach her" },
  "postings-copy": { vi: "Chép nội dung", en: "Copy the text" },
  "postings-copied": { vi: "Đã chép", en: "Copied" },

  "mailbox-title": { vi: "Hộp thư của văn phòng mẫu", en: "Mailbox of the sample office" },
  "mailbox-note": {
    vi: "Không thư nào đi ra ngoài: mọi thư lẽ ra được gửi đều nằm ở đây.",
    en: "No mail leaves this machine: whatever would have been sent lies here."
  },
  "mailbox-none": { vi: "Chưa có thư nào.", en: "No mail yet." },
  "mail-to": { vi: "Gửi {to}, {when}", en: "To {to}, {when}" },
  "live-off": { vi: "Mất kết nối, số liệu có thể đã cũ.", en: "The line is down; figures may be old." }
})

/** A word of the pages. */
export type Code = keyof typeof texts
