/** An example of every keyword: from the packs, where one says it, otherwise a made-up one. */
import { Pack } from "@lienhoi/packs"
import { DimensionSet, TargetSet, Template } from "@lienhoi/template"
import { maps, type Place } from "./keywords.ts"

/** What no pack says. */
const madeUp: { readonly [keyword: string]: unknown } = {
  "source.periods": "last",
  "template.lineage": "vwu/bao-cao-thang",
  "template.source": ["Nghị quyết Đại hội", "Kế hoạch năm 2026"],
  "template.states": { moi: { label: "Mới nhận", next: ["dong"] }, dong: { label: "Đã trả lời", end: true } },
  "template.sections": { to_chuc: { title: "I. Tổ chức Hội", fields: [] } },
  "template.rules": [{ when: "TC05 > 20", warn: "Nhiều hơn thường lệ, xin xem lại" }],
  "section.fields": [{ key: "TC04", label: "Tổng số hội viên", type: "count" }],
  "targetSet.source": "Nghị quyết Đại hội",
  "targetSet.items": [{ key: "CT02", label: "Hộ thoát nghèo", kind: "absolute", value: 33500 }],
  "dimensionSet.source": "Thông lệ công tác Hội",
  "dimensionSet.dimensions": { nhom_tuoi: { items: { tu_18_30: "Từ 18 đến 30", tu_31: "Từ 31 trở lên" } } },
  "template.route": "front",
  "template.reference_day": "window-start",
  "template.applies_to": { levels: ["chi_hoi", "co_so"], from: "2026-01-01" },
  "template.secrecy": "open",
  "template.personal": "basic",
  "template.columns": ["plan", "period", "of-plan"],
  "template.targets": [
    {
      key: "CT01",
      label: "Mỗi cơ sở một mô hình",
      field: "TD03",
      kind: "each-unit",
      level: "co_so",
      value: 1,
      owner: "tinh",
      by: "year-end"
    }
  ],
  "appliesTo.levels": ["chi_hoi", "co_so"],
  "appliesTo.kinds": ["phuong"],
  "appliesTo.units": ["31357"],
  "appliesTo.from": "2026-01-01",
  "appliesTo.to": "2026-12-31",
  "due.month_offset": 1,
  "due.from": "2026-01-01",
  "section.title_en": "Organisation",
  "field.label_en": "Members",
  "field.decimals": 1,
  "field.columns": [{ key: "so_nguoi", label: "Số người", type: "count" }],
  "field.rows": { nam: "Nam", nu: "Nữ" },
  "field.totals": ["so_nguoi"],
  "field.row_totals": ["so_nguoi", "so_moi"],
  "column.label_en": "Persons",
  "column.hint": "Cả người nhà",
  "column.unit": "người",
  "column.min": 1,
  "column.decimals": 1,
  "column.dimension": "dan_toc",
  "column.combine": { units: "sum", periods: "last" },
  "column.secrecy": "internal",
  "column.personal": "basic",
  "item.key": "tu_18_30",
  "item.label": "Từ 18 đến 30",
  "rule.relevant": ["HD03", "HD06"],
  "source.locked": true,
  "target.label_en": "Households out of poverty",
  "target.of": { field: "CB01", at: "2022-12-31" },
  "target.base": { field: "GD01", at: "2022-12-31" },
  "target.units": ["31357"],
  "target.from": "2026-01-01",
  "denominator.field": "CB01",
  "denominator.units": "co_so",
  "denominator.at": "2022-12-31",
  "targetBase.field": "GD01",
  "targetBase.at": "2022-12-31",
  "ownTarget.key": "CT01",
  "ownTarget.label": "Mỗi cơ sở một mô hình",
  "ownTarget.label_en": "A model in every commune",
  "ownTarget.field": "TD03",
  "ownTarget.kind": "each-unit",
  "ownTarget.value": 1,
  "ownTarget.unit": "mô hình",
  "ownTarget.of": { units: "co_so", at: "2026-12-31" },
  "ownTarget.level": "co_so",
  "ownTarget.base": { field: "GD01", at: "2025-12-31" },
  "ownTarget.owner": "tinh",
  "ownTarget.units": ["31357"],
  "ownTarget.from": "2026-01-01",
  "ownTarget.by": "year-end",
  "ownTarget.source": "Kế hoạch năm 2026",
  "overlay.template": "can-tho/bao-cao-thang",
  "overlay.extends": "vwu/bao-cao-thang@^1",
  "overlay.version": "1.0.0",
  "overlay.title": "Báo cáo tháng của tỉnh",
  "overlay.title_en": "Monthly report of the province",
  "overlay.due": { chi_hoi: 14 },
  "overlay.dimensions": ["vwu/chieu@^1"],
  "overlay.sections": { to_chuc: { title: "I. Tổ chức" } },
  "overlay.order": ["hoi_hop", "to_chuc"],
  "overlay.relabel": { TC04: "Tổng số hội viên của chi hội" },
  "overlay.hide": ["LV05"],
  "overlay.tighten": { TC19: { required: true } },
  "overlay.choices": { ly_do: { chuyen_di: { tinh_khac: "Sang tỉnh khác" } } },
  "overlay.targets": [
    {
      key: "CT01",
      label: "Mỗi chi hội 40 hội viên",
      field: "TC04",
      kind: "each-unit",
      level: "chi_hoi",
      value: 40,
      owner: "tinh",
      by: "year-end"
    }
  ],
  "overlay.rules": [{ when: "hoi_vien_cu_lao > TC04", warn: "Xin xem lại" }],
  "part.title": "Chỉ tiêu riêng của tỉnh",
  "part.title_en": "Of the province",
  "part.asked_of": ["chi_hoi"],
  "part.add": [{ key: "cu_lao", label: "Ở cù lao", type: "bool" }],
  "part.order": ["TC05", "TC04"],
  "part.columns": ["period", "year-to-date"],
  "relabel.label": "Tổng số hội viên của chi hội",
  "relabel.label_en": "Members of the branch",
  "relabel.hint": "Đếm theo sổ hội viên",
  "tighten.required": true,
  "tighten.min": 1,
  "tighten.max": 100
}

const isMap = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** One line, as somebody writes it. */
const print = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`
  if (isMap(value))
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key}: ${print(one)}`)
      .join(", ")} }`
  const text = String(value)
  return typeof value === "string" && /^[\s"'@%&*!|>{[]|: | #|[,\]}]/u.test(text) ? JSON.stringify(text) : text
}

const longest = 90

const found: ReadonlyMap<string, string> = (() => {
  const all = new Map<string, string>()
  const visit = (map: Place, given: unknown): void => {
    if (!isMap(given)) return
    for (const [keyword, value] of Object.entries(given)) {
      const known = maps[map][keyword]
      if (known === undefined) continue
      const text = print(value)
      const key = `${map}.${keyword}`
      if (!all.has(key) && text.length <= longest && (!isMap(value) || !("each" in Object(known.value))))
        all.set(key, text)
      if (typeof known.value === "string") {
        if (known.value === "due" && isMap(value))
          for (const one of Object.values(value)) for (const rule of [one].flat()) visit("due", rule)
        continue
      }
      if ("map" in known.value) visit(known.value.map, value)
      if ("list" in known.value && Array.isArray(value))
        for (const one of value) visit((known.value as { list: Place }).list, one)
      if ("each" in known.value && isMap(value)) {
        const each = keyword === "dimensions" ? "dimension" : known.value.each
        for (const one of Object.values(value)) visit(each, one)
      }
    }
  }
  const first = "vwu/bao-cao-thang"
  for (const pack of Pack.list().toSorted((a, b) => Number(b.id === first) - Number(a.id === first))) {
    const template = Pack.template(pack)
    if (template !== null) visit("template", Template.toJson(template))
  }
  for (const set of Pack.targets()) visit("targetSet", TargetSet.toJson(set))
  for (const set of Pack.dimensions()) visit("dimensionSet", DimensionSet.toJson(set))
  return all
})()

/** An example of a keyword, or `null`. */
export const of = (map: Place, keyword: string): string | null => {
  const key = `${map}.${keyword}`
  return found.get(key) ?? (Object.hasOwn(madeUp, key) ? print(madeUp[key]) : null)
}

/** What is made up although a pack says it. */
export const idle = (): ReadonlyArray<string> => Object.keys(madeUp).filter((key) => found.has(key))
