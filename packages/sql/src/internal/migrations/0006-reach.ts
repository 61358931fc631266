/**
 * What an account reaches, found sooner, with settings that are asked once for a statement; and a search that asks the index of words before it asks what the account may
 * see.
 *
 * Under row level security a plain `LIKE` may not use an index: the row's policy is asked first, for every row. So the
 * search is a function that runs as `lienhoi_finder`, a role that may read this one table and that nobody can log in as.
 * The function takes association, account and day from the settings of the transaction, never from who calls it.
 */
import { reaches } from "./0003-reading.ts"
import type { Step } from "./step.ts"

/** Asked once for a statement, not once for a row. */
const setting = (name: string) => `(SELECT coalesce(current_setting('lienhoi.${name}', true), ''))`
const isOurs = `association = ${setting("association")}`
const isMember = `${setting("viewer")} <> ''`

const lets = (table: string, readers: string) =>
  `ALTER POLICY reading ON lienhoi.${table} USING (${isOurs} AND ${readers})`

export const step: Step = {
  name: "reach",
  statements: [
    // The living subtree of each grant, then what those units took over, backward in time. A part of a divided unit: totals
    // only. A unit may be told several times; whoever asks looks for one row that lets it through.
    `CREATE OR REPLACE FUNCTION lienhoi.reach(asked text, every boolean)
     RETURNS TABLE (lineage text, route text, unit text, whole boolean)
     LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
       WITH RECURSIVE said AS MATERIALIZED (
         SELECT current_setting('lienhoi.association', true) AS association,
           current_setting('lienhoi.viewer', true) AS viewer,
           nullif(current_setting('lienhoi.today', true), '')::date AS today
       ), granted AS (
         SELECT DISTINCT a.lineage, a.route, a.unit
         FROM said JOIN lienhoi.access AS a ON a.association = said.association AND a.account = said.viewer
         WHERE a.role = asked AND (a.lineage = '*') = every AND a.starts_on <= said.today AND (a.ends_on IS NULL OR said.today < a.ends_on)
       ), under AS (
         SELECT g.lineage, g.route, p.unit
         FROM said, granted AS g JOIN lienhoi.place AS p ON p.route = g.route AND p.unit = g.unit
         WHERE p.association = said.association AND p.starts_on <= said.today
         UNION
         SELECT u.lineage, u.route, p.unit
         FROM under AS u CROSS JOIN said JOIN lienhoi.place AS p ON p.route = u.route AND p.parent = u.unit
         WHERE p.association = said.association AND p.starts_on <= said.today
           AND (p.ends_on IS NULL OR said.today < p.ends_on)
       ), past AS (
         SELECT u.lineage, u.route, s.giver AS unit, s.whole, s.starts_on AS before
         FROM under AS u CROSS JOIN said
         JOIN lienhoi.succession AS s ON s.association = said.association AND s.heir = u.unit
         WHERE s.route IN ('', u.route) AND s.starts_on <= said.today AND s.giver <> s.heir
         UNION
         SELECT q.lineage, q.route, s.giver, q.whole AND s.whole, s.starts_on
         FROM past AS q CROSS JOIN said
         JOIN lienhoi.succession AS s ON s.association = said.association AND s.heir = q.unit
         WHERE s.route IN ('', q.route) AND s.starts_on < q.before AND s.giver <> s.heir
       )
       SELECT lineage, route, unit, true FROM under
       UNION ALL SELECT DISTINCT lineage, route, unit, whole FROM past
     $$`,
    lets("place", isMember),
    lets("succession", isMember),
    lets("standing", reaches("figures", "r.whole")),
    lets(
      "figure",
      `(part = 'total' AND ${reaches("figures", "true")}
        OR part = 'breakdown' AND ${reaches("figures", "r.whole AND r.route = 'own'")})`
    ),
    lets("access", `account = ${setting("viewer")}`),
    lets(
      "found",
      `(kind <> 'person' AND ${isMember}
        OR kind = 'person' AND detail IN (SELECT r.unit FROM lienhoi.reach('persons', true) AS r WHERE r.whole))`
    ),

    `DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lienhoi_finder') THEN CREATE ROLE lienhoi_finder NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`,
    `DO $$ BEGIN
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT lienhoi_finder TO %I', current_user);
      END IF;
    END $$`,
    "GRANT SELECT ON lienhoi.found TO lienhoi_finder",
    "CREATE POLICY finding ON lienhoi.found FOR SELECT TO lienhoi_finder USING (true)",
    "GRANT EXECUTE ON FUNCTION lienhoi.reach(text, boolean) TO lienhoi_finder",

    // The words are written into the statement, so that each search is planned with what is typed.
    `CREATE FUNCTION lienhoi.search(kinds text[], typed text[], most int)
     RETURNS TABLE (kind text, id text, name text, unit text)
     LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
     BEGIN
       IF coalesce(current_setting('lienhoi.viewer', true), '') = '' THEN RETURN; END IF;
       RETURN QUERY EXECUTE
         'SELECT f.kind, f.id, f.text, f.detail FROM lienhoi.found AS f WHERE f.association = $1 AND f.kind = ANY ($2)'
         || (SELECT string_agg(format(' AND f.words LIKE %L', '% ' || t.word || '%'), '') FROM unnest(typed) AS t (word))
         || ' AND (f.kind <> ''person''
                OR f.detail IN (SELECT r.unit FROM lienhoi.reach(''persons'', true) AS r WHERE r.whole))
              ORDER BY CASE WHEN f.words LIKE ''%| '' || $3 || '' |%'' THEN 0 WHEN f.words LIKE ''%| '' || $3 || ''%'' THEN 1
                WHEN f.words LIKE ''% '' || $3 || ''%'' THEN 2 ELSE 3 END,
                f.rank, f.place, f.kind COLLATE "C", f.id COLLATE "C" LIMIT $4'
       USING current_setting('lienhoi.association', true), kinds, array_to_string(typed, ' '), most;
     END $$`,
    "REVOKE ALL ON FUNCTION lienhoi.search(text[], text[], int) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION lienhoi.search(text[], text[], int) TO lienhoi_reader",
    "GRANT USAGE, CREATE ON SCHEMA lienhoi TO lienhoi_finder",
    "ALTER FUNCTION lienhoi.search(text[], text[], int) OWNER TO lienhoi_finder",
    "REVOKE CREATE ON SCHEMA lienhoi FROM lienhoi_finder",
    // A member would be let through by the policy of the role: an owner that is no superuser would read every association.
    `DO $$ BEGIN
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('REVOKE lienhoi_finder FROM %I', current_user);
      END IF;
    END $$`
  ]
}
