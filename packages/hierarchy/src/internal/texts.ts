/** Every sentence this package says to a person. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

export const texts = Catalogue.make({
  "unit.duplicate": {
    vi: "Mã đơn vị {unit} đã dùng cho “{name}”; mỗi đơn vị cần một mã riêng, kể cả khi đơn vị cũ đã giải thể",
    en: "Unit id {unit} already belongs to “{name}”; give every unit its own id, even after the old one has closed"
  },
  "unit.unknown": {
    vi: "Không có đơn vị {unit}; xem lại mã, hoặc thêm đơn vị này trước",
    en: "There is no unit {unit}; check the id, or add the unit first"
  },
  "unit.parent-unknown": {
    vi: "Đơn vị {unit} trực thuộc {parent}, nhưng không có đơn vị {parent}; xem lại mã đơn vị cấp trên",
    en: "Unit {unit} stands under {parent}, but there is no unit {parent}; check the id of the upper unit"
  },
  "unit.cycle": {
    vi: "Đơn vị {unit} đi vòng về chính mình ({cycle}); sửa đơn vị cấp trên của một trong các đơn vị này",
    en: "Unit {unit} comes round to itself ({cycle}); correct the upper unit of one of them"
  },
  "unit.level-unknown": {
    vi: "{association} không có cấp “{level}”; các cấp: {known}",
    en: "{association} has no level “{level}”; its levels: {known}"
  },
  "unit.level-skipped": {
    vi: "Đơn vị {unit} (cấp {level}) không được trực thuộc {parent} (cấp {parentLevel}) vào ngày {date}; cấp trên có thể là: {allowed}",
    en: "Unit {unit} ({level}) may not stand under {parent} ({parentLevel}) on {date}; it may stand under: {allowed}"
  }
})

export const issue = Issue.from(texts)
