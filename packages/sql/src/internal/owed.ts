/**
 * What is owed by tree, template and calendar: from which versions, for which periods, and a name for all of it, so that the
 * rows are written anew only when something of it changed.
 */
import { createHash } from "node:crypto"
import * as Notice from "@lienhoi/calendar/Notice"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Duty from "@lienhoi/report/Duty"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Published from "@lienhoi/template/Published"
import type { Template } from "@lienhoi/template/Template"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"
import * as Derived from "./derived.ts"

/** Periods whose window ended longer ago than so many days are no longer kept ready; who asks computes them. */
const lookBack = 120

type Service = Store["Service"]

interface Issued {
  readonly id: string
  readonly version: string
  readonly digest: string
  readonly from: PlainDate.PlainDate
  readonly kind: Template["kind"]
  readonly period: Template["period"]
  readonly window: Template["window"]
}

/** A version and the periods that are reported with it. */
interface Sheets {
  readonly id: string
  readonly version: string
  readonly digest: string
  readonly periods: ReadonlyArray<Period.Period>
}

const periodsOf = (issued: Issued, horizon: PlainDate.PlainDate): ReadonlyArray<Period.Period> => {
  const { period: type, window: rule } = issued
  if (issued.kind !== "report" || type === "ad-hoc" || type === "term") return []
  const first = PlainDate.addDays(horizon, -lookBack)
  const found: Array<Period.Period> = []
  let period: Period.Period | null = Window.containing(type, horizon, rule)
  for (; period !== null && Window.of(period, rule).to >= first; period = Period.previous(period)) found.push(period)
  return found.toReversed()
}

/** Which version is used for which periods up to a day. */
const sheetsOf = ({ association, sql }: Service, horizon: PlainDate.PlainDate) =>
  Effect.map(
    sql.unsafe<Issued>(
      `SELECT id, version, digest, starts_on::text AS from, published->'template'->>'kind' AS kind,
         published->'template'->>'period' AS period, published->'template'->>'window' AS window
       FROM lienhoi.template WHERE association = $1 ORDER BY starts_on, id`,
      [association]
    ),
    (rows): ReadonlyArray<Sheets> =>
      rows
        .map((issued) => ({
          ...issued,
          periods: periodsOf(issued, horizon).filter(
            ({ from }) =>
              issued.from <= from &&
              !rows.some((other) => other.id === issued.id && other.from > issued.from && other.from <= from)
          )
        }))
        .filter(({ periods }) => periods.length > 0)
  )

const noticesOf = ({ association, sql }: Service) =>
  Effect.map(
    sql.unsafe<{ text: string }>("SELECT notices::text AS text FROM lienhoi.calendar WHERE association = $1", [
      association
    ]),
    ([row]) => row?.text ?? "[]"
  )

/** What duties up to a day are made of. */
export interface Plan {
  /** The same name, the same duties. */
  readonly name: string
  readonly notices: string
  readonly sheets: ReadonlyArray<Sheets>
}

/** Looks what there is to compute; `tree` names the tree. */
export const plan = (
  store: Service,
  tree: string,
  horizon: PlainDate.PlainDate | null
): Effect.Effect<Plan, SqlError> =>
  Effect.gen(function* () {
    const notices = yield* noticesOf(store)
    const sheets = horizon === null ? [] : yield* sheetsOf(store, horizon)
    const said = sheets.map(({ id, version, digest, periods }) => [id, version, digest, periods.map((one) => one.id)])
    const name = createHash("sha256")
      .update(JSON.stringify([tree, notices, said]))
      .digest("base64url")
    return { name, notices, sheets }
  })

/** The rows. What cannot be judged (a level without a due day) is owed by nobody here; who asks `Duty.list` is told why. */
export const rows = (
  { association, sql }: Service,
  tree: Hierarchy,
  { notices, sheets }: Plan
): Effect.Effect<ReadonlyArray<Derived.Row>, SqlError> =>
  Effect.gen(function* () {
    const calendar = WorkingDays.make({ layers: [Notice.stateBodies, ...JSON.parse(notices)] })
    const all = new Map<string, Derived.Row>()
    for (const { id, version, periods } of sheets) {
      const [row] = yield* sql.unsafe<{ published: Published.Published }>(
        "SELECT published FROM lienhoi.template WHERE association = $1 AND id = $2 AND version = $3",
        [association, id, version]
      )
      const read = Published.parse(JSON.stringify(row!.published))
      const template = read.ok ? Compiled.make(read.value.template, { association: tree.association }) : read
      if (!template.ok) continue
      for (const period of periods) {
        const duties = Duty.list({ hierarchy: tree, template: template.value, period, calendar })
        for (const duty of Derived.ofDuties(duties.ok ? duties.value : []))
          all.set(`${duty.lineage}\n${duty.period}\n${duty.unit}`, duty)
      }
    }
    return [...all.values()]
  })
