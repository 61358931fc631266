/**
 * Rows of the search, written together with what they are of. Inside a transaction.
 */
import type { Store } from "../Store.ts"
import * as Column from "./column.ts"
import type { Row } from "./derived.ts"

/** Puts rows in; one of the same kind and id is replaced. */
export const putFound = ({ association, sql }: Store["Service"], rows: ReadonlyArray<Row>) =>
  sql.unsafe(
    `INSERT INTO lienhoi.found SELECT * FROM json_populate_recordset(NULL::lienhoi.found, ($1::text)::json)
     ON CONFLICT (association, kind, id) DO UPDATE SET text = excluded.text, detail = excluded.detail,
       rank = excluded.rank, words = excluded.words, place = excluded.place`,
    [JSON.stringify(rows.map((row) => ({ association, ...row })))]
  )

/** Takes rows out. */
export const dropFound = (
  { association, sql }: Store["Service"],
  kind: "person" | "document",
  ids: ReadonlyArray<string>
) =>
  sql.unsafe("DELETE FROM lienhoi.found WHERE association = $1 AND kind = $2 AND id = ANY($3::text[])", [
    association,
    kind,
    Column.texts(ids, (id) => id)
  ])
