import { assert, it } from "@effect/vitest"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import * as Proof from "@lienhoi/sql/Proof"
import * as Seal from "@lienhoi/sql/Seal"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as fc from "fast-check"
import * as Chain from "../src/internal/chain.ts"
import { engines } from "./engines.ts"

const [pglite, postgres] = engines()

const at = "2024-10-15T01:30:00.000Z"

const event = (id: string, words: boolean): ReportEvent =>
  words
    ? {
        type: "returned",
        id,
        recordedAt: at,
        by: { person: "p-1" },
        revision: 1,
        reason: `lý do ${id}`,
        due: "2024-10-22"
      }
    : { type: "approved", id, recordedAt: at, by: { person: "p-2" }, revision: 1 }

/** How many events each stream has, and which of them have words. */
const history = fc.array(fc.array(fc.boolean(), { minLength: 3, maxLength: 6 }), { minLength: 3, maxLength: 5 })

const idOf = (stream: number, version: number) => `e-${stream}-${version}`

/** Writes the history, turn by turn, with a seal in the middle and one at the end. */
const write = (streams: ReadonlyArray<ReadonlyArray<boolean>>) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const longest = Math.max(...streams.map(({ length }) => length))
    for (let turn = 0; turn < longest; turn++) {
      for (const [s, words] of streams.entries())
        if (turn < words.length)
          yield* journal.append(`report/s-${s}`, [event(idOf(s, turn + 1), words[turn]!)], { expectedVersion: turn })
      if (turn === 1) yield* Seal.run
    }
    return (yield* Seal.run)!
  })

const say = (text: string, ...values: ReadonlyArray<unknown>) =>
  Effect.flatMap(Store.Store, ({ sql, association }) => sql.unsafe(text, [association, ...values]))

/** Where an event stands in its table. */
const here = "association = $1 AND stream = (SELECT stream FROM lienhoi.entry WHERE association = $1 AND id = $2)"

/** Every link again, as somebody would who knows how: the past is another one, and fits. */
const relink = Effect.gen(function* () {
  const { sql, association } = yield* Store.Store
  const rows = yield* sql.unsafe<{ name: string; version: number; id: string; body: string; words: string | null }>(
    `SELECT s.name, e.version, e.id, e.body::text AS body, encode(e.words, 'hex') AS words FROM lienhoi.event AS e
     JOIN lienhoi.stream AS s ON s.association = $1 AND s.id = e.stream
     WHERE e.association = $1 ORDER BY s.name, e.version`,
    [association]
  )
  let before = Chain.zero
  for (const { name, version, id, body, words } of rows) {
    before = Chain.link(version === 1 ? Chain.zero : before, { association, stream: name, version, id, body, words })
    yield* say("UPDATE lienhoi.event SET chain = decode($3, 'hex') WHERE association = $1 AND id = $2", id, before)
  }
})

const changeBody = (id: string) =>
  say(
    `UPDATE lienhoi.event SET body = replace(body::text, '"revision":1', '"revision":2')::json
     WHERE association = $1 AND id = $2`,
    id
  )

interface Tampering {
  readonly name: string
  /** What must be found of the event it is done to. */
  readonly finds: ReadonlyArray<string>
  readonly do: (id: string, stream: number) => Effect.Effect<unknown, unknown, Store.Store>
  /** Only done to events with words, or after they were erased. */
  readonly needs?: "words" | "erased"
  /** Shown by the head that was kept outside and by nothing else. */
  readonly outside?: boolean
}

const tamperings: ReadonlyArray<Tampering> = [
  { name: "a figure is changed", finds: ["event changed"], do: changeBody },
  {
    name: "a figure is changed and all links are made again",
    finds: ["event changed"],
    do: (id) => Effect.andThen(changeBody(id), relink)
  },
  {
    name: "a column says something else than the event",
    finds: ["event changed"],
    do: (id) => say("UPDATE lienhoi.event SET type = 'sealed' WHERE association = $1 AND id = $2", id)
  },
  {
    name: "an event is removed",
    finds: ["event removed"],
    do: (id) => say("DELETE FROM lienhoi.event WHERE association = $1 AND id = $2", id)
  },
  {
    name: "an event is removed with all that names it",
    finds: ["event removed"],
    do: (id) =>
      Effect.andThen(
        say("DELETE FROM lienhoi.event WHERE association = $1 AND id = $2", id),
        say("DELETE FROM lienhoi.entry WHERE association = $1 AND id = $2", id)
      )
  },
  {
    name: "two events of a report change places",
    finds: ["event reordered"],
    do: (id) =>
      Effect.gen(function* () {
        yield* say(`UPDATE lienhoi.event SET version = -version WHERE ${here} AND version IN (1, 2)`, id)
        yield* say(`UPDATE lienhoi.event SET version = version + 3 WHERE ${here} AND version < 0`, id)
      })
  },
  {
    name: "two events change positions",
    finds: ["event reordered"],
    do: (id) =>
      say(
        `WITH two AS (
           SELECT id, position FROM lienhoi.entry WHERE association = $1 AND id IN ($2, 'e-0-3') ORDER BY position
         ), gone AS (
           SELECT min(position) AS low, max(position) AS high FROM two
         )
         UPDATE lienhoi.entry AS e SET position = g.low + g.high - e.position + 1000000
         FROM gone AS g WHERE e.association = $1 AND e.id IN (SELECT id FROM two)`,
        id
      ).pipe(
        Effect.andThen(
          say(
            "UPDATE lienhoi.entry SET position = position - 1000000 WHERE association = $1 AND position > 1000000 AND $2 <> ''",
            id
          )
        )
      )
  },
  {
    name: "an event is put in at the end",
    finds: ["event inserted", "event changed"],
    do: (id) =>
      say(
        `INSERT INTO lienhoi.event (association, period, stream, version, id, type, recorded_at, body, chain)
         SELECT association, period, stream, 100, 'forged', type, recorded_at, body, chain FROM lienhoi.event
         WHERE association = $1 AND id = $2`,
        id
      )
  },
  {
    name: "the words are others",
    needs: "words",
    finds: ["words changed"],
    do: (id) =>
      say(
        `UPDATE lienhoi.beside SET (words, salt) = (
           SELECT words, salt FROM lienhoi.beside WHERE association = $1 AND event = 'e-0-1'
         ) WHERE association = $1 AND event = $2`,
        id
      )
  },
  {
    name: "the words are gone and nobody erased them",
    needs: "words",
    finds: ["words removed"],
    do: (id) => say("DELETE FROM lienhoi.beside WHERE association = $1 AND event = $2", id)
  },
  {
    name: "erased words are there again",
    needs: "erased",
    finds: ["words returned"],
    do: (id) =>
      say(
        "INSERT INTO lienhoi.beside (association, event, words, salt) VALUES ($1, $2, 'bare.AAAA', decode('00', 'hex'))",
        id
      )
  },
  {
    name: "a seal is another one",
    finds: ["seal changed"],
    do: (id) =>
      say("UPDATE lienhoi.seal SET root = leaves WHERE association = $1 AND number = 1 AND length($2) > 0", id)
  },
  {
    name: "the tail is lost, and nothing left of it",
    outside: true,
    finds: ["seal cut"],
    do: () =>
      Effect.gen(function* () {
        const cut = "(SELECT last FROM lienhoi.seal WHERE association = $1 AND number = 1)"
        const gone = `SELECT id FROM lienhoi.entry WHERE association = $1 AND position > ${cut}`
        yield* say(`DELETE FROM lienhoi.beside WHERE association = $1 AND event IN (${gone})`)
        yield* say(`DELETE FROM lienhoi.event WHERE association = $1 AND id IN (${gone})`)
        yield* say(`DELETE FROM lienhoi.entry WHERE association = $1 AND position > ${cut}`)
        yield* say("DELETE FROM lienhoi.seal WHERE association = $1 AND number > 1")
        yield* say(`UPDATE lienhoi.head SET position = coalesce((SELECT max(position) FROM lienhoi.entry
          WHERE association = $1), 0) WHERE association = $1`)
        yield* say(`UPDATE lienhoi.stream AS s SET version = (SELECT count(*) FROM lienhoi.event AS e
          WHERE e.association = $1 AND e.stream = s.id) WHERE s.association = $1`)
      })
  },
  {
    name: "the whole past is written anew, seals too",
    outside: true,
    finds: ["seal rewritten", "seal cut"],
    do: (id) =>
      Effect.gen(function* () {
        yield* changeBody(id)
        yield* relink
        yield* say("DELETE FROM lienhoi.seal WHERE association = $1")
        yield* Seal.run
        yield* Seal.run
      })
  }
]

it.effect("Proof: every kind of tampering is found and named; erasing is none", () => {
  const tried = new Map<string, number>()
  let cases = 0
  return Effect.promise(() =>
    fc.assert(
      fc.asyncProperty(
        history,
        fc.noBias(fc.nat(tamperings.length - 1)),
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 3 }),
        fc.boolean(),
        (streams, which, pick, erasures, onServer) =>
          Effect.runPromise(
            Effect.gen(function* () {
              const journal = yield* Journal
              // The first event has words and is not touched, so that there are other words to put in place of some.
              const all = streams.map((words, s) => words.map((w, v) => (s === 0 && v === 0 ? true : w)))
              const kept = yield* write(all)
              const spoken = all.flatMap((words, s) =>
                words.flatMap((w, v) => (w && !(s === 0 && v === 0) ? [idOf(s, v + 1)] : []))
              )
              const erased = [
                ...new Set(erasures.map((n) => spoken[n % spoken.length]).filter((id) => id !== undefined))
              ]
              yield* journal.erase(erased)
              const before = yield* Proof.verify({ head: kept })
              assert.deepStrictEqual(before.findings, [])
              assert.deepStrictEqual(before.erased, erased.toSorted())
              assert.strictEqual(before.words.kept, spoken.length + 1 - erased.length)

              const tampering = tamperings[which]!
              const wordy = spoken.filter((id) => !erased.includes(id))
              // Not those that other parts of a tampering name.
              const any = all
                .flatMap((words, s) => words.map((_, v) => idOf(s, v + 1)))
                .filter((id) => id.startsWith("e-1-"))
              const from = tampering.needs === "words" ? wordy : tampering.needs === "erased" ? erased : any
              if (from.length === 0) return
              const id = from[pick % from.length]!
              yield* tampering.do(id, 0)
              cases += 1
              tried.set(tampering.name, (tried.get(tampering.name) ?? 0) + 1)

              const without = yield* Proof.verify()
              const { findings } = yield* Proof.verify({ head: kept })
              const found = findings.map(({ of, kind }) => `${of} ${kind}`)
              assert.isTrue(
                tampering.finds.some((expected) => found.includes(expected)),
                `${tampering.name}: ${JSON.stringify(findings)}`
              )
              if (tampering.outside) assert.deepStrictEqual(without.findings, [], tampering.name)
              if (tampering.finds[0] === "event changed" || tampering.needs !== undefined)
                assert.isTrue(
                  findings.some((finding) => finding.id === id),
                  `${tampering.name} names ${id}: ${JSON.stringify(findings)}`
                )
            }).pipe(Effect.provide(SqlJournal.layer.pipe(Layer.provideMerge((onServer ? postgres! : pglite!).fresh))))
          )
      ),
      { numRuns: 150 }
    )
  ).pipe(
    Effect.andThen(
      Effect.sync(() => {
        console.log(`Proof: ${cases} tamperings of 150 histories`)
        for (const { name } of tamperings)
          console.log(`  ${name}: ${Math.round(((tried.get(name) ?? 0) / cases) * 1000) / 10} %`)
        assert.isAbove(cases / 150, 0.5)
        for (const { name } of tamperings) assert.isAbove((tried.get(name) ?? 0) / cases, 0.01, name)
      })
    )
  )
})
