import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "yaml.too-long": {
    vi: "Tệp mẫu dài quá 1 triệu ký tự; tách thành nhiều mẫu",
    en: "The template has more than a million characters; split it"
  },
  "yaml.control": {
    vi: "Chỗ này có ký tự không đọc được (mã {code}); tệp hỏng hoặc không phải văn bản, lưu lại bằng UTF-8",
    en: "An unreadable character stands here (code {code}); the file is damaged or no text, save it as UTF-8"
  },
  "yaml.many": {
    vi: "Từ đây còn nhiều mục không có trong mẫu; có phải đưa nhầm tệp? Sửa những mục ở trên trước",
    en: "From here many more keywords are unknown; is this the right file? Mend those above first"
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
  "template.not-for-kind": {
    vi: "Mẫu loại {kind} không có “{name}”; bỏ mục này hoặc đổi kind",
    en: "A template of kind {kind} has no “{name}”; remove it or change the kind"
  },
  "template.no-period": {
    vi: "Mẫu loại {kind} không có kỳ báo cáo; bỏ mục period",
    en: "A template of kind {kind} has no reporting period; remove it"
  },
  "dimension.form": {
    vi: "“{found}” chưa đúng; viết mã bộ chiều, dấu @ và phiên bản, ví dụ vwu/chieu@^1",
    en: "“{found}” is not right; write the id of the set, @ and its versions, as vwu/chieu@^1"
  },
  "dimension.set-twice": { vi: "Bộ chiều {id} đã nêu ở trên; bỏ bớt một", en: "Set {id} is named above; remove one" },
  "dimension.set-version": {
    vi: "Phiên bản “{version}” phải là ba số, ví dụ 1.0.0",
    en: "Version “{version}” must be three numbers, as 1.0.0"
  },
  "dimension.missing": {
    vi: "Chưa có tệp của bộ chiều {id} ({range}); đưa tệp đó vào cùng mẫu này",
    en: "The file of set {id} ({range}) is not there; read it together with this template"
  },
  "dimension.version": {
    vi: "Bộ chiều {id} cần bản {range}, nhưng chỉ có bản {known}; đổi số ở đây hoặc lấy đúng bản",
    en: "Set {id} is wanted in {range}, but there is only {known}; change the number here or get that version"
  },
  "dimension.several": {
    vi: "Chiều “{name}” có trong nhiều bộ ({sets}); chỉ nêu một bộ, hoặc ghi rõ các nhóm",
    en: "Dimension “{name}” is in several sets ({sets}); name one of them, or write its items here"
  },
  "dimension.none": {
    vi: "Chưa rõ các nhóm của “{name}”: thêm items (hoặc choices), hoặc nêu bộ chiều ở mục dimensions đầu mẫu",
    en: "The items of “{name}” are not known: add items (or choices), or name a set under dimensions at the top"
  },
  "dimension.unknown": {
    vi: "Các bộ chiều đã nêu không có “{name}”{suggestion}; có: {known}",
    en: "The sets named have no “{name}”{suggestionEn}; there are: {known}"
  },
  "limit.form": {
    vi: "Thời hạn cần đúng một trong: hours (giờ), days (ngày), working_days (ngày làm việc)",
    en: "A limit is exactly one of: hours, days, working_days"
  },
  "limit.range": { vi: "Thời hạn phải từ {least} đến {most}", en: "A limit must be {least} to {most}" },
  "state.key": {
    vi: "Mã trạng thái “{key}” chỉ gồm chữ không dấu, số và dấu _, bắt đầu bằng chữ",
    en: "State key “{key}” may hold plain letters, digits and _, beginning with a letter"
  },
  "source.form": {
    vi: "Nguồn số liệu cần đúng một cách: register với count: true hoặc sum (có thể thêm where, at), hoặc template với field (có thể thêm periods)",
    en: "A source is exactly one of: register with count: true or sum (and where, at), or template with field (and periods)"
  },
  "source.count": {
    vi: "count chỉ nhận true; nếu không đếm dòng, dùng sum: mã câu",
    en: "count takes only true; to add up a field, use sum: its key"
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
  "date.or": {
    vi: "“{text}” không phải là ngày; viết năm-tháng-ngày, ví dụ 2027-12-31, hoặc một trong: {known}",
    en: "“{text}” is no date; write year-month-day, as 2027-12-31, or one of: {known}"
  },
  "target.key": {
    vi: "Mã “{key}” chỉ gồm chữ không dấu, số và dấu _, bắt đầu bằng chữ, nhiều nhất 64 ký tự",
    en: "Key “{key}” may hold plain letters, digits and _, beginning with a letter, at most 64"
  },
  "target.twice": {
    vi: "Mã “{key}” đã dùng ở trên; mỗi chỉ tiêu phấn đấu một mã",
    en: "Key “{key}” is used above; every target has its own"
  },
  "target.field": {
    vi: "“{field}” không phải là mã số liệu; viết mã mẫu/mã chỉ tiêu, ví dụ vwu/bao-cao-thang/TC05",
    en: "“{field}” names no figure; write template/field, as in vwu/bao-cao-thang/TC05"
  },
  "target.field-template": {
    vi: "Chưa rõ {field} của mẫu nào; viết cả mã mẫu, ví dụ vwu/bao-cao-thang/{field}",
    en: "Of which template is {field}? Write it as well, as in vwu/bao-cao-thang/{field}"
  },
  "target.field-own": {
    vi: "Chỉ tiêu riêng đo bằng số liệu của chính mẫu này; chỉ viết {field}",
    en: "A target of a template is measured by a field of that template; write only {field}"
  },
  "target.template-unknown": {
    vi: "Không có mẫu {id}{suggestion}; xem lại mã mẫu",
    en: "There is no template {id}{suggestionEn}; check its id"
  },
  "target.not-number": {
    vi: "{field} không phải là số, nên không đo được chỉ tiêu; chọn số liệu khác",
    en: "{field} is no number and cannot measure a target; choose another field"
  },
  "target.ratio": {
    vi: "{field} là tỷ lệ; dùng kind: percent, không cần of",
    en: "{field} is a ratio; use kind: percent, without of"
  },
  "target.of-needed": {
    vi: "Phần trăm của số nào? Thêm of: { field: mã mẫu số, at: ngày } hoặc of: { units: co_so, at: ngày }",
    en: "Per cent of what? Add of: { field: key, at: day } or of: { units: co_so, at: day }"
  },
  "target.of-form": {
    vi: "Mẫu số cần đúng một trong: field (chỉ tiêu), units (số đơn vị của một cấp)",
    en: "A denominator needs exactly one of: field, units (of a level)"
  },
  "target.not-for": {
    vi: "“{name}” không dùng cho {kind}; bỏ dòng này",
    en: "“{name}” is not for {kind}; remove it"
  },
  "target.value": {
    vi: "Mức phải đạt phải lớn hơn 0, không phải {value}",
    en: "What is to be reached is more than 0, unlike {value}"
  },
  "target.reversed": {
    vi: "Hạn {by} sớm hơn ngày bắt đầu {from}; đổi lại hai ngày",
    en: "The day {by} lies before the first day {from}; swap them"
  },
  "target.outside-term": {
    vi: "{by} nằm ngoài nhiệm kỳ ({from} – {to}); sửa ngày hoặc nhiệm kỳ",
    en: "{by} lies outside the term ({from} – {to}); change the day or the term"
  },
  "target-set.id": {
    vi: "Mã bộ chỉ tiêu “{id}” phải có dạng chủ/tên bằng chữ thường không dấu, ví dụ vwu/chi-tieu-2022-2027",
    en: "The id “{id}” must be owner/name in plain lower case, as in vwu/chi-tieu-2022-2027"
  },
  "target-set.awaiting": {
    vi: "Bộ chỉ tiêu “chưa có văn bản” (awaiting) thì chưa có chỉ tiêu nào; xóa items, hoặc ghi status: adopted và văn bản",
    en: "A set without a document (awaiting) holds no target yet; remove items, or write status: adopted and the document"
  },
  "target-set.empty": {
    vi: "Bộ chỉ tiêu chưa có chỉ tiêu nào; thêm items, hoặc ghi status: awaiting nếu chưa có văn bản",
    en: "The set holds no target; add items, or write status: awaiting when there is no document yet"
  },
  "target-set.source": {
    vi: "Bộ chỉ tiêu đã ban hành cần văn bản; thêm source",
    en: "A set that was adopted names its document; add source"
  },
  "target-set.lowered-value": {
    vi: "{key} đặt mức {mine}, thấp hơn {above} của cấp trên ({value}); chỉ được bằng hoặc cao hơn",
    en: "{key} asks for {mine}, less than {above} of the level above ({value}); it may only be as much or more"
  },
  "target-set.lowered-by": {
    vi: "{key} có hạn {mine}, muộn hơn {above} của cấp trên ({value}); chỉ được bằng hoặc sớm hơn",
    en: "{key} is due by {mine}, later than {above} of the level above ({value}); it may only be as early or earlier"
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
  "field.not-in-kind": {
    vi: "“{key}”: mẫu loại {kind} không có “{name}”; bỏ dòng này",
    en: "“{key}”: a template of kind {kind} has no “{name}”; remove it"
  },
  "field.carry-fed": {
    vi: "“{key}” đã lấy số từ nơi khác (from), không gợi ý số kỳ trước nữa; bỏ carry hoặc from",
    en: "“{key}” is fed already (from) and has no use for the last answer; remove carry or from"
  },
  "field.carry-type": {
    vi: "“{key}” (loại {type}) không lấy được câu trả lời kỳ trước của {from} (loại {fromType}); chọn câu cùng loại",
    en: "“{key}” (type {type}) cannot take the last answer of {from} (type {fromType}); choose a field of the same type"
  },
  "field.rows-fixed": {
    vi: "Bảng “{key}” có dòng cố định (rows), không cần {name}; bỏ dòng này",
    en: "Table “{key}” has fixed rows and no use for {name}; remove it"
  },
  "table.column": {
    vi: "Bảng “{key}” không có cột “{name}”{suggestion}; xem lại mã cột",
    en: "Table “{key}” has no column “{name}”{suggestionEn}; check the key"
  },
  "table.combine": {
    vi: "Cột “{key}” chỉ cộng được giữa các đơn vị khi bảng {table} có dòng cố định; thêm rows hoặc bỏ combine",
    en: "Column “{key}” adds up over units only when table {table} has fixed rows; add rows or remove combine"
  },
  "record.key-type": {
    vi: "“{name}” không phân biệt được các dòng của sổ; chọn câu chữ, số, ngày hoặc chọn một mà người ta điền",
    en: "“{name}” cannot tell records apart; choose a text, number, date or choice that people fill in"
  },
  "record.key-required": {
    vi: "“{name}” phân biệt các dòng của sổ nên lúc nào cũng phải có; thêm required: true, bỏ relevant",
    en: "“{name}” tells records apart and is always needed; add required: true, remove relevant"
  },
  "record.key-none": {
    vi: "Chưa rõ câu nào phân biệt các dòng của sổ; ghi ít nhất một mã",
    en: "Which fields tell records apart? Name at least one"
  },
  "record.title-type": {
    vi: "“{name}” không dùng làm tên gọi được (loại {type}); chọn câu chữ hoặc số",
    en: "“{name}” cannot name a record (type {type}); choose a text or number"
  },
  "record.date": {
    vi: "“{name}” phải là ngày (type: date) để biết dòng nào còn, dòng nào hết",
    en: "“{name}” must be a date (type: date) to tell which records live"
  },
  "state.none": { vi: "Vụ việc cần ít nhất một trạng thái", en: "A case needs at least one state" },
  "state.unknown": {
    vi: "Không có trạng thái “{name}”{suggestion}; có: {known}",
    en: "There is no state “{name}”{suggestionEn}; there are: {known}"
  },
  "state.itself": { vi: "Trạng thái “{key}” không thể tiếp theo chính nó", en: "State “{key}” cannot follow itself" },
  "state.end-next": {
    vi: "“{key}” đã kết thúc (end: true) nên không còn {name}; bỏ một trong hai",
    en: "“{key}” is an end and has no {name}; remove one of the two"
  },
  "state.stuck": {
    vi: "Từ “{key}” không đi tiếp được; thêm next, hoặc end: true nếu vụ việc kết thúc ở đây",
    en: "Nothing follows “{key}”; add next, or end: true if the case is closed there"
  },
  "state.unreachable": {
    vi: "Không có đường nào đến trạng thái “{key}”; thêm “{key}” vào next của một trạng thái khác",
    en: "Nothing leads to state “{key}”; add it to the next of another state"
  },
  "state.endless": {
    vi: "Từ “{key}” vụ việc không bao giờ kết thúc được; thêm đường đến một trạng thái có end: true",
    en: "From “{key}” a case can never be closed; add a way to a state with end: true"
  },
  "state.start-end": {
    vi: "Trạng thái đầu tiên “{key}” không thể là kết thúc",
    en: "The first state “{key}” cannot be an end"
  },
  "acknowledge.levels": {
    vi: "Chưa rõ cấp nào phải xác nhận; ghi ít nhất một cấp",
    en: "Which levels acknowledge it? Name at least one"
  },
  "source.itself": {
    vi: "Mẫu không lấy số của chính nó; dùng carry hoặc KY_TRUOC",
    en: "A template is not fed from itself; use carry or KY_TRUOC"
  },
  "source.unknown": {
    vi: "Không có mẫu hay sổ “{name}” trong các tệp đưa vào{suggestion}; đưa tệp đó vào cùng, hoặc xem lại mã",
    en: "There is no template or register “{name}” among the files{suggestionEn}; add its file, or check the id"
  },
  "source.kind": {
    vi: "“{name}” là loại {found}, ở đây cần {wanted}; dùng {keyword}",
    en: "“{name}” is of kind {found}, here {wanted} is needed; use {keyword}"
  },
  "source.notice": {
    vi: "“{name}” là thông báo (notice), không có số liệu để lấy; chọn một báo cáo, một sổ hoặc một mẫu vụ việc",
    en: "“{name}” is a notice and has no figures to take; choose a report, a register or cases"
  },
  "source.field": {
    vi: "“{register}” không có câu “{name}”{suggestion}; xem lại mã",
    en: "“{register}” has no field “{name}”{suggestionEn}; check the key"
  },
  "source.number": {
    vi: "Câu {name} của {register} không phải số nên không cộng được; chọn câu khác hoặc dùng count: true",
    en: "Field {name} of {register} is no number and cannot be added up; choose another or use count: true"
  },
  "source.type": {
    vi: "“{key}” là loại {type}, còn {name} của {register} là loại {found}; hai câu phải cùng loại",
    en: "“{key}” is of type {type}, {name} of {register} is {found}; both must be the same"
  },
  "source.period": {
    vi: "{register} có kỳ {found}, không chia được vào kỳ {wanted} của mẫu này",
    en: "{register} is reported by {found}, which does not divide the {wanted} of this template"
  },
  "source.fold": {
    vi: "“{key}”: nhiều kỳ không gộp được bằng {periods}; ghi periods: last (kỳ cuối) hoặc first (kỳ đầu), câu là số thì thêm sum, average, min, max, count",
    en: "“{key}”: periods cannot be folded by {periods}; use periods: last or first, for numbers also sum, average, min, max, count"
  },
  "source.dates": {
    vi: "Sổ {register} không ghi {name} của mỗi dòng (record), nên không dùng at: {at}",
    en: "Register {register} has no {name} for its records, so at: {at} says nothing"
  },
  "source.due": {
    vi: "{register} không phải mẫu vụ việc có thời hạn (limit trong states), nên không dùng at: {at}",
    en: "{register} is no template of cases with time limits (limit in states), so at: {at} says nothing"
  },
  "source.items": {
    vi: "Các nhóm của “{key}” theo {by} khác các lựa chọn của sổ {register}: {found}; dùng chung một chiều (dimension)",
    en: "The items of “{key}” by {by} differ from the choices of {register}: {found}; take both from one dimension"
  },
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
