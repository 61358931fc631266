import { grammar, type Keyword, type Value } from "./grammar.ts"

/** `vwu/bao-cao-thang@^1`: the id of the base and the versions that will do. */
export const extendsShape = /^([a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*)@([\^~]?[0-9]{1,9}(?:\.[0-9]{1,9}){0,2})$/u

/** Whose keys become a namespace, and a name does not begin with a digit. */
const ownerShape = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/u

/** What may stand behind a keyword of an overlay, beside what may stand in a template. */
export type OverlayValue =
  | Value
  /** By section: what is done there. */
  | "parts"
  /** By field: other words for it, or a line of text for its label. */
  | "relabels"
  /** By field: what is asked more strictly. */
  | "tighter"
  /** By field, by choice of the base: finer choices. */
  | "finer"

/** Every map of an overlay that is none of a template. */
export type OverlayMapName = "overlay" | "part" | "relabel" | "tighten"

/** One keyword of an overlay. */
export interface OverlayKeyword extends Omit<Keyword, "value"> {
  readonly value: OverlayValue
}

const { template, section, field } = grammar

/** The keywords of an overlay, by the map they stand in; reading and the JSON Schema both follow from here. */
export const overlayGrammar: { readonly [M in OverlayMapName]: { readonly [keyword: string]: OverlayKeyword } } = {
  overlay: {
    template: { value: { matches: ownerShape }, vi: "Mã mẫu: chủ/tên, chữ thường không dấu.", needed: true },
    extends: {
      value: { matches: extendsShape },
      vi: "Mẫu gốc và phiên bản, ví dụ vwu/bao-cao-thang@^1.",
      needed: true
    },
    version: template.version!,
    title: { value: "words", vi: "Tên mẫu; bỏ trống thì theo mẫu gốc." },
    title_en: template.title_en!,
    due: { value: "due", vi: "Hạn nộp thay cho mẫu gốc, theo từng cấp." },
    dimensions: template.dimensions!,
    sections: { value: "parts", vi: "Theo phần: chỉ tiêu thêm, thứ tự, tên phần." },
    order: { value: "strings", vi: "Những phần đứng trước, theo thứ tự này." },
    relabel: { value: "relabels", vi: "Lời khác cho chỉ tiêu của mẫu gốc, theo mã." },
    hide: { value: "strings", vi: "Chỉ tiêu của mẫu gốc không hỏi nữa; không ẩn được chỉ tiêu mà cấp trên cộng." },
    tighten: { value: "tighter", vi: "Hỏi chặt hơn mẫu gốc, theo mã chỉ tiêu." },
    choices: { value: "finer", vi: "Chia nhỏ lựa chọn của mẫu gốc: theo chỉ tiêu, theo lựa chọn." },
    targets: { value: { list: "ownTarget" }, vi: "Chỉ tiêu phấn đấu riêng; không thấp hơn của mẫu gốc." },
    rules: { value: { list: "rule" }, vi: "Điều phải đúng thêm, sau các điều của mẫu gốc." }
  },
  part: {
    title: { value: "words", vi: "Tên phần; phần mới thì phải có." },
    title_en: section.title_en!,
    asked_of: section.asked_of!,
    add: { value: { list: "field" }, vi: "Chỉ tiêu riêng, viết như trong mẫu; mã có thêm tên tỉnh ở trước." },
    order: {
      value: "strings",
      vi: "Những chỉ tiêu đứng trước, theo thứ tự này; chỉ tiêu của phần khác thì chuyển về đây."
    },
    columns: section.columns!
  },
  relabel: { label: { value: "words", vi: field.label!.vi }, label_en: field.label_en!, hint: field.hint! },
  tighten: {
    required: field.required!,
    min: { value: "number", vi: "Nhỏ nhất, không nhỏ hơn của mẫu gốc." },
    max: { value: "number", vi: "Lớn nhất, không lớn hơn của mẫu gốc." }
  }
}

/** The keywords of one map. */
export const overlayKeywordsOf = (map: OverlayMapName): ReadonlyArray<string> => Object.keys(overlayGrammar[map])
