import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "yaml.too-long": {
    vi: "Tệp mẫu dài quá 1 triệu ký tự; tách thành nhiều mẫu",
    en: "The template has more than a million characters; split it"
  },
  "yaml.too-deep": {
    vi: "Tệp có quá nhiều ngoặc lồng nhau; viết thành nhiều dòng",
    en: "The file nests too many brackets; write it on several lines"
  },
  "yaml.tab": {
    vi: "Đầu dòng có phím Tab; thay bằng dấu cách",
    en: "The line begins with a tab; use spaces"
  },
  "yaml.twice": { vi: "Mục này có hai lần; xóa bớt một", en: "This key stands twice; remove one" },
  "yaml.indent": {
    vi: "Dòng thụt vào không thẳng hàng; thụt bằng các dòng cùng mục",
    en: "The indentation is off; align the line with its neighbours"
  },
  "yaml.unclosed": {
    vi: "Thiếu dấu đóng ngoặc hoặc dấu nháy; xem lại dòng này và dòng trên",
    en: "A bracket or quote is not closed; check this line and the one above"
  },
  "yaml.colon": {
    vi: "Có hai dấu hai chấm trên một dòng; đặt nội dung trong dấu nháy kép",
    en: "Two colons on one line; put the text in double quotes"
  },
  "yaml.several": {
    vi: "Tệp có nhiều mẫu (dấu ---); để mỗi mẫu một tệp",
    en: "The file holds several documents (---); one template per file"
  },
  "yaml.broken": {
    vi: "Chỗ này viết sai quy cách YAML ({detail}); xem lại dấu câu và thụt dòng",
    en: "Not valid YAML here ({detail}); check punctuation and indentation"
  },
  "yaml.alias": {
    vi: "Mẫu không dùng dấu & và *; viết lại nội dung ở chỗ này",
    en: "Templates use no & and *; write the content here again"
  },
  "yaml.map": {
    vi: "Chỗ này cần các dòng “mục: giá trị”",
    en: "Lines of “key: value” are needed here"
  },
  "yaml.key": { vi: "Tên mục phải là chữ", en: "A key must be text" },
  "yaml.list": {
    vi: "Chỗ này cần một danh sách, mỗi dòng bắt đầu bằng dấu gạch ngang",
    en: "A list is needed here, each line beginning with a dash"
  },
  "yaml.text": { vi: "Chỗ này cần một dòng chữ", en: "A line of text is needed here" },
  "yaml.empty": {
    vi: "Chỗ này còn trống; điền nội dung hoặc bỏ dòng",
    en: "Nothing stands here; fill it or remove the line"
  },
  "yaml.keyword": {
    vi: "Không có mục “{name}”; dùng một trong: {known}",
    en: "There is no keyword “{name}”; use one of: {known}"
  },
  "yaml.keyword-meant": {
    vi: "Không có mục “{name}”; có phải “{suggestion}”?",
    en: "There is no keyword “{name}”; did you mean “{suggestion}”?"
  },
  "yaml.needed": { vi: "Thiếu “{name}”; thêm dòng {name}: …", en: "“{name}” is missing; add a line {name}: …" },
  "yaml.number": { vi: "Chỗ này cần một số, ví dụ 15 hoặc 0.5", en: "A number is needed here, as 15 or 0.5" },
  "yaml.whole": { vi: "Chỗ này cần một số nguyên", en: "A whole number is needed here" },
  "yaml.truth": { vi: "Chỗ này cần true (có) hoặc false (không)", en: "true or false is needed here" },
  "yaml.one-of": {
    vi: "“{name}” không thể là “{found}”; chọn một trong: {known}",
    en: "“{name}” cannot be “{found}”; one of: {known}"
  },
  "yaml.one-of-meant": {
    vi: "“{name}” không thể là “{found}”; có phải “{suggestion}”? Chọn một trong: {known}",
    en: "“{name}” cannot be “{found}”; did you mean “{suggestion}”? One of: {known}"
  },
  "template.extends": {
    vi: "Mẫu này kế thừa mẫu khác (extends), phải đọc cùng mẫu gốc: thêm --base TỆP, hoặc dùng Overlay.resolve",
    en: "This template extends another and is read together with it: add --base FILE, or use Overlay.resolve"
  },
  "template.kind-later": {
    vi: "Loại “{kind}” chưa dùng được ở bản này; hiện chỉ có report (báo cáo)",
    en: "Kind “{kind}” is not supported in this release; only report is"
  },
  "template.id": {
    vi: "Mã mẫu “{id}” phải có dạng chủ/tên bằng chữ thường không dấu, ví dụ hau-giang/bao-cao-thang",
    en: "Template id “{id}” must be owner/name in plain lower case, as in hau-giang/bao-cao-thang"
  },
  "template.secret": {
    vi: "Nội dung mật không được đưa vào hệ thống; bỏ câu hỏi này khỏi mẫu",
    en: "Secret content is kept out of the system; remove this question"
  },
  "template.reversed": {
    vi: "Mẫu hết hiệu lực ({to}) trước khi bắt đầu ({from}), nên không đơn vị nào phải nộp; đổi lại hai ngày",
    en: "The template ends ({to}) before it begins ({from}), so nobody would owe it; swap the two dates"
  },
  "template.empty": {
    vi: "Mẫu chưa có câu hỏi nào; thêm ít nhất một mục trong fields",
    en: "The template asks nothing; add at least one field"
  },
  "template.too-many": {
    vi: "Mẫu có {count} ô, nhiều nhất là {limit}; tách thành nhiều mẫu",
    en: "The template has {count} cells, at most {limit} are possible; split it"
  },
  "template.route-unknown": {
    vi: "Không có tuyến “{route}”; chọn một trong: {known}",
    en: "There is no route “{route}”; one of: {known}"
  },
  "due.form": {
    vi: "Hạn nộp cần một trong: day, working_days_after, days_before (cùng event)",
    en: "A due rule needs one of: day, working_days_after, days_before (with event)"
  },
  "due.day": { vi: "Ngày trong tháng phải từ 1 đến 31", en: "The day of the month must be 1 to 31" },
  "date.bad": {
    vi: "“{text}” không phải là ngày; viết năm-tháng-ngày, ví dụ 2025-06-30",
    en: "“{text}” is no date; write year-month-day, as 2025-06-30"
  },
  "level.unknown": {
    vi: "{association} không có cấp “{level}”{suggestion}; các cấp: {known}",
    en: "{associationEn} has no level “{level}”{suggestionEn}; levels: {known}"
  },
  "level.not-applied": {
    vi: "Cấp “{level}” được hỏi nhưng không có trong applies_to; thêm vào levels của applies_to",
    en: "Level “{level}” is asked but not in applies_to; add it to its levels"
  },
  "section.key": {
    vi: "Mã phần “{key}” chỉ gồm chữ không dấu, số và dấu _, bắt đầu bằng chữ",
    en: "Section key “{key}” may hold plain letters, digits and _, beginning with a letter"
  },
  "field.key": {
    vi: "Mã “{key}” chỉ gồm chữ không dấu, số và dấu _, bắt đầu bằng chữ, nhiều nhất 64 ký tự",
    en: "Key “{key}” may hold plain letters, digits and _, beginning with a letter, at most 64"
  },
  "field.reserved": {
    vi: "Mã “{key}” trùng với từ của công thức; đặt mã khác",
    en: "Key “{key}” is a word of the formula language; choose another"
  },
  "field.twice": {
    vi: "Mã “{key}” đã dùng ở trên; mỗi mã chỉ một lần",
    en: "Key “{key}” is used above; every key once"
  },
  "field.asked-of": {
    vi: "Chưa rõ ai điền “{key}”; thêm asked_of: [chi_hoi] hoặc formula",
    en: "Nobody is asked “{key}”; add asked_of: [chi_hoi] or a formula"
  },
  "field.computed-asked": {
    vi: "“{key}” được tính bằng công thức, không hỏi ai; bỏ “{name}”",
    en: "“{key}” is computed and asked of nobody; remove “{name}”"
  },
  "field.combine-needed": {
    vi: "“{key}” cộng thế nào? Thêm combine: { units: sum, periods: sum } (phát sinh trong kỳ) hoặc { units: sum, periods: last } (có đến cuối kỳ)",
    en: "How does “{key}” add up? Add combine: { units: sum, periods: sum } (a flow) or { units: sum, periods: last } (a stock)"
  },
  "field.combine-not": {
    vi: "“{key}” không cộng được ({type}); bỏ combine",
    en: "“{key}” does not add up ({type}); remove combine"
  },
  "field.combine-ratio": {
    vi: "Tỷ lệ “{key}” được tính lại từ tử số và mẫu số đã cộng; bỏ combine",
    en: "Ratio “{key}” is computed from its summed parts; remove combine"
  },
  "field.ratio-parts": {
    vi: "Tỷ lệ “{key}” cần numerator (tử số) và denominator (mẫu số) là hai mã chỉ tiêu",
    en: "Ratio “{key}” needs numerator and denominator, two field keys"
  },
  "field.unknown": {
    vi: "Không có chỉ tiêu “{name}”{suggestion}; xem lại mã",
    en: "There is no field “{name}”{suggestionEn}; check the key"
  },
  "field.not-number": {
    vi: "Chỉ tiêu {name} không phải là số đếm, số tiền hay số thập phân",
    en: "Field {name} is no count, money or decimal"
  },
  "field.itself": { vi: "“{key}” không thể là một phần của chính nó", en: "“{key}” cannot be a part of itself" },
  "field.not-for": {
    vi: "“{name}” không dùng cho loại {type}; bỏ dòng này",
    en: "“{name}” is not for type {type}; remove it"
  },
  "field.needs": {
    vi: "Loại {type} cần có “{name}”; thêm vào",
    en: "Type {type} needs “{name}”; add it"
  },
  "field.min-max": {
    vi: "min ({min}) lớn hơn max ({max}); đổi lại",
    en: "min ({min}) is above max ({max}); swap them"
  },
  "field.decimals": { vi: "decimals phải từ 0 đến 6", en: "decimals must be 0 to 6" },
  "field.part-counts": {
    vi: "“{key}” đếm {part}, còn {whole} đếm {counts}; một phần phải đếm cùng thứ với tổng",
    en: "“{key}” counts {part}, but {whole} counts {counts}; a part counts what its whole counts"
  },
  "field.counts": {
    vi: "counts không thể là “{found}”; chọn people, events, money hoặc units:cấp (ví dụ units:co_so)",
    en: "counts cannot be “{found}”; use people, events, money or units:level (as units:co_so)"
  },
  "item.twice": { vi: "Mã “{key}” có hai lần trong chỉ tiêu này", en: "Key “{key}” stands twice in this field" },
  "cycle.computed": {
    vi: "Các chỉ tiêu tính vòng quanh nhau: {names}; bỏ một công thức",
    en: "These fields wait for each other: {names}; remove one formula"
  },
  "cycle.parts": {
    vi: "Các chỉ tiêu là phần của nhau theo vòng: {names}; bỏ một part_of",
    en: "These fields are parts of each other in a circle: {names}; remove one part_of"
  },
  "rule.form": {
    vi: "Điều kiện cần đúng một trong: warn, error, relevant",
    en: "A rule needs exactly one of: warn, error, relevant"
  },
  "rule.place-unknown": {
    vi: "Lời nhắc có chỗ {{name}} nhưng không có chỉ tiêu này{suggestion}",
    en: "The text has a place {{name}}, but there is no such field{suggestionEn}"
  }
})

/** Codes of {@link issue}. */
export type TextCode = keyof typeof texts & string

/** Says what is wrong with a template. */
export const issue = Issue.from(texts)
