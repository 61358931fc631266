/**
 * What is read: the dated tree, how reports stand, their figures, the search, and who may see what. All of it but the
 * grants follows from events and is made again by one command.
 *
 * `lienhoi_reader` is a role without tables of its own. Whoever reads for a person takes it inside the transaction, and
 * the policies let through what `lienhoi.reach` says. The owner's own work sees one association at a time.
 */
import type { Step } from "./step.ts"

const isOurs = "association = current_setting('lienhoi.association', true)"

/** Closed to everybody, the owner too, but for these rows. */
export const guard = (table: string, readers: string): ReadonlyArray<string> => [
  `ALTER TABLE lienhoi.${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE lienhoi.${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY own_work ON lienhoi.${table} FOR ALL TO CURRENT_USER USING (${isOurs}) WITH CHECK (${isOurs})`,
  `CREATE POLICY reading ON lienhoi.${table} FOR SELECT TO lienhoi_reader USING (${isOurs} AND ${readers})`,
  `GRANT SELECT ON lienhoi.${table} TO lienhoi_reader`
]

/** Evaluated once for a statement, then looked up row by row: grants on every template, and on one. */
export const reaches = (role: string, extent: string) =>
  `(unit IN (SELECT r.unit FROM lienhoi.reach('${role}', true) AS r WHERE ${extent})
    OR (lineage, unit) IN (SELECT r.lineage, r.unit FROM lienhoi.reach('${role}', false) AS r WHERE ${extent}))`

/** Directory facts are for every account that is a member of the association; nobody is nobody's member. */
const isMember = "coalesce(current_setting('lienhoi.viewer', true), '') <> ''"

export const step: Step = {
  name: "reading",
  statements: [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    `DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lienhoi_reader') THEN CREATE ROLE lienhoi_reader NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`,
    `DO $$ BEGIN
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT lienhoi_reader TO %I', current_user);
      END IF;
    END $$`,
    "GRANT USAGE ON SCHEMA lienhoi TO lienhoi_reader",

    // How far the read models have come: in the journal, and in the history of the tree.
    "CREATE TABLE lienhoi.reading (association text PRIMARY KEY, position bigint NOT NULL, history int NOT NULL)",

    `CREATE TABLE lienhoi.place (
      association text NOT NULL,
      route text NOT NULL,
      unit text NOT NULL,
      starts_on date NOT NULL,
      ends_on date,
      parent text,
      level text NOT NULL,
      kind text,
      code text,
      name text NOT NULL,
      since date NOT NULL,
      PRIMARY KEY (association, route, unit, starts_on)
    )`,
    "CREATE INDEX place_parent ON lienhoi.place (association, route, parent)",
    // Without a route: on every one. A unit that closed without an heir is taken over by the one it stood under.
    `CREATE TABLE lienhoi.succession (
      association text NOT NULL,
      route text NOT NULL DEFAULT '',
      giver text NOT NULL,
      heir text NOT NULL,
      starts_on date NOT NULL,
      whole boolean NOT NULL,
      PRIMARY KEY (association, heir, giver, starts_on, route)
    )`,

    // How one report stands, without its words.
    `CREATE TABLE lienhoi.standing (
      association text NOT NULL,
      lineage text NOT NULL,
      period text NOT NULL,
      unit text NOT NULL,
      version int NOT NULL,
      status text NOT NULL,
      revision int NOT NULL,
      approved int,
      sealed int,
      round int NOT NULL,
      due date,
      opened_at text,
      fulfilled_at text,
      fulfilled_by int,
      waived boolean NOT NULL,
      flags int NOT NULL,
      PRIMARY KEY (association, lineage, period, unit)
    ) WITH (fillfactor = 80)`,
    // Numbers of one revision by column, breakdowns (`TC04[kinh]`) apart. Sums are made when they are read.
    `CREATE TABLE lienhoi.figure (
      association text NOT NULL,
      lineage text NOT NULL,
      period text NOT NULL,
      unit text NOT NULL,
      revision int NOT NULL,
      part text NOT NULL CHECK (part IN ('total', 'breakdown')),
      keys text[] NOT NULL,
      numbers numeric[] NOT NULL,
      PRIMARY KEY (association, lineage, period, unit, revision, part)
    )`,

    // `words` holds folded forms, "| xa tan binh | hlhpn xa tan binh |": " ta" finds what has a word that begins with ta.
    `CREATE TABLE lienhoi.found (
      association text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('unit', 'person', 'document')),
      id text NOT NULL,
      text text NOT NULL,
      detail text,
      rank int NOT NULL,
      words text NOT NULL,
      place text COLLATE "C" NOT NULL,
      PRIMARY KEY (association, kind, id)
    )`,
    "CREATE INDEX found_words ON lienhoi.found USING gin (words gin_trgm_ops)",

    // From `starts_on` until the day before `ends_on`, an account may see this of a unit and all that stands under it.
    `CREATE TABLE lienhoi.access (
      association text NOT NULL,
      id text NOT NULL,
      account text NOT NULL,
      unit text NOT NULL,
      route text NOT NULL,
      role text NOT NULL CHECK (role IN ('figures', 'persons')),
      lineage text NOT NULL,
      starts_on date NOT NULL,
      ends_on date,
      PRIMARY KEY (association, id)
    )`,
    "CREATE INDEX access_account ON lienhoi.access (association, account)",

    // The living subtree of each grant, then what those units took over, backward in time. A part of a divided unit: totals only.
    `CREATE FUNCTION lienhoi.reach(asked text, every boolean)
     RETURNS TABLE (lineage text, route text, unit text, whole boolean)
     LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
       WITH RECURSIVE said AS (
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
         SELECT u.lineage, u.route, u.unit, true AS whole, 'infinity'::date AS before FROM under AS u
         UNION
         SELECT q.lineage, q.route, s.giver, q.whole AND s.whole, s.starts_on
         FROM past AS q CROSS JOIN said
         JOIN lienhoi.succession AS s ON s.association = said.association AND s.heir = q.unit
         WHERE s.route IN ('', q.route) AND s.starts_on <= said.today AND s.starts_on < q.before AND s.giver <> s.heir
       )
       SELECT lineage, route, unit, bool_or(whole) FROM past GROUP BY 1, 2, 3
     $$`,
    "REVOKE ALL ON FUNCTION lienhoi.reach(text, boolean) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION lienhoi.reach(text, boolean) TO lienhoi_reader",

    ...guard("place", isMember),
    ...guard("succession", isMember),
    ...guard("standing", reaches("figures", "r.whole")),
    // A breakdown is for those whose grant is on the association's own line; of a divided unit there are only totals.
    ...guard(
      "figure",
      `(part = 'total' AND ${reaches("figures", "true")}
        OR part = 'breakdown' AND ${reaches("figures", "r.whole AND r.route = 'own'")})`
    ),
    ...guard("access", "account = current_setting('lienhoi.viewer', true)"),
    ...guard(
      "found",
      `(kind <> 'person' AND ${isMember}
        OR kind = 'person' AND detail IN (SELECT r.unit FROM lienhoi.reach('persons', true) AS r WHERE r.whole))`
    ),
    "ALTER TABLE lienhoi.reading ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE lienhoi.reading FORCE ROW LEVEL SECURITY",
    `CREATE POLICY own_work ON lienhoi.reading FOR ALL TO CURRENT_USER USING (${isOurs}) WITH CHECK (${isOurs})`
  ]
}
