import { Catalogue } from "lienhoi"

/** What the example prints around the chats. */
export const texts = Catalogue.make({
  open: {
    vi: "Mở {url} để trả lời trên điện thoại của từng người; dừng bằng Ctrl+C.",
    en: "Open {url} to answer on everybody's phone; stop with Ctrl+C."
  },
  branch: { vi: "=== Chi hội {unit}", en: "=== Branch {unit}" },
  her: { vi: "  Chị", en: "  She" },
  us: { vi: "  Hội", en: "  We" },
  ended: { vi: "  -> báo cáo: {status}, nhận qua: {via}", en: "  -> report: {status}, by: {via}" },
  kept: { vi: "Giữ lại để xã đọc: {text}", en: "Kept for the commune to read: {text}" }
})
