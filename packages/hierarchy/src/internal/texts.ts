/** Every sentence this package says to a person. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "unit.duplicate": {
    vi: "Mã đơn vị {unit} đã dùng cho “{name}”; mỗi đơn vị cần một mã riêng, kể cả khi đơn vị cũ đã giải thể",
    en: "Unit id {unit} already belongs to “{name}”; give every unit its own id, even after the old one has closed"
  },
  "unit.unknown": {
    vi: "Không có đơn vị {unit}; xem lại mã, hoặc thêm đơn vị này trước",
    en: "There is no unit {unit}; check the id, or add the unit first"
  },
  "unit.not-living": {
    vi: "{unit} không hoạt động ngày {date} (hoạt động: {life}); sửa ngày, hoặc dùng đơn vị kế thừa",
    en: "{unit} does not live on {date} (it lives {life}); correct the day, or use the unit that followed it"
  },
  "unit.followed": {
    vi: "{unit} không hoạt động ngày {date} (hoạt động: {life}); sửa ngày, hoặc dùng đơn vị kế thừa: {heirs}",
    en: "{unit} does not live on {date} (it lives {life}); correct the day, or use what followed it: {heirs}"
  },
  "unit.two-facts": {
    vi: "{unit} có hai giá trị cho cùng một mục vào ngày {date}; thu hồi một trong hai rồi ghi lại",
    en: "{unit} has two values for one thing on {date}; withdraw one of them, then record again"
  },
  "unit.two-parents": {
    vi: "{unit} có hai đơn vị cấp trên trên cùng tuyến {route} vào ngày {date}; thu hồi một trong hai rồi ghi lại",
    en: "{unit} has two upper units on route {route} on {date}; withdraw one of them, then record again"
  },
  "unit.no-route": {
    vi: "{unit} chưa có chỗ trong tuyến nào; ghi đơn vị cấp trên của tuyến {routes}, hoặc để trống cấp trên nếu đứng đầu",
    en: "{unit} stands on no route; give its upper unit on {routes}, or none when it is at the top"
  },
  "unit.route-unknown": {
    vi: "Không có tuyến báo cáo “{route}” (đơn vị {unit}); các tuyến: {routes}",
    en: "There is no route “{route}” (unit {unit}); routes: {routes}"
  },
  "unit.parent-unknown": {
    vi: "{unit} trực thuộc {parent}, nhưng không có đơn vị {parent}; xem lại mã đơn vị cấp trên",
    en: "{unit} stands under {parent}, but there is no unit {parent}; check the id of the upper unit"
  },
  "unit.parent-not-living": {
    vi: "{unit} trực thuộc {parent} từ {date}, nhưng ngày đó {parent} không hoạt động (hoạt động: {life}); sửa ngày hoặc đổi đơn vị cấp trên",
    en: "{unit} stands under {parent} from {date}, but {parent} does not live that day (it lives {life}); correct the day or the upper unit"
  },
  "unit.parent-closed": {
    vi: "{parent} thôi hoạt động từ {date} mà {unit} vẫn trực thuộc; chuyển hoặc giải thể {unit} trước",
    en: "{parent} closes on {date} while {unit} still stands under it; move or close {unit} first"
  },
  "unit.parent-off-route": {
    vi: "{unit} trực thuộc {parent} trên tuyến {route} từ {date}, nhưng {parent} không đứng trên tuyến này; xem lại đơn vị cấp trên",
    en: "{unit} stands under {parent} on route {route} from {date}, but {parent} does not stand on that route; check the upper unit"
  },
  "unit.cycle": {
    vi: "{unit} đi vòng về chính mình ({cycle}); sửa đơn vị cấp trên của một trong các đơn vị này",
    en: "{unit} comes round to itself ({cycle}); correct the upper unit of one of them"
  },
  "unit.level-unknown": {
    vi: "{unit}: không có cấp “{level}”; các cấp: {known}",
    en: "{unit}: there is no level “{level}”; the levels: {known}"
  },
  "unit.level-not-living": {
    vi: "{unit}: không có cấp {level} vào ngày {date}; giải thể, chuyển cấp hoặc sửa ngày",
    en: "{unit}: there is no level {level} on {date}; close it, change its level or correct the day"
  },
  "unit.level-skipped": {
    vi: "{unit} (cấp {level}) không được trực thuộc {parent} (cấp {parentLevel}) vào ngày {date}; cấp trên có thể là: {allowed}",
    en: "{unit} ({level}) may not stand under {parent} ({parentLevel}) on {date}; it may stand under: {allowed}"
  },
  "succession.from-not-living": {
    vi: "{unit} không hoạt động ngày {before} (hoạt động: {life}) nên không có gì để giao cho {heir} ngày {date}; sửa ngày hoặc đơn vị",
    en: "{unit} does not live on {before} (it lives {life}), so it has nothing to pass to {heir} on {date}; correct the day or the unit"
  },
  "succession.to-not-living": {
    vi: "{heir} nhận từ {unit} ngày {date}, nhưng ngày đó {heir} không hoạt động (hoạt động: {life}); sửa ngày hoặc chọn đơn vị kế thừa khác",
    en: "{heir} takes over from {unit} on {date}, but does not live that day (it lives {life}); correct the day or name another heir"
  },
  "succession.twice": {
    vi: "{unit} giao cho {heir} hai lần ngày {date}; gộp thành một dòng",
    en: "{unit} passes to {heir} twice on {date}; make it one line"
  },
  "succession.weight": {
    vi: "{unit} giao cho {heir}: phần {weight} không dùng được; toàn bộ thì không ghi phần, một phần thì ghi tử số và mẫu số nguyên, lớn hơn 0 và không quá 1",
    en: "{unit} passes to {heir}: the share {weight} cannot be used; the whole takes no share, a part takes whole numbers, above 0 and at most 1"
  },
  "succession.sum": {
    vi: "{unit} chia ngày {date}: các phần cộng lại là {sum}, phải đúng bằng 1; sửa các phần ({shares})",
    en: "{unit} is divided on {date}: its shares add up to {sum} and must be exactly 1; correct them ({shares})"
  },
  "succession.keeps-nothing": {
    vi: "{unit} giao hết ngày {date} mà vẫn hoạt động; ghi phần giữ lại cho chính {unit}, hoặc kết thúc {unit} ngày đó",
    en: "{unit} passes everything on {date} and lives on; name the part it keeps for itself, or close it that day"
  },
  "reorganisation.basis-missing": {
    vi: "Phương án chưa có căn cứ; ghi số, ký hiệu văn bản vào basis, ví dụ 1668/NQ-UBTVQH15",
    en: "The plan rests on no paper; write its number in basis, for example 1668/NQ-UBTVQH15"
  },
  "reorganisation.id-missing": {
    vi: "Phương án chưa có mã; ghi mã vào id, ví dụ sap-xep-2025",
    en: "The plan has no id; write one in id, for example redraw-2025"
  },
  "reorganisation.day-unreadable": {
    vi: "“{date}” không phải là ngày có hiệu lực; viết như 2025-07-01",
    en: "“{date}” is not an effective day; write it as 2025-07-01"
  },
  "reorganisation.empty": {
    vi: "Phương án không có bước nào; ghi các bước vào steps",
    en: "The plan has no step; write the steps in steps"
  },
  "reorganisation.applied": {
    vi: "Phương án {id} đã thực hiện; hoàn tác trước khi thực hiện lại, hoặc đặt mã khác",
    en: "Plan {id} is applied already; undo it before applying it again, or give it another id"
  },
  "reorganisation.gone": {
    vi: "{count} đơn vị của phương án này đã kết thúc từ {date}: {units}; ghi đơn vị kế thừa, hoặc bỏ các bước đó",
    en: "{count} units of this plan have ended as of {date}: {units}; write the units that followed, or drop those steps"
  },
  "reorganisation.gone-by": {
    vi: "{count} đơn vị của phương án này đã kết thúc từ {date} theo phương án {id}: {units}; nếu là cùng một lần sắp xếp thì không làm lại, nếu không thì ghi đơn vị kế thừa",
    en: "{count} units of this plan have ended as of {date} by plan {id}: {units}; if it is the same reorganisation do not apply it again, otherwise write the units that followed"
  },
  "reorganisation.lost": {
    vi: "{unit} kết thúc mà không nói vào đâu; thêm dòng cho {unit}, hoặc ghi bước dissolve",
    en: "{unit} ends and nothing says where it goes; add a line for {unit}, or a dissolve step"
  },
  "reorganisation.doubled": {
    vi: "{unit} kết thúc hai lần (bước {other} và bước {step}); giữ một bước",
    en: "{unit} ends twice (steps {other} and {step}); keep one of them"
  },
  "reorganisation.cycle": {
    vi: "Các đơn vị nhập vòng vào nhau ({cycle}); bỏ một trong các bước này",
    en: "Units go into each other in a round ({cycle}); drop one of these steps"
  },
  "reorganisation.not-named": {
    vi: "Dòng {from} → {to}: đơn vị không có trong from hoặc to của bước này; thêm vào hoặc sửa mã",
    en: "Line {from} → {to}: a unit is not in this step's from or to; add it or correct the id"
  },
  "reorganisation.from-nothing": {
    vi: "{unit} không nhận từ đơn vị nào; xem lại, hoặc dùng bước establish",
    en: "{unit} takes over from nobody; check, or use an establish step"
  },
  "reorganisation.not-of-level": {
    vi: "{unit} không thuộc cấp {level} ngày đó; sửa mã trong heirs",
    en: "{unit} is not of level {level} that day; correct the id in heirs"
  },
  "reorganisation.weights-incomplete": {
    vi: "{unit} chia nhưng {heirs} chưa có phần; ghi phần cho mọi đơn vị nhận, hoặc bỏ hết để chia đều",
    en: "{unit} is divided but {heirs} has no share; give every heir its share, or none to share alike"
  },
  "reorganisation.no-level": {
    vi: "{unit}: chưa biết thuộc cấp nào; ghi level",
    en: "{unit}: nothing says its level; write level"
  },
  "reorganisation.no-parent": {
    vi: "{unit} chưa có đơn vị cấp trên nên sẽ không được cộng vào đâu; ghi parent",
    en: "{unit} has no upper unit and would be added up nowhere; write parent"
  },
  "reorganisation.children-lost": {
    vi: "{parent} kết thúc mà {unit} chưa có đơn vị cấp trên mới; thêm bước move cho {unit}, hoặc ghi heir cho {parent}",
    en: "{parent} ends and {unit} has no new upper unit; add a move step for {unit}, or an heir for {parent}"
  },
  "reorganisation.not-heir": {
    vi: "{branch} giao cho {heir}, nhưng {unit} chia cho: {heirs}; chọn một trong các đơn vị này",
    en: "{branch} is assigned to {heir}, but {unit} is divided among: {heirs}; choose one of them"
  },
  "reorganisation.nothing-to-assign": {
    vi: "{branch} không thuộc đơn vị bị chia nào, hoặc đã giao; bỏ dòng này, hoặc dùng bước move",
    en: "{branch} stands under no divided unit, or is assigned already; drop this line, or use a move step"
  },
  "reorganisation.level-ended": {
    vi: "Ngày {date} không còn cấp {level}, mà phương án để lại {count} đơn vị của cấp này: {units}; thêm một bước abolish-level cho cấp {level}, ghi trong heirs số liệu của từng đơn vị về đâu",
    en: "There is no level {level} any more on {date}, and the plan leaves {count} of its units: {units}; add one step abolish-level for {level} and write in heirs where the figures of each unit go"
  },
  "reorganisation.position-depends": {
    vi: "Không hoàn tác được {id}: chức danh {thing} lập tại {unit}, là đơn vị của phương án này; ghi phương án mới để sửa (đổi tên, chuyển, nhập…) thay vì hoàn tác, hoặc thu hồi các sự kiện của chức danh này trước",
    en: "{id} cannot be undone: position {thing} was created in {unit}, a unit of this plan; correct it by a new plan (rename, move, merge…) instead, or withdraw the events of the position first"
  },
  "reorganisation.act-depends": {
    vi: "Không hoàn tác được {id}: {thing} ghi sau và dựa vào các đơn vị của phương án này ({units}); hoàn tác {thing} trước",
    en: "{id} cannot be undone: {thing} was recorded later and rests on units of this plan ({units}); undo {thing} first"
  },
  "reorganisation.assigned-so": {
    vi: "{branch} đã giao cho {heir} rồi; không có gì để ghi thêm",
    en: "{branch} is assigned to {heir} already; there is nothing to record"
  },
  "reorganisation.crosses": {
    vi: "{from} thuộc {upper} mà vào {to} thuộc {otherUpper}: sang địa bàn khác; xem lại văn bản",
    en: "{from} of {upper} goes into {to} of {otherUpper}, across the line between them; check the paper"
  },
  "reorganisation.name-alone": {
    vi: "{from} vào {to} có thể chỉ do trùng tên với {namesake}: không đơn vị nào khác của {upper} vào {to}; xem lại văn bản",
    en: "{from} into {to} may rest on a name alone, that of {namesake}: no other unit of {upper} goes into {to}; check the paper"
  },
  "reorganisation.code-shared": {
    vi: "Mã {code} của {unit} cũng là mã của {other} ngày đó; xem lại nếu không cố ý",
    en: "Code {code} of {unit} is also the code of {other} that day; check unless it is meant"
  },
  "reorganisation.code-reused": {
    vi: "{count} mã từng là của đơn vị khác, số liệu cũ không theo mã mà theo đơn vị: {codes}",
    en: "{count} codes had belonged to another unit; past figures follow the unit, not the code: {codes}"
  },
  "reorganisation.no-heir": {
    vi: "{count} đơn vị kết thúc mà không có đơn vị kế thừa cho số liệu, người và nhóm của chính mình: {units}; ghi heir nếu có",
    en: "{count} units end and nobody takes over their own figures, people and groups: {units}; name an heir if there is one"
  },
  "reorganisation.assumed": {
    vi: "{count} đơn vị chia mà không có phần, tạm chia đều: {units}; ghi phần theo hội viên, hộ hoặc dân số nếu có",
    en: "{count} units are divided without shares and share alike for now: {units}; give shares by members, households or population if known"
  },
  "reorganisation.unassigned": {
    vi: "{count} đơn vị trực thuộc chưa được giao cho đơn vị kế thừa nào, tạm đứng dưới đơn vị nhận phần lớn nhất: {units}; giao từng đơn vị",
    en: "{count} branches are not assigned to any heir and stand under the one with the largest share for now: {units}; assign them one by one"
  },
  "reorganisation.unknown": {
    vi: "Không có phương án {id} đang có hiệu lực; xem lại mã",
    en: "There is no plan {id} in force; check the id"
  },
  "reorganisation.report-depends": {
    vi: "Không hoàn tác được {id}: báo cáo {thing} của {unit} dựa vào phương án này; trả lại hoặc thu hồi báo cáo trước",
    en: "{id} cannot be undone: report {thing} of {unit} depends on it; return or withdraw the report first"
  },
  "reorganisation.post-depends": {
    vi: "Không hoàn tác được {id}: bài đăng {thing} của {unit} dựa vào phương án này; gỡ bài trước",
    en: "{id} cannot be undone: post {thing} of {unit} depends on it; take the post down first"
  },
  "reorganisation.message-depends": {
    vi: "Không hoàn tác được {id}: tin nhắn {thing} của {unit} dựa vào phương án này; hủy tin chưa gửi, hoặc ghi phương án mới thay vì hoàn tác",
    en: "{id} cannot be undone: message {thing} of {unit} depends on it; cancel it if it is unsent, or record a new plan instead"
  },
  "plan.unreadable": {
    vi: "Không đọc được tệp: {detail}; xem lại dấu và thụt dòng",
    en: "The file cannot be read: {detail}; check marks and indentation"
  },
  "plan.alias": {
    vi: "Không dùng dấu * để nhắc lại ({alias}); chép nội dung ra đây",
    en: "Repeating by * is not read here ({alias}); write the content out"
  },
  "plan.missing": {
    vi: "Thiếu {key}; thêm {key} vào đây",
    en: "{key} is missing; add it here"
  },
  "plan.key-unknown": {
    vi: "Không hiểu {key}; ở đây dùng: {known}",
    en: "{key} means nothing here; known: {known}"
  },
  "plan.shape": {
    vi: "{key} phải là {expected}; sửa lại",
    en: "{key} must be {expectedEnglish}; correct it"
  },
  "plan.step-unknown": {
    vi: "Không có bước “{step}”; các bước: {known}",
    en: "There is no step “{step}”; steps: {known}"
  },
  "plan.weight-unreadable": {
    vi: "Không đọc được phần “{weight}”; viết 312/980, 0.25, 25% hoặc kèm basis: members, households, population",
    en: "The share “{weight}” cannot be read; write 312/980, 0.25, 25% or with basis: members, households, population"
  },
  "row.heading-unused": {
    vi: "Cột {heading} không được đọc; các cột được đọc: {known}",
    en: "Column {heading} is not read; columns that are: {known}"
  },
  "row.id-missing": {
    vi: "Dòng này thiếu mã đơn vị; ghi mã vào cột id",
    en: "This row has no unit id; write one in column id"
  },
  "row.name-missing": {
    vi: "Đơn vị {unit} chưa có tên; ghi tên vào cột name",
    en: "Unit {unit} has no name; write one in column name"
  },
  "row.to-before-from": {
    vi: "Ngày kết thúc {to} trước ngày bắt đầu {from}; sửa một trong hai",
    en: "The last day {to} comes before the first day {from}; correct one of them"
  },
  "row.overlap": {
    vi: "{unit}: dòng này bắt đầu {from}, khi dòng {line} còn đến {to}; sửa ngày để hai dòng không trùng nhau",
    en: "{unit}: this row begins on {from} while line {line} lasts until {to}; correct the days so that they do not overlap"
  },
  "row.gap": {
    vi: "{unit}: dòng {line} hết ngày {to}, dòng này từ {from}; nối liền hai dòng, hoặc dùng mã khác cho đơn vị lập lại",
    en: "{unit}: line {line} ends on {to}, this row begins on {from}; close the gap, or give a refounded unit its own id"
  },
  "row.route-left": {
    vi: "{unit}: dòng {line} có đơn vị cấp trên ở cột này, dòng này để trống; ghi đơn vị cấp trên từ {from}",
    en: "{unit}: line {line} names an upper unit in this column, this row does not; write the one from {from} on"
  },
  "row.parent-missing": {
    vi: "Đơn vị {unit} (cấp {level}) thiếu đơn vị cấp trên nên sẽ không được cộng vào đâu; ghi mã đơn vị cấp trên vào cột parent",
    en: "Unit {unit} ({level}) has no upper unit and would be added up nowhere; write its id in column parent"
  },
  "row.code-shared": {
    vi: "Mã {code} cũng là của đơn vị {other} (dòng {line}); xem lại nếu không cố ý",
    en: "Code {code} also belongs to unit {other} (line {line}); check unless it is meant"
  },
  "position.unknown": {
    vi: "Không có chức danh {position}; tạo chức danh trước khi ghi người giữ",
    en: "There is no position {position}; create it before saying who holds it"
  },
  "position.duplicate": {
    vi: "Mã chức danh {position} đã có; dùng mã khác",
    en: "Position id {position} exists already; use another"
  },
  "position.not-living": {
    vi: "Chức danh {position} không tồn tại ngày {date}; sửa ngày",
    en: "Position {position} does not exist on {date}; correct the day"
  },
  "position.unit-not-living": {
    vi: "{unit} không hoạt động ngày {date}, nên không có chức danh {position} ngày đó; sửa ngày hoặc đơn vị",
    en: "{unit} does not live on {date}, so it has no position {position} that day; correct the day or the unit"
  },
  "position.held": {
    vi: "{person} nhận chức danh {position} ngày {date} khi {holder} còn giữ; ghi ngày {holder} thôi giữ trước",
    en: "{person} takes position {position} on {date} while {holder} still holds it; record when {holder} left first"
  },
  "position.not-held": {
    vi: "{person} không giữ chức danh {position} ngày {date}; xem lại người và ngày",
    en: "{person} does not hold position {position} on {date}; check the person and the day"
  },
  "person.duplicate": {
    vi: "Mã người {person} có hai lần; gộp lại hoặc dùng mã khác",
    en: "Person id {person} stands twice; merge them or use another id"
  },
  "person.name-missing": {
    vi: "Người {person} chưa có tên; ghi họ và tên",
    en: "Person {person} has no name; write it"
  },
  "person.conflict": {
    vi: "{person}: cột {heading} ghi khác dòng {line}; sửa cho giống nhau",
    en: "{person}: column {heading} differs from line {line}; make them the same"
  },
  "contact.address-missing": {
    vi: "{person}: liên hệ {channel} để trống; ghi địa chỉ hoặc số, hoặc xóa",
    en: "{person}: contact {channel} is empty; write the address or number, or remove it"
  },
  "contact.to-before-from": {
    vi: "{person}: liên hệ {channel} hết ngày {to}, trước ngày bắt đầu {from}; sửa một trong hai",
    en: "{person}: contact {channel} ends on {to}, before it begins on {from}; correct one of them"
  },
  "row.person-missing": {
    vi: "Dòng này thiếu mã người; ghi mã vào cột person",
    en: "This row has no person id; write one in column person"
  },
  "row.title-missing": {
    vi: "{person} chưa có chức danh ở đơn vị {unit}; ghi vào cột title",
    en: "{person} has no title in unit {unit}; write it in column title"
  },
  "row.head-unreadable": {
    vi: "Cột head ghi “{text}”; để trống, hoặc ghi x nếu là người đứng đầu",
    en: "Column head says “{text}”; leave it empty, or write x for the one who leads"
  },
  "event.duplicate": {
    vi: "Mã sự kiện {event} đã có; mỗi sự kiện cần một mã riêng",
    en: "Event id {event} exists already; give every event its own"
  },
  "event.day-unreadable": {
    vi: "Sự kiện {event}: “{date}” không phải là ngày; viết như 2025-07-01",
    en: "Event {event}: “{date}” is not a day; write it as 2025-07-01"
  },
  "event.instant-unreadable": {
    vi: "Sự kiện {event}: “{instant}” không phải là thời điểm; viết như 2025-07-01T01:30:00.000Z",
    en: "Event {event}: “{instant}” is not a moment; write it as 2025-07-01T01:30:00.000Z"
  },
  "event.recorded-before": {
    vi: "Sự kiện {event} ghi lúc {instant}, trước sự kiện cuối cùng đã có ({last}); ghi với thời điểm hiện tại, ngày hiệu lực có thể ở quá khứ",
    en: "Event {event} is recorded at {instant}, before the last one already there ({last}); record it now, its effective day may lie in the past"
  },
  "event.unknown": {
    vi: "Không có sự kiện {target} ghi trước {event} để thu hồi; xem lại mã sự kiện",
    en: "No event {target} was recorded before {event}, so it cannot be withdrawn; check the id"
  },
  "event.withdrawn-already": {
    vi: "Sự kiện {target} đã được thu hồi; không cần thu hồi lần nữa",
    en: "Event {target} is withdrawn already; there is nothing more to do"
  },
  "event.withdrawn-day": {
    vi: "Thu hồi {event} phải mang ngày hiệu lực của sự kiện {target}: {date}",
    en: "Withdrawal {event} must bear the effective day of event {target}: {date}"
  }
})

/** The code of one of these texts. */
export type Code = keyof typeof texts

export const issue = Issue.from(texts)
