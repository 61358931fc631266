/**
 * Where each product of Zalo answers. Five hosts, each of which may be another one: the simulator, a proxy of the province.
 *
 * @since 0.1.0
 */

/** Base addresses without a slash at the end. */
export interface Hosts {
  /** Consent and tokens. */
  readonly oauth: string
  /** Official Account, groups, template messages by user id. */
  readonly openapi: string
  /** Template messages by phone number. */
  readonly business: string
  /** Profiles of people, by their own token. */
  readonly graph: string
  /** Bot Platform. */
  readonly bot: string
}

/** Zalo itself. */
export const standard: Hosts = {
  oauth: "https://oauth.zaloapp.com",
  openapi: "https://openapi.zalo.me",
  business: "https://business.openapi.zalo.me",
  graph: "https://graph.zalo.me",
  bot: "https://bot-api.zaloplatforms.com"
}

/**
 * Zalo itself, except what is named; a slash at the end is dropped.
 *
 * @example
 * ```ts
 * import { Hosts } from "@lienhoi/zalo"
 *
 * Hosts.over({ openapi: "http://127.0.0.1:8787/openapi.zalo.me/" }).openapi // => "http://127.0.0.1:8787/openapi.zalo.me"
 * Hosts.over({}).oauth // => "https://oauth.zaloapp.com"
 * ```
 */
export const over = (own: Partial<Hosts>): Hosts => {
  const { oauth, openapi, business, graph, bot } = { ...standard, ...own }
  const bare = (address: string): string => address.replace(/\/+$/, "")
  return { oauth: bare(oauth), openapi: bare(openapi), business: bare(business), graph: bare(graph), bot: bare(bot) }
}
