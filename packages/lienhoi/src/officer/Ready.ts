/**
 * The templates that the page brings along, and the beginning of a province's own on top of one of them.
 *
 * @since 0.1.0
 */
import * as Pack from "@lienhoi/packs/Pack"
import type * as Pile from "./Pile.ts"

/** Every pack: what files may extend, and what their dimensions come from. */
export const list: ReadonlyArray<Pile.Ready> = Pack.list()

const shown: ReadonlySet<Pack.Kind> = new Set(["report", "register", "case", "notice"])

/** Those that somebody fills in, in the order in which they are offered. */
export const offered: ReadonlyArray<Pack.Pack> = Pack.list().filter(({ kind }) => shown.has(kind))

/** Whether a text can be the owner in the id of a template. */
export const isOwner = (text: string): boolean => /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(text.trim())

/** An overlay that changes nothing yet, with a line on each thing it may do. */
export const overlayOn = (pack: Pack.Pack, owner: string): Pile.Ready => {
  const id = `${owner.trim()}/${pack.id.split("/")[1]}`
  const [major] = pack.version.split(".")
  const text = [
    `template: ${id}`,
    "version: 1.0.0",
    `extends: ${pack.id}@^${major}`,
    "# Thêm chỉ tiêu của tỉnh: bỏ dấu # ở các dòng dưới và sửa lại.",
    "# sections:",
    "#   rieng:",
    "#     title: Chỉ tiêu riêng của tỉnh",
    "#     asked_of: [chi_hoi]",
    "#     add:",
    "#       - { key: vi_du, label: Ví dụ, type: count, combine: { units: sum, periods: sum } }",
    "# Gọi tên khác: relabel: { MÃ: Tên mới }",
    "# Ẩn câu cấp trên không cộng: hide: [MÃ]",
    "# Hỏi chặt hơn: tighten: { MÃ: { required: true } }",
    ""
  ].join("\n")
  return { id, file: `${id.replace("/", "-")}.yaml`, text }
}
