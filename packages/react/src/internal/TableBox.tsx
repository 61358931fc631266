/** Tables: rows that are added as needed, or fixed ones with their totals. On a phone every row is a block of boxes. */
import * as Asking from "@lienhoi/template/Asking"
import type { Cells } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { useState } from "react"
import { best, type Props, type Renderer } from "../Renderer.tsx"
import { rowBoxes } from "./boxes.tsx"
import { fileBox } from "./FileBox.tsx"
import { say } from "./formTexts.ts"

const texts = Catalogue.make({
  add: { vi: "Thêm dòng", en: "Add a row" },
  drop: { vi: "Bỏ dòng {n}", en: "Remove row {n}" },
  total: { vi: "Cộng {column}", en: "Total of {column}" },
  "row-total": { vi: "Cộng dòng", en: "Total of the row" }
})

const ownWords = (language: Language, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)

type Row = { readonly [column: string]: unknown }

const isRow = (given: unknown): given is Row => typeof given === "object" && given !== null && !Array.isArray(given)

const rowsOf = (given: unknown): ReadonlyArray<Row> => (Array.isArray(given) ? given.filter(isRow) : [])

/** An answer of a row by the key of its column, whatever the case it was given in. */
const at = (row: Row, key: string): unknown =>
  row[key] ?? row[Object.keys(row).find((name) => name.toLowerCase() === key.toLowerCase()) ?? key] ?? null

const withAnswer = (row: Row, key: string, given: unknown): Row => {
  const others = Object.entries(row).filter(([name]) => name.toLowerCase() !== key.toLowerCase())
  return Object.fromEntries(given === null ? others : [...others, [key, given]])
}

const columnRenderers = [...rowBoxes, fileBox]

/** The boxes of one row. */
const Boxes = (props: {
  readonly table: Props
  readonly id: string
  readonly row: Row
  readonly cells: Cells | undefined
  readonly answer: (row: Row) => void
}) => {
  const { answer, cells, id, row, table } = props
  return table.field.columns.map((column) => {
    const { Component } = best(columnRenderers, column)!
    const must = Asking.must(column, table.language)
    return (
      <div className="lh-part" key={column.key}>
        <label htmlFor={`${id}-${column.key}`}>
          {Asking.label(column, table.language)}
          {column.unit !== null && <span className="lh-hint"> ({column.unit})</span>}
          {must !== null && <span className="lh-must"> {must}</span>}
        </label>
        <Component
          {...table}
          field={column}
          id={`${id}-${column.key}`}
          name={column.key}
          given={at(row, column.key)}
          cell={cells?.[column.key]}
          answer={(given) => answer(withAnswer(row, column.key, given))}
        />
      </div>
    )
  })
}

const cellsOf = ({ cell }: Props): ReadonlyArray<Cells> =>
  cell?.state === "value" && Array.isArray(cell.value) ? (cell.value as ReadonlyArray<Cells>) : []

const FreeRows = (props: Props) => {
  const { answer, field, given, id, language } = props
  const rows = rowsOf(given)
  const cells = cellsOf(props)
  const least = Math.max(1, field.min ?? 0)
  // A row that was just added has nothing in it yet and is no answer.
  const [blank, setBlank] = useState(0)
  const count = Math.max(least, rows.length + blank)
  const all = Array.from({ length: count }, (_, n) => rows[n] ?? {})
  const put = (next: ReadonlyArray<Row>): void => {
    const last = next.findLastIndex((row) => Object.keys(row).length > 0)
    setBlank(next.length - 1 - last)
    answer(last < 0 ? null : next.slice(0, last + 1))
  }
  return (
    <>
      {all.map((row, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
        <fieldset className="lh-row" key={n}>
          <legend>{say(language, "row", { n: n + 1 })}</legend>
          <Boxes
            table={props}
            id={`${id}-${n}`}
            row={row}
            cells={cells[n]}
            answer={(one) => put(all.map((other, i) => (i === n ? one : other)))}
          />
          <button type="button" className="lh-small" onClick={() => put(all.filter((_, i) => i !== n))}>
            {ownWords(language, "drop", { n: n + 1 })}
          </button>
        </fieldset>
      ))}
      <button
        type="button"
        className="lh-small"
        id={id}
        onClick={() => setBlank(count + 1 - rows.length)}
        disabled={field.max !== null && count >= field.max}
      >
        {ownWords(language, "add")}
      </button>
    </>
  )
}

/** The answers of fixed rows by the key of their row; they may have been given as a list in the order of the rows. */
const byRow = (field: Field.Field, given: unknown): { readonly [row: string]: Row } =>
  Object.fromEntries(
    field.rows.map(({ key }, n) => {
      const row = Array.isArray(given) ? given[n] : isRow(given) ? at(given, key) : null
      return [key, isRow(row) ? row : {}]
    })
  )

const Total = ({ children, id, label }: { readonly children: string; readonly id: string; readonly label: string }) => (
  <div className="lh-part lh-total">
    <label htmlFor={id}>{label}</label>
    <output id={id}>{children}</output>
  </div>
)

const Grid = (props: Props) => {
  const { answer, field, given, id, language } = props
  const rows = byRow(field, given)
  const cells = cellsOf(props)
  const total = (of: ReadonlyArray<readonly [row: number, column: string]>): string =>
    ReadBack.sum(
      field,
      of.map(([row, column]) => cells[row]?.[column])
    ) ?? "…"
  return (
    <>
      {field.rows.map(({ key, label }, n) => (
        <fieldset className="lh-row" key={key}>
          <legend>{label}</legend>
          <Boxes
            table={props}
            id={`${id}-${key}`}
            row={rows[key]!}
            cells={cells[n]}
            answer={(row) => {
              const next = Object.entries({ ...rows, [key]: row }).filter(([, one]) => Object.keys(one).length > 0)
              answer(next.length === 0 ? null : Object.fromEntries(next))
            }}
          />
          {field.rowTotals.length > 0 && (
            <Total id={`${id}-${key}-total`} label={ownWords(language, "row-total")}>
              {total(field.rowTotals.map((column) => [n, column]))}
            </Total>
          )}
        </fieldset>
      ))}
      {field.columns
        .filter(({ key }) => field.totals.includes(key))
        .map((column) => (
          <Total
            key={column.key}
            id={`${id}-total-${column.key}`}
            label={ownWords(language, "total", { column: Asking.label(column, language).toLowerCase() })}
          >
            {total(field.rows.map((_, n) => [n, column.key]))}
          </Total>
        ))}
    </>
  )
}

/** For tables. */
export const tables: ReadonlyArray<Renderer> = [
  { rank: ({ type }) => (type === "table" ? 1 : -1), Component: FreeRows, isGroup: true },
  { rank: (field) => (field.type === "table" && Field.isGrid(field) ? 2 : -1), Component: Grid, isGroup: true }
]
