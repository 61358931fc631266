/**
 * The redraw of 1 July 2025 over the whole country, as a plan: 63 provinces become 34, 696 districts end, 10,047 communes
 * become 3,321. Resolutions 202/2025/QH15 (provinces), 203/2025/QH15 (districts), 1654 to 1687/NQ-UBTVQH15 (communes).
 */
import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import type * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import { rowsOf } from "./data.ts"

/** The last day of the old tree, and the first of the new one. */
export const eve = "2025-06-30"
export const day = "2025-07-01"

/** Who recorded it, synthetic. */
export const by = { person: "nguoi-mau" }

const levels: { readonly [level: string]: string } = { province: "tinh", district: "huyen", commune: "co_so" }

/** Ids of old and new units; a code is not one: 3,316 of the 3,321 new codes had belonged to another unit. */
export const oldId = (code: string): string => `cu-${code}`
export const newId = (code: string): string => `moi-${code}`

/** The country on the eve, every unit founded in one act. */
export const country = (): Hierarchy.Hierarchy => {
  const founded = (
    unit: string,
    level: string,
    name: string,
    code: string | null,
    own: string | null
  ): HierarchyEvent => ({
    id: `founded/${unit}`,
    effectiveOn: "2024-01-01",
    recordedAt: "2024-01-02T00:00:00.000Z",
    by,
    type: "unit-established",
    unit,
    level,
    name,
    code,
    kind: null,
    parents: { own }
  })
  const made = Hierarchy.make({
    association: Association.vwu,
    events: [
      founded("tw", "trung_uong", "Trung ương", null, null),
      ...rowsOf("vn-units-2025-06.csv").map(({ code, name, level, parent_code }) =>
        founded(oldId(code!), levels[level!]!, name!, code!, parent_code === "" ? "tw" : oldId(parent_code!))
      )
    ]
  })
  if (!made.ok) throw new Error(made.issues.map(({ english }) => english).join("; "))
  return made.value
}

/** The plan. Shares of divided communes are known for none of them. */
export const plan = (): Reorganisation.Reorganisation => {
  const provinces = new Map<string, Array<string>>()
  for (const { old_code, new_code } of rowsOf("provinces-2025.csv"))
    if (provinces.get(new_code!)?.push(old_code!) === undefined) provinces.set(new_code!, [old_code!])
  const units = rowsOf("vn-units-2025-07.csv")
  const names = new Map(units.map(({ code, name }) => [code!, name!]))
  const isKept = (code: string): boolean => provinces.get(code)!.length === 1
  const provinceId = (code: string): string => (isKept(code) ? oldId(code) : newId(code))
  const lines = rowsOf("vn-reorganisation-2025-07.csv")
  return {
    id: "sap-xep-2025",
    title: "Sắp xếp đơn vị hành chính từ 01/7/2025",
    basis: "202/2025/QH15",
    effectiveOn: day,
    steps: [
      ...[...provinces]
        .filter(([code]) => !isKept(code))
        .map(
          ([code, from]): Reorganisation.Step => ({
            step: "merge",
            from: from.map(oldId),
            into: { unit: newId(code), name: names.get(code)!, code }
          })
        ),
      { step: "abolish-level", level: "huyen", heirs: {} },
      {
        step: "redraw",
        from: [...new Set(lines.map(({ old_code }) => oldId(old_code!)))],
        to: units
          .filter(({ level }) => level === "commune")
          .map(({ code, name, parent_code }) => ({
            unit: newId(code!),
            name: name!,
            code: code!,
            level: "co_so",
            parents: { own: provinceId(parent_code!) }
          })),
        successions: lines.map(({ old_code, new_code, extent }) => ({
          from: oldId(old_code!),
          to: newId(new_code!),
          extent: extent === "full" ? "whole" : "partial"
        }))
      }
    ]
  }
}
