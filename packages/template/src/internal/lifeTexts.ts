import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "case.kind": {
    vi: "“{title}” là mẫu loại {kind}, không phải vụ việc (case); chọn một mẫu vụ việc",
    en: "“{title}” is a template of kind {kind}, not a case; choose a case"
  },
  "case.unknown": {
    vi: "Không có trạng thái “{name}”{suggestion}; có: {known}",
    en: "There is no state “{name}”{suggestionEn}; there are: {known}"
  },
  "case.closed": {
    vi: "Vụ việc đã kết thúc (“{label}”); mở vụ việc mới nếu còn việc phải làm",
    en: "The case is closed (“{label}”); open a new one if something is left to do"
  },
  "case.no-way": {
    vi: "Vụ việc đang ở “{from}”, không chuyển sang “{to}” được; có thể chuyển sang: {known}",
    en: "The case is in “{from}” and cannot go to “{to}”; it can go to: {known}"
  },
  "case.earlier": {
    vi: "Lúc chuyển ({at}) sớm hơn lúc vào trạng thái này ({since}); xem lại ngày giờ",
    en: "The move ({at}) is earlier than the state began ({since}); check the time"
  },
  "case.limits": {
    vi: "“{title}” không phải mẫu vụ việc có thời hạn (limit trong states), nên không tính được “{at}”",
    en: "“{title}” is no template of cases with time limits (limit in states), so “{at}” cannot be told"
  },
  "register.kind": {
    vi: "“{title}” là mẫu loại {kind}, không phải sổ (register); chọn một sổ",
    en: "“{title}” is a template of kind {kind}, not a register; choose a register"
  },
  "register.field": {
    vi: "Sổ “{title}” không có câu “{name}” là số{suggestion}; xem lại mã",
    en: "Register “{title}” has no number “{name}”{suggestionEn}; check the key"
  },
  "register.dates": {
    vi: "Sổ “{title}” không ghi {name} của mỗi dòng, nên không tính được “{at}”",
    en: "Register “{title}” has no {name} for its records, so “{at}” cannot be told"
  },
  "record.reversed": {
    vi: "Ngày kết thúc ({to}) trước ngày bắt đầu ({from}); xem lại hai ngày",
    en: "The last day ({to}) is before the first ({from}); check both"
  },
  "record.twice": {
    vi: "Dòng {row} trùng với dòng {first} ({key}); sửa lại hoặc bỏ bớt một dòng",
    en: "Record {row} is the same as record {first} ({key}); correct it or remove one"
  },
  "feed.locked": {
    vi: "“{label}”: số {fed} lấy từ {source} và không sửa ở đây được (đang ghi {found}); sửa ở nơi đó rồi lấy lại",
    en: "“{label}”: {fed} comes from {source} and is not corrected here (it says {found}); correct it there and take it again"
  },
  "feed.reason": {
    vi: "“{label}”: {source} có {fed}, ở đây ghi {found}; ghi lý do, hoặc trả lại số {fed}",
    en: "“{label}”: {source} has {fed}, here is {found}; say why, or put {fed} back"
  }
})

/** Says what is wrong with a case, a record or a correction. */
export const issue = Issue.from(texts)
