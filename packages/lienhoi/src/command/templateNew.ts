/**
 * `lienhoi template new ID`: the first lines of a template, or of an overlay, with a word about each.
 *
 * @since 0.1.0
 */
import { existsSync } from "node:fs"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { writeAll } from "../internal/whole.ts"
import type { Command } from "./Command.ts"

const texts = Catalogue.make({
  out: { vi: "Cần --out TỆP.yaml: nơi ghi mẫu mới", en: "--out FILE.yaml is needed: where the new template goes" },
  wrote: {
    vi: "Đã ghi {file}. Sửa trong đó, rồi: lienhoi template check {file}{more}",
    en: "Wrote {file}. Change it, then: lienhoi template check {file}{more}"
  }
})

const issue = Issue.from(
  Catalogue.make({
    "new.exists": {
      vi: "Tệp này đã có, không ghi đè; đặt tên khác hoặc xóa tệp cũ trước",
      en: "This file exists and is not overwritten; take another name or remove it first"
    }
  })
)

const schema = (name: string): string =>
  `# yaml-language-server: $schema=node_modules/@lienhoi/template/schema/${name}.schema.json`

const template = (id: string): string => `${schema("template")}
# Mẫu báo cáo. Dòng bắt đầu bằng dấu # là ghi chú, máy không đọc. Từ khóa để nguyên tiếng Anh, chỉ sửa phần sau dấu hai chấm.
template: ${id} # mã mẫu: chủ/tên, chữ thường không dấu
version: 1.0.0
title: Báo cáo tháng # tên như in trên báo cáo
period: month # kỳ: month (tháng), quarter (quý), half (6 tháng), year (năm)…
window: fifteenth # số liệu từ ngày 15 tháng trước đến ngày 14; trọn tháng thì ghi calendar
due: # hạn nộp của từng cấp: ngày trong tháng
  chi_hoi: 15
  co_so: 17
sections:
  to_chuc: # mã phần
    title: Tổ chức Hội
    asked_of: [chi_hoi] # cấp trả lời các câu của phần này
    fields:
      # Số có đến cuối kỳ: cộng các đơn vị, lấy kỳ cuối.
      - key: tong_hoi_vien # mã chỉ tiêu: chữ không dấu, số, dấu _
        label: Tổng số hội viên
        unit: người
        type: count # số đếm; loại khác: money, decimal, ratio, text, choice, bool, date, photo, file, table
        required: true # bắt buộc trả lời
        combine: { units: sum, periods: last }
      # Số phát sinh trong kỳ: cộng các đơn vị, cộng các kỳ.
      - key: hoi_vien_moi
        label: Hội viên mới kết nạp
        unit: người
        type: count
        part_of: tong_hoi_vien # là một phần, không vượt quá
        combine: { units: sum, periods: sum }
rules:
  # Nhắc xem lại khi điều kiện đúng; {…} được thay bằng số đã trả lời. Báo sai thì dùng error thay cho warn.
  - when: hoi_vien_moi > 20 % * ky_truoc(tong_hoi_vien)
    warn: Hội viên mới ({hoi_vien_moi}) tăng trên 20 % so với kỳ trước, xin xem lại
`

const overlay = (id: string, base: string): string => `${schema("overlay")}
# Mẫu của tỉnh, kế thừa mẫu của cấp trên. Dòng bắt đầu bằng dấu # là ghi chú; bỏ dấu # ở đầu dòng nào thì dòng đó có hiệu lực.
template: ${id} # mã mẫu: chủ/tên, chữ thường không dấu
extends: ${base} # mẫu gốc và phiên bản: ^1 là mọi phiên bản 1.x
version: 1.0.0

# title: Báo cáo tháng, có chỉ tiêu riêng của tỉnh
# due: { chi_hoi: 14 } # hạn nộp riêng của một cấp

# Chỉ tiêu riêng: viết dưới add, trong phần có sẵn của mẫu gốc hoặc phần mới (phần mới thì có title).
# sections:
#   rieng_cua_tinh:
#     title: Chỉ tiêu riêng của tỉnh
#     asked_of: [chi_hoi]
#     add:
#       - key: hoi_vien_cu_lao
#         label: Hội viên ở cù lao
#         unit: người
#         type: count
#         combine: { units: sum, periods: last }

# relabel: { TC04: Tổng số hội viên của chi hội } # lời khác cho chỉ tiêu của mẫu gốc
# hide: [HD06] # không hỏi nữa; không ẩn được chỉ tiêu mà cấp trên cộng
# tighten: { TC05: { required: true, max: 100 } } # hỏi chặt hơn
# rules: # điều phải đúng thêm
#   - when: hoi_vien_cu_lao > TC04
#     warn: Hội viên ở cù lao ({hoi_vien_cu_lao}) nhiều hơn tổng số, xin xem lại
`

/** `lienhoi template new ID` */
export const scaffold: Command = {
  words: ["template", "new"],
  synopsis: "OWNER/NAME --out FILE.yaml [--extends vwu/bao-cao-thang@^1]",
  summary: { vi: "Viết sẵn những dòng đầu của một mẫu mới", en: "Write the first lines of a new template" },
  options: ["out", "extends"],
  takes: [1, 1],
  run: async ({ positionals: [id = ""], options, language }) => {
    const { out, extends: base } = options
    if (out === undefined) return { end: "usage", message: texts.out }
    if (existsSync(out)) return { end: "bad-input", issues: [Issue.inFile(issue("new.exists"), out)] }
    const text = base === undefined ? template(id) : overlay(id, base.includes("@") ? base : `${base}@^1`)
    // What is wrong with the id, or with the base, is said as it would be said of the file.
    const read = base === undefined ? Template.parse(text, { file: out }) : Overlay.parse(text, { file: out })
    if (!read.ok) return { end: "bad-input", issues: read.issues }
    writeAll([{ path: out, content: text }])
    const more = base === undefined ? "" : " --base …"
    return {
      end: "done",
      lines: [Catalogue.say(texts, "wrote", { file: out, more }, language)],
      json: { written: [out] }
    }
  }
}
