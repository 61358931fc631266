/**
 * Notices and people as they go over the line.
 *
 * @since 0.1.0
 */
import type { Standing } from "@lienhoi/messaging/Cascade"
import * as Schema from "effect/Schema"

const OrNull = Schema.NullOr

/** A notice for a unit of the caller, or of one. */
export const NoticeBody = Schema.Struct({
  id: Schema.String,
  template: Schema.String,
  title: Schema.String,
  issuer: Schema.String,
  issuerName: Schema.String,
  issuedAt: Schema.String,
  /** `null` when the message is kept no longer. */
  text: OrNull(Schema.String),
  /** The caller's own units that are to read it. */
  units: Schema.Array(Schema.Struct({ unit: Schema.String, acknowledged: Schema.Boolean })),
  /** A unit of the caller issued it. */
  mine: Schema.Boolean
}).annotate({ identifier: "Notice" })

const Key = Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(100))

/** A notice to be sent. The same id is the same notice, sent once. */
export const NoticeGiven = Schema.Struct({
  id: Key.check(Schema.isPattern(/^[\w.-]+$/u)),
  template: Key,
  issuer: Key,
  text: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(10_000))
})

/** Where it went. */
export const NoticeSentBody = Schema.Struct({
  groups: Schema.Array(Schema.Struct({ unit: Schema.String, name: Schema.String, key: Schema.String })),
  heads: Schema.Array(Schema.Struct({ unit: Schema.String, person: Schema.String, key: Schema.String })),
  nobody: Schema.Array(Schema.String)
}).annotate({ identifier: "NoticeSent" })

/** Who acknowledged so far; see `Cascade` of `@lienhoi/messaging`. */
export const NoticeStandingBody = Schema.Record(Schema.String, Schema.Unknown).annotate({
  identifier: "NoticeStanding"
}) as unknown as Schema.Codec<Standing>

/** Somebody in office with the ways to reach her. */
export const PersonBody = Schema.Struct({
  person: Schema.String,
  name: OrNull(Schema.String),
  title: Schema.String,
  head: Schema.Boolean,
  since: Schema.String,
  phone: OrNull(Schema.String),
  email: OrNull(Schema.String),
  zalo: OrNull(Schema.String)
}).annotate({ identifier: "Person" })

const contact = Schema.optionalKey(Schema.String.check(Schema.isMaxLength(200)))

/** What is to be kept of a person; what is left out stays as it was. */
export const PersonGiven = Schema.Struct({
  id: Key,
  name: Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(200)),
  phone: contact,
  email: contact,
  zalo: contact
})
