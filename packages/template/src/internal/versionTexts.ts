import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "publish.inside": {
    vi: "Phiên bản phải bắt đầu cùng một kỳ: {date} ở giữa kỳ, lấy {first} hoặc {next}",
    en: "A version starts with a period: {date} is inside one, take {first} or {next}"
  },
  "publish.no-period": {
    vi: "“{date}” không phải là ngày đầu của một kỳ; viết năm-tháng-ngày, ví dụ 2025-01-01",
    en: "“{date}” is not the first day of a period; write year-month-day, as 2025-01-01"
  },
  "publish.version": {
    vi: "“{version}” không phải là phiên bản; viết ba số, ví dụ 1.2.0",
    en: "“{version}” is no version; write three numbers, as 1.2.0"
  },
  "publish.earlier": {
    vi: "Phiên bản {version} đã có hiệu lực từ {date}; phiên bản mới phải bắt đầu sau ngày đó",
    en: "Version {version} is in force from {date}; a new one starts after that day"
  },
  "publish.too-low": {
    vi: "Thay đổi này cần phiên bản ít nhất {needed}, mẫu ghi {version}: {why}",
    en: "This change needs at least version {needed}, the template says {version}: {whyEn}"
  },
  "publish.broken": {
    vi: "Đây không phải tệp mẫu đã ban hành (lienhoi template publish ghi ra); đưa đúng tệp .json trong thư mục ban hành",
    en: "This is no published template (as lienhoi template publish writes it); give a .json file of its folder"
  },
  "publish.changed": {
    vi: "Mẫu {id} {version} đã ban hành mà tệp bị sửa sau đó; lấy lại tệp gốc, muốn đổi thì ban hành phiên bản mới",
    en: "{id} {version} was changed after it was published; take the original back, changes need a new version"
  },
  "migrate.unreadable": {
    vi: "{key}: câu trả lời {found} đọc được theo mẫu cũ nhưng không đọc được theo mẫu mới; sửa câu trả lời hoặc trả lời drop",
    en: "{key}: the answer {found} is good for the old template and cannot be read by the new one; correct it or answer drop"
  },
  "migrate.declared": {
    vi: "Tệp này không có cách chuyển từ mẫu {id}; các mẫu có: {known}",
    en: "This file says nothing about moving from {id}; it knows: {known}"
  },
  "migrate.field-removed": {
    vi: "Bỏ {key} ({label}): số cũ bỏ đi (drop), hay đổi mã thì khai rename?",
    en: "{key} ({label}) is gone: leave its figures behind (drop), or declare its new key?"
  },
  "migrate.meaning": {
    vi: "{key} đổi {what}: số cũ bỏ đi (drop) hay vẫn dùng như số mới (keep)?",
    en: "{what} of {key} changes: leave old figures behind (drop) or take them as new ones (keep)?"
  },
  "migrate.choice": {
    vi: "{key} bỏ lựa chọn “{label}”: câu trả lời cũ bỏ đi (drop), hay khai tên mới?",
    en: "{key} no longer has “{label}”: leave old answers behind (drop), or declare the new name?"
  },
  "migrate.lineage": {
    vi: "Hai mẫu không cùng dòng ({from}, {to}): mẫu mới có nối tiếp mẫu cũ không? Có thì trả lời keep",
    en: "The templates are of two lineages ({from}, {to}): does the newer one carry on the older? Say keep if so"
  }
})

/** Says what stands in the way of a version. */
export const issue = Issue.from(texts)
