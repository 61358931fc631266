/**
 * The rules the simulator holds its callers to, as data. Each has its switch, a mark that says how sure the source is,
 * and the documented default; what nobody confirmed can be set the other way.
 *
 * @since 0.1.0
 */

/** H: two independent sources agree. M: one solid source. L: weak. ?: sources conflict or none was found. */
export type Mark = "H" | "M" | "L" | "?"

/** `false` and `null` turn a rule off, `true` holds it; numbers and texts are its measure. */
export type Setting = boolean | number | string | null

/** One rule. */
export interface Rule {
  readonly mark: Mark
  /** The default. */
  readonly value: Setting
  /** A rule that is the shape of the thing itself and has no switch. */
  readonly fixed?: true
  /** What it says, for a developer. */
  readonly about: string
}

/** Every rule under its id. */
export const rules = {
  "oauth.consent": {
    mark: "H",
    value: true,
    fixed: true,
    about: "The consent page sends the administrator back with `code`, `oa_id` and `state`"
  },
  "oauth.redirect": {
    mark: "H",
    value: true,
    about: "A redirect address that is not registered letter by letter ends at `error_code=-14003`"
  },
  "oauth.app-active": { mark: "M", value: true, about: "An app that is not active, or unknown, is answered `-14002`" },
  "oauth.code-life": { mark: "H", value: 600, about: "Seconds an authorisation code lives; it is good once" },
  "oauth.pkce": {
    mark: "H",
    value: true,
    about: "A code asked for with a challenge needs its verifier (S256, base64url without padding)"
  },
  "oauth.secret": { mark: "H", value: true, about: "`secret_key` must be the app's secret" },
  "oauth.access-life": {
    mark: "H",
    value: 90000,
    about: "Seconds an access token of an account lives; `expires_in` is text"
  },
  "oauth.refresh-life": { mark: "H", value: 7776000, about: "Seconds a refresh token of an account lives" },
  "oauth.rotation": {
    mark: "H",
    value: true,
    about: "A refresh token is good once; its successor lives the whole time anew; of two at once one wins"
  },
  "oauth.refresh-revokes-access": {
    mark: "?",
    value: false,
    about: "Whether a refresh kills the access token before it"
  },
  "oauth.error-status": { mark: "H", value: 200, about: "HTTP status of a refused token call" },
  "oauth.error-number": {
    mark: "?",
    value: null,
    about: "The `error` of a refused code, verifier, secret or refresh token; null leaves the member out"
  },
  "oauth.revoked-code": {
    mark: "?",
    value: -220,
    about: "What calls are answered after the account withdrew the grant: -220 or -223"
  },
  "oauth.voided-by-change": {
    mark: "L",
    value: false,
    about: "Whether a change of redirect addresses or permissions voids the grants"
  },
  "oauth.user-life": {
    mark: "M",
    value: 3600,
    about: "Seconds an access token of a person lives; her refresh token inherits what is left of 30 days"
  },
  "transport.token": {
    mark: "H",
    value: true,
    about: "`Authorization: Bearer` and tokens in the address are refused; `access_token` is a header"
  },
  "transport.envelope": { mark: "H", value: 200, about: "HTTP status of business failures of the account's API" },
  "transport.rate-headers": {
    mark: "M",
    value: true,
    about: "`X-RateLimit-Limit` and `X-RateLimit-Remain` on every answer of the account's API"
  },
  "transport.rate-app": {
    mark: "H",
    value: 4000,
    about: "Calls of an app per fixed minute; beyond it `-32`, and nothing is done"
  },
  "transport.rate-account": { mark: "L", value: null, about: "Calls for one account per fixed minute" },
  "transport.rate-templates": { mark: "?", value: null, about: "Calls by phone template per fixed minute" },
  "transport.rate-person": { mark: "H", value: 20, about: "Social calls per person and fixed minute" },
  "transport.rate-status": { mark: "?", value: 200, about: "HTTP status of a throttled call" },
  "transport.proof": {
    mark: "M",
    value: true,
    about: "An app that asks for `appsecret_proof` refuses calls without it: `-242`, by phone `-1241`"
  },
  "transport.big-ids": {
    mark: "H",
    value: true,
    fixed: true,
    about: "Ids are text or bare integers and never lose a digit"
  },
  "transport.quirks": {
    mark: "M",
    value: true,
    about: '`Success` or `success`, the text `"0"` in custom fields, `oaid`, numeric phones'
  },
  "app.active": { mark: "M", value: true, about: "Calls of an app that is not active: `-209`" },
  "app.enrolled": { mark: "M", value: true, about: "Calls the app did not enrol for: `-212`" },
  "app.permission": { mark: "M", value: true, about: "Calls the account did not permit: `-223`" },
  "account.disabled": { mark: "M", value: true, about: "A disabled account: `-204`" },
  "account.verified": {
    mark: "H",
    value: true,
    about: "Groups and templates need a verified account: `-221`, by phone `-135`"
  },
  "account.tier": { mark: "M", value: true, about: "Groups need a paid tier: `-224`" },
  "account.kind": { mark: "?", value: true, about: "Paths marked as not for this kind of account: `-235`" },
  "cs.window-days": {
    mark: "H",
    value: 7,
    about: "Days after the last interaction in which consultation messages go: `-230` after"
  },
  "cs.never": { mark: "?", value: -232, about: "The answer where the person never wrote" },
  "cs.free-count": { mark: "H", value: 8, about: "Free messages after each interaction; null is without limit" },
  "cs.free-hours": { mark: "H", value: 48, about: "Hours in which they are free" },
  "cs.funding": { mark: "H", value: true, about: "Then package, bought or given quota, then the wallet" },
  "cs.price": { mark: "H", value: 55, about: "VND of a message that is charged" },
  "cs.wallet": { mark: "H", value: true, about: "No wallet: `-320`; an empty one: `-321`" },
  "cs.person": {
    mark: "M",
    value: true,
    about: "Unknown or foreign UID `-201`, blocked or inactive `-227`, refused class `-244`"
  },
  "cs.text-limit": { mark: "H", value: 2000, about: "Longest text, and longest caption: `-210`" },
  "cs.text-unit": { mark: "?", value: "code-points", about: "How characters are counted: `code-points` or `utf-16`" },
  "cs.buttons": { mark: "H", value: 5, about: "Most buttons; a title has at most 100 characters" },
  "cs.media": {
    mark: "H",
    value: true,
    fixed: true,
    about: "One picture, by id or by address, not both; an animated one tells its size: `-201`"
  },
  "cs.list": { mark: "?", value: true, about: "Whether the list of pictures and links is taken" },
  "cs.echo": { mark: "H", value: true, about: "What the API sends comes back as `oa_send_…`" },
  "legacy.closed-since": {
    mark: "M",
    value: "2026-03-01",
    about: "The day from which transaction and promotion messages answer `-240`"
  },
  "legacy.promotion": { mark: "M", value: true, about: "Followers only `-213`, one a day `-218`, not at night `-234`" },
  "legacy.v2": {
    mark: "M",
    value: true,
    about: "`/v2.0/oa/message` takes anonymous, reaction and broadcast; else `-240`"
  },
  "uploads.sizes": {
    mark: "H",
    value: true,
    about: "Pictures 1 MB, animated 5 MB, files 5 MB (PDF, DOC, DOCX): `-210`, other kinds `-201`"
  },
  "uploads.monthly": { mark: "H", value: 5000, about: "Uploads a month of each kind: `-211`" },
  "uploads.days": { mark: "H", value: 7, about: "Days an upload is kept: `-100` after" },
  "uploads.bound": { mark: "L", value: true, about: "An upload belongs to its app and account: `-201` for others" },
  "users.list": { mark: "M", value: true, about: "Fifty a page, none beyond the 10,000th" },
  "users.tags": { mark: "M", value: true, fixed: true, about: "A tag comes into being with the first person tagged" },
  "quota.read": {
    mark: "H",
    value: true,
    fixed: true,
    about: "One address, two shapes: by person (numbers), by owner (list)"
  },
  "gmf.assets": { mark: "H", value: true, about: "A group needs a free asset: `-238`, an unknown one `-201`" },
  "gmf.create": {
    mark: "H",
    value: true,
    about: "1 to 99 members, at least one of them an administrator of the account: `-201`"
  },
  "gmf.members": { mark: "?", value: -210, about: "The answer where a group is full" },
  "gmf.lapse": { mark: "M", value: true, about: "A group whose asset lapsed is disabled: `-237`" },
  "gmf.dissolve": { mark: "M", value: 45, about: "Days after a missed renewal until the group is dissolved" },
  "gmf.invite": {
    mark: "H",
    value: true,
    about: "The answer to an invitation says nothing of membership: the person accepts, then approval"
  },
  "gmf.invite-ineligible": {
    mark: "?",
    value: -232,
    about: "The answer where somebody asked neither follows nor wrote within 7 days"
  },
  "gmf.approval": { mark: "M", value: true, about: "`join_appr` lets people wait until an administrator accepts" },
  "gmf.lock": { mark: "M", value: true, about: "In a locked group only administrators write" },
  "gmf.foreign": {
    mark: "M",
    value: true,
    fixed: true,
    about: "Unknown, dissolved and other accounts' groups: `-403`"
  },
  "gmf.no-quota": { mark: "M", value: true, about: "The answer to a group message tells no quota" },
  "gmf.mentions": { mark: "H", value: true, about: "`[@id]` names a member, `[@group_id]` everybody" },
  "gmf.page-size": { mark: "M", value: 5, about: "Rows of a list where the call names no count" },
  "templates.phone": { mark: "M", value: true, about: "Numbers as 84…, +84…, 0… or bare; malformed `-108`" },
  "templates.recipient": {
    mark: "M",
    value: true,
    about: "No Zalo `-118`, cannot receive `-119`, refuses the kind `-139`, the account `-141`, unreachable `-114`"
  },
  "templates.status": {
    mark: "M",
    value: true,
    about: "Unknown `-109`, not approved `-131`, disabled `-146`, another account's `-117`"
  },
  "templates.params": {
    mark: "M",
    value: true,
    about: "Missing `-1122`, too long `-1121`, bad format `-1124`, none at all `-111`; more than needed is ignored"
  },
  "templates.night": { mark: "?", value: true, about: "A day template between 22:00 and 06:00: `-133`" },
  "templates.development": { mark: "M", value: true, about: "Development mode reaches administrators only: `-127`" },
  "templates.daily": { mark: "H", value: 20000, about: "Templates an account sends a day: `-144`" },
  "templates.template-daily": { mark: "M", value: true, about: "What one template may send a day: `-147`" },
  "templates.promotion": {
    mark: "M",
    value: true,
    about: "A month's promotions `-1441`, four to one person `-1471`, none without earlier care `-140`"
  },
  "templates.wallet": { mark: "H", value: true, about: "No wallet `-136`, an empty one `-137`" },
  "templates.delivery": {
    mark: "M",
    value: true,
    about: "Delivered after a while or never; status 0, 1, unknown -1; only what arrives is charged"
  },
  "templates.tracking": {
    mark: "L",
    value: true,
    fixed: true,
    about: "`tracking_id` comes back and does not make a message once only"
  },
  "templates.hash": {
    mark: "M",
    value: true,
    fixed: true,
    about: "By SHA-256 of the number; the event names the hash"
  },
  "templates.uid": {
    mark: "L",
    value: true,
    about: "By UID: top level or `recipient`; old, one-time and quick-reply templates `-249`"
  },
  "webhook.signature": {
    mark: "H",
    value: true,
    fixed: true,
    about: "SHA-256 over app id, raw body, timestamp and the OA secret key"
  },
  "webhook.deadline": { mark: "H", value: 2000, about: "Milliseconds in which 200 must be answered" },
  "webhook.ladder": {
    mark: "M",
    value: "30,300,900,1800,3600",
    about: "Seconds after which a failed post is repeated with the same body and `num_retry`"
  },
  "webhook.retry-on": {
    mark: "?",
    value: "any",
    about: "What is repeated: `any` failure or only a `connection` that could not be opened"
  },
  "webhook.give-up": {
    mark: "M",
    value: true,
    about: "After the last attempt the webhook is disabled until somebody enables it"
  },
  "webhook.subscription": { mark: "M", value: true, about: "Only events that are switched on" },
  "webhook.filter": {
    mark: "M",
    value: false,
    about: "The syntax filter: only texts that begin with `#` (also a setting of each app)"
  },
  "webhook.escaped": { mark: "?", value: false, about: "Whether bodies write Vietnamese letters as escapes" },
  "webhook.key-order": { mark: "?", value: false, about: "Whether the order of members varies" },
  "webhook.seen": {
    mark: "H",
    value: true,
    about: "`user_received_message` and `user_seen_message` name the account as sender and go to the sending app only"
  },
  "webhook.linked": { mark: "M", value: true, about: "`user_id_by_app` only where app and account are linked" },
  "webhook.rights": { mark: "M", value: true, about: "`user_withdraw` and `permission_revoked` arrive" },
  "bot.updates": {
    mark: "M",
    value: true,
    about: "`getUpdates` answers one object, `408` when nothing came, and is refused while a webhook is set"
  },
  "bot.webhook": {
    mark: "M",
    value: true,
    fixed: true,
    about: "The secret comes as a plain header; the address is https and public"
  },
  "bot.webhook-address": {
    mark: "M",
    value: false,
    about: "Whether private and plain addresses are refused as the real one does"
  },
  "bot.text-limit": { mark: "H", value: 2000, about: "Longest text of a bot" },
  "bot.errors": { mark: "M", value: true, fixed: true, about: "401 unknown token, 404 unknown method or chat" },
  "bot.rate": { mark: "?", value: null, about: "Calls of a bot per fixed minute: 429" },
  "bot.monthly": { mark: "L", value: null, about: "Messages of a bot a month: 429" },
  "bot.groups": { mark: "M", value: true, about: "In a group a bot sees what mentions or answers it" },
  "bot.first-contact": { mark: "?", value: false, about: "Whether a bot may write to somebody who never wrote" },
  "mini.phone": {
    mark: "H",
    value: true,
    about: "A phone or location token is good once, for two minutes, with the app's secret and the person's token"
  },
  "social.me": { mark: "M", value: true, about: "`me` needs the proof; an expired token is `452`" }
} as const satisfies { readonly [id: string]: Rule }

/** The rule of an id. */
export const of = (id: Id): Rule => rules[id]

/** `cs.window-days` */
export type Id = keyof typeof rules

/** Every id, in the order of the table. */
export const ids: ReadonlyArray<Id> = Object.keys(rules) as ReadonlyArray<Id>

/** Whether that names a rule. */
export const isId = (text: string): text is Id => Object.hasOwn(rules, text)
