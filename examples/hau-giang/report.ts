/**
 * The province's report on paper: what its editor chose of the month, and the files that are made of it. Her own words are
 * made up, as the branches' are.
 */
import { type App, ConsolidatedBook, OfficialReport, ReportBook, ReportWord } from "lienhoi"
import { good } from "./stage.ts"

/** What she chose: figures that matter, three voices of seventy, her own first and last words. */
const chosen: NonNullable<OfficialReport.Asked["selection"]> = {
  opening: [
    "Thực hiện chương trình công tác năm 2024, Ban Thường vụ Hội LHPN tỉnh Hậu Giang báo cáo kết quả tháng 10 năm 2024 như sau:"
  ],
  sections: [
    {
      section: "phan_anh",
      title: "Tình hình tư tưởng, đời sống hội viên, phụ nữ",
      text: [
        "Trong tháng, tư tưởng cán bộ, hội viên, phụ nữ trong tỉnh ổn định; chị em phấn khởi chuẩn bị các hoạt động kỷ niệm ngày Phụ nữ Việt Nam 20/10."
      ],
      lead: "Một số ý kiến từ cơ sở:",
      narratives: [
        { field: "PA05", unit: "hg-c240" },
        { field: "PA05", unit: "hg-c481" },
        {
          field: "PA05",
          unit: "hg-c118",
          text: "Hội viên ấp 6, xã Tân Hòa mong có thêm lớp dạy nghề mở tại ấp để chị em có con nhỏ theo học được."
        }
      ],
      figures: ["PA01", "PA02"]
    },
    {
      section: "to_chuc",
      title: "Tổ chức Hội, hội viên",
      table: ["TC02", "TC03", "TC04", "TC05", "TC06", "TC19"]
    },
    {
      section: "truyen_thong",
      text: ["Các cấp Hội tiếp tục duy trì mô hình “Phủ xanh thông tin tích cực” trên mạng xã hội:"],
      figures: ["TT03", "TT04", "TT05", "TT10"]
    },
    { section: "thiet_bi", figures: ["TB01", "CN11", "CN12"] },
    { section: "hoi_hop", figures: ["HO01", "HO03", "HO04"] },
    { section: "kinh_te", figures: ["KT01", "KT02", "KT03", "KT05"] },
    {
      section: null,
      title: "Nhiệm vụ trọng tâm tháng 11 năm 2024",
      text: [
        "Tiếp tục hướng dẫn chi hội sinh hoạt qua nhóm Zalo; rà soát nhu cầu học nghề, vay vốn của hội viên theo các ý kiến nêu trên, đề xuất với chính quyền địa phương.",
        "Gửi báo cáo đúng hạn ở cả ba cấp, không để đơn vị trễ hạn như tháng này."
      ]
    }
  ]
}

/** The province's report, the table of its annex, and the tree of all units behind it. */
export const files = async (app: App, period: string): Promise<{ readonly [path: string]: Uint8Array }> => {
  const document = good(
    await OfficialReport.of(app, {
      period,
      place: "Vị Thanh",
      number: 215,
      date: "2024-10-22",
      summary: "Kết quả công tác Hội và phong trào phụ nữ tháng 10 năm 2024",
      to: ["Đoàn Chủ tịch Trung ương Hội Liên hiệp Phụ nữ Việt Nam"],
      recipients: [
        "Như trên",
        "Ban Thường vụ Tỉnh ủy (để báo cáo)",
        "Hội LHPN các huyện, thị xã, thành phố",
        "Lưu: VT"
      ],
      selection: chosen
    })
  )
  const total = good(await app.total({ period }))
  return {
    "bao-cao.docx": await ReportWord.write(document),
    "phu-luc.xlsx": await ReportBook.write(document),
    "tong-hop.xlsx": await ConsolidatedBook.write({ total })
  }
}
