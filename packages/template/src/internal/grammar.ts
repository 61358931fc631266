import * as PeriodType from "@lienhoi/calendar/PeriodType"
import { moments, operators, types } from "../Field.ts"
import { personals } from "../Label.ts"
import { kinds as targetKinds } from "../Target.ts"

/** What may stand behind a keyword. `words` is a line of text; numbers and yes or no are read as they are written. */
export type Value =
  | "words"
  | "number"
  | "whole"
  | "truth"
  | "date"
  /** One word or a list of words. */
  | "strings"
  /** `{ key: label }` or a list of `key`, `label`. */
  | "items"
  | { readonly oneOf: ReadonlyArray<string> }
  /** A date, or one of these words. */
  | { readonly dateOr: ReadonlyArray<string> }
  /** A list of some of these words. */
  | { readonly someOf: ReadonlyArray<string> }
  | { readonly matches: RegExp }
  /** One word of that shape or a list of them. */
  | { readonly allMatch: RegExp }
  /** Only `true`. */
  | "yes"
  | { readonly whole: readonly [number, number] }
  /** A number, or `none` where there would otherwise be a limit. */
  | "limit"
  | { readonly map: MapName }
  | { readonly list: MapName }
  /** A map with keys of the author's choice. */
  | { readonly each: MapName; readonly keys: RegExp }
  | "due"

/** One keyword of the language. */
export interface Keyword {
  readonly value: Value
  /** What it is for, as an editor shows it to the author. */
  readonly vi: string
  readonly needed?: true
}

/** Every map of a template file. */
export type MapName =
  | "template"
  | "appliesTo"
  | "due"
  | "section"
  | "field"
  | "column"
  | "combine"
  | "item"
  | "breakdown"
  | "rule"
  | "record"
  | "state"
  | "limit"
  | "acknowledge"
  | "source"
  | "target"
  | "ownTarget"
  | "denominator"
  | "targetBase"
  | "targetSet"
  | "term"

type Keywords = { readonly [keyword: string]: Keyword }

/** The one form in which something else would be taken for granted: no unit, no lower limit. */
export const none = "none"

export const idShape = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/u
export const sectionShape = /^[A-Za-z][A-Za-z0-9_]*$/u
export const setShape = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*@[\^~]?[0-9]{1,9}(?:\.[0-9]{1,9}){0,2}$/u
export const countsShape = /^(?:people|events|money|none|units:[a-z_]+)$/u
export const onDayOff = ["next", "previous", "keep"] as const
export const windows = ["calendar", "fifteenth"] as const
export const referenceDays = ["window-end", "window-start"] as const
export const dayOfMonth = [1, 31] as const

/** `owner/name/FIELD`, inside a template `FIELD`; either with an item of a breakdown. */
export const measureShape =
  /^(?:[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*\/)?[A-Za-z][A-Za-z0-9_]*(?:\[[A-Za-z][A-Za-z0-9_]*\])?$/u
/** The same where the template must, or must not, be named. */
const elsewhereShape = /^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*\/[A-Za-z][A-Za-z0-9_]*(?:\[[A-Za-z][A-Za-z0-9_]*\])?$/u
const hereShape = /^[A-Za-z][A-Za-z0-9_]*(?:\[[A-Za-z][A-Za-z0-9_]*\])?$/u
export const targetDueWords = ["year-end", "term-end"] as const
export const ownDueWords = ["year-end"] as const
export const targetStatuses = ["adopted", "awaiting"] as const
/** The columns beside a figure that nobody types. */
export const comparisonColumns = ["plan", "period", "year-to-date", "last-year", "of-plan", "of-last-year"] as const
/** Hours, days or working days that something may take. */
export const limitRange = [1, 9999] as const
export const kinds = ["report", "register", "case", "notice"] as const

/** Secret content stays outside, so no template may ask for it. */
const secrecies = ["open", "internal"] as const

const label: Keywords = {
  secrecy: { value: { oneOf: secrecies }, vi: "Ai được xem: open (công khai), internal (trong Hội)." },
  personal: {
    value: { oneOf: personals },
    vi: "Dữ liệu cá nhân: none (không có), basic (cơ bản), sensitive (nhạy cảm)."
  }
}

const column: Keywords = {
  key: { value: "words", vi: "Mã chỉ tiêu: chữ không dấu, số, dấu _; không trùng nhau.", needed: true },
  label: { value: "words", vi: "Tên chỉ tiêu như người báo cáo đọc.", needed: true },
  label_en: { value: "words", vi: "Tên chỉ tiêu bằng tiếng Anh." },
  hint: { value: "words", vi: "Một dòng hướng dẫn dưới câu hỏi." },
  unit: { value: "words", vi: "Đơn vị tính: người, nhóm, đồng, %; none nếu không có." },
  type: {
    value: { oneOf: types },
    vi: "Loại: count (số đếm), money (tiền), decimal (số lẻ), ratio (tỷ lệ), text (chữ), choice (chọn một), bool (có/không), date (ngày), photo (ảnh), file (tệp), table (bảng).",
    needed: true
  },
  required: { value: "words", vi: "Bắt buộc trả lời: true, false, hoặc một điều kiện." },
  choices: { value: "items", vi: "Các lựa chọn: mã và tên." },
  min: { value: "limit", vi: "Nhỏ nhất: của số, độ dài chữ, số ảnh, số dòng; none nếu không giới hạn." },
  max: { value: "number", vi: "Lớn nhất: của số, độ dài chữ, số ảnh, số dòng." },
  decimals: { value: "whole", vi: "Số chữ số sau dấu phẩy, từ 0 đến 6." },
  dimension: { value: "words", vi: "Chiều dùng chung mà các lựa chọn lấy từ đó." },
  combine: { value: { map: "combine" }, vi: "Cách cộng các đơn vị và cộng các kỳ." },
  ...label
}

const comparison: Keyword = {
  value: { someOf: comparisonColumns },
  vi: "Các cột tính sẵn bên cạnh số trong kỳ: plan (kế hoạch), period (kỳ này), year-to-date (lũy kế), last-year (cùng kỳ), of-plan (% kế hoạch), of-last-year (% cùng kỳ)."
}

const sourced: Keyword = { value: "strings", vi: "Văn bản làm căn cứ; một hoặc nhiều." }

const target: Keywords = {
  key: { value: "words", vi: "Mã chỉ tiêu phấn đấu: chữ không dấu, số, dấu _; không trùng nhau.", needed: true },
  label: { value: "words", vi: "Chỉ tiêu phấn đấu như nghị quyết viết.", needed: true },
  label_en: { value: "words", vi: "Tên bằng tiếng Anh." },
  field: {
    value: { matches: elsewhereShape },
    vi: "Số liệu dùng để đo: mã mẫu và mã chỉ tiêu, ví dụ vwu/bao-cao-thang/TC05.",
    needed: true
  },
  kind: {
    value: { oneOf: targetKinds },
    vi: "Cách đo: absolute (số tuyệt đối), percent (phần trăm của mẫu số), each-unit (mỗi đơn vị đạt), per-unit-plus (mỗi đơn vị thêm).",
    needed: true
  },
  value: { value: "number", vi: "Mức phải đạt; phần trăm thì ghi 90.", needed: true },
  unit: { value: "words", vi: "Đơn vị tính in sau mức." },
  of: { value: { map: "denominator" }, vi: "Mẫu số của percent, chốt ở một ngày." },
  level: { value: "words", vi: "Cấp của các đơn vị phải đạt (each-unit) hoặc phải thêm (per-unit-plus)." },
  base: { value: { map: "targetBase" }, vi: "Số gốc mà per-unit-plus tính thêm từ đó; bỏ trống thì từ 0." },
  owner: { value: "words", vi: "Cấp chịu trách nhiệm đạt chỉ tiêu này.", needed: true },
  units: { value: "strings", vi: "Chỉ những đơn vị này của cấp đó (mã)." },
  from: { value: "date", vi: "Phấn đấu từ ngày." },
  by: {
    value: { dateOr: targetDueWords },
    vi: "Hạn: một ngày, year-end (cuối mỗi năm), term-end (cuối nhiệm kỳ).",
    needed: true
  },
  source: sourced
}

/** The keywords of the language, by the map they stand in. Decoding and the JSON Schema both follow from here. */
export const grammar: { readonly [M in MapName]: Keywords } = {
  template: {
    template: { value: { matches: idShape }, vi: "Mã mẫu: chủ/tên, chữ thường không dấu.", needed: true },
    lineage: { value: "words", vi: "Mã chung của mọi phiên bản và biến thể; bỏ trống thì là mã mẫu." },
    version: { value: "words", vi: "Phiên bản, ví dụ 1.0.0." },
    kind: {
      value: { oneOf: kinds },
      vi: "Loại mẫu: report (báo cáo), register (sổ), case (vụ việc), notice (thông báo)."
    },
    title: { value: "words", vi: "Tên mẫu.", needed: true },
    title_en: { value: "words", vi: "Tên mẫu bằng tiếng Anh." },
    source: sourced,
    route: { value: "words", vi: "Tuyến báo cáo: own (của Hội), front (Mặt trận)." },
    period: {
      value: { oneOf: PeriodType.all },
      vi: "Kỳ báo cáo: month (tháng), quarter (quý), year (năm)… Chỉ báo cáo mới có."
    },
    window: { value: { oneOf: windows }, vi: "Kỳ số liệu: calendar (trọn tháng), fifteenth (từ ngày 15 đến ngày 14)." },
    reference_day: {
      value: { oneOf: referenceDays },
      vi: "Ngày lấy danh sách đơn vị: window-end (cuối kỳ), window-start (đầu kỳ)."
    },
    due: { value: "due", vi: "Hạn nộp của từng cấp: ngày trong tháng, một quy tắc, hoặc nhiều quy tắc." },
    applies_to: { value: { map: "appliesTo" }, vi: "Đơn vị nào phải báo cáo; bỏ trống thì là mọi cấp được hỏi." },
    ...label,
    dimensions: { value: { allMatch: setShape }, vi: "Các bộ chiều dùng chung: vwu/chieu@^1." },
    record: { value: { map: "record" }, vi: "Của sổ: cái gì phân biệt một dòng, ngày bắt đầu và ngày kết thúc." },
    states: {
      value: { each: "state", keys: sectionShape },
      vi: "Của vụ việc: các trạng thái; cái đầu là lúc mới nhận."
    },
    acknowledge: { value: { map: "acknowledge" }, vi: "Của thông báo: ai phải xác nhận đã đọc, trong bao lâu." },
    sections: { value: { each: "section", keys: sectionShape }, vi: "Các phần của mẫu, theo mã phần.", needed: true },
    columns: comparison,
    targets: { value: { list: "ownTarget" }, vi: "Chỉ tiêu phấn đấu riêng của mẫu này." },
    rules: { value: { list: "rule" }, vi: "Điều phải đúng giữa các câu trả lời." }
  },
  appliesTo: {
    levels: { value: "strings", vi: "Các cấp phải báo cáo." },
    kinds: { value: "strings", vi: "Chỉ những loại đơn vị này." },
    units: { value: "strings", vi: "Chỉ những đơn vị này (mã)." },
    from: { value: "date", vi: "Từ ngày (năm-tháng-ngày)." },
    to: { value: "date", vi: "Đến ngày (năm-tháng-ngày)." }
  },
  due: {
    day: { value: { whole: dayOfMonth }, vi: "Ngày trong tháng, 1 đến 31." },
    month_offset: { value: "whole", vi: "Lùi lại mấy tháng so với tháng cuối kỳ." },
    month: { value: "whole", vi: "Tháng cố định trong năm." },
    working_days_after: { value: "whole", vi: "Số ngày làm việc sau khi hết kỳ." },
    days_before: { value: "whole", vi: "Số ngày trước một sự kiện." },
    event: { value: "words", vi: "Tên sự kiện, đi cùng days_before." },
    from: { value: "date", vi: "Quy tắc có hiệu lực từ ngày." },
    to: { value: "date", vi: "Quy tắc có hiệu lực đến ngày." },
    on_day_off: {
      value: { oneOf: onDayOff },
      vi: "Gặp ngày nghỉ: next (ngày làm việc sau), previous (trước), keep (giữ nguyên)."
    },
    estimated: { value: "truth", vi: "Báo cáo trước khi hết kỳ, số còn lại là ước thực hiện." }
  },
  section: {
    title: { value: "words", vi: "Tên phần.", needed: true },
    title_en: { value: "words", vi: "Tên phần bằng tiếng Anh." },
    theme: { value: "words", vi: "Chủ đề." },
    asked_of: { value: "strings", vi: "Cấp trả lời các câu của phần này." },
    columns: comparison,
    fields: { value: { list: "field" }, vi: "Các câu hỏi." }
  },
  field: {
    ...column,
    counts: {
      value: { matches: countsShape },
      vi: "Đếm cái gì: people (người), events (lượt), money (tiền), units:co_so (đơn vị cấp cơ sở)."
    },
    asked_of: { value: "strings", vi: "Cấp trả lời câu này." },
    part_of: { value: "words", vi: "Là một phần của chỉ tiêu nào, không vượt quá chỉ tiêu đó." },
    numerator: { value: "words", vi: "Tử số của tỷ lệ (mã chỉ tiêu)." },
    denominator: { value: "words", vi: "Mẫu số của tỷ lệ (mã chỉ tiêu)." },
    formula: { value: "words", vi: "Công thức; chỉ tiêu được tính, không ai phải điền." },
    relevant: { value: "words", vi: "Chỉ hỏi khi điều kiện này đúng." },
    disaggregate: { value: { list: "breakdown" }, vi: "Trong đó: chia theo nhóm." },
    columns: { value: { list: "column" }, vi: "Các cột của bảng." },
    rows: { value: "items", vi: "Các dòng cố định của bảng: mã và tên." },
    totals: { value: "strings", vi: "Các cột có dòng cộng ở cuối bảng." },
    row_totals: { value: "strings", vi: "Các cột được cộng ngang trên từng dòng." },
    from: { value: { map: "source" }, vi: "Số liệu lấy từ sổ hoặc từ mẫu khác." },
    carry: { value: "words", vi: "Gợi ý số kỳ trước: previous (của chính câu này) hoặc mã chỉ tiêu." }
  },
  column,
  combine: {
    units: { value: { oneOf: operators }, vi: "Cộng các đơn vị.", needed: true },
    periods: { value: { oneOf: operators }, vi: "Cộng các kỳ.", needed: true }
  },
  item: {
    key: { value: "words", vi: "Mã: chữ không dấu, số, dấu _.", needed: true },
    label: { value: "words", vi: "Tên như người báo cáo đọc.", needed: true }
  },
  breakdown: {
    by: { value: "words", vi: "Chia theo gì (mã): nhom_tuoi, dan_toc.", needed: true },
    label: { value: "words", vi: "Tên cách chia." },
    items: { value: "items", vi: "Các nhóm: mã và tên; bỏ trống thì lấy từ chiều dùng chung." },
    complete: { value: "truth", vi: "true: các nhóm cộng lại phải bằng chỉ tiêu." }
  },
  rule: {
    when: { value: "words", vi: "Điều kiện.", needed: true },
    warn: { value: "words", vi: "Lời nhắc xem lại khi điều kiện đúng." },
    error: { value: "words", vi: "Lời báo sai khi điều kiện đúng." },
    text_en: { value: "words", vi: "Lời đó bằng tiếng Anh." },
    field: { value: "words", vi: "Chỉ tiêu mà lời nhắc hiện bên cạnh." },
    relevant: { value: "strings", vi: "Những chỉ tiêu chỉ hỏi khi điều kiện đúng." }
  },
  record: {
    key: { value: "strings", vi: "Những câu mà không hai dòng nào trùng nhau.", needed: true },
    title: { value: "words", vi: "Câu dùng để gọi tên một dòng.", needed: true },
    from: { value: "words", vi: "Câu ghi ngày bắt đầu." },
    to: { value: "words", vi: "Câu ghi ngày kết thúc." }
  },
  state: {
    label: { value: "words", vi: "Tên trạng thái.", needed: true },
    label_en: { value: "words", vi: "Tên bằng tiếng Anh." },
    next: { value: "strings", vi: "Những trạng thái có thể tiếp theo." },
    limit: { value: { map: "limit" }, vi: "Được ở trạng thái này bao lâu." },
    end: { value: "truth", vi: "true: vụ việc kết thúc." }
  },
  limit: {
    hours: { value: { whole: limitRange }, vi: "Số giờ." },
    days: { value: { whole: limitRange }, vi: "Số ngày." },
    working_days: { value: { whole: limitRange }, vi: "Số ngày làm việc." }
  },
  acknowledge: {
    levels: { value: "strings", vi: "Những cấp phải xác nhận.", needed: true },
    within: { value: { map: "limit" }, vi: "Trong bao lâu." }
  },
  source: {
    register: { value: { matches: idShape }, vi: "Sổ, hoặc mẫu vụ việc, mà số liệu lấy từ đó." },
    count: { value: "yes", vi: "true: đếm số dòng, số vụ việc." },
    sum: { value: "words", vi: "Câu của sổ được cộng lại." },
    where: { value: "words", vi: "Chỉ tính những dòng mà điều kiện này đúng." },
    at: {
      value: { oneOf: moments },
      vi: "Dòng nào được tính: end (còn đến cuối kỳ), start (có từ đầu kỳ), during (có ngày nào trong kỳ), began (bắt đầu trong kỳ), ended (kết thúc trong kỳ); riêng vụ việc còn có due (đến hạn trong kỳ), in-time (đến hạn trong kỳ và đã xong đúng hạn)."
    },
    template: { value: { matches: idShape }, vi: "Mẫu mà số liệu lấy từ đó." },
    field: { value: "words", vi: "Chỉ tiêu của mẫu đó." },
    periods: { value: { oneOf: operators }, vi: "Cách gộp các kỳ của mẫu đó." },
    locked: { value: "truth", vi: "true: không được sửa số lấy về." }
  },
  target,
  ownTarget: {
    ...target,
    field: { value: { matches: hereShape }, vi: "Mã chỉ tiêu của mẫu này dùng để đo.", needed: true },
    by: { value: { dateOr: ownDueWords }, vi: "Hạn: một ngày, hoặc year-end (cuối mỗi năm).", needed: true }
  },
  denominator: {
    field: { value: { matches: measureShape }, vi: "Chỉ tiêu làm mẫu số." },
    units: { value: "words", vi: "Hoặc số đơn vị của cấp này." },
    at: { value: "date", vi: "Chốt ở ngày; bỏ trống thì lấy ngày của số được đo." }
  },
  targetBase: {
    field: { value: { matches: measureShape }, vi: "Chỉ tiêu làm số gốc.", needed: true },
    at: { value: "date", vi: "Chốt ở ngày; bỏ trống thì lấy ngày của số được đo." }
  },
  targetSet: {
    targets: { value: { matches: idShape }, vi: "Mã bộ chỉ tiêu: chủ/tên, chữ thường không dấu.", needed: true },
    version: { value: "words", vi: "Phiên bản, ví dụ 1.0.0." },
    title: { value: "words", vi: "Tên bộ chỉ tiêu.", needed: true },
    title_en: { value: "words", vi: "Tên bằng tiếng Anh." },
    status: {
      value: { oneOf: targetStatuses },
      vi: "adopted (đã ban hành) hoặc awaiting (chưa có văn bản, danh sách còn trống)."
    },
    source: sourced,
    term: { value: { map: "term" }, vi: "Nhiệm kỳ: từ ngày, đến ngày.", needed: true },
    closed: { value: "truth", vi: "true: danh sách đã chốt, không thêm bớt." },
    items: { value: { list: "target" }, vi: "Các chỉ tiêu phấn đấu." }
  },
  term: {
    from: { value: "date", vi: "Từ ngày (năm-tháng-ngày).", needed: true },
    to: { value: "date", vi: "Đến ngày (năm-tháng-ngày).", needed: true }
  }
}

/** A way to fill a map: what it needs, and what it may say besides. */
export interface Form {
  readonly needs: ReadonlyArray<string>
  readonly may: ReadonlyArray<string>
}

/** Where a fed answer comes from; exactly one. */
export const sourceForms: ReadonlyArray<Form> = [
  { needs: ["register", "count"], may: ["where", "at", "locked"] },
  { needs: ["register", "sum"], may: ["where", "at", "locked"] },
  { needs: ["template", "field"], may: ["periods", "locked"] }
]

/** How long something may take is said in exactly one unit. */
export const limitUnits = ["hours", "days", "working_days"] as const

/** What only templates of one kind say, and what they must say. */
export const ofKind: {
  readonly [K in (typeof kinds)[number]]: {
    readonly needs: ReadonlyArray<string>
    readonly bars: ReadonlyArray<string>
  }
} = {
  report: { needs: ["period"], bars: ["record", "states", "acknowledge"] },
  register: { needs: ["record"], bars: ["states", "acknowledge", "due", "window", "reference_day"] },
  case: { needs: ["states"], bars: ["record", "acknowledge", "due", "window", "reference_day"] },
  notice: { needs: [], bars: ["record", "states", "due", "window", "reference_day"] }
}

/** What a target of each kind needs and may have beside what all have. */
export const targetForms: ReadonlyArray<{
  readonly kind: (typeof targetKinds)[number]
  readonly needs: ReadonlyArray<string>
  readonly may: ReadonlyArray<string>
}> = [
  { kind: "absolute", needs: [], may: [] },
  { kind: "percent", needs: [], may: ["of"] },
  { kind: "each-unit", needs: ["level"], may: [] },
  { kind: "per-unit-plus", needs: ["level"], may: ["base"] }
]

/** The ways to give a due day; a rule is of exactly one. */
export const dueForms: ReadonlyArray<Form> = [
  { needs: ["day"], may: ["month_offset", "month"] },
  { needs: ["working_days_after"], may: [] },
  { needs: ["days_before", "event"], may: [] }
]

/** What a rule does; exactly one stands in it. */
export const deeds = ["warn", "error", "relevant"] as const

/** The keywords of a file of shared dimensions, and of one of them. */
export const setKeywords = ["dimension-set", "version", "title", "source", "dimensions"]
export const dimensionKeywords = ["label", "items"]

/** The keywords of one map. */
export const keywordsOf = (map: MapName): ReadonlyArray<string> => Object.keys(grammar[map])
