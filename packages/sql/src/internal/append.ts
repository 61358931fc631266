/**
 * Many appends in one transaction: the rows of their streams are locked in one order, each append is judged against the
 * version it expects, and those that hold are written by one statement per table. One that is refused leaves nothing.
 */

import * as Beside from "@lienhoi/report/Beside"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import { AlreadyRecorded, JournalError, WrongVersion } from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"
import * as Box from "./box.ts"
import * as Chain from "./chain.ts"
import * as Column from "./column.ts"
import * as Letter from "./letter.ts"

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
const streamOfDuty = (duty: string | null): string | null => {
  const id = duty === null ? null : DutyId.parse(duty)
  return id === null ? null : ReportKey.stream(id.key)
}

/** Streams are made, locked and written in this order everywhere, so that no two transactions wait for each other. */
const inOrder = (names: Iterable<string>): ReadonlyArray<string> => [...new Set(names)].sort()

/** An event that is to be written, with its places. */
interface Written {
  readonly stream: string
  readonly streamId: bigint
  readonly version: number
  readonly event: ReportEvent
  /** What stands beside it, closed. */
  readonly words: { readonly box: string; readonly salt: string; readonly commitment: string } | null
  readonly chain: string
  readonly body: string
  readonly about: About
}

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
  const { association, keys, sql, join } = store

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

  /** Closes the words and adds the event to the chain of its stream. */
  const chained = (stream: string, locked: Locked, version: number, whole: ReportEvent): Written => {
    const { event, beside } = Beside.part(whole)
    const body = JSON.stringify(event)
    let words: Written["words"] = null
    if (beside !== null) {
      const salt = Box.salt()
      const text = JSON.stringify(beside)
      const spot = { association, table: "beside", row: event.id, column: "words" }
      words = {
        box: Box.close(keys, salt, spot, text),
        salt: Buffer.from(salt).toString("hex"),
        commitment: Chain.commitment(salt, text)
      }
    }
    const commitment = words?.commitment ?? null
    locked.chain = Chain.link(locked.chain, { association, stream, version, id: event.id, body, words: commitment })
    return { stream, streamId: locked.id, version, event, words, chain: locked.chain, body, about: aboutOf(stream) }
  }

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

  const writeEvents = (written: ReadonlyArray<Written>) =>
    Effect.gen(function* () {
      if (written.length === 0) return
      const columns = [
        association,
        Column.texts(written, ({ streamId }) => String(streamId)),
        Column.ints(written, ({ version }) => version),
        Column.texts(written, ({ event }) => event.id),
        Column.texts(written, ({ about }) => about.period)
      ]
      yield* sql.unsafe(
        `INSERT INTO lienhoi.entry (association, stream, version, id, period)
         SELECT $1, stream::bigint, version, id, period
         FROM unnest($2::text[], $3::int[], $4::text[], $5::text[]) WITH ORDINALITY
           AS n (stream, version, id, period, nth) ORDER BY nth`,
        columns
      )
      yield* sql.unsafe(
        `INSERT INTO lienhoi.event (association, stream, version, id, period, type, lineage, unit, recorded_at, body, words, chain)
         SELECT $1, stream::bigint, version, id, period, type, lineage, unit, at::timestamptz, body::json,
           decode(words, 'hex'), decode(chain, 'hex')
         FROM unnest($2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
             $11::text[], $12::text[])
           AS n (stream, version, id, period, type, lineage, unit, at, body, words, chain)`,
        [
          ...columns,
          Column.texts(written, ({ event }) => event.type),
          Column.texts(written, ({ about }) => about.lineage),
          Column.texts(written, ({ about }) => about.unit),
          Column.texts(written, ({ event }) => event.recordedAt),
          Column.texts(written, ({ body }) => body),
          Column.texts(written, ({ words }) => words?.commitment ?? null),
          Column.texts(written, ({ chain }) => chain)
        ]
      )
      const spoken = written.flatMap(({ event, words }) => (words === null ? [] : [{ id: event.id, ...words }]))
      if (spoken.length === 0) return
      yield* sql.unsafe(
        `INSERT INTO lienhoi.beside (association, event, words, salt)
         SELECT $1, event, words, decode(salt, 'hex')
         FROM unnest($2::text[], $3::text[], $4::text[]) AS n (event, words, salt)`,
        [
          association,
          Column.texts(spoken, ({ id }) => id),
          Column.texts(spoken, ({ box }) => box),
          Column.texts(spoken, ({ salt }) => salt)
        ]
      )
    })

  const writeOutbox = (rows: ReadonlyArray<OutboxRow>) => {
    const letters = rows.map(({ key, payload }) => Letter.close(store, "outbox", key, payload))
    return rows.length === 0
      ? Effect.void
      : sql.unsafe(
          `INSERT INTO lienhoi.outbox (association, key, duty, stream, not_before, expires, payload, salt, person, due_from)
           SELECT $1, n.key, n.duty,
             (SELECT s.id FROM lienhoi.stream AS s WHERE s.association = $1 AND s.name = n.stream), n.not_before::timestamptz, n.expires::timestamptz, to_json(n.letter),
             decode(n.salt, 'hex'), n.person, n.not_before::timestamptz
           FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
             WITH ORDINALITY AS n (key, duty, stream, not_before, expires, letter, salt, person, nth)
           ORDER BY n.nth
           ON CONFLICT (association, key) DO NOTHING`,
          [
            association,
            Column.texts(rows, ({ key }) => key),
            Column.texts(rows, ({ duty }) => duty),
            Column.texts(rows, ({ duty }) => streamOfDuty(duty)),
            Column.texts(rows, ({ notBefore }) => notBefore),
            Column.texts(rows, ({ expires }) => expires),
            Column.texts(letters, ({ box }) => box),
            Column.texts(letters, ({ salt }) => salt),
            Column.texts(letters, ({ person }) => person)
          ]
        )
  }

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
      const written: Array<Written> = []
      const rows: Array<OutboxRow> = []
      const answers = appends.map((append) => {
        const locked = streams.get(append.stream)!
        const first = locked.version
        const answer = judge(append, locked, held, care.again)
        if (Result.isFailure(answer)) return answer
        rows.push(...append.outbox)
        for (let i = 0; first + i < locked.version; i++)
          written.push(chained(append.stream, locked, first + i + 1, append.events[i]!))
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
