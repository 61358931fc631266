/** What goes without saying, by keyword; a test reads a template with it and without, and both are the same. */
import type { Place } from "./keywords.ts"

/** As a value of the file. */
export const values: { readonly [keyword: string]: unknown } = {
  "template.lineage": "vi-du/mau",
  "template.version": "1.0.0",
  "template.kind": "report",
  "template.route": "own",
  "template.window": "calendar",
  "template.reference_day": "window-end",
  "template.secrecy": "internal",
  "template.personal": "none",
  "field.required": false,
  "field.min": 0,
  "field.secrecy": "internal",
  "field.personal": "none",
  "breakdown.complete": false,
  "targetSet.version": "1.0.0",
  "targetSet.status": "adopted",
  "targetSet.closed": false,
  "dimensionSet.version": "1.0.0"
}

/** What is no one value. */
const said: { readonly [keyword: string]: string } = {
  "template.applies_to": "mọi cấp được hỏi",
  "template.lineage": "mã mẫu",
  "due.month_offset": "`0`",
  "due.estimated": "`false`",
  "due.on_day_off": "`next`",
  "template.columns": "không có cột tính sẵn",
  "field.min": "`0` với số đếm và tiền, còn lại không giới hạn",
  "field.max": "không giới hạn",
  "field.unit": "`đồng` với tiền, `%` với tỷ lệ, còn lại không có",
  "field.decimals": "`2` với số lẻ và tỷ lệ",
  "field.counts": "`money` với tiền, còn lại không rõ",
  "field.asked_of": "theo phần",
  "field.required": "`false`",
  "field.rows": "người báo cáo tự thêm dòng",
  "field.combine": "phải có với số đếm, tiền, số lẻ; không dùng với tỷ lệ, chữ",
  "column.required": "`false`",
  "source.at": "`end`",
  "source.periods": "`combine.periods` của chính câu này, không có thì `last`",
  "source.locked": "`false`",
  "section.columns": "theo mẫu",
  "overlay.title": "theo mẫu gốc",
  "overlay.due": "theo mẫu gốc",
  "overlay.version": "`1.0.0`",
  "part.title": "theo mẫu gốc",
  "part.columns": "theo mẫu gốc",
  "targetBase.at": "ngày của số được đo",
  "denominator.at": "ngày của số được đo",
  "target.base": "từ 0",
  "ownTarget.base": "từ 0",
  "target.units": "mọi đơn vị của cấp",
  "ownTarget.units": "mọi đơn vị của cấp",
  "breakdown.label": "`by`",
  "dimension.label": "mã",
  "state.end": "`false`"
}

/** What the page says where the keyword is absent. */
export const say = (map: Place, keyword: string): string => {
  const key = `${map}.${keyword}`
  return said[key] ?? (Object.hasOwn(values, key) ? `\`${String(values[key])}\`` : "")
}
