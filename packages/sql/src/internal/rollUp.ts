/**
 * The statement that rolls a tree up: what each unit said in each period, folded over periods, then level by level from
 * the deepest up.
 *
 * Parameters: association, lineage, periods and their numbers (the window's are 1, 2, …), the parts of an average; units,
 * levels, parents, depths and order of the tree; keys, operators over units and over periods and decimals of the columns;
 * which level is asked which column; the units that are told; how many
 * children each unit has.
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

/** What the units of `where` said, folded over periods: one row for each unit and column. */
const own = ({ basis, isCarried, window }: Asked, where: string): string => {
  const filed = `SELECT t.place, t.level, t.home, t.nth AS turn, t.leaf, p.nth, f.keys, f.numbers, f.zeros, f.excused
    FROM tree AS t
    JOIN lienhoi.standing AS s ON s.association = $1 AND s.lineage = $2 AND s.unit = t.unit
    JOIN period AS p ON p.id = s.period
    JOIN lienhoi.figure AS f ON f.association = $1 AND f.lineage = $2 AND f.period = p.id AND f.unit = s.unit
      AND f.revision = ${counting[basis]}
    WHERE ${where}`
  const said = `SELECT f.*, n.key, n.number, CASE WHEN n.key = ANY (f.zeros) THEN 2 ELSE 3 END AS rank
    FROM (${filed}) AS f CROSS JOIN LATERAL (
      SELECT * FROM unnest(f.keys, f.numbers) UNION ALL SELECT key, NULL FROM unnest(f.excused) AS e (key)
    ) AS n (key, number)`
  const kept = `SELECT d.place, d.home, d.turn, d.leaf, c.col, d.nth, d.number, CASE WHEN d.number IS NULL THEN 0 ELSE d.rank END AS rank,
      c.over_units, c.over_periods${
        isCarried
          ? `,
      row_number() OVER (PARTITION BY d.place, c.col ORDER BY d.nth = ${window} DESC, d.nth DESC) AS latest`
          : ""
      }
    FROM (${said}) AS d JOIN columns AS c ON c.key = d.key JOIN asked AS a ON a.level = d.level AND a.col = c.col
    WHERE (d.number IS NULL OR d.number = round(d.number, c.decimals)) AND (${looked(isCarried, window)})`
  if (window === 1 && !isCarried)
    return `SELECT place, home, turn, leaf, col, over_units,
      CASE WHEN over_periods = 'count' AND number IS NOT NULL THEN 3 ELSE rank END AS rank,
      CASE WHEN over_periods = 'count' AND number IS NOT NULL THEN 1 ELSE number END AS number
    FROM (${kept}) AS k`
  return `SELECT place, home, turn, leaf, col, over_units,
      CASE WHEN over_periods = 'count' AND count(number) > 0 THEN 3
        ELSE greatest(max(rank), CASE WHEN over_periods NOT IN ('first', 'last', 'none') AND count(*) < ${window} THEN 1 ELSE 0 END)
      END AS rank,
      CASE over_periods WHEN 'average' THEN sum(number) * ($5::int / nullif(count(number), 0))
        WHEN 'count' THEN nullif(count(number), 0) WHEN 'min' THEN min(number) WHEN 'max' THEN max(number)
        ELSE sum(number) END AS number
    FROM (${kept}) AS k${isCarried ? " WHERE over_periods <> 'last' OR latest = 1" : ""}
    GROUP BY place, home, turn, leaf, col, over_units, over_periods`
}

/**
 * The totals of the inner units of one depth: what they said themselves, what the leaves right under them said, and the
 * totals of the inner units under them. What a leaf said is its total and is not made again.
 */
const level = (depth: number, asked: Asked): string => {
  const under = `SELECT t.parent, b.col, coalesce(b.added, b.picked, b.placed[2]), b.placed[1], b.over_units, b.rank, NULL::int,
      b.reported, b.excused
    FROM level_${depth + 1} AS b JOIN tree AS t ON t.place = b.place`
  return `level_${depth} AS (
    SELECT place, col, over_units,${folded}, max(number) FILTER (WHERE own IS NOT NULL) AS alone,
      max(rank) AS rank, max(own) AS own, sum(reported) AS reported, sum(excused) AS excused
    FROM (
      SELECT home AS place, col, CASE WHEN NOT leaf OR over_units <> 'none' THEN number END AS number, turn AS nth, over_units,
        rank, CASE WHEN NOT leaf THEN rank END AS own, (number IS NOT NULL)::int AS reported, (rank = 0)::int AS excused
      FROM (${own(asked, `t.rise = ${depth}`)}) AS o${depth + 1 < asked.depth ? ` UNION ALL ${under}` : ""}
    ) AS n
    GROUP BY place, col, over_units
  )`
}

/** What is asked of a tree of that depth. */
export interface Asked {
  readonly basis: Basis
  /** Of the deepest unit; a root has 0. */
  readonly depth: number
  readonly isCarried: boolean
  readonly window: number
  /** Whether leaves are told too. */
  readonly leaves: boolean
}

/** The statement. */
export const text = (asked: Asked): string => {
  const depths = Array.from({ length: asked.depth }, (_, n) => asked.depth - 1 - n)
  const told = [
    ...depths.map(
      (
        n
      ) => `SELECT place, col, CASE over_units WHEN 'none' THEN alone ELSE coalesce(added, picked, placed[2]) END AS total,
        reported::int, excused::int, rank, own FROM level_${n} JOIN told USING (place)`
    ),
    ...(asked.leaves || depths.length === 0
      ? [
          `SELECT place, col, number, (number IS NOT NULL)::int, (rank = 0)::int, rank, rank
           FROM (${own(asked, "t.leaf AND t.place IN (SELECT place FROM told)")}) AS o`
        ]
      : [])
  ]
  return `WITH period AS MATERIALIZED (
    SELECT * FROM unnest($3::text[], $4::int[]) AS p (id, nth)
  ), tree AS MATERIALIZED (
    SELECT unit, level, parent, nth, place, leaf, CASE WHEN leaf THEN parent ELSE place END AS home,
      CASE WHEN leaf THEN depth - 1 ELSE depth END AS rise
    FROM (
      SELECT t.unit, t.level, t.parent, t.depth, t.nth, t.children = 0 AS leaf, (t.ord - 1)::int AS place
      FROM unnest($6::text[], $7::text[], $8::int[], $9::int[], $10::int[], $18::int[]) WITH ORDINALITY
        AS t (unit, level, parent, depth, nth, children, ord)
    ) AS t
  ), told AS MATERIALIZED (
    SELECT unnest($17::int[]) AS place
  ), columns AS MATERIALIZED (
    SELECT key, over_units, over_periods, decimals, (ord - 1)::int AS col
    FROM unnest($11::text[], $12::text[], $13::text[], $14::int[]) WITH ORDINALITY
      AS c (key, over_units, over_periods, decimals, ord)
  ), asked AS MATERIALIZED (
    SELECT * FROM unnest($15::text[], $16::int[]) AS a (level, col)
  )${depths.map((n) => `, ${level(n, asked)}`).join("")}
  SELECT place, col, total::text AS total, reported, excused, rank, own
  FROM (${told.join(" UNION ALL ")}) AS every (place, col, total, reported, excused, rank, own)`
}
