/**
 * The statement that rolls a tree up: what each unit said in each period, folded over periods, then into the nearest unit
 * above it whose total is told, then from level to level of those units, from the deepest up.
 *
 * **Details**
 *
 * Reports are opened by `unnest` in the list of results, before anything is joined with their cells: a planner that does
 * not know how long the lists are must not pair every report with every column first. Totals that nobody is told are not
 * made. Only the operators that the template has are asked for, because each costs something for every cell.
 *
 * Parameters: association, lineage, periods and their numbers (the window's are 1, 2, …), the parts of an average; units
 * and numbers of their levels; of each unit the place of the told inner unit that it adds to, that one's depth among told
 * inner units, and the one above it; order of the tree; keys, operators over units and over periods and decimals of the
 * columns; the number of the level that is asked and which column; the leaves that are told.
 */
import type { Basis } from "@lienhoi/report/Report"
import type { Operator } from "@lienhoi/template/Field"

/** One total. `rank` and `own`: 3 a value, 2 a declared zero, 1 missing, 0 not applicable; `own` for columns that are not combined. */
export interface Row {
  readonly place: number
  readonly col: number
  readonly total: string | null
  readonly reported: number
  readonly excused: number
  readonly rank: number
  readonly own: number | null
}

/** What is asked. */
export interface Asked {
  readonly basis: Basis
  /** How many told inner units stand above one another at most. */
  readonly depth: number
  readonly isCarried: boolean
  readonly window: number
  /** Whether leaves are told too. */
  readonly leaves: boolean
  /** The operators that the columns have. */
  readonly operators: ReadonlySet<Operator>
  readonly overPeriods: ReadonlySet<Operator>
}

const counting: { readonly [B in Basis]: string } = {
  submitted: "nullif(s.revision, 0)",
  approved: "s.approved",
  sealed: "s.sealed"
}

/** The cells that an operator over periods looks at. */
const looked = (isCarried: boolean, window: number) => `CASE c.over_periods
    WHEN 'first' THEN d.nth = 1
    WHEN 'last' THEN d.nth = ${window}${isCarried ? " OR d.number IS NOT NULL" : ""}
    WHEN 'none' THEN ${window === 1 ? "d.nth = 1" : "false"}
    ELSE d.nth >= 1 END`

/** A greatest or least pair of place in the tree and figure tells who comes first or last. */
const folded = (operators: ReadonlySet<Operator>) => {
  const has = (...some: ReadonlyArray<Operator>) => some.some((one) => operators.has(one))
  const isSum = [...operators].every((one) => one === "sum" || one === "average")
  return `${has("sum", "average") ? `sum(number)${isSum ? "" : " FILTER (WHERE over_units IN ('sum', 'average'))"}` : "NULL::numeric"} AS added,
    ${has("min", "max") ? "coalesce(min(number) FILTER (WHERE over_units = 'min'), max(number) FILTER (WHERE over_units = 'max'))" : "NULL::numeric"} AS picked,
    ${
      has("first", "last")
        ? `coalesce(min(ARRAY[nth, number]) FILTER (WHERE over_units = 'first' AND number IS NOT NULL),
      max(ARRAY[nth, number]) FILTER (WHERE over_units = 'last' AND number IS NOT NULL))`
        : "NULL::numeric[]"
    } AS placed`
}

/** What the units of `where` said, folded over periods: one row for each unit and column. */
const own = ({ basis, isCarried, overPeriods, window }: Asked, where: string): string => {
  const isOne = window === 1 && !isCarried
  const said = `SELECT t.place, t.level, t.home, t.rise, t.nth AS turn, p.nth, f.zeros,
      unnest(CASE WHEN f.excused IS NULL THEN f.keys ELSE f.keys || f.excused END) AS key, unnest(f.numbers) AS number
    FROM tree AS t
    JOIN lienhoi.standing AS s ON s.association = $1 AND s.lineage = $2 AND s.unit = t.unit
    JOIN period AS p ON p.id = s.period
    JOIN lienhoi.figure AS f ON f.association = $1 AND f.lineage = $2 AND f.period = p.id AND f.unit = s.unit
      AND f.revision = ${counting[basis]} AND f.part = 'total'
    WHERE ${where}`
  const kept = `SELECT d.place, d.home, d.rise, d.turn, c.col, d.nth, d.number, c.over_units, c.over_periods,
      CASE WHEN d.number IS NULL THEN 0 WHEN d.key = ANY (d.zeros) THEN 2 ELSE 3 END AS rank${
        isCarried
          ? `,
      row_number() OVER (PARTITION BY d.place, c.col ORDER BY d.nth = ${window} DESC, d.nth DESC) AS latest`
          : ""
      }
    FROM (${said}) AS d JOIN slot AS c ON c.key = d.key AND c.level = d.level
    WHERE (scale(d.number) <= c.decimals OR d.number IS NULL OR d.number = round(d.number, c.decimals))${
      isOne ? "" : ` AND (${looked(isCarried, window)})`
    }`
  if (isOne && !overPeriods.has("count")) return kept
  if (isOne)
    return `SELECT place, home, rise, turn, col, over_units,
      CASE WHEN over_periods = 'count' AND number IS NOT NULL THEN 3 ELSE rank END AS rank,
      CASE WHEN over_periods = 'count' AND number IS NOT NULL THEN 1 ELSE number END AS number
    FROM (${kept}) AS k`
  return `SELECT place, t.home, t.rise, t.nth AS turn, col, over_units, rank, number
    FROM (
      SELECT place, col, over_units,
        CASE WHEN over_periods = 'count' AND count(number) > 0 THEN 3
          ELSE greatest(max(rank), CASE WHEN over_periods NOT IN ('first', 'last', 'none') AND count(*) < ${window} THEN 1 ELSE 0 END)
        END AS rank,
        CASE over_periods WHEN 'average' THEN sum(number) * ($5::int / nullif(count(number), 0))
          WHEN 'count' THEN nullif(count(number), 0) WHEN 'min' THEN min(number) WHEN 'max' THEN max(number)
          ELSE sum(number) END AS number
      FROM (${kept}) AS k${isCarried ? " WHERE over_periods <> 'last' OR latest = 1" : ""}
      GROUP BY place, col, over_units, over_periods
    ) AS o JOIN tree AS t USING (place)`
}

/** What told inner units said, and all that has no other told inner unit above it. */
const base = (asked: Asked): string => {
  const isAlone = asked.operators.has("none")
  return `SELECT rise, place, col, ${folded(asked.operators)},
      ${isAlone ? "max(number) FILTER (WHERE own IS NOT NULL) AS alone, max(own) AS own" : "NULL::numeric AS alone, NULL::int AS own"},
      max(rank) AS rank, ${isAlone ? "sum(reported)" : "count(number)"} AS reported, count(*) FILTER (WHERE rank = 0) AS excused
    FROM (
      SELECT rise, home AS place, col, over_units, turn AS nth, rank,
        ${isAlone ? "(number IS NOT NULL)::int AS reported, CASE WHEN place = home OR over_units <> 'none' THEN number END AS number, CASE WHEN place = home THEN rank END AS own" : "number"}
      FROM (${own(asked, "t.home >= 0")}) AS o
    ) AS n
    GROUP BY rise, place, col`
}

/** The totals of the told inner units of one depth: what was added to them, and the totals of those right under them. */
const level = (depth: number, { depth: deepest, operators }: Asked): string => {
  const total = "coalesce(b.added, b.picked, b.placed[2]) AS number, b.placed[1] AS nth"
  const here = `FROM base AS b WHERE b.rise = ${depth}`
  if (depth === deepest - 1)
    return `level_${depth} AS (SELECT place, col, added, picked, placed, alone, own, rank, reported, excused ${here})`
  return `level_${depth} AS (
    SELECT place, col, ${folded(operators)}, max(alone) AS alone, max(own) AS own, max(rank) AS rank,
      sum(reported) AS reported, sum(excused) AS excused
    FROM (
      SELECT b.place, b.col, ${total}, b.alone, b.own, b.rank, b.reported, b.excused ${here}
      UNION ALL
      SELECT t.above, b.col, ${total}, NULL, NULL, b.rank, b.reported, b.excused
      FROM level_${depth + 1} AS b JOIN tree AS t USING (place)
    ) AS n JOIN columns USING (col)
    GROUP BY place, col
  )`
}

/** The statement. */
export const text = (asked: Asked): string => {
  const depths = Array.from({ length: asked.depth }, (_, n) => asked.depth - 1 - n)
  const told = [
    ...depths.map(
      (n) => `SELECT place, col, CASE WHEN over_units = 'none' THEN alone ELSE coalesce(added, picked, placed[2]) END,
        reported::int, excused::int, rank, own FROM level_${n} JOIN columns USING (col)`
    ),
    ...(asked.leaves
      ? [
          `SELECT place, col, number, (number IS NOT NULL)::int, (rank = 0)::int, rank, rank
           FROM (${own(asked, "t.place = ANY ($18::int[])")}) AS o`
        ]
      : [])
  ]
  return `WITH period AS MATERIALIZED (
    SELECT * FROM unnest($3::text[], $4::int[]) AS p (id, nth)${asked.isCarried ? "" : " WHERE nth >= 1"}
  ), tree AS MATERIALIZED (
    SELECT unit, level, home, rise, above, nth, (ord - 1)::int AS place
    FROM unnest($6::text[], $7::int[], $8::int[], $9::int[], $10::int[], $11::int[]) WITH ORDINALITY
      AS t (unit, level, home, rise, above, nth, ord)
  ), columns AS MATERIALIZED (
    SELECT key, over_units, over_periods, decimals, (ord - 1)::int AS col
    FROM unnest($12::text[], $13::text[], $14::text[], $15::int[]) WITH ORDINALITY
      AS c (key, over_units, over_periods, decimals, ord)
  ), slot AS MATERIALIZED (
    SELECT a.level, c.* FROM unnest($16::int[], $17::int[]) AS a (level, col) JOIN columns AS c USING (col)
  )${depths.length === 0 ? "" : `, base AS MATERIALIZED (${base(asked)})`}${depths.map((n) => `, ${level(n, asked)}`).join("")}
  SELECT place, col, total::text AS total, reported, excused, rank, own
  FROM (${told.join(" UNION ALL ")}) AS every (place, col, total, reported, excused, rank, own)`
}
