import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Span } from "./syntax.ts"

export const texts = Catalogue.make({
  "formula.empty": {
    vi: "Công thức trống; viết công thức hoặc bỏ dòng này",
    en: "Empty formula; write one or remove it"
  },
  "formula.too-long": {
    vi: "Công thức dài quá {limit} ký tự; tách thành nhiều chỉ tiêu tính",
    en: "The formula has more than {limit} characters; split it into several computed fields"
  },
  "formula.too-deep": {
    vi: "Công thức có quá nhiều ngoặc hoặc quá nhiều phép tính; tách thành nhiều chỉ tiêu tính",
    en: "The formula nests or computes too much; split it into several computed fields"
  },
  "formula.unknown-sign": {
    vi: "Không hiểu “{sign}” trong công thức; dùng + - * / ^ % = <> < <= > >= AND OR NOT",
    en: "“{sign}” has no meaning in a formula; use + - * / ^ % = <> < <= > >= AND OR NOT"
  },
  "formula.text-open": { vi: "Thiếu dấu nháy kép đóng", en: "The closing double quote is missing" },
  "formula.dot-ambiguous": {
    vi: "“{number}” đọc được hai cách; viết {whole} nếu là số nguyên, viết thêm số 0 ({decimal}) nếu là số thập phân",
    en: "“{number}” can be read in two ways; write {whole} for the whole number, or add a zero ({decimal}) for the decimal"
  },
  "formula.comma-ambiguous": {
    vi: "Dấu phẩy trong “{number}” không rõ là số thập phân hay ngăn cách; viết {decimal}, hoặc ngăn cách bằng dấu ;",
    en: "The comma in “{number}” may be a decimal or a separator; write {decimal}, or separate with ;"
  },
  "formula.number-long": {
    vi: "Số “{number}” quá lớn",
    en: "The number “{number}” is too large"
  },
  "formula.past-record": {
    vi: "Một dòng của sổ không có kỳ trước; chỉ dùng các câu của chính dòng đó",
    en: "A record has no other periods; use the fields of the record itself"
  },
  "formula.ends": {
    vi: "Công thức dừng giữa chừng; sau “{after}” cần một số hoặc một chỉ tiêu",
    en: "The formula stops midway; a number or a field is needed after “{after}”"
  },
  "formula.operand": {
    vi: "Chỗ “{found}” cần một số hoặc một chỉ tiêu",
    en: "A number or a field is needed where “{found}” stands"
  },
  "formula.bracket": {
    vi: "Thiếu ngoặc đóng “{close}” trước “{found}”",
    en: "A closing “{close}” is missing before “{found}”"
  },
  "formula.rest": {
    vi: "Thừa “{found}” hoặc thiếu dấu phép tính phía trước",
    en: "“{found}” is too much, or an operator is missing before it"
  },
  "formula.part-name": {
    vi: "Sau “{after}” cần một mã, ví dụ TC04[tu_18_30]",
    en: "A key is needed after “{after}”, as in TC04[tu_18_30]"
  },
  "formula.function-unknown": {
    vi: "Không có hàm “{name}”{suggestion}",
    en: "There is no function “{name}”{suggestionEn}"
  },
  "formula.past-name": {
    vi: "{name}(…) cần đúng một mã chỉ tiêu, ví dụ {name}(TC04)",
    en: "{name}(…) takes exactly one field, as in {name}(TC04)"
  },
  "formula.name-unknown": {
    vi: "Không có chỉ tiêu “{name}”{suggestion}; xem lại mã",
    en: "There is no field “{name}”{suggestionEn}; check the key"
  },
  "formula.label-twice": {
    vi: "Nhiều chỉ tiêu có tên {name}: {keys}; dùng mã thay cho tên",
    en: "Several fields are labelled {name}: {keys}; use the key instead"
  },
  "formula.item-unknown": {
    vi: "Chỉ tiêu {field} không có phần “{item}”{suggestion}; xem lại disaggregate",
    en: "Field {field} has no item “{item}”{suggestionEn}; check disaggregate"
  },
  "formula.column-unknown": {
    vi: "Bảng {field} không có cột số “{item}”{suggestion}",
    en: "Table {field} has no numeric column “{item}”{suggestionEn}"
  },
  "formula.list-outside": {
    vi: "{field}.{column} có nhiều giá trị; đặt trong SUM, AVERAGE, MIN, MAX hoặc COUNT",
    en: "{field}.{column} holds many values; put it inside SUM, AVERAGE, MIN, MAX or COUNT"
  },
  "formula.kind": {
    vi: "“{part}” là {actual}, chỗ này cần {expected}",
    en: "“{part}” is {actualEn}, here {expectedEn} is needed"
  },
  "formula.kinds-differ": {
    vi: "Không so sánh được “{left}” ({leftKind}) với “{right}” ({rightKind})",
    en: "“{left}” ({leftKindEn}) cannot be compared with “{right}” ({rightKindEn})"
  },
  "formula.branches-differ": {
    vi: "Hai nhánh phải cùng loại: “{left}” là {leftKind}, “{right}” là {rightKind}",
    en: "Both branches must be of one kind: “{left}” is {leftKindEn}, “{right}” is {rightKindEn}"
  },
  "formula.choice-unknown": {
    vi: "Chỉ tiêu {field} không có lựa chọn “{choice}”{suggestion}; chọn trong: {known}",
    en: "Field {field} has no choice “{choice}”{suggestionEn}; one of: {known}"
  },
  "formula.date": {
    vi: '“{text}” không phải là ngày; viết năm-tháng-ngày, ví dụ "2024-10-15"',
    en: '“{text}” is no date; write year-month-day, as in "2024-10-15"'
  },
  "formula.arguments": {
    vi: "Hàm {name} cần {expected} giá trị, đang có {actual}; dạng đúng: {shape}",
    en: "Function {name} takes {expected} arguments, not {actual}: {shapeEn}"
  },
  "formula.divides-by-zero": {
    vi: "“{divisor}” có thể bằng 0; viết IF({divisor} <> 0; {whole}; 0) hoặc đổi số chia",
    en: "“{divisor}” may be zero; write IF({divisor} <> 0; {whole}; 0) or divide by something else"
  }
})

const make = Issue.from(texts)

/** An issue whose place is a stretch of the formula. */
export const issue = (code: keyof typeof texts & string, span: Span, params: Catalogue.Params = {}): Issue.Issue =>
  make(code, params, { place: { line: 1, column: span.start + 1 } })

/** The tail of a sentence that names what was probably meant. */
export const meant = (name: string | null): { readonly suggestion: string; readonly suggestionEn: string } =>
  name === null
    ? { suggestion: "", suggestionEn: "" }
    : { suggestion: ` (có phải “${name}”?)`, suggestionEn: ` (did you mean “${name}”?)` }
