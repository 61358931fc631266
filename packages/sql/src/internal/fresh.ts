/**
 * First events of streams that nobody has begun, in one statement that is a transaction by itself: most submissions are the
 * first of their report. A stream that is there after all is left alone, with all that belongs to it; whoever calls appends
 * it the careful way.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"
import { type Append, aboutOf, inOrder, outboxColumns, streamOfDuty } from "./append.ts"
import * as Chain from "./chain.ts"
import * as Column from "./column.ts"
import * as Written from "./written.ts"

/** The first append of each stream that nothing but its own stream has to be there for. */
export const among = (group: ReadonlyArray<Append>): ReadonlyMap<string, Append> => {
  const found = new Map<string, Append>()
  const ids = new Set<string>()
  for (const append of group) {
    const { stream, events, expected, outbox } = append
    const isFirst = expected === 0 && events.length > 0 && !found.has(stream)
    const isAlone = outbox.every(({ duty }) => (streamOfDuty(duty) ?? stream) === stream)
    if (!isFirst || !isAlone || events.some(({ id }) => ids.has(id))) continue
    for (const { id } of events) ids.add(id)
    found.set(stream, append)
  }
  return found
}

/** Writes them; the names of the streams that were made, each with all that belongs to it. */
export const write = (
  store: Store["Service"],
  appends: ReadonlyMap<string, Append>
): Effect.Effect<ReadonlySet<string>, SqlError> => {
  const { association, sql } = store
  const streams = inOrder(appends.keys()).map((name) => ({ name, append: appends.get(name)!, ...aboutOf(name) }))
  const written = streams.flatMap(({ name, append }) => {
    let chain = Chain.zero
    return append.events.map((event, i) => {
      const one = Written.make(store, name, chain, i + 1, event)
      chain = one.chain
      return one
    })
  })
  const letters = streams.flatMap(({ name, append }) => append.outbox.map((row) => ({ name, row })))
  return Effect.map(
    sql.unsafe<{ name: string }>(
      `WITH made AS (
         INSERT INTO lienhoi.stream (association, name, lineage, unit, period, version)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
         ON CONFLICT (association, name) DO NOTHING RETURNING name, id, period, lineage, unit
       ), n AS (
         SELECT n.*, m.id AS stream_id, m.period AS stream_period, m.lineage, m.unit
         FROM unnest(${Written.places(7)}) WITH ORDINALITY AS n (${Written.names}, nth)
         JOIN made AS m ON m.name = n.stream
       ), ${Written.inserts}, letters AS (
         INSERT INTO lienhoi.outbox (association, key, duty, stream, not_before, expires, payload, salt, person, due_from)
         SELECT $1, l.key, l.duty, CASE WHEN l.stream IS NULL THEN NULL ELSE m.id END, l.not_before::timestamptz,
           l.expires::timestamptz, to_json(l.letter), decode(l.salt, 'hex'), l.person, l.not_before::timestamptz
         FROM unnest($17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[],
             $24::text[], $25::text[])
           WITH ORDINALITY AS l (home, key, duty, stream, not_before, expires, letter, salt, person, nth)
         JOIN made AS m ON m.name = l.home
         ORDER BY l.nth
         ON CONFLICT (association, key) DO NOTHING
       )
       SELECT name FROM made`,
      [
        association,
        Column.texts(streams, ({ name }) => name),
        Column.texts(streams, ({ lineage }) => lineage),
        Column.texts(streams, ({ unit }) => unit),
        Column.texts(streams, ({ period }) => period),
        Column.ints(streams, ({ append }) => append.events.length),
        ...Written.columns(written),
        Column.texts(letters, ({ name }) => name),
        ...outboxColumns(
          store,
          letters.map(({ row }) => row)
        )
      ]
    ),
    (rows) => new Set(rows.map(({ name }) => name))
  )
}
