import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const problems = Catalogue.make({
  "own.not-mapping": {
    vi: "Tệp này không phải bảng ghép ô (cần template, column và fields); xem ví dụ trong tài liệu rồi viết lại",
    en: "This file is no mapping (template, column and fields are needed); look at the example in the documentation"
  },
  "own.yaml": {
    vi: "Không đọc được dòng này của bảng ghép ô ({detail}); xem lại dấu hai chấm và khoảng trắng đầu dòng",
    en: "This line of the mapping cannot be read ({detail}); check colons and spaces at the beginning"
  },
  "own.other-template": {
    vi: "Bảng ghép ô là của mẫu {found}, không phải {wanted}; chọn đúng bảng ghép ô",
    en: "The mapping is for template {found}, not {wanted}; take the right one"
  },
  "own.field-unknown": {
    vi: "Mẫu {template} không có chỉ tiêu {field}; sửa lại mã trong bảng ghép ô",
    en: "Template {template} has no field {field}; correct the code in the mapping"
  },
  "own.label-missing": {
    vi: "Không tìm thấy ô ghi “{label}” cho {field} trong sổ Excel{meant}; sửa lại chữ trong bảng ghép ô hoặc trong sổ",
    en: "No cell says “{label}” for {field} in the workbook{meantEn}; correct the words in the mapping or the workbook"
  },
  "own.label-twice": {
    vi: "Có nhiều ô ghi “{label}” ({cells}) cho {field}; thêm under: chữ của dòng đứng trên nó",
    en: "Several cells say “{label}” ({cells}) for {field}; add under: the words of the row above it"
  },
  "own.column-missing": {
    vi: "Không tìm thấy cột “{label}” phía trên dòng của {field}; sửa lại tên cột trong bảng ghép ô",
    en: "No heading “{label}” stands above the row of {field}; correct the column in the mapping"
  },
  "own.column-twice": {
    vi: "Có nhiều cột “{label}” phía trên dòng của {field} ({cells}); đặt lại tên để mỗi cột một tên",
    en: "Several headings “{label}” stand above the row of {field} ({cells}); give each column a name of its own"
  },
  "own.same-cell": {
    vi: "Ô này được ghép cho cả {field} và {other}; mỗi chỉ tiêu cần một ô riêng",
    en: "This cell is mapped to {field} and to {other}; each field needs a cell of its own"
  },
  "own.has-formula": {
    vi: "Ô này có công thức riêng nên không ghi đè {field}; kết quả của công thức được dùng khi đọc",
    en: "This cell has a formula of its own, so that {field} is not written over it; its result is read"
  }
})

/** The problems of a province's own workbooks. */
export const issue = Issue.from(problems)
