/** `docs/reference-template.md`: every keyword of templates, every column of a workbook, every function of formulas. */
import { tables } from "../../packages/office/src/internal/tables.ts"
import * as Defaults from "./defaults.ts"
import * as Examples from "./examples.ts"
import * as Functions from "./functions.ts"
import * as Keywords from "./keywords.ts"

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const table = (headings: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [
    row(headings),
    row(headings.map(() => "---")),
    ...rows.map((cells) => row(cells.map((cell) => cell.replaceAll("|", "\\|"))))
  ].join("\n")

const code = (text: string): string => (text === "" ? "" : `\`${text}\``)

/** What each map is, and where it stands. */
const titles: { readonly [map in Keywords.Place]: readonly [title: string, about: string] } = {
  template: ["Mẫu", "Cả tệp mẫu."],
  appliesTo: ["Áp dụng cho ai", "Dưới `applies_to` của mẫu."],
  due: [
    "Hạn nộp",
    "Dưới `due`, theo mã cấp. Một quy tắc là một trong ba: `day`; `working_days_after`; `days_before` cùng `event`."
  ],
  section: ["Phần", "Dưới `sections` của mẫu, theo mã phần."],
  field: ["Chỉ tiêu", "Mỗi mục của `fields`; ở mẫu kế thừa, của `add`."],
  column: ["Cột của bảng", "Mỗi mục của `columns` của một chỉ tiêu kiểu bảng."],
  combine: ["Cách cộng", "Dưới `combine` của chỉ tiêu."],
  item: ["Lựa chọn, nhóm, dòng", "Khi viết `choices`, `items`, `rows` thành danh sách; ngắn hơn là `{ mã: Tên }`."],
  breakdown: ["Trong đó", "Mỗi mục của `disaggregate`."],
  rule: ["Quy tắc", "Mỗi mục của `rules`. Có đúng một trong `warn`, `error`, `relevant`."],
  record: ["Dòng của sổ", "Dưới `record` của mẫu loại `register`."],
  state: ["Trạng thái", "Dưới `states` của mẫu loại `case`, theo mã trạng thái."],
  limit: ["Thời hạn", "Dưới `limit`, `within`. Có đúng một trong ba."],
  acknowledge: ["Xác nhận", "Dưới `acknowledge` của mẫu loại `notice`."],
  source: [
    "Lấy số từ sổ, từ mẫu khác",
    "Dưới `from` của chỉ tiêu: `register` cùng `count` hoặc `sum`; hoặc `template` cùng `field`."
  ],
  target: ["Chỉ tiêu phấn đấu của nhiệm kỳ", "Mỗi mục của `items` trong bộ chỉ tiêu. Bộ chỉ tiêu chỉ viết bằng YAML."],
  ownTarget: ["Chỉ tiêu phấn đấu của mẫu", "Mỗi mục của `targets` trong mẫu hoặc mẫu kế thừa."],
  denominator: ["Mẫu số", "Dưới `of` của chỉ tiêu phấn đấu."],
  targetBase: ["Số gốc", "Dưới `base` của chỉ tiêu phấn đấu."],
  targetSet: ["Bộ chỉ tiêu nhiệm kỳ", "Cả tệp bộ chỉ tiêu."],
  term: ["Nhiệm kỳ", "Dưới `term` của bộ chỉ tiêu."],
  overlay: ["Mẫu kế thừa", "Cả tệp mẫu của tỉnh, dựa trên một mẫu gốc."],
  part: ["Phần của mẫu kế thừa", "Dưới `sections` của mẫu kế thừa, theo mã phần."],
  relabel: ["Lời mới", "Dưới `relabel`, theo mã chỉ tiêu của mẫu gốc."],
  tighten: ["Siết chặt", "Dưới `tighten`, theo mã chỉ tiêu của mẫu gốc."],
  dimensionSet: ["Bộ cách chia dùng chung", "Cả tệp; chỉ viết bằng YAML."],
  dimension: ["Một cách chia", "Dưới `dimensions` của bộ cách chia, theo mã."]
}

/** “Chỉ tiêu”: Mã, Tên; a sheet is named once. */
const headingsOf = (keyword: Keywords.Keyword): string => {
  const all = Keywords.headingsOf(keyword)
  return [...new Set(all.map(({ sheet }) => sheet))]
    .map(
      (sheet) =>
        `${sheet}: ${all
          .filter((one) => one.sheet === sheet)
          .map(({ heading }) => heading)
          .join(", ")}`
    )
    .join("; ")
}

const keywordsOf = (map: Keywords.Place): string => {
  const [title, about] = titles[map]
  return [
    `<a id="${map.toLowerCase()}"></a>`,
    "",
    `### ${title}`,
    "",
    about,
    "",
    table(
      ["Từ khóa", "Nghĩa", "Viết gì", "Bỏ trống thì", "Trong Excel", "Ví dụ"],
      Keywords.of(map).map((one) => [
        code(one.keyword),
        one.vi,
        Keywords.allowed(one.value),
        one.isNeeded ? "**phải có**" : Defaults.say(map, one.keyword),
        headingsOf(one),
        code(Examples.of(map, one.keyword) ?? "")
      ])
    )
  ].join("\n")
}

const sheetOf = (name: keyof typeof tables): string => {
  const { about, columns, name: sheet } = tables[name]
  const help = (id: string, own: string | undefined): string => {
    const [first] = Keywords.heldBy(name, id)
    return own ?? (first === undefined ? "" : Keywords.maps[first[0]][first[1]]!.vi)
  }
  return [
    `### Trang “${sheet}”`,
    "",
    about,
    "",
    table(
      [name === "head" ? "Mục" : "Tiêu đề cột", "Nghĩa", "Chọn trong", "Từ khóa"],
      columns.map(({ codec, heading, help: own, id, isNeeded }) => [
        isNeeded ? `**${heading}**` : heading,
        help(id, own),
        (codec.offers ?? []).join(", "),
        [...new Set(Keywords.heldBy(name, id).map(([, keyword]) => code(keyword)))].join(", ")
      ])
    )
  ].join("\n")
}

const functions = table(
  ["Viết", "Tên khác, không kể dấu, hoa thường", "Nghĩa", "Ví dụ với a = 10, b = 4", "Khi thiếu số"],
  Object.entries(Functions.told).map(([word, { example, gives, missing, shape, vi }]) => [
    code(shape),
    Functions.known.get(word)!.map(code).join(", "),
    vi,
    `${code(example)} = ${gives === null ? "thiếu" : typeof gives === "boolean" ? (gives ? "đúng" : "sai") : String(gives).replace(".", ",")}`,
    missing
  ])
)

const groups: ReadonlyArray<readonly [title: string, maps: ReadonlyArray<Keywords.Place>]> = [
  [
    "Tệp mẫu",
    [
      "template",
      "appliesTo",
      "due",
      "section",
      "field",
      "combine",
      "breakdown",
      "item",
      "column",
      "source",
      "rule",
      "record",
      "state",
      "limit",
      "acknowledge",
      "ownTarget",
      "denominator",
      "targetBase"
    ]
  ],
  ["Mẫu kế thừa (mẫu riêng của tỉnh)", ["overlay", "part", "relabel", "tighten"]],
  ["Bộ cách chia dùng chung", ["dimensionSet", "dimension"]],
  ["Bộ chỉ tiêu nhiệm kỳ", ["targetSet", "term", "target"]]
]

/** Every map that the page shows. */
export const shown: ReadonlyArray<Keywords.Place> = groups.flatMap(([, maps]) => maps)

/** The page. */
export const page = (): string =>
  `${[
    "<!-- Made from the grammar of packages/template and the columns of packages/office by tests/guide/reference.test.ts; npm test -- guide/reference -u writes it anew. -->",
    "# Mẫu báo cáo: mọi từ khóa",
    "Tra cứu; cách làm từng bước ở [hướng dẫn cho cán bộ tỉnh](guides/mau-bao-cao.md). Ai dùng Excel thì đọc [các trang của sổ Excel](#excel) và [công thức](#cong-thuc). Từ khóa viết bằng tiếng Anh, mã bằng chữ không dấu, tên bằng tiếng Việt. Viết sai từ khóa thì máy báo đúng chỗ và gợi ý từ gần nhất.",
    ...groups.flatMap(([title, maps]) => [`## ${title}`, ...maps.map(keywordsOf)]),
    '<a id="excel"></a>',
    "## Các trang của sổ Excel",
    "Chữ đậm là phải điền. Mục nào có “Chọn trong” thì ô có sẵn danh sách. Viết hoa, thường, có dấu hay không đều được; ngày viết 31/01/2026; nhiều giá trị trong một ô thì cách nhau bằng dấu phẩy. Cột nào không cần có thể không có; thiếu cột nào thì thêm một cột có tiêu đề như dưới đây.",
    ...(Object.keys(tables) as ReadonlyArray<keyof typeof tables>).map(sheetOf),
    '<a id="cong-thuc"></a>',
    "## Công thức",
    "Dùng ở Công thức, Chỉ hỏi khi, Bắt buộc, Khi (quy tắc). Phép tính `+ - * / ^ %`, so sánh `= <> < <= > >=`. Tên chỉ tiêu là mã (`TC04`) hoặc tên trong ngoặc vuông (`[Tổng số hội viên]`); `TC04[tu_18_30]` là một nhóm, `HD04.so_nguoi` là một cột của bảng. Dấu và hoa thường không phân biệt. Tham số cách nhau bằng `;`. Tỷ lệ so với `50 %`.",
    "**Một quy tắc cho số thiếu:** tính từ số thiếu thì ra thiếu; chia cho 0 cũng thế. Điều kiện thiếu thì không quyết định gì: quy tắc im lặng, câu hỏi vẫn hỏi và không bắt buộc. Chia cho số có thể bằng 0 thì bị từ chối, trừ khi có chặn: `NẾU(b > 0; a / b; 0)`.",
    functions
  ].join("\n\n")}\n`
