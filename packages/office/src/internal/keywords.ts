import { fold } from "@lienhoi/words/Text"

/** How a keyword of the language is said in a workbook: the first word is written, all of them are read. */
export type Words = { readonly [keyword: string]: readonly [string, ...ReadonlyArray<string>] }

export const types: Words = {
  count: ["Số lượng", "số đếm", "số nguyên", "số"],
  money: ["Tiền", "số tiền", "tiền đồng"],
  decimal: ["Số lẻ", "số thập phân"],
  ratio: ["Tỷ lệ", "tỉ lệ", "phần trăm"],
  text: ["Chữ", "văn bản", "lời"],
  choice: ["Chọn một", "lựa chọn", "chọn"],
  bool: ["Có/Không", "có không", "đúng sai"],
  date: ["Ngày", "ngày tháng"],
  photo: ["Ảnh", "hình ảnh"],
  file: ["Tệp", "tập tin"],
  table: ["Bảng"]
}

export const operators: Words = {
  sum: ["Tổng", "cộng", "cộng dồn"],
  average: ["Trung bình", "bình quân"],
  count: ["Đếm"],
  min: ["Nhỏ nhất"],
  max: ["Lớn nhất"],
  first: ["Lấy đầu kỳ", "đầu kỳ", "lấy đầu"],
  last: ["Lấy cuối kỳ", "cuối kỳ", "lấy cuối", "số cuối kỳ"],
  none: ["Không cộng", "không"]
}

export const kinds: Words = {
  report: ["Báo cáo"],
  register: ["Sổ", "sổ theo dõi"],
  case: ["Vụ việc"],
  notice: ["Thông báo"]
}

export const periods: Words = {
  day: ["Ngày", "hằng ngày"],
  week: ["Tuần"],
  month: ["Tháng"],
  quarter: ["Quý"],
  half: ["Sáu tháng", "6 tháng", "nửa năm"],
  "nine-months": ["Chín tháng", "9 tháng"],
  year: ["Năm"],
  term: ["Nhiệm kỳ"],
  "ad-hoc": ["Đột xuất", "theo yêu cầu"]
}

export const windows: Words = {
  calendar: ["Trọn tháng"],
  fifteenth: ["Từ ngày 15 đến ngày 14", "15-14"]
}

export const referenceDays: Words = { "window-end": ["Cuối kỳ"], "window-start": ["Đầu kỳ"] }

export const routes: Words = { own: ["Của Hội", "ngành dọc"], front: ["Mặt trận"] }

export const secrecies: Words = { open: ["Công khai"], internal: ["Trong Hội", "nội bộ"] }

export const personals: Words = {
  none: ["Không có", "không"],
  basic: ["Cơ bản"],
  sensitive: ["Nhạy cảm"]
}

export const daysOff: Words = {
  next: ["Ngày làm việc sau", "lùi"],
  previous: ["Ngày làm việc trước", "sớm hơn"],
  keep: ["Giữ nguyên"]
}

export const counted: Words = {
  people: ["Người"],
  events: ["Lượt", "sự việc"],
  money: ["Tiền"],
  none: ["(không)"]
}

export const comparisons: Words = {
  plan: ["Kế hoạch"],
  period: ["Thực hiện kỳ này", "kỳ này"],
  "year-to-date": ["Lũy kế", "luỹ kế từ đầu năm"],
  "last-year": ["Cùng kỳ năm trước", "cùng kỳ"],
  "of-plan": ["% kế hoạch"],
  "of-last-year": ["% cùng kỳ"]
}

export const moments: Words = {
  end: ["Còn đến cuối kỳ"],
  start: ["Có từ đầu kỳ"],
  during: ["Có ngày nào trong kỳ"],
  began: ["Bắt đầu trong kỳ"],
  ended: ["Kết thúc trong kỳ"],
  due: ["Đến hạn trong kỳ"],
  "in-time": ["Đến hạn và xong đúng hạn"]
}

export const targetKinds: Words = {
  absolute: ["Số tuyệt đối"],
  percent: ["Phần trăm"],
  "each-unit": ["Mỗi đơn vị đạt"],
  "per-unit-plus": ["Mỗi đơn vị thêm"]
}

export const targetDays: Words = { "year-end": ["Cuối mỗi năm", "cuối năm"], "term-end": ["Cuối nhiệm kỳ"] }

export const carries: Words = { previous: ["Số kỳ trước", "kỳ trước"] }

export const truths = { yes: ["Có", "x", "true", "đúng", "v", "1"], no: ["Không", "false", "sai", "0"] } as const

/** What nobody writes as a unit or a limit, for “there is none where there would otherwise be one”. */
export const nothing = ["(không)", "none", "không giới hạn", "không có"] as const

const plain = (text: string): string =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}%]+/gu, " ")
    .trim()

/** Whether two words are the same to whoever types them: case, marks and punctuation count for nothing. */
export const isSame = (a: string, b: string): boolean => plain(a) === plain(b)

const known = new WeakMap<Words, ReadonlyMap<string, string>>()

/** Every way to say a keyword, the first keyword that has it. */
const waysOf = (words: Words): ReadonlyMap<string, string> => {
  const found = known.get(words)
  if (found !== undefined) return found
  const ways = new Map<string, string>()
  for (const [keyword, said] of Object.entries(words))
    for (const way of [keyword, ...said]) if (!ways.has(plain(way))) ways.set(plain(way), keyword)
  known.set(words, ways)
  return ways
}

/** The keyword that a word stands for; the keyword itself is understood too. */
export const keywordOf = (words: Words, said: string): string | null => waysOf(words).get(plain(said)) ?? null

/** The word under which two headings meet. */
export const headingKey = plain
