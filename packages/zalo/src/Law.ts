/**
 * The figures of Zalo's rules as data: lengths, sizes, windows, quotas, rates, prices. Zalo changes them and some were
 * never confirmed, so every one can be given another value; {@link marks} says how sure each is.
 *
 * @since 0.1.0
 */
import type { QuietHours } from "@lienhoi/messaging/QuietHours"

/** Lengths in Unicode characters, sizes in bytes, prices in đồng. */
export interface Law {
  /** Longest text of a consultation, group or bot message. */
  readonly textLength: number
  readonly buttons: number
  readonly buttonTitleLength: number
  /** Longest text a button says for the person who presses it. */
  readonly buttonPayloadLength: number
  readonly imageBytes: number
  readonly gifBytes: number
  readonly fileBytes: number
  /** An upload may be used for so many days. */
  readonly uploadDays: number
  /** A consultation message may go so many days after the last word of the person. */
  readonly windowDays: number
  /** So many consultation messages cost nothing within so many hours of the last word; `null` for no count. */
  readonly freeMessages: number | null
  readonly freeHours: number
  /** A consultation message beyond the free ones. */
  readonly consultationPrice: number
  /** Calls of the app in one minute of Zalo's clock, to `openapi.zalo.me`. */
  readonly callsPerMinute: number
  /** Template messages in one minute; `null` when nobody published a figure. */
  readonly templatesPerMinute: number | null
  /** Template messages of an account in a day at the start. */
  readonly templatesPerDay: number
  /** A template message by phone when the template does not say its price. */
  readonly templatePrice: number
  /** Hours in which templates with the night rule do not go. */
  readonly night: QuietHours
  readonly groupMembers: number
  /** Life of an access token in milliseconds, when the answer does not say. */
  readonly accessLife: number
  /** Life of a refresh token from its issue, in milliseconds. */
  readonly refreshLife: number
  /** The pair is renewed when this part of the access token's life is over. */
  readonly renewAfter: number
  /** The second try with one refresh token waits so long while the access token still works, in milliseconds. */
  readonly secondTryAfter: number
  /** How long to wait for an answer, in milliseconds. */
  readonly answerWithin: number
}

const day = 86_400_000

/** What is documented or, where sources differ, the more careful figure. */
export const standard: Law = {
  textLength: 2000,
  buttons: 5,
  buttonTitleLength: 100,
  buttonPayloadLength: 1000,
  imageBytes: 1_000_000,
  gifBytes: 5_000_000,
  fileBytes: 5_000_000,
  uploadDays: 7,
  windowDays: 7,
  freeMessages: 8,
  freeHours: 48,
  consultationPrice: 55,
  callsPerMinute: 4000,
  templatesPerMinute: null,
  templatesPerDay: 20_000,
  templatePrice: 1000,
  night: { from: "22:00", to: "06:00" },
  groupMembers: 99,
  accessLife: 90_000_000,
  refreshLife: 90 * day,
  renewAfter: 0.5,
  secondTryAfter: 600_000,
  answerWithin: 20_000
}

/** How sure a figure is: `documented`, `reported` by one party, or `ours` where Zalo says nothing. */
export type Mark = "documented" | "reported" | "ours"

/** The mark of every figure, as of October 2026. */
export const marks: { readonly [K in keyof Law]: Mark } = {
  textLength: "documented",
  buttons: "documented",
  buttonTitleLength: "documented",
  buttonPayloadLength: "documented",
  imageBytes: "documented",
  gifBytes: "documented",
  fileBytes: "documented",
  uploadDays: "documented",
  windowDays: "documented",
  freeMessages: "documented",
  freeHours: "documented",
  consultationPrice: "documented",
  callsPerMinute: "documented",
  templatesPerMinute: "ours",
  templatesPerDay: "reported",
  templatePrice: "ours",
  night: "reported",
  groupMembers: "documented",
  accessLife: "documented",
  refreshLife: "documented",
  renewAfter: "ours",
  secondTryAfter: "ours",
  answerWithin: "ours"
}

/**
 * The standard figures, except what is given.
 *
 * @example
 * ```ts
 * import { Law } from "@lienhoi/zalo"
 *
 * Law.over({ callsPerMinute: 100 }).callsPerMinute // => 100
 * Law.over({}).windowDays // => 7
 * Law.marks.templatesPerDay // => "reported"
 * ```
 */
export const over = (own: Partial<Law>): Law => ({ ...standard, ...own })
