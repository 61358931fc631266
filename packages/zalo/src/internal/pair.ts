import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** A pair of tokens as the store keeps it. Instants are text. */
const PairSchema = Schema.Struct({
  access: Schema.String,
  refresh: Schema.String,
  /** When it was given. */
  from: Schema.String,
  accessUntil: Schema.String,
  refreshUntil: Schema.String,
  /** How often the refresh token left without an answer that was read: written before it leaves. */
  sent: Schema.Int,
  sentAt: Schema.NullOr(Schema.String),
  /** The code Zalo answered the refresh token with; the token is never sent again then. */
  refused: Schema.NullOr(Schema.String)
})

/** A pair of tokens as the store keeps it. */
export type Pair = typeof PairSchema.Type

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(PairSchema))
const encode = Schema.encodeSync(Schema.fromJsonString(PairSchema))

/** Reads what {@link seal} wrote; `null` when it is something else. */
export const open = (value: Redacted.Redacted<string>): Pair | null => Option.getOrNull(decode(Redacted.value(value)))

/** The pair as a secret of the store. */
export const seal = (pair: Pair): Redacted.Redacted<string> => Redacted.make(encode(pair))
