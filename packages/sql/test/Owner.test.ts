/**
 * The store made by an owner that is no superuser and may not pass row level security by: what a server of a province gives.
 */
import { Association, CodeTable, type Event, Hierarchy } from "@lienhoi/hierarchy"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Database from "@lienhoi/sql/Database"
import * as Duties from "@lienhoi/sql/Duties"
import * as HistoryStore from "@lienhoi/sql/HistoryStore"
import * as Overview from "@lienhoi/sql/Overview"
import * as Proof from "@lienhoi/sql/Proof"
import * as Reading from "@lienhoi/sql/Reading"
import * as Scope from "@lienhoi/sql/Scope"
import * as Seal from "@lienhoi/sql/Seal"
import * as Search from "@lienhoi/sql/Search"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type Server, startServer } from "./server.ts"

let server: Server
let owner: string
const password = "chi-de-thu"

/** Says statements to the server as who made the database. */
const say = (url: string, ...statements: ReadonlyArray<string>) =>
  Effect.runPromise(
    Effect.gen(function* () {
      const sql = yield* SqlClient
      for (const statement of statements) yield* sql.unsafe(statement)
    }).pipe(Effect.provide(Database.layer(Database.parse(url))))
  )

beforeAll(async () => {
  server = await startServer()
  const url = await server.create()
  const { pathname } = new URL(url)
  await say(
    url,
    `DO $$ BEGIN
       IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hoi_owner') THEN
         CREATE ROLE hoi_owner LOGIN PASSWORD '${password}' NOSUPERUSER NOBYPASSRLS CREATEROLE;
       END IF;
     END $$`,
    `GRANT CREATE ON DATABASE "${pathname.slice(1)}" TO hoi_owner`
  )
  const own = new URL(url)
  own.username = "hoi_owner"
  own.password = password
  owner = own.href
}, 60_000)
afterAll(() => server.stop())

const on = <A, E>(
  association: string,
  self: Effect.Effect<A, E, Journal | HistoryStore.HistoryStore | Store.Store | SqlClient>
) =>
  Effect.runPromise(
    Effect.provide(
      self,
      Layer.mergeAll(SqlJournal.layer, HistoryStore.layer).pipe(
        Layer.provideMerge(Store.open(Database.parse(owner), { association }))
      )
    )
  )

const unit = (id: string, level: string, parent: string | null): Event.HierarchyEvent => ({
  id: `e-${id}`,
  effectiveOn: "2024-01-01",
  recordedAt: "2024-01-01T00:00:00.000Z",
  by: { person: "p-1" },
  type: "unit-established",
  unit: id,
  level,
  name: `Xã Mẫu ${id}`,
  code: null,
  kind: null,
  parents: { own: parent }
})

const submitted = (id: string): ReportEvent => ({
  type: "submitted",
  id,
  recordedAt: "2024-10-15T01:30:00.000Z",
  by: { person: "p-1" },
  revision: 1,
  template: { lineage: "hoi/thang", id: "hoi/thang", version: "1.0.0" },
  cells: { TC04: { state: "value", value: 7 }, "TC04[khac]": { state: "value", value: 2 } },
  flags: [],
  via: "web",
  reportedBy: "p-1",
  recordedBy: "p-1",
  onBehalf: false,
  reviewed: true
})

const fill = Effect.gen(function* () {
  const tree = Hierarchy.make({
    association: Association.vwu,
    events: [unit("h", "huyen", null), unit("x", "co_so", "h"), unit("y", "co_so", "h")]
  })
  if (!tree.ok) throw new Error("tree")
  yield* (yield* HistoryStore.HistoryStore).record({ hierarchy: tree.value, form: CodeTable.plain }, { expected: 0 })
  const journal = yield* Journal
  for (const id of ["x", "y"])
    yield* journal.append(ReportKey.stream({ lineage: "hoi/thang", unit: id, period: "2024-10" }), [submitted(id)], {
      expectedVersion: 0
    })
  yield* Reading.advance({ today: "2024-10-20" })
  yield* Scope.grant([
    {
      id: "1",
      account: "xa-x",
      unit: "x",
      route: "own",
      role: "figures",
      lineage: "*",
      from: "2024-01-01",
      until: null
    }
  ])
})

const sheet = { lineage: "hoi/thang", period: "2024-10", unit: "h", date: "2024-10-20" }

it("an owner without superuser and BYPASSRLS makes the store, and everything works", async () => {
  const found = await on(
    "vwu",
    Effect.gen(function* () {
      yield* fill
      yield* Seal.run
      const sql = yield* SqlClient
      const [role] = yield* sql.unsafe<{ super: boolean; bypass: boolean }>(
        "SELECT rolsuper AS super, rolbypassrls AS bypass FROM pg_roles WHERE rolname = current_user"
      )
      const officer = Scope.as({ account: "xa-x", today: "2024-10-20" })
      const { findings } = yield* Proof.verify()
      const compared = yield* Reading.check
      return {
        role,
        findings,
        different: compared.different,
        board: (yield* officer(Overview.board(sheet))).map(({ unit, status }) => [unit, status]).sort(),
        sums: yield* officer(Overview.sums({ ...sheet, basis: "submitted" })),
        found: (yield* officer(Search.find("xa mau x"))).map(({ id }) => id),
        owed: yield* officer(Duties.list(sheet))
      }
    })
  )
  expect(found.role).toEqual({ super: false, bypass: false })
  expect([found.findings, found.different]).toEqual([[], 0])
  expect(found.board).toEqual([
    ["h", "none"],
    ["x", "submitted"],
    ["y", "none"]
  ])
  expect(found.sums.map(({ key, total }) => [key, Number(total)])).toEqual([
    ["TC04", 7],
    ["TC04[khac]", 2]
  ])
  expect(found.found[0]).toBe("x")
  expect(found.owed).toEqual([])
}, 60_000)

it("FORCE ROW LEVEL SECURITY holds against the owner itself: another association's rows are not there, and cannot be written", async () => {
  await on("khac", fill)
  const seen = await on(
    "vwu",
    Effect.gen(function* () {
      const { sql, transaction } = yield* Store.Store
      const counts: Array<readonly [string, number, number]> = []
      for (const table of ["place", "standing", "figure", "found", "access", "duty", "reading"]) {
        const count = `SELECT count(*) AS n, count(*) FILTER (WHERE association <> 'vwu') AS others FROM lienhoi.${table}`
        const [inside] = yield* transaction(sql.unsafe<{ n: bigint; others: bigint }>(count))
        const [outside] = yield* sql.unsafe<{ n: bigint }>(count)
        counts.push([table, Number(inside!.others), Number(outside!.n)])
      }
      const refused = yield* Effect.flip(
        transaction(sql.unsafe("INSERT INTO lienhoi.reading (association, position, history) VALUES ('khac-2', 0, 0)"))
      )
      const off = yield* Effect.flip(
        transaction(
          Effect.andThen(
            sql.unsafe("SELECT set_config('row_security', 'off', true)"),
            sql.unsafe("SELECT * FROM lienhoi.standing")
          )
        )
      )
      return { counts, errors: [refused, off].map((error) => String((error.reason as { cause?: unknown }).cause)) }
    })
  )
  for (const [table, others, withoutAssociation] of seen.counts)
    expect([table, others, withoutAssociation]).toEqual([table, 0, 0])
  expect(seen.errors[0]).toMatch(/row-level security/)
  expect(seen.errors[1]).toMatch(/row-level security/)
}, 60_000)
