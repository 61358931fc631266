/**
 * Many appends in one transaction: the rows of their streams are locked in one order, each append is judged against the
 * version it expects, and those that hold are written by one statement per table. One that is refused leaves nothing.
 */

import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import { AlreadyRecorded, JournalError, WrongVersion } from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"
import * as Chain from "./chain.ts"
import * as Column from "./column.ts"
import * as Letter from "./letter.ts"
import * as Written from "./written.ts"

/** One append as it was asked for. */
export interface Append {
  readonly stream: string
  readonly events: ReadonlyArray<ReportEvent>
  readonly expected: number
  readonly outbox: ReadonlyArray<OutboxRow>
}

/** The new version, or why not. */
export type Answer = Result.Result<{ readonly version: number }, JournalError>

/** What a row of events is about; `unit` and `lineage` are `null` when it is no report's. */
export interface About {
  readonly lineage: string | null
  readonly unit: string | null
  readonly period: string
}

const nothing: About = { lineage: null, unit: null, period: "" }

/** Reads the name of a stream. The database keeps no zero characters in texts, so such a name is about nothing. */
export const aboutOf = (stream: string): About =>
  stream.includes("%00") ? nothing : (ReportKey.fromStream(stream) ?? nothing)

/** The stream whose events tell whether the duty is still owed; `null` when there is no such duty. */
export const streamOfDuty = (duty: string | null): string | null => {
  const id = duty === null ? null : DutyId.parse(duty)
  return id === null ? null : ReportKey.stream(id.key)
}

/** Streams are made, locked and written in this order everywhere, so that no two transactions wait for each other. */
export const inOrder = (names: Iterable<string>): ReadonlyArray<string> => [...new Set(names)].sort()

interface Locked {
  readonly id: bigint
  version: number
  /** The last link of the stream. */
  chain: string
}

/** Where an event id stands already. */
interface Held {
  readonly stream: bigint
  readonly version: number
}

const refuse = (stream: string, reason: JournalError["reason"]): Answer =>
  Result.fail(new JournalError({ stream, reason }))

/**
 * Whether all of this append stands in the stream already, exactly where it would go: it was kept, and only the news of
 * that was lost with the connection.
 */
const isKept = ({ events, expected }: Append, locked: Locked, held: ReadonlyMap<string, Held>): boolean =>
  events.length > 0 &&
  events.every(({ id }, i) => {
    const found = held.get(id)
    return found?.stream === locked.id && found.version === expected + i + 1
  })

const judge = (append: Append, locked: Locked, held: Map<string, Held>, again: boolean): Answer => {
  const { stream, events, expected } = append
  if (again && isKept(append, locked, held)) return Result.succeed({ version: expected + events.length })
  if (locked.version !== expected) return refuse(stream, new WrongVersion({ expected, actual: locked.version }))
  const taken = events.find(({ id }, i) => held.has(id) || events.findIndex((other) => other.id === id) < i)
  if (taken !== undefined) return refuse(stream, new AlreadyRecorded({ id: taken.id }))
  for (const { id } of events) {
    locked.version += 1
    held.set(id, { stream: locked.id, version: locked.version })
  }
  return Result.succeed({ version: locked.version })
}

/** Rows of the outbox by column: key, duty, stream of the duty, from when, until when, letter, salt, person. */
export const outboxColumns = (store: Store["Service"], rows: ReadonlyArray<OutboxRow>) => {
  const letters = rows.map(({ key, payload }) => Letter.close(store, "outbox", key, payload))
  return [
    Column.texts(rows, ({ key }) => key),
    Column.texts(rows, ({ duty }) => duty),
    Column.texts(rows, ({ duty }) => streamOfDuty(duty)),
    Column.texts(rows, ({ notBefore }) => notBefore),
    Column.texts(rows, ({ expires }) => expires),
    Column.texts(letters, ({ box }) => box),
    Column.texts(letters, ({ salt }) => salt),
    Column.texts(letters, ({ person }) => person)
  ]
}

/** How carefully a group is looked at. */
export interface Care {
  /** Ask which event ids are there before writing; else a taken id is a unique violation. */
  readonly ids: boolean
  /** The group was tried before, and nobody knows whether it was kept. */
  readonly again: boolean
}

/** Appends them all in one transaction; the answers are in their order. */
export const appendAll = (
  store: Store["Service"],
  appends: ReadonlyArray<Append>,
  care: Care
): Effect.Effect<ReadonlyArray<Answer>, SqlError> => {
  const { association, sql, join } = store

  /**
   * Makes the streams that are not there yet, at once with the version they will most likely have. Those that were made
   * are ours alone until the commit; they count as empty.
   */
  const makeStreams = (names: ReadonlyArray<string>, likely: ReadonlyMap<string, number>) => {
    const abouts = names.map((name) => ({ name, ...aboutOf(name), version: likely.get(name) ?? 0 }))
    return Effect.map(
      sql.unsafe<{ name: string; id: bigint }>(
        `INSERT INTO lienhoi.stream (association, name, lineage, unit, period, version)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
         ON CONFLICT (association, name) DO NOTHING RETURNING name, id`,
        [
          association,
          Column.texts(abouts, ({ name }) => name),
          Column.texts(abouts, ({ lineage }) => lineage),
          Column.texts(abouts, ({ unit }) => unit),
          Column.texts(abouts, ({ period }) => period),
          Column.ints(abouts, ({ version }) => version)
        ]
      ),
      (rows) => new Map<string, Locked>(rows.map(({ name, id }) => [name, { id, version: 0, chain: Chain.zero }]))
    )
  }

  const lockStreams = (names: ReadonlyArray<string>) =>
    Effect.map(
      sql.unsafe<{ name: string; id: bigint; version: number }>(
        `SELECT name, id, version FROM lienhoi.stream WHERE association = $1 AND name = ANY($2::text[])
         ORDER BY name COLLATE "C" FOR UPDATE`,
        [association, Column.texts(names, (name) => name)]
      ),
      (rows) => new Map<string, Locked>(rows.map(({ name, id, version }) => [name, { id, version, chain: Chain.zero }]))
    )

  /** The last link of each, asked for after the lock is held: a statement sees only what was committed before it began. */
  const readLinks = (names: ReadonlyArray<string>) =>
    sql.unsafe<{ name: string; chain: string | null }>(
      `SELECT s.name, encode((SELECT e.chain FROM lienhoi.event AS e WHERE e.association = $1 AND e.period = s.period
         AND e.stream = s.id AND e.version = s.version), 'hex') AS chain
       FROM lienhoi.stream AS s WHERE s.association = $1 AND s.name = ANY($2::text[])`,
      [association, Column.texts(names, (name) => name)]
    )

  const heldIds = (ids: ReadonlyArray<string>) =>
    Effect.map(
      sql.unsafe<{ id: string; stream: bigint; version: number }>(
        "SELECT id, stream, version FROM lienhoi.entry WHERE association = $1 AND id = ANY($2::text[])",
        [association, Column.texts(ids, (id) => id)]
      ),
      (rows) => new Map<string, Held>(rows.map(({ id, stream, version }) => [id, { stream, version }]))
    )

  const setVersions = (moved: ReadonlyArray<Locked>) =>
    moved.length === 0
      ? Effect.void
      : sql.unsafe(
          `UPDATE lienhoi.stream AS s SET version = n.version
           FROM unnest($2::text[], $3::int[]) AS n (id, version)
           WHERE s.association = $1 AND s.id = n.id::bigint`,
          [association, Column.texts(moved, ({ id }) => String(id)), Column.ints(moved, ({ version }) => version)]
        )

  /** All tables of the events in one statement: nobody waits for an answer in between. */
  const writeEvents = (written: ReadonlyArray<Written.Written>) =>
    written.length === 0
      ? Effect.void
      : sql.unsafe(
          `WITH n AS (
             SELECT n.*, i.id AS stream_id, i.period AS stream_period, i.lineage, i.unit
             FROM unnest(${Written.places(2)}) WITH ORDINALITY AS n (${Written.names}, nth)
             CROSS JOIN LATERAL (
               SELECT s.id, s.period, s.lineage, s.unit FROM lienhoi.stream AS s
               WHERE s.association = $1 AND s.name = n.stream OFFSET 0
             ) AS i
           ), ${Written.inserts} SELECT 1`,
          [association, ...Written.columns(written)]
        )

  const writeOutbox = (rows: ReadonlyArray<OutboxRow>) =>
    rows.length === 0
      ? Effect.void
      : sql.unsafe(
          `INSERT INTO lienhoi.outbox (association, key, duty, stream, not_before, expires, payload, salt, person, due_from)
           SELECT $1, n.key, n.duty,
             (SELECT s.id FROM lienhoi.stream AS s WHERE s.association = $1 AND s.name = n.stream),
             n.not_before::timestamptz, n.expires::timestamptz, to_json(n.letter), decode(n.salt, 'hex'), n.person,
             n.not_before::timestamptz
           FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
             WITH ORDINALITY AS n (key, duty, stream, not_before, expires, letter, salt, person, nth)
           ORDER BY n.nth
           ON CONFLICT (association, key) DO NOTHING`,
          [association, ...outboxColumns(store, rows)]
        )

  return join(
    Effect.gen(function* () {
      const duties = appends.flatMap(({ outbox }) => outbox.flatMap(({ duty }) => streamOfDuty(duty) ?? []))
      const names = inOrder(appends.map(({ stream }) => stream))
      const likely = new Map<string, number>()
      for (const { stream, events, expected } of appends)
        if (expected === 0 && !likely.has(stream)) likely.set(stream, events.length)
      const streams = yield* makeStreams(inOrder([...names, ...duties]), likely)
      const fresh = new Set(streams.keys())
      const old = names.filter((name) => !fresh.has(name))
      if (old.length > 0) {
        for (const [name, locked] of yield* lockStreams(old)) streams.set(name, locked)
        for (const { name, chain } of yield* readLinks(old)) streams.get(name)!.chain = chain ?? Chain.zero
      }
      const before = new Map(
        names.map((name) => [name, fresh.has(name) ? (likely.get(name) ?? 0) : streams.get(name)!.version])
      )
      const held = care.ids
        ? yield* heldIds(appends.flatMap(({ events }) => events.map(({ id }) => id)))
        : new Map<string, Held>()
      const written: Array<Written.Written> = []
      const rows: Array<OutboxRow> = []
      const answers = appends.map((append) => {
        const locked = streams.get(append.stream)!
        const first = locked.version
        const answer = judge(append, locked, held, care.again)
        if (Result.isFailure(answer)) return answer
        rows.push(...append.outbox)
        for (let i = 0; first + i < locked.version; i++) {
          const one = Written.make(store, append.stream, locked.chain, first + i + 1, append.events[i]!)
          locked.chain = one.chain
          written.push(one)
        }
        return answer
      })
      yield* setVersions(
        names.map((name) => streams.get(name)!).filter(({ version }, i) => version !== before.get(names[i]!))
      )
      yield* writeEvents(written)
      yield* writeOutbox(rows)
      return answers
    })
  )
}
