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
