/**
 * The part of a configuration that is about Zalo.
 *
 * @since 0.1.0
 */
import type { Hosts } from "@lienhoi/zalo/Hosts"
import type { Law } from "@lienhoi/zalo/Law"
import type { Use } from "@lienhoi/zalo/TemplateChannel"

/** An app of Zalo and the Official Account it writes for. Ids are text; secrets are best read from the environment. */
export interface ZaloConfig {
  /** Id of the app at Zalo's page for developers. */
  readonly appId: string
  /** `process.env.ZALO_APP_SECRET`; never written here. */
  readonly appSecret: string | undefined
  /** Id of the Official Account. */
  readonly officialAccount: string
  /** The key that signs webhooks; another one than the app secret. Without it nothing comes in. */
  readonly secretKey?: string | undefined
  /** The template of kind `case` (its id) that “báo gấp” in chat opens at the unit above; without it such a message is kept for a person. */
  readonly urgent?: string
  /** The callback address registered for the app, letter for letter. */
  readonly redirect?: string
  /** The app demands `appsecret_proof`. */
  readonly proof?: boolean
  /** Which approved template stands for which kind of message (`reminder`, `digest`, `returned`, `*` for the rest). */
  readonly templates?: { readonly [kind: string]: Use }
  /** A bot of the Bot Platform: its token. */
  readonly bot?: string | undefined
  /** The secret given to `setWebhook` of the bot; without it its webhook takes nothing. */
  readonly botSecret?: string | undefined
  /** Other addresses than Zalo's own: those that `lienhoi zalo simulate` prints. */
  readonly hosts?: Partial<Hosts>
  /** Other figures than the documented ones. */
  readonly law?: Partial<Law>
}
