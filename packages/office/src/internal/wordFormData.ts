/** What a report has for the fields of a province's own file. */
import type { ComparisonColumn } from "@lienhoi/template/Template"
import * as Letterhead from "../Letterhead.ts"
import * as ReportDocument from "../ReportDocument.ts"
import type { Figure, Material } from "./choice.ts"

/** What stands in for a field: a text, or rows of texts. */
export type Data = { readonly [name: string]: string | ReadonlyArray<{ readonly [name: string]: string }> }

/** What each column of figures is called in a field's name. */
const columns: { readonly [C in ComparisonColumn]: string } = {
  plan: "ke_hoach",
  period: "ky_nay",
  "year-to-date": "luy_ke",
  "last-year": "cung_ky",
  "of-plan": "phan_tram_ke_hoach",
  "of-last-year": "phan_tram_cung_ky"
}

const cells = (figure: Figure): ReadonlyArray<readonly [string, string]> =>
  Object.entries(columns).map(([column, name]) => [name, figure.cells[column as ComparisonColumn]?.text ?? ""])

const rowOf = (figure: Figure, at: number): { readonly [name: string]: string } => ({
  tt: String(at + 1),
  chi_tieu: figure.label,
  ma: figure.field,
  dvt: figure.unit,
  ...Object.fromEntries(cells(figure)),
  ghi_chu: figure.notes.period ?? ""
})

const paragraphs = (document: ReportDocument.ReportDocument): ReadonlyArray<{ readonly [name: string]: string }> =>
  ReportDocument.closed(document).flatMap((block) => (block.kind === "table" ? [] : [{ doan: block.text }]))

/** Everything, by name. */
export const of = (document: ReportDocument.ReportDocument, { sections }: Material): Data => {
  const { letterhead, signing, summary, to, type } = document
  const figures = sections.flatMap((section) => section.figures)
  return {
    co_quan_cap_tren: letterhead.above.join("\n"),
    co_quan_ban_hanh: letterhead.issuer,
    so_ky_hieu: Letterhead.number(letterhead),
    ngay_thang: Letterhead.date(letterhead),
    loai_van_ban: type,
    trich_yeu: summary,
    kinh_gui: to.join("; "),
    quyen_han: signing.capacity,
    chuc_vu: signing.position,
    nguoi_ky: signing.name,
    noi_nhan: ReportDocument.recipientLines(document).map((dong) => ({ dong })),
    noi_dung: paragraphs(document),
    bieu: figures.map(rowOf),
    ...Object.fromEntries(
      figures.flatMap((figure) => [
        [figure.field, figure.cells.period?.text ?? ""] as const,
        ...cells(figure).map(([name, text]) => [`${figure.field}_${name}`, text] as const)
      ])
    )
  }
}
