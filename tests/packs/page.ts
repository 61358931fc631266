/** `docs/packs.md`: every pack with what it is for, every indicator with its pack and its two operators. */
import type { Indicator, Pack } from "@lienhoi/packs"
import type { Template } from "@lienhoi/template"

const kinds: { readonly [K in Pack.Kind]: string } = {
  report: "báo cáo",
  register: "sổ",
  case: "vụ việc",
  notice: "thông báo",
  dimensions: "cách chia",
  targets: "chỉ tiêu nhiệm kỳ"
}

const periods: { readonly [type: string]: string } = {
  day: "ngày",
  month: "tháng",
  quarter: "quý",
  half: "6 tháng",
  "nine-months": "9 tháng",
  year: "năm",
  "ad-hoc": "theo đợt"
}

const operators: { readonly [name: string]: string } = {
  sum: "cộng",
  last: "kỳ cuối",
  max: "lớn nhất",
  none: "không cộng",
  "ratio-of-sums": "tử ÷ mẫu"
}

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

const table = (headings: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [row(headings), row(headings.map(() => "---")), ...rows.map(row)].join("\n")

const code = (text: string): string => `\`${text}\``

/** The page, from the packs, their templates and the list of indicators. */
export const page = (
  packs: ReadonlyArray<Pack.Pack>,
  templates: ReadonlyArray<Template.Template>,
  indicators: ReadonlyArray<Indicator.Indicator>
): string => {
  const templateOf = (id: string) => templates.find((one) => one.id === id)
  const keysOf = (template: Template.Template) =>
    template.sections.flatMap((section) => section.fields.map((field) => field.key))
  const everyKey = new Map(templates.map((one) => [one.id, new Set(keysOf(one))]))
  const packRows = packs.map(({ id, version, kind, title }) => {
    const template = templateOf(id)
    const asked = template === undefined ? "" : String(keysOf(template).length)
    const when = template?.kind === "report" ? (periods[template.period] ?? template.period) : ""
    return [code(id), version, kinds[kind], when, asked, title]
  })
  const indicatorRows = indicators.map((one) => {
    const again = templates.filter(
      ({ id, kind }) => id !== one.pack && kind === "report" && everyKey.get(id)!.has(one.key)
    )
    return [
      one.key,
      one.label,
      one.unit ?? "",
      operators[one.units] ?? one.units,
      operators[one.periods] ?? one.periods,
      code(one.pack),
      again.map(({ id }) => code(id)).join(", "),
      one.source
    ]
  })
  return [
    "<!-- Made from packages/packs/data by tests/packs/generated.test.ts; npm test -- packs/generated -u writes it anew. -->",
    "# Bộ mẫu và chỉ tiêu",
    "",
    `${packs.length} tệp, ${indicators.length} chỉ tiêu. Xem một mẫu: \`lienhoi template show vwu/bao-cao-thang\`. Căn cứ của từng mẫu, phần nào đã xác nhận, phần nào chưa chắc, đứng ở đầu tệp.`,
    "",
    "## Bộ mẫu",
    "",
    table(["Mã", "Phiên bản", "Loại", "Kỳ", "Số câu", "Tên"], packRows),
    "",
    "## Chỉ tiêu",
    "",
    "Hai cách cộng: cộng các đơn vị trong một kỳ, và gộp các kỳ của một đơn vị. “Tử ÷ mẫu”: cộng tử số và mẫu số theo cách của từng số rồi mới chia, không lấy trung bình các tỷ lệ. Câu có/không và lời văn không cộng; có/không của năm lấy ở kỳ cuối.",
    "",
    table(
      ["Mã", "Chỉ tiêu", "Đơn vị tính", "Cộng các đơn vị", "Gộp các kỳ", "Hỏi ở", "Xem lại ở", "Gặp ở"],
      indicatorRows
    ),
    ""
  ].join("\n")
}
