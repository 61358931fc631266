/**
 * Events made ready to be written: their words closed, their link made, everything by column for one statement.
 */
import * as Beside from "@lienhoi/report/Beside"
import type { ReportEvent } from "@lienhoi/report/Event"
import type { Store } from "../Store.ts"
import * as Box from "./box.ts"
import * as Chain from "./chain.ts"
import * as Column from "./column.ts"

/** One event with its place in its stream. */
export interface Written {
  readonly stream: string
  readonly version: number
  readonly event: ReportEvent
  /** What stands beside it, closed. */
  readonly words: { readonly box: string; readonly salt: string; readonly commitment: string } | null
  readonly chain: string
  readonly body: string
}

/** Closes the words and adds the event to the chain of its stream, after the link `before`. */
export const make = (
  { association, keys }: Store["Service"],
  stream: string,
  before: string,
  version: number,
  whole: ReportEvent
): Written => {
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
  const chain = Chain.link(before, { association, stream, version, id: event.id, body, words: commitment })
  return { stream, version, event, words, chain, body }
}

/** The names of the columns, in the order of {@link columns}. */
export const names = "stream, version, id, type, at, body, words, salt, commitment, chain"

/** The parameters of the columns, the first of them `$first`. */
export const places = (first: number): string =>
  names
    .split(", ")
    .map((name, i) => `$${first + i}::${name === "version" ? "int" : "text"}[]`)
    .join(", ")

export const columns = (all: ReadonlyArray<Written>) => [
  Column.texts(all, ({ stream }) => stream),
  Column.ints(all, ({ version }) => version),
  Column.texts(all, ({ event }) => event.id),
  Column.texts(all, ({ event }) => event.type),
  Column.texts(all, ({ event }) => event.recordedAt),
  Column.texts(all, ({ body }) => body),
  Column.texts(all, ({ words }) => words?.box ?? null),
  Column.texts(all, ({ words }) => words?.salt ?? null),
  Column.texts(all, ({ words }) => words?.commitment ?? null),
  Column.texts(all, ({ chain }) => chain)
]

/** Parts of one statement that write what `n` holds: those columns, `nth`, and of the stream its id, period, lineage and unit. */
export const inserts = `entries AS (
    INSERT INTO lienhoi.entry (association, stream, version, id, period)
    SELECT $1, stream_id, version, id, stream_period FROM n ORDER BY nth
  ), events AS (
    INSERT INTO lienhoi.event (association, stream, version, id, period, type, lineage, unit, recorded_at, body, words, chain)
    SELECT $1, stream_id, version, id, stream_period, type, lineage, unit, at::timestamptz, body::json,
      decode(commitment, 'hex'), decode(chain, 'hex') FROM n
  ), besides AS (
    INSERT INTO lienhoi.beside (association, event, words, salt)
    SELECT $1, id, words, decode(salt, 'hex') FROM n WHERE words IS NOT NULL
  )`
