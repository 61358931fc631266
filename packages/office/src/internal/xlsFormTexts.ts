import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "xlsform.no-survey": {
    vi: "Không có trang “survey”; một biểu mẫu XLSForm có các trang survey, choices, settings",
    en: "There is no sheet “survey”; an XLSForm has sheets survey, choices and settings"
  },
  "xlsform.no-headings": {
    vi: "Trang “{sheet}” cần dòng tiêu đề ở trên cùng với các cột {known}",
    en: "Sheet “{sheet}” needs a heading row on top with columns {known}"
  },
  "xlsform.no-fields": {
    vi: "Không có câu hỏi nào đọc được; xem danh sách những dòng không nhập được",
    en: "No question could be read; see the list of rows that were not imported"
  },
  "xlsform.type": {
    vi: "Kiểu “{type}” không có ở mẫu báo cáo, dòng này không được nhập; đổi kiểu hoặc thêm chỉ tiêu bằng tay",
    en: "Report templates have no type “{type}”, the row is not imported; change the type or add a field by hand"
  },
  "xlsform.note": {
    vi: "Dòng ghi chú không thành chỉ tiêu; nếu cần, chép sang cột Hướng dẫn của chỉ tiêu bên dưới",
    en: "A note becomes no field; where it is needed copy it to the hint of the next field"
  },
  "xlsform.in-repeat": {
    vi: "Trong một nhóm lặp không có kiểu “{type}”, dòng này không được nhập; đưa câu hỏi ra ngoài nhóm",
    en: "Inside a repeat there is no type “{type}”, the row is not imported; move the question out of the repeat"
  },
  "xlsform.list": {
    vi: "Không có danh sách lựa chọn “{list}” ở trang choices, dòng này không được nhập; thêm danh sách đó",
    en: "Sheet choices has no list “{list}”, the row is not imported; add the list"
  },
  "xlsform.list-unused": {
    vi: "Danh sách “{list}” không câu hỏi nào được nhập dùng đến, dòng này không được nhập",
    en: "No imported question uses list “{list}”, the row is not imported"
  },
  "xlsform.choice-twice": {
    vi: "Lựa chọn “{name}” đã có trong danh sách “{list}”, dòng này không được nhập; xóa bớt một dòng",
    en: "Choice “{name}” stands in list “{list}” already, the row is not imported; remove one"
  },
  "xlsform.name": {
    vi: "Thiếu tên (name) của câu hỏi, dòng này không được nhập; điền tên",
    en: "The question has no name, the row is not imported; give it one"
  },
  "xlsform.name-twice": {
    vi: "Tên “{name}” đã có ở trên, dòng này không được nhập; đặt tên khác",
    en: "Name “{name}” stands above already, the row is not imported; give it another"
  },
  "xlsform.end": {
    vi: "Dòng kết thúc này không có dòng bắt đầu; xóa dòng hoặc thêm dòng bắt đầu",
    en: "This end has no beginning; remove it or add the beginning"
  },
  "xlsform.empty": {
    vi: "Nhóm lặp “{name}” không còn cột nào nhập được, nên không thành bảng",
    en: "No column of repeat “{name}” can be imported, so it becomes no table"
  },
  "xlsform.expression": {
    vi: "“{expression}” không chuyển được thành công thức ({reason}), phần này bị bỏ; viết lại bằng tay",
    en: "“{expression}” cannot be turned into a formula ({reason}) and is left out; write it by hand"
  },
  "xlsform.division": {
    vi: "“{expression}” chia cho số có thể bằng 0: khi đó kết quả được tính là 0; xem lại",
    en: "“{expression}” divides by what may be 0: the result is then taken as 0; look at it again"
  },
  "xlsform.refused": {
    vi: "Không nhập được phần này: {reason}",
    en: "This is not imported: {reason}"
  },
  "xlsform.column": {
    vi: "Mẫu báo cáo không có điều mà cột “{heading}” nói (“{found}”), phần này bị bỏ; xem có cần làm bằng tay không",
    en: "Report templates have nothing for what column “{heading}” says (“{found}”), it is left out; see whether it is needed"
  },
  "xlsform.other": {
    vi: "“or_other” không có ở mẫu báo cáo; nếu cần, thêm lựa chọn Khác",
    en: "Report templates have no “or_other”; where it is needed add a choice for others"
  },
  "xlsform.version": {
    vi: "Phiên bản “{found}” không theo dạng 1.0.0; mẫu mới là 1.0.0",
    en: "Version “{found}” has not the form 1.0.0; the new template is 1.0.0"
  },
  "xlsform.due": {
    vi: "XLSForm không nói hạn nộp: đang để {days} ngày làm việc sau kỳ; sửa ở trang Hạn nộp",
    en: "XLSForm does not say when answers are due: {days} working days after the period are taken; change them"
  },
  "xlsform.combine": {
    vi: "XLSForm không nói cách cộng: mọi số đang để Tổng cho các đơn vị và các kỳ; xem lại từng chỉ tiêu (số cuối kỳ thì đổi thành Lấy cuối kỳ)",
    en: "XLSForm does not say how figures add up: all of them are summed over units and periods; look at each (what stands at the end of a period takes the last)"
  }
})

/** What importing an XLSForm says. */
export const issue = Issue.from(texts)

/** Its codes. */
export type XlsFormCode = keyof typeof texts
