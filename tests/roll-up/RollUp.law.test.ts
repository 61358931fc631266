/**
 * Law Roll-up (design §6) for the engine in the database: the scenes and the oracle are those of the engine in memory, and
 * both answers are laid side by side.
 */
import { assert, it } from "@effect/vitest"
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import * as Figure from "@lienhoi/aggregation/Figure"
import type { Filed } from "@lienhoi/aggregation/Filed"
import * as RollUp from "@lienhoi/sql/RollUp"
import { Store } from "@lienhoi/sql/Store"
import * as Field from "@lienhoi/template/Field"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { oracle, reduce, reportsOf, type Scene, scenes, tally } from "../../packages/aggregation/test/scenes.ts"
import { engines, freshAssociation } from "../../packages/sql/test/engines.ts"

const put = (table: string, rows: ReadonlyArray<object>) =>
  Effect.flatMap(Store, ({ association, sql, transaction }) =>
    transaction(
      sql.unsafe(
        `INSERT INTO lienhoi.${table} SELECT * FROM json_populate_recordset(NULL::lienhoi.${table}, ($1::text)::json)`,
        [JSON.stringify(rows.map((row) => ({ association, ...row })))]
      )
    )
  )

const latest = (all: ReadonlyArray<Filed>): number | null =>
  all.length === 0 ? null : Math.max(...all.map(({ revision }) => revision))

/** The rows of the read models for these reports. */
const keep = ({ template }: Scene, reports: ReadonlyArray<Filed>) => {
  const { lineage } = template.template
  const units = [...Map.groupBy(reports, ({ unit, period }) => `${unit}/${period}`).values()]
  const about = ({ unit, period }: Filed) => ({ lineage, unit, period })
  return Effect.andThen(
    put(
      "standing",
      units.map((all) => ({
        ...about(all[0]!),
        version: 1,
        status: "submitted",
        revision: latest(all),
        approved: latest(all.filter(({ status }) => status === "approved" || status === "sealed")),
        sealed: null,
        round: 1,
        waived: false,
        flags: 0
      }))
    ),
    put(
      "figure",
      reports.map((filed) => {
        const cells = Object.entries(filed.cells).flatMap(([key, cell]) =>
          typeof cell === "object" && cell !== null ? [{ key, cell }] : []
        )
        const said = cells.flatMap(({ key, cell }) =>
          cell.state === "zero" ? [{ key, number: 0 }] : cell.state === "value" ? [{ key, number: cell.value }] : []
        )
        const inState = (state: string) => cells.filter(({ cell }) => cell.state === state).map(({ key }) => key)
        return {
          ...about(filed),
          revision: filed.revision,
          part: "total",
          keys: said.map(({ key }) => key),
          numbers: said.map(({ number }) => number),
          zeros: inState("zero"),
          excused: inState("not-applicable")
        }
      })
    )
  )
}

/** `total ÷ divisor` as a fraction in its lowest terms. */
const fractionOf = ({ total, divisor }: RollUp.Sum): string | null => {
  if (total === null) return null
  const [whole = "", decimals = ""] = total.split(".")
  return reduce({ over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) * BigInt(divisor) })
}

/** Which units are told, by place; all of them half of the time. */
const tellingSome = fc.option(fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), { freq: 2 })

const runs = { PGlite: 60, PostgreSQL: 300 }

for (const engine of engines())
  it.live(
    `Roll-up (${engine.name}): every total equals an independent exact sum, and the total computed in memory`,
    () =>
      Effect.gen(function* () {
        const states = tally(`Roll-up (${engine.name}), states of totals`)
        const byUnits = tally(`Roll-up (${engine.name}), operators over units`)
        const policies = tally(`Roll-up (${engine.name}), windows and policies`)
        const tellings = tally(`Roll-up (${engine.name}), units that are told`)
        for (const [scene, some] of fc.sample(fc.tuple(scenes, tellingSome), runs[engine.name])) {
          const { hierarchy, template, window, basis, last } = scene
          const reports = reportsOf(scene)
          const question = { hierarchy, template, period: window, basis, last }
          const memory = Aggregation.rollUp({ ...question, reports })
          const all = hierarchy.units.map(({ id }) => id)
          const units = some === null ? all : all.filter((_, n) => some[n])
          tellings.count(units.length === all.length ? "all" : "some")
          const asked = some === null ? question : { ...question, units }
          const sums = yield* Effect.andThen(keep(scene, reports), RollUp.totals(asked)).pipe(
            Effect.provide(engine.of(freshAssociation()))
          )
          policies.count(`${window.length} ${last}`)
          assert.deepStrictEqual(
            sums.map(({ unit, key }) => [unit, key]),
            units.flatMap((unit) => template.columns.map(({ key }) => [unit, key]))
          )
          for (const sum of sums) {
            const column = template.columns.find(({ key }) => key === sum.key)!
            const { state, reported, missing, notApplicable } = sum
            const told = { exactly: fractionOf(sum), state, reported, missing, notApplicable }
            assert.deepStrictEqual(told, oracle(scene, reports, sum.unit, column), `${sum.unit} ${sum.key}`)
            const figure = Figure.of(memory, sum.unit, sum.key)!
            const exact = Figure.exactly(memory, sum.unit, sum.key)
            assert.deepStrictEqual(told, {
              exactly: exact && reduce({ over: exact.numerator, under: exact.denominator }),
              state: figure.state,
              reported: figure.reported,
              missing: figure.missing,
              notApplicable: figure.notApplicable
            })
            states.count(state)
            byUnits.count(column.units)
          }
        }
        states.check(0.05, ["value", "zero", "missing", "not-applicable"])
        byUnits.check(engine.name === "PGlite" ? 0.02 : 0.05, Field.operators)
        policies.check(engine.name === "PGlite" ? 0 : 0.05, ["1 missing", "3 missing", "3 carry-forward"])
        tellings.check(0.2, ["all", "some"])
      }),
    200_000
  )
