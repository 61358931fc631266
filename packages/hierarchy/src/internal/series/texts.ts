/** What the import of dated lists says to a person. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "table.code-missing": {
    vi: "Dòng này thiếu mã; ghi mã đơn vị vào cột code",
    en: "This row has no code; write the unit's code in column code"
  },
  "table.name-missing": {
    vi: "Đơn vị mã {code} chưa có tên; ghi tên vào cột name",
    en: "The unit with code {code} has no name; write it in column name"
  },
  "table.level-unknown": {
    vi: "{name} (mã {code}): không có cấp “{level}”; các cấp: {known}",
    en: "{name} (code {code}): there is no level “{level}”; the levels: {known}"
  },
  "table.code-twice": {
    vi: "Mã {code} đã có ở dòng {line} trong cùng những ngày này; mỗi mã chỉ thuộc một đơn vị vào một ngày",
    en: "Code {code} stands on line {line} for the same days; on one day a code belongs to one unit"
  },
  "table.parent-missing": {
    vi: "{name} (mã {code}, cấp {level}) thiếu mã đơn vị cấp trên nên sẽ không được cộng vào đâu; ghi vào cột parent_code",
    en: "{name} (code {code}, {level}) has no upper unit and would be added up nowhere; write its code in parent_code"
  },
  "table.parent-unknown": {
    vi: "{name} (mã {code}) trực thuộc mã {parent}, nhưng ngày {date} danh sách không có mã này; xem lại cột parent_code",
    en: "{name} (code {code}) stands under code {parent}, which the list does not have on {date}; check parent_code"
  },
  "table.cycle": {
    vi: "{name} (mã {code}) đi vòng về chính mình ({cycle}); sửa cột parent_code của một trong các dòng này",
    en: "{name} (code {code}) comes round to itself ({cycle}); correct parent_code in one of these rows"
  },
  "table.to-before-from": {
    vi: "Ngày kết thúc {to} trước ngày bắt đầu {from}; sửa một trong hai",
    en: "The last day {to} comes before the first day {from}; correct one of them"
  },
  "series.day-twice": {
    vi: "Có hai danh sách cùng ngày {date} ({files}); giữ một danh sách cho mỗi ngày",
    en: "Two lists bear the same day {date} ({files}); keep one list per day"
  },
  "series.empty": {
    vi: "Danh sách ngày {date} không có đơn vị nào; nếu nhập, cả cây sẽ bị khép. Xem lại tệp",
    en: "The list of {date} has no unit; taking it in would close the whole tree. Check the file"
  },
  "series.after-next": {
    vi: "{name} (mã {code}) bắt đầu {from}, khi danh sách sau đã là của ngày {next}; chuyển dòng này sang danh sách ấy, hoặc sửa ngày",
    en: "{name} (code {code}) begins on {from}, but the next list is already of {next}; move the row there or correct the day"
  },
  "series.contradiction": {
    vi: "{name} (mã {code}) ghi là có từ {from}, nhưng danh sách ngày {date} nói khác (dòng {line}); sửa một trong hai",
    en: "{name} (code {code}) is said to hold since {from}, but the list of {date} says otherwise (line {line}); correct one of them"
  },
  "series.silent": {
    vi: "Danh sách ngày {date} không nói gì về {count} đơn vị bên dưới {units}; nhập thì các đơn vị ấy bị khép. Nếu danh sách chỉ nói về một đơn vị và bên dưới, ghi mã đơn vị đó: --within MÃ. Nếu các đơn vị ấy thôi hoạt động thật: --all",
    en: "The list of {date} says nothing of {count} units below {units}; taking it in closes them. If the list speaks of one unit and what is below it, name that unit: --within CODE. If those units did end: --all"
  },
  "series.scope-unknown": {
    vi: "Ngày {date} trong lịch sử không có đơn vị nào mang mã {code}; xem lại --within",
    en: "No unit of the history bears code {code} on {date}; check --within"
  },
  "series.outside": {
    vi: "{count} dòng của danh sách, đầu tiên là {name} (mã {code}), mang mã mà trong lịch sử là của đơn vị không thuộc {within}; bỏ các dòng này, hoặc sửa --within",
    en: "{count} rows of the list, the first of them {name} (code {code}), bear codes of units that are not below {within} in the history; remove the rows or correct --within"
  },
  "series.inside-history": {
    vi: "Ngày {date} không sau ngày cuối cùng đã có trong lịch sử ({last}); danh sách mới phải sau ngày đó. Muốn sửa quá khứ, thu hồi sự kiện sai rồi ghi lại",
    en: "{date} does not come after the last day of the history ({last}); a new list must. To correct the past, withdraw what is wrong and record it anew"
  },
  "series.recorded-before": {
    vi: "Thời điểm ghi {instant} không sau lần ghi cuối cùng trong lịch sử ({last}); ghi với thời điểm hiện tại",
    en: "The moment of recording {instant} does not come after the last one of the history ({last}); record it now"
  },
  "identity.verdict-unreadable": {
    vi: "Cột same ghi “{given}”; chỉ nhận yes (có) hoặc no (không)",
    en: "Column same says “{given}”; it takes yes or no"
  },
  "identity.day-unknown": {
    vi: "Ngày {date} không có thay đổi nào để xét; các ngày có thay đổi: {days}",
    en: "Nothing changes on {date}; the days of change are: {days}"
  },
  "identity.new-code-missing": {
    vi: "Ghi là cùng một đơn vị thì cần mã mới; ghi vào cột new_code",
    en: "To be the same unit it needs its new code; write it in column new_code"
  },
  "identity.contradiction": {
    vi: "Mã {code} ngày {date} đã được quyết định ở dòng {line}; một đơn vị chỉ có thể là một",
    en: "Code {code} on {date} was decided on line {line}; a unit can be only one"
  },
  "code.unknown-before": {
    vi: "Trước ngày {date} không có đơn vị nào mang mã {code}; xem lại cột old_code",
    en: "No unit bore code {code} before {date}; check column old_code"
  },
  "code.unknown-after": {
    vi: "Từ ngày {date} không có đơn vị nào mang mã {code}; xem lại cột new_code",
    en: "No unit bears code {code} from {date} on; check column new_code"
  },
  "redraw.extent-unreadable": {
    vi: "Cột extent ghi “{given}”; chỉ nhận whole (toàn bộ) hoặc partial (một phần)",
    en: "Column extent says “{given}”; it takes whole or partial"
  },
  "redraw.line-twice": {
    vi: "Mã {old} vào mã {new} đã có ở dòng {line}; xóa một dòng",
    en: "Code {old} into code {new} stands on line {line} already; remove one"
  },
  "redraw.doubled": {
    vi: "{name} (mã {old}) được ghi là vào toàn bộ một đơn vị, lại còn vào đơn vị khác (dòng {line}); số liệu sẽ bị cộng hai lần. Đổi thành partial ở mọi dòng của mã này, hoặc bỏ bớt dòng",
    en: "{name} (code {old}) goes whole into one unit and into another as well (line {line}); its figures would count twice. Make every row of the code partial, or remove rows"
  },
  "redraw.rest-lost": {
    vi: "{name} (mã {old}) chỉ vào một phần mã {new}, phần còn lại không có nơi nhận; thêm dòng cho phần còn lại, hoặc đổi thành whole",
    en: "{name} (code {old}) goes into code {new} in part and the rest goes nowhere; add a row for the rest, or make it whole"
  },
  "redraw.weight-unreadable": {
    vi: "Cột weight ghi “{given}”; cần một số nguyên dương, ví dụ số hội viên",
    en: "Column weight says “{given}”; it takes a positive whole number, such as a count of members"
  },
  "redraw.weight-missing": {
    vi: "{name} (mã {old}): dòng {line} có trọng số, dòng này không; ghi trọng số cho mọi phần của đơn vị, hoặc bỏ hết",
    en: "{name} (code {old}): line {line} has a weight, this row has none; give every part of the unit a weight, or none"
  },
  "redraw.basis-unreadable": {
    vi: "Cột weight_basis ghi “{given}”; chọn một trong: {known}",
    en: "Column weight_basis says “{given}”; take one of: {known}"
  },
  "redraw.bases-differ": {
    vi: "{name} (mã {old}): dòng {line} chia theo căn cứ khác; mọi phần của một đơn vị phải theo cùng một căn cứ",
    en: "{name} (code {old}): line {line} divides on another basis; all parts of one unit take the same"
  },
  "redraw.crosses": {
    vi: "{name} (mã {old}) của {from} được ghi vào {heir} (mã {new}) của {to}, khi các đơn vị khác của {from} không vào {to}; xem lại, có thể chỉ trùng tên",
    en: "{name} (code {old}) of {from} goes into {heir} (code {new}) of {to}, while no other unit of {from} goes to {to}; check, the names may only look alike"
  },
  "redraw.shares-assumed": {
    vi: "{name} (mã {old}) được chia cho {n} đơn vị mà không có trọng số; tạm chia đều, đánh dấu là giả định",
    en: "{name} (code {old}) is divided among {n} units without weights; equal shares are assumed and marked so"
  },
  "doubt.neighbours-changed": {
    vi: "Ngày {date}: {oldName} (mã {old}) giữ nguyên mã và tên, nhưng quanh đó có {n} đơn vị mất đi hoặc mới lập ({neighbours}) nên địa bàn có thể đã khác",
    en: "{date}: {oldName} (code {old}) keeps code and name, but {n} units around it ended or began ({neighbours}), so its area may differ"
  },
  "doubt.name-changed": {
    vi: "Ngày {date}: mã {old} trước là {oldName}, nay là {newName}, trong một lần sắp xếp lại",
    en: "{date}: code {old} was {oldName} and is now {newName}, in a reorganisation"
  },
  "doubt.name-wandered": {
    vi: "Ngày {date}: mã {old} trước là {oldName}, nay là {newName}; tên {newName} trước thuộc mã {other}",
    en: "{date}: code {old} was {oldName} and is now {newName}; the name {newName} belonged to code {other}"
  },
  "doubt.code-changed": {
    vi: "Ngày {date}: {oldName} mã {old} không còn, {newName} mã {new} mới có; trùng tên, khác mã",
    en: "{date}: {oldName} with code {old} is gone, {newName} with code {new} is new; same name, other code"
  },
  "doubt.level-changed": {
    vi: "Ngày {date}: mã {old} trước là {oldName} (cấp {oldLevel}), nay là {newName} (cấp {newLevel})",
    en: "{date}: code {old} was {oldName} ({oldLevel}) and is now {newName} ({newLevel})"
  },
  "doubt.strangers-below": {
    vi: "Ngày {date}: bảng sắp xếp ghi {oldName} (mã {old}) là {newName} (mã {new}), nhưng bên dưới có đơn vị từ nơi khác đến hoặc không rõ từ đâu",
    en: "{date}: the redraw says that {oldName} (code {old}) is {newName} (code {new}), but units below it came from elsewhere or nobody knows from where"
  },
  "doubt.no-heir": {
    vi: "Ngày {date}: {oldName} (mã {old}) không còn và bảng sắp xếp không nói vào đơn vị nào",
    en: "{date}: {oldName} (code {old}) is gone and the redraw does not say where it went"
  },
  "doubt.parted": {
    vi: "{doubt}. Chưa quyết định thì coi là hai: khép đơn vị cũ, lập đơn vị mới. Để quyết định, ghi vào tệp định danh một dòng: {line},yes nếu là một; {line},no nếu là hai",
    en: "{doubt}. Until decided they count as two: the old unit closed, a new one established. To decide, write one row in the file of identities: {line},yes if they are one; {line},no if they are two"
  },
  "doubt.lost": {
    vi: "{doubt}. Số liệu riêng của đơn vị chưa có nơi nhận; thêm một dòng cho mã {old} vào bảng sắp xếp",
    en: "{doubt}. Nobody receives its own figures; add a row for code {old} to the redraw"
  }
})

/** The code of one of these texts. */
export type Code = keyof typeof texts

export const issue = Issue.from(texts)
