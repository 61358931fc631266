/**
 * The outbox in the database. What may become of a row is decided by `Posting`, the pure steps that the memory outbox
 * runs too; here they run inside a transaction.
 *
 * A claim takes due rows that nobody else is taking (`FOR UPDATE SKIP LOCKED`), then the rows of the reports behind their
 * duties (`FOR SHARE`): until the mark is committed nothing can be appended to those reports, so no row becomes
 * `handing` after its duty was fulfilled. A report that is being appended to at this moment makes its rows wait for the
 * next claim.
 *
 * @since 0.1.0
 */
import { Outbox, OutboxError } from "@lienhoi/messaging/Outbox"
import * as Posting from "@lienhoi/messaging/Posting"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type { SqlError } from "effect/sql/SqlError"
import * as Batch from "./internal/batch.ts"
import * as Buckets from "./internal/buckets.ts"
import * as Column from "./internal/column.ts"
import { isOutage, orOutage } from "./internal/failure.ts"
import * as Letter from "./internal/letter.ts"
import { Rates } from "./Rate.ts"
import { Store } from "./Store.ts"

interface Row {
  readonly key: string
  readonly duty: string | null
  readonly stream: bigint | null
  readonly not_before: Date
  readonly expires: Date | null
  readonly payload: unknown
  readonly salt: string | null
  readonly due_from: Date | null
  readonly state: Posting.State | null
  readonly attempts: ReadonlyArray<Posting.Attempt> | null
}

const columns = `key, duty, stream, not_before, expires, payload, encode(salt, 'hex') AS salt, due_from, state, attempts`

const rowOf = (store: Store["Service"], { key, duty, not_before, expires, payload, salt }: Row): OutboxRow => ({
  key,
  duty,
  notBefore: not_before.toISOString(),
  expires: expires?.toISOString() ?? null,
  payload: Letter.open(store, "outbox", key, { letter: payload, salt })
})

const postedOf =
  (store: Store["Service"]) =>
  (row: Row): Posting.Posted => {
    const own = rowOf(store, row)
    return row.state === null ? Posting.begin(own) : { row: own, state: row.state, attempts: row.attempts ?? [] }
  }

/** Since when a row waits for the next claim; `null` when it waits for nothing. */
const dueFrom = ({ state }: Posting.Posted): string | null =>
  state.at === "queued" ? state.from : state.at === "handing" ? state.until : null

/** Events that open, end or move a round; the others say nothing about a duty. */
const turning: ReadonlyArray<ReportEvent["type"]> = ["submitted", "returned", "extended", "requested", "waived"]

const unavailable = (cause: unknown): OutboxError => new OutboxError({ cause })

/** Which of these reports can be held still now, and what happened to them. */
const lookAt = ({ association, sql }: Store["Service"], streams: ReadonlyArray<bigint>) =>
  Effect.gen(function* () {
    const ids = Column.texts(streams, String)
    const held = yield* sql.unsafe<{ id: bigint; period: string; version: number }>(
      `SELECT id, period, version FROM lienhoi.stream WHERE association = $1 AND id = ANY($2::text[]::bigint[])
       ORDER BY name COLLATE "C" FOR SHARE SKIP LOCKED`,
      [association, ids]
    )
    const happened = new Map<bigint, Array<ReportEvent>>(held.map(({ id }) => [id, []]))
    const eventful = held.filter(({ version }) => version > 0)
    if (eventful.length === 0) return happened
    const events = yield* sql.unsafe<{ stream: bigint; event: ReportEvent }>(
      `SELECT e.stream, json_build_object('id', e.id, 'type', e.type, 'recordedAt', e.body->'recordedAt',
         'due', e.body->'due', 'revision', e.body->'revision', 'reason', '') AS event
       FROM unnest($2::text[], $3::text[]) AS s (id, period)
       CROSS JOIN LATERAL (
         SELECT stream, version, id, type, body FROM lienhoi.event
         WHERE association = $1 AND period = s.period AND stream = s.id::bigint AND type = ANY($4::text[]) OFFSET 0
       ) AS e ORDER BY e.stream, e.version`,
      [
        association,
        Column.texts(eventful, ({ id }) => String(id)),
        Column.texts(eventful, ({ period }) => period),
        turning
      ]
    )
    for (const { stream, event } of events) happened.get(stream)!.push(event)
    return happened
  })

const keep = ({ association, sql }: Store["Service"], changed: ReadonlyArray<Posting.Posted>) =>
  changed.length === 0
    ? Effect.void
    : sql.unsafe(
        `UPDATE lienhoi.outbox AS o
         SET due_from = n.due_from::timestamptz, state = n.state::json, attempts = n.attempts::json
         FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS n (key, due_from, state, attempts)
         WHERE o.association = $1 AND o.key = n.key`,
        [
          association,
          Column.texts(changed, ({ row }) => row.key),
          Column.texts(changed, dueFrom),
          Column.jsons(changed, ({ state }) => state),
          Column.jsons(changed, ({ attempts }) => attempts)
        ]
      )

/** A claim that finds rows it may not take looks further, but so many pages at most: it holds locks. */
const mostPages = 20

const claimIn = (store: Store["Service"], by: Posting.Claim) =>
  Effect.gen(function* () {
    const { association, sql } = store
    const buckets = yield* Buckets.hold(store, yield* Rates)
    const claimed: Array<Posting.Claimed> = []
    let pages = 0
    let last: { readonly from: Date | string; readonly key: string } = { from: "-infinity", key: "" }
    while (claimed.length < by.limit) {
      const wanted = by.limit - claimed.length
      const rows = yield* sql.unsafe<Row>(
        `SELECT ${columns} FROM lienhoi.outbox
         WHERE association = $1 AND due_from <= $2::timestamptz AND (due_from, key COLLATE "C") > ($3::timestamptz, $4)
         ORDER BY due_from, key COLLATE "C" LIMIT $5 FOR UPDATE SKIP LOCKED`,
        [association, by.at, last.from, last.key, wanted]
      )
      const streams = [...new Set(rows.flatMap(({ stream }) => stream ?? []))]
      const happened = streams.length === 0 ? new Map<bigint, Array<ReportEvent>>() : yield* lookAt(store, streams)
      const changed: Array<Posting.Posted> = []
      for (const row of rows) {
        const events = row.stream === null ? [] : happened.get(row.stream)
        if (events === undefined) continue
        const isOpen = (duty: string): boolean => {
          const id = DutyId.parse(duty)
          return id !== null && DutyId.isOpen(id, events)
        }
        const before = postedOf(store)(row)
        const found = Posting.claim(before, by, isOpen)
        if (found === null) continue
        const again = found.state.at === "handing" ? buckets.take(before.row.payload) : null
        const next = again === null ? found : Posting.postpone(before, again)
        changed.push(next)
        if (next.state.at === "handing")
          claimed.push({ row: next.row, attempt: next.attempts.length, before: before.attempts })
      }
      yield* keep(store, changed)
      const end = rows.at(-1)
      pages += 1
      if (end === undefined || rows.length < wanted || pages >= mostPages) break
      last = { from: end.due_from!, key: end.key }
    }
    yield* buckets.keep
    return claimed
  })

/** The answers of a group, in the order in which they came. */
const recordAll = (
  store: Store["Service"],
  answers: ReadonlyArray<Posting.Answer>
): Effect.Effect<ReadonlyArray<Posting.State | null>, SqlError> => {
  const { association, sql, transaction } = store
  return transaction(
    Effect.gen(function* () {
      const rows = yield* sql.unsafe<Row>(
        `SELECT ${columns} FROM lienhoi.outbox WHERE association = $1 AND key = ANY($2::text[])
         ORDER BY key COLLATE "C" FOR UPDATE`,
        [association, Column.texts([...new Set(answers.map(({ key }) => key))], (key) => key)]
      )
      const posted = new Map(rows.map((row) => [row.key, postedOf(store)(row)]))
      const changed = new Set<string>()
      const states = answers.map((answer) => {
        const before = posted.get(answer.key)
        if (before === undefined) return null
        const next = Posting.answer(before, answer)
        if (next === null) return before.state
        posted.set(answer.key, next)
        changed.add(answer.key)
        return next.state
      })
      yield* keep(
        store,
        [...changed].map((key) => posted.get(key)!)
      )
      return states
    })
  )
}

const make = Effect.gen(function* () {
  const store = yield* Store
  const { association, sql, transaction } = store

  const record = yield* Batch.make<Posting.Answer, Posting.State | null, OutboxError>({
    limit: 500,
    parallel: 1,
    run: (group) =>
      recordAll(store, group).pipe(
        Effect.map((states) => states.map(Exit.succeed)),
        Effect.catch((error) =>
          isOutage(error) ? Effect.succeed(group.map(() => Exit.fail(unavailable(error)))) : Effect.die(error)
        )
      )
  })

  return Outbox.of({
    claim: (by) => transaction(claimIn(store, by)).pipe(orOutage(unavailable), Effect.withSpan("SqlOutbox.claim")),
    record: (answer) =>
      Effect.flatMap(Effect.serviceOption(sql.transactionService), (outer) =>
        outer._tag === "None"
          ? record(answer)
          : Effect.map(recordAll(store, [answer]), ([state]) => state ?? null).pipe(orOutage(unavailable))
      ),
    list: (keys) =>
      transaction(
        sql.unsafe<Row>(
          `SELECT ${columns} FROM lienhoi.outbox
           WHERE association = $1 AND ($2::text[] IS NULL OR key = ANY($2::text[])) ORDER BY arrival`,
          [association, keys === undefined ? null : Column.texts(keys, (key) => key)]
        )
      ).pipe(
        Effect.map((rows) => rows.map(postedOf(store))),
        orOutage(unavailable),
        Effect.withSpan("SqlOutbox.list")
      ),
    unsettled: (limit) =>
      transaction(
        sql.unsafe<Row>(
          `SELECT ${columns} FROM lienhoi.outbox WHERE association = $1
             AND (state->>'at' = 'unknown' OR state->>'at' = 'undelivered')
             AND (state->>'at' = 'unknown' OR state->>'by' IS NULL)
           ORDER BY arrival LIMIT $2`,
          [association, limit]
        )
      ).pipe(
        Effect.map((rows) => rows.map(postedOf(store))),
        orOutage(unavailable),
        Effect.withSpan("SqlOutbox.unsettled")
      )
  })
})

/** The outbox of the store's association. */
export const layer: Layer.Layer<Outbox, never, Store> = Layer.effect(Outbox, make)
