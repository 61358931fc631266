import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "input.unreadable": {
    vi: "Không đọc được dữ liệu gửi lên; gửi lại các ô theo mã chỉ tiêu",
    en: "The submission cannot be read; send the answers by field key"
  },
  "filled.unit": {
    vi: "Thiếu đơn vị báo cáo; cần unit gồm id và level (cấp)",
    en: "The reporting unit is missing; unit needs an id and a level"
  },
  "filled.earlier": {
    vi: "Không đọc được số liệu kỳ trước, cùng kỳ hoặc chỉ tiêu; gửi các ô như hệ thống đã lưu, hoặc bỏ đi",
    en: "The earlier figures or the targets cannot be read; send cells as they were stored, or leave them out"
  },
  "input.field-unknown": {
    vi: "Mẫu này không có chỉ tiêu “{name}”{suggestion}; xem lại mã",
    en: "This template has no field “{name}”{suggestionEn}; check the key"
  },
  "input.field-twice": {
    vi: "Chỉ tiêu {name} được điền hai lần; giữ lại một",
    en: "Field {name} is filled twice; keep one"
  },
  "unit.level": {
    vi: "Mẫu này không giao cho cấp {level}; xem lại đơn vị báo cáo",
    en: "This template is not for level {levelEn}; check the reporting unit"
  },
  "unit.kind": {
    vi: "Mẫu này không giao cho loại đơn vị {kind}; xem lại đơn vị báo cáo",
    en: "This template is not for units of kind {kind}; check the reporting unit"
  },
  "unit.named": {
    vi: "Mẫu này không giao cho đơn vị {unit}; xem lại đơn vị báo cáo",
    en: "This template is not for unit {unit}; check the reporting unit"
  },
  "period.type": {
    vi: "Mẫu này báo cáo theo {expected}, không theo {actual}; chọn lại kỳ",
    en: "This template is reported by {expectedEn}, not by {actualEn}; choose another period"
  },
  "period.outside": {
    vi: "Mẫu này không dùng cho kỳ bắt đầu ngày {date}; chọn lại kỳ hoặc mẫu",
    en: "This template is not in use for a period beginning {date}; choose another period or template"
  },
  "answer.kind": {
    vi: "“{label}”: {found} không phải là {wanted}; ghi lại, ví dụ {example}",
    en: "“{label}”: {found} is not {wantedEn}; write for example {exampleEn}"
  },
  "answer.too-long": {
    vi: "“{label}”: dài quá {limit} ký tự; rút ngắn lại",
    en: "“{label}”: more than {limit} characters; shorten it"
  },
  "answer.too-short": {
    vi: "“{label}”: cần ít nhất {limit} ký tự; viết rõ hơn",
    en: "“{label}”: at least {limit} characters are needed"
  },
  "answer.too-large": {
    vi: "“{label}”: số {found} quá lớn; xem lại số chữ số",
    en: "“{label}”: {found} is too large; check its digits"
  },
  "answer.fraction": {
    vi: "“{label}”: {found} có phần lẻ, ở đây ghi số nguyên (dấu chấm ngăn hàng nghìn, ví dụ 38.506)",
    en: "“{label}”: {found} has decimals, a whole number is needed (a dot groups thousands, as in 38.506)"
  },
  "answer.decimals": {
    vi: "“{label}”: {found} có quá {limit} chữ số sau dấu phẩy; làm tròn lại",
    en: "“{label}”: {found} has more than {limit} decimals; round it"
  },
  "answer.ambiguous": {
    vi: "“{label}”: {found} đọc được hai cách; dùng dấu phẩy cho phần lẻ, ví dụ 38,51",
    en: "“{label}”: {found} can be read in two ways; write decimals after a comma, as in 38,51"
  },
  "answer.approximate": {
    vi: "“{label}”: {found} là ước chừng; ghi đúng con số",
    en: "“{label}”: {found} is approximate; write the exact figure"
  },
  "answer.magnitude": {
    vi: "“{label}”: {found} không ghi được ở ô này; ghi đủ chữ số{digits}",
    en: "“{label}”: {found} cannot stand here; write all the digits{digits}"
  },
  "answer.choice": {
    vi: "“{label}”: không có lựa chọn {found}{suggestion}; chọn một trong: {known}",
    en: "“{label}”: there is no choice {found}{suggestionEn}; one of: {known}"
  },
  "answer.reason": {
    vi: "“{label}”: ghi “không áp dụng” thì cần nói rõ lý do",
    en: "“{label}”: say why it is not applicable"
  },
  "answer.rows-few": {
    vi: "“{label}”: mới có {found} dòng, cần ít nhất {limit}; ghi thêm",
    en: "“{label}”: {found} rows so far, at least {limit} are needed; add some"
  },
  "answer.files-few": {
    vi: "“{label}”: mới có {found} tệp hoặc ảnh, cần ít nhất {limit}; gửi thêm",
    en: "“{label}”: {found} files so far, at least {limit} are needed; add some"
  },
  "answer.rows-fixed": {
    vi: "“{label}”: bảng này có đúng {expected} dòng, ở đây là {found}; điền theo các dòng có sẵn",
    en: "“{label}”: the table has exactly {expected} rows, here are {found}; fill the rows that are there"
  },
  "answer.row-unknown": {
    vi: "“{label}”: không có dòng “{name}”{suggestion}; điền theo các dòng có sẵn",
    en: "“{label}”: there is no row “{name}”{suggestionEn}; fill the rows that are there"
  },
  "answer.row-twice": {
    vi: "“{label}”: dòng “{name}” có hai lần; bỏ bớt một",
    en: "“{label}”: row “{name}” stands twice; remove one"
  },
  "answer.rows": {
    vi: "“{label}”: nhiều nhất {limit} dòng; bớt lại hoặc gửi tệp kèm theo",
    en: "“{label}”: at most {limit} rows; leave some out or attach a file"
  },
  "answer.column-unknown": {
    vi: "“{label}”: bảng không có cột “{name}”{suggestion}; xem lại tên cột",
    en: "“{label}”: the table has no column “{name}”{suggestionEn}; check its name"
  },
  "answer.column-needed": {
    vi: "“{label}”: dòng {row} còn thiếu “{column}”; điền nốt",
    en: "“{label}”: row {row} lacks “{column}”; fill it in"
  },
  "field.not-asked": {
    vi: "“{label}” không hỏi cấp {level}; để trống ô này",
    en: "“{label}” is not asked of level {levelEn}; leave it empty"
  },
  "field.computed": {
    vi: "“{label}” được tính sẵn; để trống ô này",
    en: "“{label}” is computed; leave it empty"
  },
  "field.not-relevant": {
    vi: "“{label}” chỉ điền khi {when}; để trống ô này hoặc xem lại câu trên",
    en: "“{label}” is asked only when {whenEn}; leave it empty or check the answer above"
  },
  "field.required": {
    vi: "“{label}” chưa điền; ghi số liệu, hoặc “không phát sinh” nếu không có",
    en: "“{label}” is missing; give the figure, or “không phát sinh” when there is none"
  },
  "field.required-answer": { vi: "“{label}” chưa điền; trả lời câu này", en: "“{label}” is missing; answer it" },
  "value.negative": {
    vi: "“{label}”: {found} là số âm; ghi số từ 0 trở lên",
    en: "“{label}”: {found} is negative; write 0 or more"
  },
  "value.below": {
    vi: "“{label}”: {found} nhỏ hơn mức thấp nhất {limit}; xem lại",
    en: "“{label}”: {found} is below the least, {limit}; check it"
  },
  "value.above": {
    vi: "“{label}”: {found} lớn hơn mức cao nhất {limit}; xem lại",
    en: "“{label}”: {found} is above the most, {limit}; check it"
  },
  "count.more-than-itself": {
    vi: "“{label}” đếm số đơn vị, mỗi đơn vị chỉ ghi 0 hoặc 1; {found} là số gì khác",
    en: "“{label}” counts units, so one unit gives 0 or 1; {found} must count something else"
  },
  "part.exceeds": {
    vi: "“{label}” ({part}) lớn hơn “{whole}” ({found}); một phần không thể lớn hơn tổng, xem lại hai số",
    en: "“{label}” ({part}) exceeds “{whole}” ({found}); a part cannot exceed its whole, check both"
  },
  "breakdown.differs": {
    vi: "“{label}”: các phần theo “{by}” cộng lại là {sum}, tổng ghi {found}; sửa cho khớp",
    en: "“{label}”: the items by “{by}” add up to {sum}, the total says {found}; make them agree"
  },
  "breakdown.exceeds": {
    vi: "“{label}”: các phần theo “{by}” cộng lại là {sum}, lớn hơn tổng {found}; sửa lại",
    en: "“{label}”: the items by “{by}” add up to {sum}, more than the total {found}; correct them"
  },
  "breakdown.missing": {
    vi: "“{label}”: theo “{by}” còn thiếu {missing}; điền nốt, ghi 0 nếu không có",
    en: "“{label}”: by “{by}” {missing} is missing; fill it in, 0 when there is none"
  },
  "ratio.contradicts": {
    vi: "“{label}”: ghi {printed} nhưng {numerator} trên {denominator} là {computed}; xem lại hai số và tỷ lệ",
    en: "“{label}”: it says {printed}, but {numerator} of {denominator} is {computed}; check both figures and the ratio"
  },
  "ratio.without-base": {
    vi: "“{label}”: ghi {printed} nhưng “{denominator}” bằng 0; xem lại",
    en: "“{label}”: it says {printed}, but “{denominator}” is 0; check it"
  },
  "rule.warning": { vi: "{vi}", en: "{en}" },
  "rule.error": { vi: "{vi}", en: "{en}" }
})

/** Codes of {@link issue}. */
export type AnswerCode = keyof typeof texts & string

/** Says what is wrong with a submission. */
export const issue = Issue.from(texts)
