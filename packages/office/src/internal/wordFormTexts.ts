import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** The problems of a Word file with fields. */
export const issue = Issue.from(
  Catalogue.make({
    "word.not-one": {
      vi: "Tệp này không phải văn bản Word (.docx); mở bằng Word rồi lưu lại dạng Word Document (.docx)",
      en: "This file is no Word document (.docx); open it in Word and save it as Word Document (.docx)"
    },
    "word.macros": {
      vi: "Văn bản Word có chương trình (macro) bên trong nên không được đọc; lưu lại dạng Word Document (.docx), không có macro",
      en: "The document holds a program (macro) and is not read; save it as Word Document (.docx), without macros"
    },
    "word.too-big": {
      vi: "Văn bản Word quá lớn hoặc nén bất thường; bỏ bớt ảnh rồi lưu lại bằng Word",
      en: "The document is too large or packed in a strange way; remove pictures and save it again with Word"
    },
    "word.broken": {
      vi: "Văn bản Word bị hỏng, không đọc được; mở bằng Word rồi lưu lại",
      en: "The document is damaged and cannot be read; open it in Word and save it again"
    },
    "word.field-unknown": {
      vi: "Không có ô {name} để điền; xem lại tên trong dấu ngoặc nhọn",
      en: "There is nothing called {name} to fill in; check the name in braces"
    },
    "word.field-meant": {
      vi: "Không có ô {name} để điền; có phải {meant}? Sửa tên trong dấu ngoặc nhọn",
      en: "There is nothing called {name} to fill in; is it {meant}? Correct the name in braces"
    },
    "word.is-rows": {
      vi: "Ô {name} gồm nhiều dòng; đặt trong bảng và viết dấu thăng trước tên ở đầu dòng, dấu gạch chéo trước tên ở cuối dòng",
      en: "{name} has many rows; put it into a table with a number sign before the name where a row begins and a stroke before it where the row ends"
    },
    "word.is-text": {
      vi: "Ô {name} chỉ có một giá trị; viết tên không có dấu thăng",
      en: "{name} has one value only; write the name without a number sign"
    },
    "word.rows-open": {
      vi: "Dòng lặp {name} mở mà chưa đóng; thêm dấu gạch chéo và tên đó, trong ngoặc nhọn, ở cuối dòng",
      en: "The rows {name} are opened and not closed; add a stroke and the name, in braces, where the row ends"
    },
    "word.rows-closed": {
      vi: "Dòng lặp {name} đóng mà chưa mở; thêm dấu thăng và tên đó, trong ngoặc nhọn, ở đầu dòng",
      en: "The rows {name} are closed and not opened; add a number sign and the name, in braces, where the row begins"
    },
    "word.brace-open": {
      vi: "Dấu ngoặc nhọn mở mà chưa đóng, gần “{near}”; thêm dấu đóng hoặc xóa dấu mở",
      en: "A brace is opened and not closed, near “{near}”; close it or remove it"
    },
    "word.brace-close": {
      vi: "Dấu ngoặc nhọn đóng mà chưa mở, gần “{near}”; thêm dấu mở hoặc xóa dấu đóng",
      en: "A brace is closed and not opened, near “{near}”; open it or remove it"
    }
  })
)
