/**
 * Rows that nothing leads to: what the streams do not hold, positions nobody has, words without an event.
 */
import * as Effect from "effect/Effect"
import type { Finding } from "../Finding.ts"
import type { Store } from "../Store.ts"

interface Row {
  readonly stream: string | null
  readonly version: number | null
  readonly id: string | null
  readonly position: bigint | null
}

/** Each statement gives rows of one kind of finding. */
const questions: ReadonlyArray<{
  readonly of: Finding["of"]
  readonly kind: Finding["kind"]
  readonly statement: string
}> = [
  {
    of: "stream",
    kind: "removed",
    statement: `SELECT NULL AS stream, e.version, e.id, NULL AS position FROM lienhoi.event AS e
      LEFT JOIN lienhoi.stream AS s ON s.association = $1 AND s.id = e.stream
      WHERE e.association = $1 AND s.id IS NULL`
  },
  {
    of: "event",
    kind: "changed",
    statement: `SELECT s.name AS stream, e.version, e.id, NULL AS position FROM lienhoi.event AS e
      JOIN lienhoi.stream AS s ON s.association = $1 AND s.id = e.stream AND s.period <> e.period
      WHERE e.association = $1`
  },
  {
    of: "event",
    kind: "inserted",
    statement: `SELECT (SELECT s.name FROM lienhoi.stream AS s WHERE s.association = $1 AND s.id = e.stream) AS stream,
        e.version, e.id, NULL AS position FROM lienhoi.event AS e
      LEFT JOIN lienhoi.entry AS n ON n.association = $1 AND n.id = e.id
      WHERE e.association = $1 AND n.id IS NULL`
  },
  {
    of: "event",
    kind: "reordered",
    statement: `SELECT (SELECT s.name FROM lienhoi.stream AS s WHERE s.association = $1 AND s.id = n.stream) AS stream,
        n.version, n.id, n.position FROM lienhoi.entry AS n
      JOIN lienhoi.event AS e ON e.association = $1 AND e.id = n.id
      WHERE n.association = $1 AND (e.stream, e.version, e.period) IS DISTINCT FROM (n.stream, n.version, n.period)`
  },
  {
    of: "event",
    kind: "removed",
    statement: `SELECT (SELECT s.name FROM lienhoi.stream AS s WHERE s.association = $1 AND s.id = n.stream) AS stream,
        n.version, n.id, n.position FROM lienhoi.entry AS n
      LEFT JOIN lienhoi.event AS e ON e.association = $1 AND e.id = n.id
      WHERE n.association = $1 AND e.id IS NULL`
  },
  {
    of: "event",
    kind: "removed",
    statement: `SELECT NULL AS stream, NULL AS version, NULL AS id, p AS position
      FROM generate_series(1, (SELECT h.position FROM lienhoi.head AS h WHERE h.association = $1)) AS p
      LEFT JOIN lienhoi.entry AS n ON n.association = $1 AND n.position = p WHERE n.id IS NULL`
  },
  {
    of: "event",
    kind: "inserted",
    statement: `SELECT NULL AS stream, NULL AS version, n.id, n.position FROM lienhoi.entry AS n
      WHERE n.association = $1
        AND n.position > coalesce((SELECT h.position FROM lienhoi.head AS h WHERE h.association = $1), 0)`
  },
  {
    of: "words",
    kind: "inserted",
    statement: `SELECT NULL AS stream, NULL AS version, b.event AS id, NULL AS position FROM lienhoi.beside AS b
      LEFT JOIN lienhoi.event AS e ON e.association = $1 AND e.id = b.event AND e.words IS NOT NULL
      WHERE b.association = $1 AND e.id IS NULL`
  }
]

export const checkRows = ({ association, sql }: Store["Service"]) =>
  Effect.map(
    Effect.forEach(questions, ({ of, kind, statement }) =>
      Effect.map(sql.unsafe<Row>(`${statement} LIMIT 1000`, [association]), (rows) =>
        rows.map(
          ({ stream, version, id, position }): Finding => ({
            of,
            kind,
            stream,
            version,
            id,
            position: position === null ? null : Number(position)
          })
        )
      )
    ),
    (found) => found.flat()
  )
