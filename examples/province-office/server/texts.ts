import { Catalogue } from "lienhoi"

/** What the terminal says. */
export const texts = Catalogue.make({
  opening: { vi: "Đang mở kho ở {folder} …", en: "Opening the store in {folder} …" },
  filling: {
    vi: "Lần đầu: đang nạp báo cáo tháng 9 của 618 đơn vị …",
    en: "First start: taking in September's reports of 618 units …"
  },
  people: { vi: "Đang lập tài khoản mẫu …", en: "Making the sample accounts …" },
  ready: { vi: "Văn phòng mẫu đã mở: {url} ({seconds} giây)", en: "The sample office is open: {url} ({seconds} s)" },
  sample: {
    vi: "Đơn vị huyện, xã là thật; chi hội, người và báo cáo là dựng.",
    en: "Districts and communes are real; branches, people and reports are made up."
  },
  clock: { vi: "Đồng hồ của văn phòng: {time} ngày {date}", en: "The clock of the office: {time}, {date}" },
  "sign-in": { vi: "Đăng nhập (mật khẩu chung: {password})", en: "Sign in (one password for all: {password})" },
  member: { vi: "  {account}  {name}, {title}, {unit}", en: "  {account}  {name}, {title}, {unit}" },
  phones: { vi: "Điện thoại mô phỏng: {url}", en: "Simulated phones: {url}" },
  "no-phones": {
    vi: "Không có điện thoại mô phỏng (thiếu @lienhoi/zalo-simulator); tin nhắn đi qua hộp thư",
    en: "No simulated phones (@lienhoi/zalo-simulator is missing); messages go by mail"
  },
  mailbox: { vi: "Hộp thư đã gửi: {url}", en: "Mailbox of what was sent: {url}" },
  api: { vi: "API: {url}", en: "API: {url}" },
  stop: {
    vi: "Dừng: Ctrl+C. Mọi thứ còn nguyên ở lần mở sau.",
    en: "Stop: Ctrl+C. Everything is there at the next start."
  },
  stopping: { vi: "Đang đóng: chờ việc đang làm xong …", en: "Closing: what is in hand is finished first …" },
  stopped: { vi: "Đã đóng.", en: "Closed." },
  usage: {
    vi: "Cách dùng: npm start -- [--data THƯ-MỤC] [--lang vi|en] [--next-morning]; cổng: PORT=3001 npm start; mở cho máy khác: HOST=0.0.0.0 npm start",
    en: "Usage: npm start -- [--data DIR] [--lang vi|en] [--next-morning]; port: PORT=3001 npm start; for other machines: HOST=0.0.0.0 npm start"
  },
  "bad-port": { vi: "PORT={port} không phải số cổng (0 đến 65535)", en: "PORT={port} is no port (0 to 65535)" },
  "port-taken": {
    vi: "Cổng {port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: PORT={other} npm start",
    en: "Another program uses port {port}. Stop it, or choose another port: PORT={other} npm start"
  },
  "host-unknown": {
    vi: "Máy này không có địa chỉ {host}; xem lại HOST",
    en: "This machine has no address {host}; check HOST"
  },
  "in-use": {
    vi: "Thư mục {folder} đang được một văn phòng khác dùng (xem cửa sổ dòng lệnh kia). Dừng nó, hoặc mở một văn phòng nữa: npm start -- --data {folder}-2",
    en: "Another office uses the folder {folder} (look for the other terminal). Stop it, or open one more: npm start -- --data {folder}-2"
  },
  "not-ours": {
    vi: "Thư mục {folder} có tệp khác, không phải của văn phòng mẫu; chọn thư mục trống cho --data",
    en: "The folder {folder} holds other files, not those of a sample office; give --data an empty one"
  },
  "open-door": {
    vi: "CHÚ Ý: HOST={host}: máy khác trong mạng vào được, không mã hóa. Chỉ dùng để thử, không đưa dữ liệu thật vào.",
    en: "NOTE: HOST={host}: other machines reach this, without encryption. For trying out only, not for real data."
  },
  trouble: { vi: "Chưa làm được: {because}", en: "Could not: {because}" }
})

/** The words of the terminal in one language. */
export const saying =
  (language: "vi" | "en") =>
  (code: keyof typeof texts, params: Catalogue.Params = {}): string =>
    Catalogue.say(texts, code, params, language)
