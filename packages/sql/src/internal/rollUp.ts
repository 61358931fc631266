/**
 * The statement that rolls a tree up: what each unit said in each period, folded over periods, then level by level from
 * the deepest up.
 *
 * Parameters: association, lineage, periods and their numbers (the window's are 1, 2, …), the parts of an average; units,
 * levels, parents, depths and order of the tree; keys, operators over units and over periods and decimals of the columns;
 * which level is asked which column; the units that are told.
 */
import type { Basis } from "@lienhoi/report/Report"

/** One total. `rank` and `own`: 3 a value, 2 a declared zero, 1 missing, 0 not applicable. */
export interface Row {
  readonly place: number
  readonly col: number
  readonly total: string | null
  readonly reported: number
  readonly excused: number
  readonly rank: number
  readonly own: number | null
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
const folded = `
    sum(number) FILTER (WHERE over_units IN ('sum', 'average')) AS added,
    coalesce(min(number) FILTER (WHERE over_units = 'min'), max(number) FILTER (WHERE over_units = 'max')) AS picked,
    coalesce(min(ARRAY[nth, number]) FILTER (WHERE over_units = 'first' AND number IS NOT NULL),
      max(ARRAY[nth, number]) FILTER (WHERE over_units = 'last' AND number IS NOT NULL)) AS placed`

/** The totals of one depth: what its units said themselves, and the totals of the depth below. */
const level = (depth: number, deepest: number): string => {
  const own = `SELECT o.place, o.col, o.number, t.nth, o.over_units, o.rank, o.rank AS own,
      (o.number IS NOT NULL)::int AS reported, (o.rank = 0)::int AS excused
    FROM own AS o JOIN tree AS t ON t.place = o.place WHERE t.depth = ${depth}`
  const below = `SELECT t.parent, b.col, coalesce(b.added, b.picked, b.placed[2]), b.placed[1], b.over_units, b.rank, NULL,
      b.reported, b.excused
    FROM level_${depth + 1} AS b JOIN tree AS t ON t.place = b.place`
  return `level_${depth} AS (
    SELECT place, col, over_units,${folded}, max(number) FILTER (WHERE own IS NOT NULL) AS alone,
      max(rank) AS rank, max(own) AS own, sum(reported) AS reported, sum(excused) AS excused
    FROM (${own}${depth < deepest ? ` UNION ALL ${below}` : ""}) AS n
    GROUP BY place, col, over_units
  )`
}

/** The statement for a tree of that depth. */
export const text = (asked: {
  readonly basis: Basis
  readonly depth: number
  readonly isCarried: boolean
  readonly window: number
}): string => {
  const { basis, depth, isCarried, window } = asked
  const depths = Array.from({ length: depth + 1 }, (_, n) => depth - n)
  return `WITH period AS MATERIALIZED (
    SELECT * FROM unnest($3::text[], $4::int[]) AS p (id, nth)
  ), tree AS MATERIALIZED (
    SELECT unit, level, parent, depth, nth, (ord - 1)::int AS place
    FROM unnest($6::text[], $7::text[], $8::int[], $9::int[], $10::int[]) WITH ORDINALITY
      AS t (unit, level, parent, depth, nth, ord)
  ), columns AS MATERIALIZED (
    SELECT key, over_units, over_periods, decimals, (ord - 1)::int AS col
    FROM unnest($11::text[], $12::text[], $13::text[], $14::int[]) WITH ORDINALITY
      AS c (key, over_units, over_periods, decimals, ord)
  ), asked AS MATERIALIZED (
    SELECT * FROM unnest($15::text[], $16::int[]) AS a (level, col)
  ), filed AS (
    SELECT t.place, t.level, p.nth, f.keys, f.numbers, f.zeros, f.excused
    FROM period AS p
    JOIN lienhoi.standing AS s ON s.association = $1 AND s.lineage = $2 AND s.period = p.id
    JOIN tree AS t ON t.unit = s.unit
    JOIN lienhoi.figure AS f ON f.association = $1 AND f.lineage = $2 AND f.period = p.id AND f.unit = s.unit
      AND f.revision = ${counting[basis]}
  ), said AS (
    SELECT f.place, f.level, f.nth, n.key, n.number, CASE WHEN n.key = ANY (f.zeros) THEN 2 ELSE 3 END AS rank
    FROM filed AS f CROSS JOIN LATERAL unnest(f.keys, f.numbers) AS n (key, number)
    UNION ALL
    SELECT f.place, f.level, f.nth, e.key, NULL, 0
    FROM filed AS f CROSS JOIN LATERAL unnest(f.excused) AS e (key)
  ), kept AS (
    SELECT d.place, c.col, d.nth, d.number, d.rank, c.over_units, c.over_periods${
      isCarried
        ? `,
      row_number() OVER (PARTITION BY d.place, c.col ORDER BY d.nth = ${window} DESC, d.nth DESC) AS latest`
        : ""
    }
    FROM said AS d JOIN columns AS c ON c.key = d.key JOIN asked AS a ON a.level = d.level AND a.col = c.col
    WHERE (d.number IS NULL OR d.number = round(d.number, c.decimals)) AND (${looked(isCarried, window)})
  ), own AS (
    ${
      window === 1 && !isCarried
        ? `SELECT place, col, over_units, rank, CASE WHEN over_periods = 'count' AND number IS NOT NULL THEN 1 ELSE number END AS number
    FROM (SELECT place, col, over_units, over_periods, number, CASE WHEN over_periods = 'count' AND number IS NOT NULL THEN 3 ELSE rank END AS rank FROM kept) AS k`
        : `SELECT place, col, over_units,
      CASE WHEN over_periods = 'count' AND count(number) > 0 THEN 3
        ELSE greatest(max(rank), CASE WHEN over_periods NOT IN ('first', 'last', 'none') AND count(*) < ${window} THEN 1 ELSE 0 END)
      END AS rank,
      CASE over_periods WHEN 'average' THEN sum(number) * ($5::int / nullif(count(number), 0))
        WHEN 'count' THEN nullif(count(number), 0) WHEN 'min' THEN min(number) WHEN 'max' THEN max(number)
        ELSE sum(number) END AS number
    FROM kept${isCarried ? " WHERE over_periods <> 'last' OR latest = 1" : ""}
    GROUP BY place, col, over_units, over_periods`
    }
  ), ${depths.map((n) => level(n, depth)).join(", ")}
  SELECT place, col, (CASE over_units WHEN 'none' THEN alone ELSE coalesce(added, picked, placed[2]) END)::text AS total,
    reported::int, excused::int, rank, own
  FROM (${depths.map((n) => `SELECT * FROM level_${n}`).join(" UNION ALL ")}) AS every
  WHERE place = ANY ($17::int[])`
}
