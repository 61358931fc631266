/** An answer that is read and not changed here. */
import * as Asking from "@lienhoi/template/Asking"
import type { Cell, Cells } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import type { Language } from "@lienhoi/words/Language"
import { say } from "./formTexts.ts"

const rowsOf = (cell: Cell | undefined): ReadonlyArray<Cells> | null =>
  cell?.state === "value" && Array.isArray(cell.value) && typeof cell.value[0] === "object"
    ? (cell.value as ReadonlyArray<Cells>)
    : null

const idsOf = (cell: Cell | undefined): ReadonlyArray<string> =>
  cell?.state === "value" && Array.isArray(cell.value) ? cell.value.filter((one) => typeof one === "string") : []

export const Given = (props: {
  readonly field: Field.Field
  readonly id: string
  readonly cell: Cell | undefined
  readonly language: Language
  readonly address: (file: string) => string | null
}) => {
  const { address, cell, field, id, language } = props
  const rows = rowsOf(cell)
  if (rows !== null) {
    return (
      <ul className="lh-lines" id={id}>
        {rows.map((row, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
          <li key={n}>
            <strong>{Field.isGrid(field) ? field.rows[n]?.label : say(language, "row", { n: n + 1 })}</strong>
            {field.columns.map((column) => (
              <span className="lh-cell" key={column.key}>
                {Asking.label(column, language)}: {ReadBack.cell(column, row[column.key], language)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    )
  }
  const pictures = field.type === "photo" ? idsOf(cell) : []
  return (
    <>
      <output className="lh-given" id={id}>
        {ReadBack.cell(field, cell, language)}
      </output>
      {idsOf(cell).map((file, n) => {
        const to = address(file)
        const name = say(language, pictures.length > 0 ? "photo" : "file", { n: n + 1 })
        return (
          to !== null && (
            <a className="lh-link" key={file} href={to}>
              {name}
            </a>
          )
        )
      })}
    </>
  )
}
