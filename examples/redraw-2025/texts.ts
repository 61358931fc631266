import { Numeral } from "@lienhoi/words"
import { Catalogue, Instant, PlainDate } from "lienhoi"
import type { Findings, Share } from "./findings.ts"

const catalogue = Catalogue.make({
  title: { vi: "Hai tỉnh qua ngày sắp xếp 1/7/2025", en: "Two provinces through the redraw of 1 July 2025" },
  note: {
    vi: "Số liệu minh họa: tỉnh, huyện, xã và ai thành ai là thật; chi hội, người và mọi con số là dựng. Cần Thơ và Tây Ninh mới ở đây chỉ có số cũ của Hậu Giang và Tây Ninh cũ.",
    en: "Sample data: provinces, districts, communes and who became whom are real; branches, people and all figures are made up. Of the past of Cần Thơ and the new Tây Ninh, only that of Hậu Giang and the old Tây Ninh is kept here."
  },
  "the-day": { vi: "Ngày 1/7/2025: phương án sắp xếp", en: "1 July 2025: the plan" },
  planned: {
    vi: "{ends} đơn vị kết thúc, {begins} đơn vị thành lập, {moves} chi hội về đơn vị mới",
    en: "{ends} units end, {begins} are founded, {moves} branches come under new units"
  },
  look: { vi: "Xem lại: {text}", en: "Look again: {text}" },
  assigned: {
    vi: "{waited} chi hội của mười xã bị chia đã giao từng chi hội; còn chờ: {waiting}",
    en: "{waited} branches of the ten divided communes assigned one by one; still waiting: {waiting}"
  },
  kept: { vi: "Sau khi có báo cáo: {text}", en: "Once there are reports: {text}" },
  june: { vi: "Tháng 6/2025, trước ngày sắp xếp: ba cấp", en: "June 2025, before: three levels" },
  july: {
    vi: "Tháng 7/2025 (15/6 đến 14/7), qua ngày sắp xếp: cây ngày {on}",
    en: "July 2025 (15 June to 14 July), across: the tree of {on}"
  },
  october: {
    vi: "Tháng 10/2026, sau ngày sắp xếp: hai cấp, cây ngày {on}",
    en: "October 2026, after: two levels, the tree of {on}"
  },
  size: { vi: "{n} {level}", en: "{n} {level}" },
  huyen: { vi: "huyện", en: "districts" },
  co_so: { vi: "xã, phường", en: "communes" },
  chi_hoi: { vi: "chi hội", en: "branches" },
  tinh: { vi: "tỉnh, thành phố", en: "provinces" },
  unit: { vi: "{name}: {sizes}", en: "{name}: {sizes}" },
  figure: { vi: "{label}: {figure}", en: "{label}: {figure}" },
  owed: { vi: "Phải báo cáo: {n} {level}, hạn {due}", en: "Owe a report: {n} {level}, due {due}" },
  closing: {
    vi: "Báo cáo kết thúc (chỉ số phát sinh đến 30/6): {n} {level}, hạn {due}",
    en: "Owe a closing report (what happened until 30 June, no more): {n} {level}, due {due}"
  },
  late: {
    vi: "Ngày 3/7 xã mới nộp muộn báo cáo tháng 6 thay Xã Vị Thắng: Hậu Giang từ {before} thành {after} đơn vị có số",
    en: "On 3 July the new commune files the late June report of Xã Vị Thắng: Hậu Giang goes from {before} to {after} units with figures"
  },
  taken: { vi: "{date} {by} nộp {period} thay {name}: nhận", en: "{date} {by} files {period} for {name}: taken" },
  dropped: {
    vi: ", bỏ số cuối kỳ ({fields}) vì đơn vị mới đếm",
    en: ", without what stands at the end ({fields}): the new unit counts it"
  },
  refused: {
    vi: "{date} {by} nộp {period} thay {name}: không nhận. {why}",
    en: "{date} {by} files {period} for {name}: refused. {why}"
  },
  flow: {
    vi: "{label}: đơn vị đã kết thúc {closed} + đơn vị đang hoạt động {living} = {total}",
    en: "{label}: units that ended {closed} + living units {living} = {total}"
  },
  state: {
    vi: "{label} ngày 14/7: {total}, từ {n} đơn vị đang hoạt động, {closed} từ đơn vị đã kết thúc",
    en: "{label} on 14 July: {total}, from {n} living units, {closed} from units that ended"
  },
  longer: {
    vi: "{period}: cây ngày {on}, gộp cả {closed} đơn vị đã kết thúc; {posts}, cuối kỳ {members}",
    en: "{period}: the tree of {on} with {closed} units that ended; {posts}, {members} at the end"
  },
  "2025-Q3": { vi: "Quý III/2025", en: "Third quarter 2025" },
  "2025-9M": { vi: "9 tháng 2025", en: "Nine months 2025" },
  restated: { vi: "Số liệu tháng 6/2025 đọc trên cây ngày {on}", en: "June 2025 read on the tree of {on}" },
  "restated-note": {
    vi: "Chính xác: từ đơn vị về trọn. Ước tính: phần của xã bị chia, theo tỷ lệ. Không còn đơn vị nhận: không có.",
    en: "Exact: from units that went whole. Estimated: the shares of divided communes. Without an heir: nothing."
  },
  balance: {
    vi: "{label}: {before} = {exact} chính xác + {estimated} ước tính + {unallocated} không có nơi nhận",
    en: "{label}: {before} = {exact} exact + {estimated} estimated + {unallocated} unallocated"
  },
  exact: { vi: "chính xác", en: "exact" },
  estimated: { vi: "ước tính", en: "estimated" },
  bound: { vi: "không quá", en: "at most" },
  "stay-put": { vi: "Số liệu không quy đổi", en: "Figures that are not restated" },
  "not-restated": { vi: "không quy đổi", en: "not restated" },
  "only-exact": {
    vi: "Đòi số chính xác thì bị từ chối, kể tên {n} xã bị chia; xã đầu tiên: {text}",
    en: "Asked for exact figures only, it is refused and names {n} divided communes; the first: {text}"
  },
  recount: {
    vi: "{label}, {name}: tháng 6/2025 có {was}/{outOf} cơ sở; nay {now}/{living}",
    en: "{label}, {name}: {was} of {outOf} bases in June 2025; {now} of {living} now"
  },
  "never-restated": { vi: "{label}: {reason}", en: "{label}: {reason}" },
  why: { vi: "Vì sao ra số này", en: "Where a figure comes from" },
  explained: { vi: "{label}, {name}: {figure} ({certainty})", en: "{label}, {name}: {figure} ({certainty})" },
  source: { vi: "{name}: {figure}", en: "{name}: {figure}" },
  part: { vi: "{name}: {share} của {figure}", en: "{name}: {share} of {figure}" },
  "a-part": { vi: "một phần", en: "a part" },
  some: { vi: "{name}, một phần: {figure}", en: "{name}, a part: {figure}" },
  share: { vi: "{numerator}/{denominator} theo {basis}", en: "{numerator}/{denominator} by {basis}" },
  "basis-members": { vi: "số hội viên", en: "members" },
  "basis-households": { vi: "số hộ", en: "households" },
  "basis-population": { vi: "dân số", en: "population" },
  "basis-given": { vi: "văn bản", en: "what was given" },
  "basis-assumed": { vi: "giả định chia đều", en: "assumption, share alike" },
  series: { vi: "{label}, {name}: từng tháng trên cây hôm nay", en: "{label}, {name}: month by month on today's tree" },
  point: { vi: "{period}: {figure} ({certainty})", en: "{period}: {figure} ({certainty})" },
  break: { vi: "— từ đây là đơn vị mới báo —", en: "— from here the new unit reports —" },
  code: { vi: "Mã 31393 là của ai", en: "Whose code 31393 is" },
  life: { vi: "{name}: {from} đến {until}{kin}", en: "{name}: {from} to {until}{kin}" },
  today: { vi: "nay", en: "today" },
  from: { vi: "; từ {names}", en: "; from {names}" },
  into: { vi: "; về {names}", en: "; into {names}" },
  written: { vi: "Trang HTML: {file}", en: "The page: {file}" },
  "province-93@2024-06-01": {
    vi: "Hậu Giang về Cần Thơ: 75 xã, phường, thị trấn thành 28",
    en: "Hậu Giang into Cần Thơ: 75 communes became 28"
  },
  "province-72@2024-06-01": {
    vi: "Tây Ninh: 94 xã, phường, thị trấn thành 36, mười xã bị chia",
    en: "Tây Ninh: 94 communes became 36, ten were divided"
  },
  compared: {
    vi: "Từng xã, phường: tháng 6/2025 và tháng 10/2026",
    en: "Commune by commune: June 2025 and October 2026"
  },
  "compared-note": {
    vi: "Tháng 6/2025 đọc trên cây tháng 10/2026. Dư nợ tính bằng triệu đồng; dấu ≈ là ước tính.",
    en: "June 2025 read on the tree of October 2026. Debt in million đồng; ≈ is an estimate."
  },
  commune: { vi: "Đơn vị", en: "Unit" },
  "members-june": { vi: "Hội viên 6/2025", en: "Members 6/2025" },
  "members-october": { vi: "10/2026", en: "10/2026" },
  "debt-june": { vi: "Dư nợ 6/2025", en: "Debt 6/2025" },
  "debt-october": { vi: "10/2026", en: "10/2026" },
  field: { vi: "Chỉ tiêu", en: "Indicator" },
  total: { vi: "Tháng 6/2025", en: "June 2025" },
  none: { vi: "Không nơi nhận", en: "Unallocated" },
  "who-became-whom": { vi: "Ai thành ai", en: "Who became whom" },
  "lost-none": { vi: "đơn vị có số liệu mà không nơi nhận", en: "units whose figures nobody took over" },
  "divided-ten": { vi: "xã bị chia", en: "divided communes" },
  "units-ended": { vi: "đơn vị kết thúc", en: "units ended" },
  "units-begun": { vi: "đơn vị thành lập", en: "units founded" }
})

/** Every text. */
export type Code = keyof typeof catalogue

/** The words of the walk in one language. */
export const saying = (language: "vi" | "en") => {
  const say = (code: Code, params: Catalogue.Params = {}): string => Catalogue.say(catalogue, code, params, language)
  return {
    say,
    date: (date: string): string => PlainDate.format(date),
    dayOf: (instant: string): string => PlainDate.format(Instant.dateIn(instant)),
    share: ({ numerator, denominator, bases }: Share): string =>
      say("share", { numerator, denominator, basis: bases.map((basis) => say(`basis-${basis}`)).join(", ") })
  }
}

/** Labels and numbers of the template's fields; money is shown in million đồng. */
export const writing = ({ fields }: Findings, language: "vi" | "en") => {
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const isMoney = (key: string): boolean => byKey.get(key)?.unit === "đồng"
  const measure = (key: string): string => (isMoney(key) ? "triệu đồng" : (byKey.get(key)?.unit ?? ""))
  const bare = (key: string, value: number | null): string => {
    if (value === null) return "…"
    if (byKey.get(key)?.percent === true) return Numeral.formatPercent(value)
    return Numeral.format(isMoney(key) ? value / 1_000_000 : value, 1)
  }
  return {
    label: (key: string): string => byKey.get(key)?.label[language] ?? key,
    measure,
    bare,
    figure: (key: string, value: number | null): string =>
      value === null || byKey.get(key)?.percent === true ? bare(key, value) : `${bare(key, value)} ${measure(key)}`
  }
}
