import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** Why a step in the life of a report is refused, and what to do instead. */
export const issue = Issue.from(
  Catalogue.make({
    "report.key-mismatch": {
      vi: "Số liệu gửi lên là của đơn vị, kỳ hoặc mẫu khác ({given}), không phải báo cáo {period} của {unit}; mở đúng báo cáo rồi gửi lại",
      en: "The figures are for another unit, period or template ({given}), not for the report of {unit} for {periodEnglish}; open the right report and send again"
    },
    "report.template-version": {
      vi: "Số liệu được điền theo mẫu {given}, báo cáo {period} của {unit} đang dùng mẫu {needed}; tải lại mẫu mới rồi gửi lại",
      en: "The figures were filled into template {given}; the report of {unit} for {periodEnglish} uses {needed}; load the new form and send again"
    },
    "report.seen-unknown": {
      vi: "Số liệu gửi lên dựa trên lần nộp {seen}, nhưng báo cáo {period} của {unit} mới có {revision} lần nộp; tải lại báo cáo rồi gửi lại",
      en: "The figures refer to revision {seen}, but the report of {unit} for {periodEnglish} has only {revision}; reload the report and send again"
    },
    "report.approved-already": {
      vi: "Báo cáo {period} của {unit} đã được duyệt; muốn sửa, đề nghị Hội cấp trên trả lại báo cáo",
      en: "The report of {unit} for {periodEnglish} is approved; to change it, ask the upper unit to return it"
    },
    "report.sealed-already": {
      vi: "Báo cáo {period} của {unit} đã ký; muốn sửa, dùng “Đính chính” và ghi rõ lý do",
      en: "The report of {unit} for {periodEnglish} is signed; to change it, use an amendment and give the reason"
    },
    "report.not-sealed": {
      vi: "Báo cáo {period} của {unit} chưa ký nên không cần đính chính; gửi lại số liệu như bình thường",
      en: "The report of {unit} for {periodEnglish} is not signed, so no amendment is needed; send the figures as usual"
    },
    "report.nothing-submitted": {
      vi: "Báo cáo {period} của {unit} chưa có số liệu nào được nộp; chờ đơn vị nộp rồi làm bước này",
      en: "The report of {unit} for {periodEnglish} has no submission yet; wait for the unit to submit first"
    },
    "report.returned-already": {
      vi: "Báo cáo {period} của {unit} đã trả lại và đang chờ đơn vị nộp lại; chờ bản mới rồi làm bước này",
      en: "The report of {unit} for {periodEnglish} has been returned and waits for a new submission; wait for it first"
    },
    "report.revision-old": {
      vi: "Báo cáo {period} của {unit} đang ở lần nộp {revision}, không phải lần {given}; mở lại để xem số liệu mới nhất rồi quyết định",
      en: "The report of {unit} for {periodEnglish} is at revision {revision}, not {given}; open it again, look at the newest figures, then decide"
    },
    "report.not-approved": {
      vi: "Báo cáo {period} của {unit} chưa được duyệt; duyệt trước rồi mới ký",
      en: "The report of {unit} for {periodEnglish} is not approved; approve it before signing"
    },
    "report.reason-missing": {
      vi: "Chưa ghi lý do; ghi một câu để đơn vị hiểu phải làm gì",
      en: "The reason is missing; write one sentence so that the unit knows what to do"
    },
    "report.due-unreadable": {
      vi: "Hạn “{due}” không phải là ngày; ghi như 2024-10-25",
      en: "“{due}” is not a date; write it as 2024-10-25"
    },
    "report.due-past": {
      vi: "Hạn mới {due} đã qua (hôm nay {today}); chọn từ hôm nay trở đi",
      en: "The new due day {due} is past (today is {today}); choose today or later"
    },
    "report.due-not-later": {
      vi: "Hạn mới {due} không muộn hơn hạn đang có ({known}); chọn ngày muộn hơn",
      en: "The new due day {due} is not later than the present one ({known}); choose a later day"
    },
    "report.not-owed": {
      vi: "Báo cáo {period} của {unit} không còn chờ nộp (đã nộp hoặc đã được miễn); không cần gia hạn hay miễn",
      en: "The report of {unit} for {periodEnglish} is not awaited any more (submitted or waived); nothing to extend or waive"
    },
    "report.fulfilled-already": {
      vi: "Báo cáo {period} của {unit} đã nộp rồi; mở báo cáo để xem, hoặc trả lại nếu cần sửa",
      en: "The report of {unit} for {periodEnglish} has been submitted; open it, or return it if it must change"
    },
    "report.not-asked": {
      vi: "Mẫu {template} không áp dụng cho {unit}; xem lại đơn vị, hoặc đề nghị Hội cấp trên yêu cầu báo cáo này",
      en: "Template {template} does not apply to {unit}; check the unit, or have the upper unit request this report"
    },
    "report.outside-life": {
      vi: "Kỳ {period} nằm ngoài thời gian hoạt động của {unit} ({from} đến {to}); chọn kỳ khác hoặc đơn vị khác",
      en: "Period {periodEnglish} lies outside the life of {unit} ({from} to {to}); choose another period or unit"
    },
    "report.unit-unknown": {
      vi: "Không có đơn vị {unit} trong cây tổ chức; xem lại mã đơn vị",
      en: "There is no unit {unit} in the organisation's tree; check the id"
    },
    "report.position-missing": {
      vi: "Chưa rõ {person} làm việc này với chức danh gì; chọn chức danh rồi làm lại",
      en: "It is not said in which position {person} does this; choose the position and try again"
    },
    "report.position-not-held": {
      vi: "Ngày {date}, {person} không giữ chức danh {position}; chọn chức danh đang giữ, hoặc nhờ người đang giữ làm",
      en: "On {date}, {person} does not hold position {position}; choose one that is held, or ask its holder"
    },
    "report.recorder-other": {
      vi: "Người ghi ({recorded}) không phải người đang thao tác ({person}); ghi đúng tên người nhập số liệu",
      en: "The recorder ({recorded}) is not the person acting ({person}); name the person who enters the figures"
    },
    "report.may-not-file": {
      vi: "Chức danh {position} không thuộc {unit} hay Hội cấp trên; nhờ {unit} hoặc Hội cấp trên nộp",
      en: "Position {position} belongs neither to {unit} nor to a unit above it; ask one of these to file"
    },
    "report.may-not-judge": {
      vi: "Chức danh {position} không thuộc Hội cấp trên của {unit}; việc này do Hội cấp trên làm",
      en: "Position {position} does not belong to a unit above {unit}; this is for the upper unit to do"
    },
    "report.may-not-seal": {
      vi: "Chức danh {position} không thuộc {unit} hay Hội cấp trên; nhờ người có thẩm quyền ký",
      en: "Position {position} belongs neither to {unit} nor to a unit above it; ask somebody entitled to sign"
    }
  })
)

/** What a closing report says where a state would stand. It is kept with the figures, so in Vietnamese only. */
export const closedReason: string = "Đơn vị đã kết thúc hoạt động trong kỳ"
