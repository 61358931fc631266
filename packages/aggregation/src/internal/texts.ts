/** What this package says to people. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

export const texts = Catalogue.make({
  "filed.unit-unknown": {
    vi: "Đơn vị {unit} không có trong cây tổ chức ngày {date}; báo cáo kỳ {period} không được cộng. Xem lại mã đơn vị hoặc ngày hiệu lực",
    en: "Unit {unit} does not stand in the tree of {date}; its report for {period} is not counted. Check the unit or its dates"
  },
  "filed.period-outside": {
    vi: "Báo cáo kỳ {period} của {unit} nằm ngoài các kỳ đang tổng hợp; không được cộng",
    en: "The report of {unit} for {period} lies outside the periods rolled up and is not counted"
  },
  "filed.not-comparable": {
    vi: "Báo cáo kỳ {period} của {unit} theo mẫu {template} phiên bản {version}; đã nhận nhưng chưa so được với phiên bản {target}, không được cộng",
    en: "The report of {unit} for {period} follows {template} version {version}: received, but not comparable with version {target} and not counted"
  },
  "filed.not-asked": {
    vi: "{unit} ghi số ở “{label}” ({column}) là chỉ tiêu không hỏi cấp này; số đó không được cộng để khỏi tính hai lần",
    en: "{unit} gave a figure for “{label}” ({column}), which is not asked of its level; it is not added, so that nothing counts twice"
  },
  "filed.too-precise": {
    vi: "{unit} ghi {value} ở “{label}” ({column}), nhiều chữ số thập phân hơn {decimals}; số đó không được cộng. Xin ghi lại",
    en: "{unit} gave {value} for “{label}” ({column}), more than {decimals} decimals; it is not added. Enter it again"
  },
  "filed.outside-life": {
    vi: "Kỳ {period} nằm ngoài thời gian {unit} hoạt động ({life}); báo cáo không được cộng. Xem lại kỳ hoặc đơn vị",
    en: "Period {period} lies wholly outside the life of {unit} ({life}); the report is not counted. Check the period or the unit"
  },
  "closed.state": {
    vi: "Đơn vị đã kết thúc trong kỳ; đơn vị kế thừa đếm số hiện có",
    en: "The unit ended within the period; its heir counts what is there"
  },
  "publish.unit-unknown": {
    vi: "Không có đơn vị {unit} trên cây tổ chức của bảng; xem lại mã đơn vị hoặc ngày",
    en: "No unit {unit} on the tree of the table; check the unit or the day"
  },
  "publish.field-unknown": {
    vi: "Mẫu không có chỉ tiêu {column}; xem lại tên chỉ tiêu",
    en: "The template has no field {column}; check its key"
  },
  "publish.not-added": {
    vi: "“{label}” ({column}) không phải chỉ tiêu cộng nên không vào bảng làm tròn được; xem riêng từng số",
    en: "“{label}” ({column}) is not added over units and cannot stand in a rounded table; show its figures by themselves"
  },
  "publish.decimals": {
    vi: "{column} không giữ {decimals} chữ số thập phân như các cột khác; tách thành bảng riêng",
    en: "{column} does not keep {decimals} decimals as the other columns do; print it in a table of its own"
  },
  "restate.divided": {
    vi: "{name} ({unit}) đã chia cho {heirs}; “{fields}” do đơn vị này báo nên chỉ ước được theo tỷ lệ. Lấy số của chi hội nếu có, hoặc bỏ yêu cầu số đúng",
    en: "{name} ({unit}) was divided between {heirs}; it reported “{fields}” itself, so only shares can place them. Use figures of its branches, or accept estimates"
  },
  "restate.unassigned": {
    vi: "{name} ({unit}) thuộc đơn vị đã chia nhưng chưa được phân về đơn vị nào; phân công chi hội này rồi làm lại",
    en: "{name} ({unit}) belonged to a divided unit and is not assigned to any heir yet; assign this branch and try again"
  },
  "restate.words": {
    vi: "Không phải số nên không chuyển sang cây tổ chức khác; xem ở đơn vị đã ghi",
    en: "It is not a number and is not moved to another tree; see the unit that wrote it"
  },
  "restate.unique": {
    vi: "Số người không trùng hoặc số không cộng giữa các đơn vị; chỉ đúng với đơn vị đã ghi, không tính lại trên cây tổ chức khác",
    en: "Unique persons, or a figure that is not added over units: it holds for the unit that gave it and is not restated"
  },
  "restate.counts-units": {
    vi: "Đếm đơn vị của cấp đã sắp xếp lại; không tính lại số cũ, xem số của ngày đó và số đơn vị hiện có",
    en: "It counts units of a level that was redrawn: the old figure is not restated; see that of its day, and how many units there are"
  },
  "restate.order": {
    vi: "Phụ thuộc vào từng đơn vị hoặc thứ tự của các đơn vị đã sắp xếp lại; không tính lại được",
    en: "It depends on single units, or on the order of units, that were redrawn, and cannot be restated"
  },
  "not-applicable.nobody-asked": {
    vi: "Không đơn vị nào ở đây phải trả lời chỉ tiêu này",
    en: "No unit here is asked this"
  },
  "not-applicable.not-combined": {
    vi: "Chỉ tiêu này không cộng qua nhiều kỳ",
    en: "This figure is not combined over periods"
  },
  "not-applicable.own-only": {
    vi: "Chỉ tiêu này không cộng từ đơn vị dưới lên",
    en: "This figure is not combined over units"
  },
  "not-applicable.not-computed": {
    vi: "Không tính được từ các số đã có, chẳng hạn vì mẫu số bằng 0",
    en: "It cannot be computed from the figures there are, for example because the denominator is 0"
  }
})

export const issue = Issue.from(texts)
