/** What the simulated Zalo remembers. Plain data and maps, so that it goes into a file as it is. */
import type * as World from "../World.ts"

type Full<T> = { -readonly [K in keyof T]-?: Exclude<T[K], undefined> }

export interface App extends Full<Omit<World.App, "webhook">> {
  webhook: { url: string | null; events: "all" | ReadonlyArray<string>; enabled: boolean; filter: boolean }
}
export interface Account
  extends Full<Omit<World.Account, "wallet" | "allowances" | "assets" | "dailyTemplates" | "monthlyPromotions">> {
  wallet: { linked: boolean; balance: number }
  allowances: Array<Full<World.Allowance>>
  assets: Array<Full<World.Asset>>
  /** Templates by day and month: how many may go, and what went. */
  daily: { limit: number | null | "usual"; day: string; used: number }
  monthly: { limit: number; month: string; used: number }
  fields: Array<{ key: string; name: string; data_type: string; description: string; status: string }>
}
export type Person = Full<World.Person>
export type Template = Full<World.Template> & { usedOn: string; used: number; createdAt: number; reason: string }

/** What an account knows of a person. */
export interface Contact {
  account: string
  person: string
  uid: string
  follower: boolean
  lastInteraction: number | null
  /** Free answers used since the last interaction. */
  freeUsed: number
  chatted: boolean
  blocked: boolean
  inactive: boolean
  restricted: ReadonlyArray<string>
  promotion: { day: string; ofDay: number; month: string; ofMonth: number }
  /** When a template of another tag than promotion last reached her, and promotions of the month. */
  careAt: number | null
  followUps: { month: string; used: number }
  tags: Array<string>
  alias: string
  externalId: string
  shared: { [name: string]: unknown }
  custom: { [name: string]: unknown }
}

export interface Token {
  token: string
  kind: "access" | "refresh" | "user-access" | "user-refresh"
  app: string
  /** The account, or the person of a user token. */
  of: string
  expires: number
  dead: null | "used" | "revoked" | "replaced"
}
export interface Code {
  code: string
  kind: "account" | "user"
  app: string
  of: string
  challenge: string | null
  expires: number
  used: boolean
}
interface Grant {
  app: string
  account: string
  permissions: ReadonlyArray<string>
  revoked: boolean
}

export type Chat =
  | { readonly with: "person"; readonly person: string }
  | { readonly with: "group"; readonly group: string }
  | { readonly with: "anonymous"; readonly id: string; readonly conversation: string }
export interface Button {
  title: string
  type: string
  payload: unknown
}
export interface Message {
  id: string
  account: string | null
  bot: string | null
  app: string | null
  chat: Chat
  /** Null: the account or the bot itself. */
  from: string | null
  kind: string
  text: string
  attachments: ReadonlyArray<{ readonly type: string; readonly payload: { readonly [name: string]: unknown } }>
  buttons: ReadonlyArray<Button>
  quote: string | null
  hidden: boolean
  at: number
  receivedAt: number | null
  seenAt: number | null
  reactions: Array<{ by: string | null; icon: string }>
  template: null | {
    id: string
    tracking: string
    to: string
    by: "phone" | "hash" | "uid"
    until: number
    price: number
  }
}
export interface Group {
  id: string
  account: string | null
  bot: string | null
  name: string
  description: string
  avatar: string
  asset: string
  admins: Array<string>
  members: Array<string>
  /** Asked in by the account, not yet accepted by the person. */
  invited: Array<string>
  /** Waiting for approval. */
  waiting: Array<string>
  settings: { lock_send_msg: boolean; join_appr: boolean; enable_msg_history: boolean; enable_link_join: boolean }
  deleted: boolean
}
export interface Upload {
  id: string
  kind: "image" | "gif" | "file" | "template-image"
  app: string
  account: string
  name: string
  type: string
  size: number
  checksum: string
  base64: string
  at: number
}
export interface Bot extends Full<World.Bot> {
  id: string
  webhook: null | { url: string; secret: string; updatedAt: number }
  queue: Array<string>
  month: string
  sent: number
}
export interface Post {
  id: string
  app: string | null
  bot: string | null
  url: string
  event: string
  body: string
  headers: { [name: string]: string }
  attempts: Array<{ at: number; status: number | null; error: string | null }>
  state: "waiting" | "delivered" | "given-up" | "dropped"
}
export interface Task {
  at: number
  do: "post" | "receive" | "see" | "dissolve"
  id: string
}
export interface Fault {
  at: string
  kind: string
  times: number
  ms: number
  status: number
  html: boolean
  code: number
  message: string
}
export interface State {
  /** Of the file; another one is not read. */
  format: 1
  seed: string
  drawn: number
  settings: { [rule: string]: boolean | number | string | null }
  /** Held time, or null when the machine's runs. */
  held: number | null
  apps: Map<string, App>
  accounts: Map<string, Account>
  people: Map<string, Person>
  /** By `account/person`. */
  contacts: Map<string, Contact>
  /** By `account/uid`: the person. */
  uids: Map<string, string>
  /** By `app/person`. */
  idsByApp: Map<string, string>
  templates: Map<string, Template>
  bots: Map<string, Bot>
  tokens: Map<string, Token>
  codes: Map<string, Code>
  grants: Map<string, Grant>
  messages: Map<string, Message>
  groups: Map<string, Group>
  uploads: Map<string, Upload>
  posts: Map<string, Post>
  /** Phone and location tokens of Mini Apps. */
  decodes: Map<
    string,
    { token: string; person: string; app: string; what: "phone" | "location"; expires: number; used: boolean }
  >
  anonymous: Map<string, { id: string; conversation: string; account: string }>
  /** By when they fall due. */
  tasks: Array<Task>
  /** Fixed minutes, days and months: how often in each. */
  counts: Map<string, number>
  faults: Array<Fault>
}

export const empty = (seed: string): State => ({
  format: 1,
  seed,
  drawn: 0,
  settings: {},
  held: null,
  apps: new Map(),
  accounts: new Map(),
  people: new Map(),
  contacts: new Map(),
  uids: new Map(),
  idsByApp: new Map(),
  templates: new Map(),
  bots: new Map(),
  tokens: new Map(),
  codes: new Map(),
  grants: new Map(),
  messages: new Map(),
  groups: new Map(),
  uploads: new Map(),
  posts: new Map(),
  decodes: new Map(),
  anonymous: new Map(),
  tasks: [],
  counts: new Map(),
  faults: []
})

/** A state as text, maps as lists of pairs. */
export const write = (state: State): string =>
  JSON.stringify(state, (_, value: unknown) => (value instanceof Map ? { pairs: [...value] } : value))

/** Reads it back; a `SyntaxError` where the text is no such state. */
export const read = (text: string): State => {
  const value: unknown = JSON.parse(text, (_, one: unknown) =>
    typeof one === "object" && one !== null && "pairs" in one && Array.isArray(one.pairs)
      ? new Map(one.pairs as ReadonlyArray<[string, unknown]>)
      : one
  )
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== 1)
    throw new SyntaxError("Not the state of a simulated Zalo")
  return value as State
}
