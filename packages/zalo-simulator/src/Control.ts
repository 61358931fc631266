/**
 * What a test does to the simulated Zalo from outside: time, people, faults, switches, and looking at what happened. The
 * same calls are there over HTTP: `POST /control/NAME` with the input as JSON, so that tests in any language can use them.
 *
 * @since 0.1.0
 */
import type { Act } from "./Act.ts"
import type * as Rule from "./Rule.ts"
import type * as World from "./World.ts"

/** A pair of tokens, as the token endpoint and the console give it. */
export interface Pair {
  readonly access_token: string
  readonly refresh_token: string
  /** Seconds, as text. */
  readonly expires_in: string
}

/** What a fault does to a call, or to a webhook. */
export type FaultKind =
  /** The call does what it does and the connection breaks before the answer. */
  | "lose-answer"
  /** The connection breaks before anything happened. */
  | "drop"
  /** The answer comes late. */
  | "delay"
  /** An HTTP status of the edge, nothing done; `html` for a page instead of JSON. */
  | "status"
  /** A business failure, nothing done. */
  | "error"
  | "duplicate"
  | "reorder"
  | "late"
  | "forge"
  | "no-prefix"
  | "unknown-event"
  | "unknown-field"
  | "truncate"

/** One fault to come. */
export interface Fault {
  /** A piece of host and path, such as `/message/cs`; `webhook`, or `webhook:follow` for one event. */
  readonly at: string
  readonly kind: FaultKind
  /** How often; once when left out. */
  readonly times?: number
  /** Of `delay`, `late`, `duplicate` and `reorder`: milliseconds. */
  readonly ms?: number
  /** Of `status`: 502 when left out. */
  readonly status?: number
  readonly html?: boolean
  /** Of `error`: -200 when left out. */
  readonly code?: number
  readonly message?: string
}

/** A request as it came in and what it was answered. */
export interface Logged {
  readonly n: number
  /** In simulated time. */
  readonly at: string
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string
  /** Null where the connection was broken. */
  readonly status: number | null
  readonly answer: string
  /** Whether a fault let it do anything. */
  readonly effect: boolean
}

/** A message on somebody's phone. */
export interface SeenMessage {
  readonly id: string
  /** The account or bot it belongs to. */
  readonly account: string | null
  readonly bot: string | null
  readonly app: string | null
  /** Key of the person, or id of the group. */
  readonly person: string | null
  readonly group: string | null
  /** Key of who wrote it; null for the account or the bot. */
  readonly from: string | null
  readonly kind: string
  readonly text: string
  readonly attachments: ReadonlyArray<{ readonly type: string; readonly payload: { readonly [name: string]: unknown } }>
  readonly buttons: ReadonlyArray<{ readonly title: string; readonly type: string; readonly payload: unknown }>
  readonly quote: string | null
  readonly at: string
  readonly receivedAt: string | null
  readonly seenAt: string | null
  readonly template: string | null
  readonly tracking: string | null
}

/** A group as it stands. */
export interface SeenGroup {
  readonly id: string
  readonly account: string | null
  readonly bot: string | null
  readonly name: string
  /** Keys of people. */
  readonly members: ReadonlyArray<string>
  readonly admins: ReadonlyArray<string>
  readonly invited: ReadonlyArray<string>
  readonly waiting: ReadonlyArray<string>
  readonly enabled: boolean
  readonly deleted: boolean
}

/** A webhook on its way or there. */
export interface Posted {
  readonly id: string
  readonly event: string
  readonly url: string
  readonly body: string
  readonly headers: { readonly [name: string]: string }
  readonly attempts: ReadonlyArray<{
    readonly at: string
    readonly status: number | null
    readonly error: string | null
  }>
  readonly state: "waiting" | "delivered" | "given-up" | "dropped"
}

/** Ids and switches of one person at one account. */
export interface ContactPatch {
  readonly account?: string
  readonly person: string
  readonly follower?: boolean
  /** A moment, or null for never. */
  readonly lastInteraction?: string | null
  readonly blocked?: boolean
  readonly inactive?: boolean
  readonly restricted?: ReadonlyArray<string>
  readonly freeUsed?: number
  /** When a template other than a promotion last reached her. */
  readonly careAt?: string | null
}

/** What can be done to the simulated Zalo. Left-out apps and accounts mean the first. */
export interface Control {
  /** Tells the time, or holds and moves it; whatever falls due on the way happens. `run` lets the machine's time run. */
  readonly clock: (move?: {
    readonly at?: string
    readonly advance?: number
    readonly run?: boolean
  }) => Promise<{ readonly now: string }>
  /** Ends when every webhook that is due was posted and answered. */
  readonly settled: () => Promise<void>
  /** A pair of tokens without a consent page, as the console's explorer gives it. */
  readonly grant: (to?: {
    readonly app?: string
    readonly account?: string
    readonly permissions?: ReadonlyArray<World.Permission>
  }) => Pair
  /** A pair for a person, as a Mini App or a log-in gives it. */
  readonly grantPerson: (to: { readonly app?: string; readonly person: string }) => Pair
  /** A code as the consent page draws it. */
  readonly consent: (to?: { readonly app?: string; readonly account?: string; readonly challenge?: string }) => {
    readonly code: string
  }
  /** A phone or location token of a Mini App. */
  readonly decode: (of: { readonly app?: string; readonly person: string; readonly what?: "phone" | "location" }) => {
    readonly token: string
  }
  /** The account withdraws what it granted. */
  readonly revoke: (what?: { readonly app?: string; readonly account?: string }) => void
  /** A token is over now. */
  readonly expire: (what: { readonly token: string }) => void
  readonly webhook: (to: {
    readonly app?: string
    readonly url?: string | null
    readonly events?: "all" | ReadonlyArray<string>
    readonly enabled?: boolean
    readonly filter?: boolean
  }) => void
  /** Turns rules off and on. An unknown rule is a `RangeError`. */
  readonly set: (settings: { readonly [R in Rule.Id]?: Rule.Setting }) => void
  /** Every rule with its setting now. */
  readonly rules: () => ReadonlyArray<Rule.Rule & { readonly id: Rule.Id; readonly now: Rule.Setting }>
  readonly app: (one: Partial<World.App> & { readonly id: string }) => void
  readonly account: (one: Partial<World.Account> & { readonly id: string }) => void
  readonly person: (one: Partial<World.Person> & { readonly key: string }) => void
  /** A change of `status` is told by its event. */
  readonly template: (one: Partial<World.Template> & { readonly id: string; readonly reason?: string }) => void
  readonly bot: (one: Partial<World.Bot> & { readonly token: string }) => void
  /** A group that people made and took a bot into. */
  readonly botGroup: (one: {
    readonly bot?: string
    readonly name: string
    readonly members: ReadonlyArray<string>
  }) => { readonly group: string }
  readonly contact: (one: ContactPatch) => { readonly uid: string }
  /** The UID of a person at an account, and her id within an app. */
  readonly ids: (of: {
    readonly person: string
    readonly account?: string
    readonly app?: string
    readonly bot?: string
  }) => {
    readonly uid: string
    readonly byApp: string
    readonly chat: string
  }
  /** A visitor of a web page who has no Zalo, writing or not. */
  readonly visit: (of?: { readonly account?: string; readonly text?: string }) => {
    readonly anonymous_id: string
    readonly conversation_id: string
  }
  /** An administrator writes at the account's console; the event carries `sender.admin_id`. */
  readonly say: (what: {
    readonly account?: string
    /** Key of the administrator, the first one when left out. */
    readonly admin?: string
    readonly person?: string
    readonly group?: string
    readonly text: string
  }) => { readonly message: string }
  /**
   * An event that nothing else here brings about, such as `oa_send_consent` or `change_template_quality`: its members as
   * they stand on the wire. `app_id` and `timestamp` are put in, the body is signed.
   */
  readonly event: (what: {
    readonly account?: string
    readonly event: { readonly event_name: string; readonly [member: string]: unknown }
    /** Whether it comes from the host of templates, with its header. */
    readonly templates?: boolean
    /** Whether its documented example has no `app_id`. */
    readonly nameless?: boolean
  }) => void
  /** A person does something on her phone. */
  readonly act: (act: Act) => unknown
  readonly fault: (fault: Fault) => void
  readonly clearFaults: () => void
  readonly faults: () => ReadonlyArray<Fault>
  /** The account's console raises quality and quota: the event tells from what to what. */
  readonly dailyQuota: (of: { readonly account?: string; readonly limit: number }) => void
  readonly requests: (of?: { readonly path?: string; readonly since?: number }) => ReadonlyArray<Logged>
  readonly messages: (of?: { readonly person?: string; readonly group?: string }) => ReadonlyArray<SeenMessage>
  readonly groups: () => ReadonlyArray<SeenGroup>
  readonly deliveries: () => ReadonlyArray<Posted>
}
