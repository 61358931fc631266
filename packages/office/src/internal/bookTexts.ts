import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "book.sheet-missing": {
    vi: "Thiếu trang “{sheet}”; thêm trang đó, hoặc xuất một mẫu ra Excel để lấy khuôn",
    en: "Sheet “{sheet}” is missing; add it, or export a template to Excel to have the form"
  },
  "book.sheet-meant": {
    vi: "Trang “{sheet}” không được đọc; có phải “{suggestion}”? Đổi tên trang",
    en: "Sheet “{sheet}” is not read; did you mean “{suggestion}”? Rename it"
  },
  "book.sheet-twice": {
    vi: "Có hai trang cùng tên “{sheet}”; gộp lại thành một",
    en: "Two sheets are named “{sheet}”; make them one"
  },
  "book.headings": {
    vi: "Không thấy dòng tiêu đề của trang này; cần một dòng có các cột {known}",
    en: "The sheet has no heading row; one with columns {known} is needed"
  },
  "book.heading-unknown": {
    vi: "Cột “{found}” không được đọc; đổi tên thành Ghi chú nếu chỉ để ghi nhớ, hoặc dùng một trong: {known}",
    en: "Column “{found}” is not read; call it Ghi chú if it is a note, or use one of: {known}"
  },
  "book.heading-meant": {
    vi: "Cột “{found}” không được đọc; có phải “{suggestion}”? Sửa tiêu đề",
    en: "Column “{found}” is not read; did you mean “{suggestion}”? Mend the heading"
  },
  "book.heading-twice": {
    vi: "Cột “{found}” có hai lần; xóa bớt một cột",
    en: "Column “{found}” stands twice; remove one"
  },
  "book.heading-missing": {
    vi: "Thiếu cột “{heading}”; thêm cột đó vào dòng tiêu đề",
    en: "Column “{heading}” is missing; add it to the heading row"
  },
  "book.item-unknown": {
    vi: "Không có mục “{found}”; dùng một trong: {known}",
    en: "There is no entry “{found}”; use one of: {known}"
  },
  "book.item-meant": {
    vi: "Không có mục “{found}”; có phải “{suggestion}”?",
    en: "There is no entry “{found}”; did you mean “{suggestion}”?"
  },
  "book.item-twice": {
    vi: "Mục “{found}” có hai lần; xóa bớt một dòng",
    en: "Entry “{found}” stands twice; remove one"
  },
  "book.needed": { vi: "Còn trống; điền “{heading}”", en: "Nothing stands here; fill in “{heading}”" },
  "book.one-of": {
    vi: "“{heading}” không thể là “{found}”; chọn một trong: {known}",
    en: "“{heading}” cannot be “{found}”; take one of: {known}"
  },
  "book.one-of-meant": {
    vi: "“{heading}” không thể là “{found}”; có phải “{suggestion}”? Chọn một trong: {known}",
    en: "“{heading}” cannot be “{found}”; did you mean “{suggestion}”? Take one of: {known}"
  },
  "book.number": {
    vi: "“{found}” không phải là số; ghi một số, ví dụ 15 hoặc 0,5",
    en: "“{found}” is no number; write one, as 15 or 0,5"
  },
  "book.truth": {
    vi: "“{found}” không hiểu được; ghi Có hoặc Không",
    en: "“{found}” is not understood; write Có or Không"
  },
  "book.date": {
    vi: "“{found}” không phải là ngày; ghi ngày/tháng/năm, ví dụ 15/10/2026",
    en: "“{found}” is no date; write day/month/year, as 15/10/2026"
  },
  "book.computed": {
    vi: "Ô này là công thức của Excel mà chưa có kết quả; thay bằng giá trị",
    en: "The cell holds a formula of Excel without a result; put the value in its place"
  },
  "book.excel-formula": {
    vi: "Excel hiểu ô này là công thức của Excel; đã đọc là “{found}”, xem lại, rồi bỏ dấu = ở đầu",
    en: "Excel takes the cell for its own formula; read as “{found}”: look at it, then remove the = in front"
  },
  "book.owner-unknown": {
    vi: "Không có “{found}” ở trang “{sheet}”; thêm ở trang đó hoặc sửa mã ở đây",
    en: "Sheet “{sheet}” has no “{found}”; add it there or mend the key here"
  },
  "book.owner-meant": {
    vi: "Không có “{found}” ở trang “{sheet}”; có phải “{suggestion}”?",
    en: "Sheet “{sheet}” has no “{found}”; did you mean “{suggestion}”?"
  },
  "book.twice": {
    vi: "“{found}” đã có ở trên; xóa bớt một dòng",
    en: "“{found}” stands above already; remove one row"
  },
  "book.only-overlay": {
    vi: "Trang này chỉ dùng khi mẫu kế thừa mẫu khác; điền mục “Kế thừa mẫu” ở trang “Mẫu”, hoặc xóa dòng này",
    en: "This sheet serves templates that extend another; fill in “Kế thừa mẫu” on sheet “Mẫu”, or remove the row"
  },
  "book.rest": {
    vi: "Không đọc được dòng này của trang “Khác”; sửa lại hoặc xóa dòng",
    en: "This row of sheet “Khác” cannot be read; mend or remove it"
  },
  "book.overlay": {
    vi: "Mẫu này kế thừa mẫu khác; đọc cùng mẫu gốc",
    en: "This template extends another; read it together with its base"
  }
})

/** The problems of templates in workbooks. */
export const issue = Issue.from(texts)

/** Their codes. */
export type BookCode = keyof typeof texts
