import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

/** What can be wrong with a plan. */
export const issue = Issue.from(
  Catalogue.make({
    "plan.wrong-kind": {
      vi: "“{name}” của kế hoạch nhắc phải là {wanted}; viết lại mục này",
      en: "“{name}” of the reminder plan must be {wanted}; rewrite it"
    },
    "plan.missing": {
      vi: "Kế hoạch nhắc thiếu mục “{name}” ({wanted}); viết thêm vào",
      en: "The reminder plan lacks “{name}” ({wanted}); add it"
    },
    "plan.unknown-word": {
      vi: "Kế hoạch nhắc không có mục “{name}”; các mục dùng được: {known}",
      en: "A reminder plan has no “{name}”; what can be used: {known}"
    },
    "plan.no-step": {
      vi: "Kế hoạch chưa có bước nào nên không ai được nhắc; thêm ít nhất một bước",
      en: "The plan has no step, so nobody is reminded; add at least one"
    },
    "step.id-form": {
      vi: "Mã bước “{id}” chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ nhac-2-ngay",
      en: "The step id “{id}” may hold only lower-case letters, digits and hyphens, for example remind-2-days"
    },
    "step.id-twice": {
      vi: "Có hai bước cùng mã “{id}”; đổi mã một bước",
      en: "Two steps are called “{id}”; rename one"
    },
    "step.days": {
      vi: "Bước “{id}”: số ngày phải là số nguyên từ 1 đến 366; nhắc đúng ngày hạn thì viết onDue: true",
      en: "Step “{id}”: the number of days must be whole, 1 to 366; for the due day itself write onDue: true"
    },
    "step.quiet": {
      vi: "Bước “{id}” gửi lúc {time}, trong giờ yên lặng {from}–{to}; chọn giờ khác",
      en: "Step “{id}” is at {time}, inside the quiet hours {from}–{to}; choose another time"
    },
    "step.too-early": {
      vi: "Bước “{id}” gửi sau hạn, không được chuyển sớm lên vì có thể rơi trước hạn; viết move: later",
      en: "Step “{id}” comes after the due day and may not be moved earlier, it could fall before it; write move: later"
    },
    "step.upper-message": {
      vi: "Bước “{id}” gửi cấp trên phải gộp một tin cho mọi đơn vị; viết form: digest",
      en: "Step “{id}” goes to the upper unit and must gather all units in one message; write form: digest"
    },
    "step.group-message": {
      vi: "Bước “{id}” gửi vào nhóm phải là tin gộp, không nhắc riêng một đơn vị trước cả nhóm; viết form: digest",
      en: "Step “{id}” goes to a group and must be a digest: one unit is not reminded in front of all; write form: digest"
    },
    "step.digest-figures": {
      vi: "Bước “{id}” là tin gộp nên không kèm số liệu từng đơn vị; bỏ figures",
      en: "Step “{id}” is a digest and carries no figures of single units; remove figures"
    }
  })
)
