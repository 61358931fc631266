import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "overlay.extends": {
    vi: "extends cần mã mẫu gốc và phiên bản, ví dụ vwu/bao-cao-thang@^1",
    en: "extends needs the id of the base and its versions, as in vwu/bao-cao-thang@^1"
  },
  "overlay.not-one": {
    vi: "Mẫu này không kế thừa mẫu nào; thêm extends, hoặc kiểm tra như một mẫu gốc",
    en: "This template extends none; add extends, or check it as a base"
  },
  "overlay.base-missing": {
    vi: "Chưa có mẫu gốc {id}; đưa tệp mẫu gốc vào cùng (--base TỆP)",
    en: "The base {id} is not here; give its file as well (--base FILE)"
  },
  "overlay.base-version": {
    vi: "Mẫu này cần {id} phiên bản {range}, chỉ có {found}; sửa extends rồi xem lại các thay đổi",
    en: "This needs {id} in version {range}, there is {found}; change extends and look at what differs"
  },
  "overlay.circle": {
    vi: "Các mẫu kế thừa nhau theo vòng: {names}; bỏ một extends",
    en: "These templates extend each other in a circle: {names}; remove one extends"
  },
  "overlay.owner": {
    vi: "Chủ của mẫu kế thừa phải bắt đầu bằng chữ, không phải “{id}”",
    en: "The owner of an overlay begins with a letter, unlike “{id}”"
  },
  "overlay.frozen": {
    vi: "“{name}” do mẫu gốc quyết định, đổi thì cấp trên không cộng được; bỏ mục này",
    en: "“{name}” is decided by the base, or the level above could not add up; remove it"
  },
  "overlay.field-frozen": {
    vi: "“{name}” của {key} do mẫu gốc quyết định; bỏ mục này, hoặc thêm chỉ tiêu riêng bằng add",
    en: "“{name}” of {key} is decided by the base; remove it, or add a field of your own"
  },
  "overlay.remove": {
    vi: "Không xóa được câu hỏi của mẫu gốc; ẩn câu không cộng lên trên bằng hide: [mã]",
    en: "A question of the base cannot be removed; hide one that does not add up by hide: [key]"
  },
  "overlay.fields": {
    vi: "Trong mẫu kế thừa, câu hỏi mới viết dưới “add”, không phải “fields”",
    en: "In an overlay new questions stand under “add”, not “fields”"
  },
  "overlay.shadow": {
    vi: "Mẫu gốc đã có mã “{key}” ({label}); đặt mã khác cho chỉ tiêu riêng",
    en: "The base has the key “{key}” ({label}); choose another for your own field"
  },
  "overlay.namespace": {
    vi: "Mã của chỉ tiêu riêng phải bắt đầu bằng “{namespace}”, không phải “{key}”",
    en: "The key of a field of your own begins with “{namespace}”, unlike “{key}”"
  },
  "overlay.section-title": {
    vi: "Mẫu gốc không có phần “{key}”; nếu là phần mới thì thêm title",
    en: "The base has no section “{key}”; give it a title if it is new"
  },
  "overlay.section-unknown": {
    vi: "Không có phần “{key}”; các phần: {known}",
    en: "There is no section “{key}”; sections: {known}"
  },
  "overlay.order-twice": {
    vi: "“{key}” được xếp hai chỗ; để lại một",
    en: "“{key}” is put in two places; keep one"
  },
  "overlay.dimension": {
    vi: "Mẫu gốc dùng bộ chiều {id} bản {base}, ở đây là bản {mine}; dùng đúng bản {base}",
    en: "The base takes set {id} in version {base}, this overlay in {mine}; use {base}"
  },
  "overlay.hide-summed": {
    vi: "Không ẩn được {key} ({label}): cấp trên cộng số này",
    en: "{key} ({label}) cannot be hidden: the level above adds it up"
  },
  "overlay.hide-read": {
    vi: "Không ẩn được {key} ({label}): {reader} của mẫu gốc dùng đến",
    en: "{key} ({label}) cannot be hidden: {readerEn} of the base reads it"
  },
  "overlay.hide-required": {
    vi: "Không ẩn được {key} ({label}): mẫu gốc bắt buộc trả lời",
    en: "{key} ({label}) cannot be hidden: the base requires an answer"
  },
  "overlay.loosen-range": {
    vi: "“{name}” của {key} ở mẫu gốc là {base}, {mine} thì rộng hơn; chỉ được chặt hơn",
    en: "“{name}” of {key} is {base} in the base, {mine} is looser; it may only be tighter"
  },
  "overlay.loosen-required": {
    vi: "Mẫu gốc bắt buộc trả lời {key}; không bỏ hoặc đổi điều kiện được, chỉ được ghi required: true",
    en: "The base requires {key}; that can be neither dropped nor changed, only made required: true"
  },
  "overlay.choice-unknown": {
    vi: "{key} không có lựa chọn “{choice}”; các lựa chọn: {known}",
    en: "{key} has no choice “{choice}”; choices: {known}"
  },
  "overlay.choice-read": {
    vi: "Không chia nhỏ lựa chọn của {key} được: {reader} của mẫu gốc dùng đến câu này",
    en: "The choices of {key} cannot be divided: {readerEn} of the base reads it"
  },
  "overlay.choice-taken": {
    vi: "{key} đã có lựa chọn “{label}”; đặt tên khác",
    en: "{key} has a choice “{label}” already; name it differently"
  },
  "overlay.relevant-base": {
    vi: "Điều kiện riêng không được đóng câu hỏi {key} của mẫu gốc; chỉ dùng cho chỉ tiêu riêng",
    en: "A local condition may not close {key} of the base; only fields of your own"
  }
})

/** Codes of {@link issue}. */
export type OverlayCode = keyof typeof texts & string

/** Says why an overlay does not hold. */
export const issue = Issue.from(texts)
