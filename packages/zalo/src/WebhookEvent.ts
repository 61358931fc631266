/**
 * Every documented event of Zalo's webhook, typed. An event that nobody documented, or one that lacks what it should
 * hold, is `unknown` and kept whole. Ids are text, also where they came as numbers.
 *
 * @since 0.1.0
 */
import * as Decode from "./internal/decodeEvent.ts"
import type { Options, WebhookEvent } from "./internal/events.ts"

export type * from "./internal/events.ts"

/** Every name of the wire that is understood, aliases of some documents among them. */
export const names: ReadonlyArray<string> = Decode.names

/**
 * Reads a body. `null` when it is no JSON object or names no event.
 *
 * @example
 * ```ts
 * import { WebhookEvent } from "@lienhoi/zalo"
 *
 * const event = WebhookEvent.decode(
 *   '{"event_name":"follow","oa_id":"40","follower":{"id":9007199254740993123},"app_id":"10","timestamp":"1767225600000"}',
 *   { receivedAt: "2026-01-01T00:00:00.000Z" }
 * )
 *
 * event?.type // => "follow"
 * event?.type === "follow" && event.user // => "9007199254740993123"
 * ```
 */
export const decode = (text: string, options: Options): WebhookEvent | null => Decode.decode(text, options)
