import { JsonTemplate } from "@lienhoi/template"
import type { Column } from "./columns.ts"
import type { NewCell, NewColumn, NewSheet } from "./newSheet.ts"
import type { Row, Rows } from "./rowsOf.ts"
import { type Table, type TableName, tables } from "./tables.ts"
import { at, isTree, type Tree } from "./tree.ts"

const headingFill = "D9E8F6"
const neededFill = "F6D9D9"

const schema = JsonTemplate.schema() as Tree

/** What the language says of a keyword. */
const descriptionOf = ({ map }: Table, { id, help }: Column): string => {
  if (help !== undefined || map === null) return help ?? ""
  const root = map === "template" ? schema : at(schema, ["$defs", map])
  const found = id.split(".").reduce<unknown>((one, keyword) => {
    const inner = isTree(one) ? at(one, ["properties", keyword]) : undefined
    const [to] = isTree(inner) && Array.isArray(inner.allOf) ? inner.allOf : []
    const name = isTree(to) ? String(to.$ref).split("/").at(-1)! : ""
    const target = at(schema, ["$defs", name])
    return isTree(target) ? { ...target, description: isTree(inner) ? inner.description : "" } : inner
  }, root)
  return isTree(found) && typeof found.description === "string" ? found.description : ""
}

const commentOf = (table: Table, column: Column): string => {
  const { offers } = column.codec
  const words = [descriptionOf(table, column), offers === undefined ? "" : `Chọn: ${offers.join(", ")}.`]
  return [column.isNeeded ? "Phải điền." : "", ...words].filter((word) => word !== "").join("\n")
}

const headingOf = (table: Table, column: Column): NewCell => {
  const comment = commentOf(table, column)
  return {
    value: column.heading,
    isBold: true,
    fill: column.isNeeded ? neededFill : headingFill,
    ...(comment === "" ? {} : { comment })
  }
}

const columnOf = ({ width, codec }: Column): NewColumn => ({
  width,
  isText: true,
  ...(codec.offers === undefined ? {} : { offers: codec.offers, isOpen: codec.isOpen === true })
})

/** Columns that stand in the sheet: the usual ones, and those in which something stands. */
const shown = ({ columns }: Table, rows: ReadonlyArray<Row>): ReadonlyArray<Column> =>
  columns.filter((column) => column.isUsual || rows.some((row) => row[column.id] !== undefined))

const listSheet = (table: Table, rows: ReadonlyArray<Row>): NewSheet => {
  const columns = shown(table, rows)
  return {
    name: table.name,
    rows: [
      [{ value: table.about }],
      columns.map((column) => headingOf(table, column)),
      ...rows.map((row) => columns.map(({ id }) => row[id] ?? null))
    ],
    columns: columns.map(columnOf),
    frozenRows: 2,
    spareRows: 40
  }
}

/** What an overlay takes from its base. */
const ofBase = ["kind", "period", "window"]

const isOverlay = ({ head }: Rows): boolean => head[0]?.extends !== undefined

/** The sheet of the template itself: an entry each row. */
const headSheet = (table: Table, [row = {}]: ReadonlyArray<Row>): NewSheet => ({
  name: table.name,
  rows: [
    [{ value: table.about }],
    ["Mục", "Giá trị", "Hướng dẫn"].map((value) => ({ value, isBold: true, fill: headingFill })),
    ...shown(table, [row])
      .filter(({ id }) => row[id] !== undefined || row.extends === undefined || !ofBase.includes(id))
      .map(
        (column): ReadonlyArray<NewCell> => [
          { value: column.heading, isBold: true },
          {
            value: row[column.id] ?? null,
            ...(column.codec.offers === undefined
              ? {}
              : { offers: column.codec.offers, isOpen: column.codec.isOpen === true })
          },
          commentOf(table, column)
        ]
      )
  ],
  columns: [{ width: 30, isText: true }, { width: 50, isText: true }, { width: 70 }],
  frozenRows: 2
})

/** The book of these rows. */
export const sheetsOf = (rows: Rows): ReadonlyArray<NewSheet> =>
  (Object.keys(tables) as ReadonlyArray<TableName>).flatMap((name) => {
    const table: Table = tables[name]
    if (name === "head") return [headSheet(table, rows.head)]
    const isWanted = table.isUsual || (name === "change" && isOverlay(rows))
    return isWanted || rows[name].length > 0 ? [listSheet(table, rows[name])] : []
  })
