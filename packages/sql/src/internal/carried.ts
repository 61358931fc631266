/**
 * Which tables an export carries, in the order in which they are written back, and why it leaves the others out.
 * Every table of the schema stands in one of the two lists.
 */

/** A table names the stream of a row by its name: numbers are the database's own. */
export const carried: ReadonlyArray<string> = [
  "stream",
  "event",
  "entry",
  "head",
  "beside",
  "seal",
  "erasure",
  "key",
  "outbox",
  "inbox",
  "arrival",
  "run",
  "work_item",
  "template",
  "history",
  "history_event",
  "calendar",
  "person",
  "record",
  "attachment",
  "access",
  "schedule",
  "conversation",
  "unit_group",
  "notice",
  "acknowledgement",
  "account",
  "audit"
]

/** Why a table is not carried. */
export type Reason =
  /** Of this database alone. */
  | "database"
  /** Made again from events by `lienhoi store rebuild`. */
  | "derived"
  /** A token that two stores use is lost to both, and an export is no place for secrets. */
  | "secret"
  /** Who works at what at this moment. */
  | "moment"

export const leftOut: { readonly [table: string]: Reason } = {
  store: "database",
  migration: "database",
  credential: "secret",
  rate: "moment",
  session_token: "moment",
  tries: "moment",
  reading: "derived",
  place: "derived",
  succession: "derived",
  standing: "derived",
  figure: "derived",
  found: "derived",
  duty: "derived"
}
