import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** What is said about a form that came back. */
const problems = Catalogue.make({
  "form.stamp-altered": {
    vi: "Dấu của biểu mẫu này đã bị sửa, không biết chắc số liệu của đơn vị nào; tải lại biểu mẫu rồi chép số liệu sang",
    en: "The stamp of this form was altered, so that nobody knows whose figures these are; get the form again and copy the figures"
  },
  "form.stamp-twice": {
    vi: "Sổ Excel này có hai biểu mẫu; gửi mỗi biểu mẫu trong một tệp",
    en: "This workbook holds two forms; send each form in a file of its own"
  },
  "form.other-unit": {
    vi: "Đây là biểu mẫu của {found}, không phải của {wanted}; gửi đúng biểu mẫu của {wanted}",
    en: "This is the form of {found}, not of {wanted}; send the form of {wanted}"
  },
  "form.not-yours": {
    vi: "Người gửi không báo cáo cho {unit}; nhờ người phụ trách đơn vị này gửi, hoặc gửi biểu mẫu của đơn vị mình",
    en: "The sender does not report for {unit}; ask whoever does to send it, or send the form of your own unit"
  },
  "form.unknown": {
    vi: "Ở đây không có mẫu {template} bản {version} cho đơn vị {unit}, kỳ {period}; tải lại biểu mẫu của kỳ này",
    en: "There is no template {template} version {version} for unit {unit}, period {period} here; get the form of this period again"
  },
  "form.no-answers": {
    vi: "Không tìm thấy cột mã số và cột “Kỳ này” của mẫu {template}; tải lại biểu mẫu rồi chép số liệu sang",
    en: "The columns with codes and “Kỳ này” of template {template} are not there; get the form again and copy the figures"
  },
  "form.row-missing": {
    vi: "Không thấy dòng mã {key} (“{label}”); thêm lại dòng với mã này, hoặc tải lại biểu mẫu",
    en: "The row with code {key} (“{label}”) is gone; add it again with this code, or get the form again"
  },
  "form.row-unknown": {
    vi: "Dòng này có số liệu nhưng mã “{found}” không thuộc mẫu; sửa lại mã hoặc xóa dòng",
    en: "This row has figures but its code “{found}” is not in the template; correct the code or delete the row"
  },
  "form.row-uncoded": {
    vi: "Ô này ở cột “Kỳ này” nhưng dòng không có mã số nên không được đọc; nếu là số liệu thì ghi mã số của chỉ tiêu vào đầu dòng",
    en: "This cell stands in column “Kỳ này”, but its row has no code and is not read; if it is a figure write the code of its field at the beginning of the row"
  },
  "form.row-twice": {
    vi: "Mã {key} có hai dòng với số liệu khác nhau (dòng kia ở ô {cell}); giữ lại một dòng",
    en: "Code {key} has two rows with different answers (the other in cell {cell}); keep one"
  },
  "form.column-missing": {
    vi: "Bảng {table} thiếu cột mã {key} (“{label}”); tải lại biểu mẫu rồi chép số liệu sang",
    en: "Table {table} lacks the column with code {key} (“{label}”); get the form again and copy the figures"
  },
  "form.column-twice": {
    vi: "Bảng {table} có hai cột mã {key} (cột kia ở ô {cell}); giữ lại một cột",
    en: "Table {table} has two columns with code {key} (the other in cell {cell}); keep one"
  },
  "form.table-missing": {
    vi: "Không thấy bảng {table} (“{label}”); lấy lại trang đó từ biểu mẫu",
    en: "Table {table} (“{label}”) is gone; take that sheet from the form again"
  },
  "form.table-and-word": {
    vi: "Bảng {table} ghi “{found}” nhưng trong bảng vẫn có số liệu; xóa chữ này hoặc xóa số liệu",
    en: "Table {table} says “{found}” but has figures; delete the words or the figures"
  },
  "form.table-word": {
    vi: "Ô này chỉ ghi “không phát sinh”, hoặc để trống rồi điền ở trang của bảng {table}",
    en: "This cell takes only “không phát sinh”; otherwise leave it empty and fill the sheet of table {table}"
  },
  "form.stray": {
    vi: "Ô này nằm ngoài cột “Kỳ này” nên không được đọc; nếu là số liệu thì chuyển sang cột “Kỳ này”",
    en: "This cell lies outside column “Kỳ này” and is not read; move it there if it is a figure"
  },
  "form.formula-empty": {
    vi: "Ô có công thức nhưng không có kết quả; mở tệp bằng Excel rồi lưu lại, hoặc gõ thẳng số vào ô",
    en: "The cell has a formula without a result; open the file in Excel and save it, or type the figure"
  },
  "form.error-value": {
    vi: "Ô đang báo lỗi công thức của Excel; xóa công thức và gõ số",
    en: "The cell shows an Excel error; delete the formula and type the figure"
  },
  "form.date-for-number": {
    vi: "Excel đã đổi số ở ô này thành ngày {found}; gõ lại số, không dùng dấu gạch chéo",
    en: "Excel turned the figure in this cell into the date {found}; type the number again, without strokes"
  }
})

/** The problems of forms. */
export const issue = Issue.from(problems)

/** The codes of the problems of forms. */
export type FormCode = keyof typeof problems

/** What stands printed on a form. */
export const words = {
  main: "Báo cáo",
  stamp: "Dấu biểu mẫu",
  lists: "Danh mục",
  code: "Mã số",
  label: "Chỉ tiêu",
  unit: "Đơn vị tính",
  previous: "Kỳ trước",
  answer: "Kỳ này",
  help: "Hướng dẫn",
  nothing: "không phát sinh",
  notApplicable: "Không áp dụng",
  yes: "Có",
  no: "Không",
  order: "TT",
  row: "Nội dung",
  sum: "Cộng",
  end: "Hết bảng",
  computed: "Tự tính"
} as const

/** Sentences printed on a form. */
export const printed = Catalogue.make({
  unit: { vi: "Đơn vị báo cáo: {name}", en: "Unit: {name}" },
  period: { vi: "Kỳ báo cáo: {period}", en: "Period: {period}" },
  due: { vi: "Hạn nộp: {due}", en: "Due: {due}" },
  version: { vi: "Mẫu {id}, bản {version}", en: "Template {id}, version {version}" },
  how: {
    vi: "Chỉ điền vào ô màu vàng, cột “Kỳ này”. Không có thì ghi 0 hoặc “không phát sinh”. Không thuộc phạm vi đơn vị thì ghi “Không áp dụng: lý do”. Ô màu xám tự tính. Dấu * là bắt buộc.",
    en: "Fill the yellow cells of column “Kỳ này” only. Where there is none write 0 or “không phát sinh”; where it does not concern the unit “Không áp dụng: reason”. Grey cells are computed. * must be answered."
  },
  "how-table": {
    vi: "Chỉ điền vào ô màu vàng. Không được sửa dòng mã và cột mã.",
    en: "Fill the yellow cells only. Leave the codes as they are."
  },
  more: {
    vi: "Cần thêm dòng: chèn dòng phía trên dòng này",
    en: "For more rows insert them above this one"
  },
  "see-sheet": { vi: "Điền ở trang “{sheet}”", en: "Fill sheet “{sheet}”" },
  within: { vi: "Trong đó, {label}:", en: "Of these, {label}:" },
  "must-equal": { vi: "Cộng {label} (phải bằng {key})", en: "Sum of {label} (must equal {key})" },
  "part-of": { vi: "Nằm trong {key}, không lớn hơn {key}", en: "Part of {key}, no more than {key}" },
  relevant: { vi: "Chỉ trả lời khi: {when}", en: "Only when: {when}" },
  required: { vi: "Bắt buộc khi: {when}", en: "Needed when: {when}" },
  from: { vi: "Không nhỏ hơn {min}", en: "No less than {min}" },
  to: { vi: "Không lớn hơn {max}", en: "No more than {max}" },
  between: { vi: "Từ {min} đến {max}", en: "From {min} to {max}" },
  choices: { vi: "Chọn trong danh sách", en: "Choose from the list" },
  date: { vi: "Ngày/tháng/năm, ví dụ 15/10/2024", en: "Day/month/year, as 15/10/2024" },
  files: {
    vi: "Ghi tên tệp gửi kèm, cách nhau bằng dấu chấm phẩy",
    en: "Names of the files sent along, parted by semicolons"
  },
  computed: { vi: "Tự tính: {formula}", en: "Computed: {formula}" },
  "computed-later": { vi: "Máy tính sau khi nộp: {formula}", en: "Computed when handed in: {formula}" },
  ratio: { vi: "{numerator} chia cho {denominator}", en: "{numerator} divided by {denominator}" },
  whole: {
    vi: "Gõ số nguyên, không cần dấu chấm; hoặc ghi “không phát sinh”",
    en: "A whole number, or “không phát sinh”"
  },
  number: { vi: "Gõ số; hoặc ghi “không phát sinh”", en: "A number, or “không phát sinh”" },
  refused: { vi: "Số không hợp lệ", en: "The number does not fit" },
  page: { vi: "Trang &P/&N", en: "Page &P/&N" }
})

/** One printed sentence; forms are in Vietnamese. */
export const print = (code: keyof typeof printed & string, params: Catalogue.Params = {}): string =>
  Catalogue.say(printed, code, params)

/** What is asked when it cannot be known which report a file is, or whose. */
export const questions = Catalogue.make({
  "which-report": {
    vi: "Tệp {file} không có dấu của biểu mẫu; đây là báo cáo nào? {candidates}",
    en: "File {file} has no stamp of a form; which report is it? {candidates}"
  },
  who: {
    vi: "Chưa biết ai gửi tệp {file} của {unit}; người phụ trách đơn vị xác nhận giúp",
    en: "Nobody knows who sent file {file} of {unit}; please let the person in charge confirm it"
  }
})
