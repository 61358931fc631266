/**
 * What connects an app of Zalo with one Official Account. The app secret is another value than the secret key that signs
 * webhooks; neither stands in for the other.
 *
 * @since 0.1.0
 */
import type * as Redacted from "effect/Redacted"
import type { Hosts } from "./Hosts.ts"
import type { Law } from "./Law.ts"

/** Ids are text: they exceed what a JavaScript number holds. */
export interface Settings {
  readonly appId: string
  readonly appSecret: Redacted.Redacted<string>
  /** Id of the Official Account. */
  readonly oaId: string
  /** Sends the `appsecret_proof` of each token along; when the app demands it (error -242 or -1241). */
  readonly proof?: boolean
  /** Other addresses, product by product. */
  readonly hosts?: Partial<Hosts>
  /** Other figures than the documented ones. */
  readonly law?: Partial<Law>
}
