/**
 * What a simulated Zalo is furnished with: apps, Official Accounts, people, templates and bots, as plain data. A world is
 * what the simulator starts from when there is no state file; everything can be changed later through the control.
 *
 * @since 0.1.0
 */

/** A developer's app. */
export interface App {
  /** Decimal text; like all ids of Zalo it is longer than a number of JavaScript holds. */
  readonly id: string
  readonly name: string
  /** Sent as `secret_key`, and the key of `appsecret_proof`. */
  readonly secret: string
  /** Signs webhooks; another value than {@link secret}. */
  readonly oaSecret: string
  /** An app that is not active is answered `-209`, and `-14002` at the consent page. */
  readonly active?: boolean
  /** Redirect addresses, compared letter by letter. */
  readonly redirects?: ReadonlyArray<string>
  /** Groups of calls the app enrolled for; a call of another one is answered `-212`. */
  readonly enrolled?: ReadonlyArray<Permission>
  /** Whether each call must carry `appsecret_proof`. */
  readonly proof?: boolean
  /** Off for client-only apps: the secret is not checked and PKCE is compulsory. */
  readonly secretCheck?: boolean
  /** Accounts the app is linked with: their events carry `user_id_by_app`. */
  readonly linked?: ReadonlyArray<string>
  readonly webhook?: {
    readonly url: string | null
    readonly events?: "all" | ReadonlyArray<string>
    readonly enabled?: boolean
    /** The «syntax filter»: only texts that begin with `#` are forwarded. */
    readonly filter?: boolean
  }
}

/** Groups of calls that an administrator grants one by one. */
export type Permission =
  | "send"
  | "user-messages"
  | "account"
  | "groups"
  | "templates"
  | "fields"
  | "message-events"
  | "user-events"

/** Every permission. */
export const permissions: ReadonlyArray<Permission> = [
  "send",
  "user-messages",
  "account",
  "groups",
  "templates",
  "fields",
  "message-events",
  "user-events"
]

/** An Official Account. */
export interface Account {
  readonly id: string
  readonly name: string
  /** 2 business, 4 state body. */
  readonly type?: 2 | 4
  readonly verified?: boolean
  /** Paid tiers: groups need `advanced` or `premium`. */
  readonly tier?: "basic" | "advanced" | "premium"
  readonly disabled?: boolean
  /** Paths that answer `-235` for the kind of this account: `/v3.0/oa/group/message`. */
  readonly unsupported?: ReadonlyArray<string>
  readonly wallet?: { readonly linked: boolean; readonly balance: number }
  readonly allowances?: ReadonlyArray<Allowance>
  readonly assets?: ReadonlyArray<Asset>
  /** Keys of people. */
  readonly admins?: ReadonlyArray<string>
  /** Messages by template per day; null is unlimited. */
  readonly dailyTemplates?: number | null
  readonly monthlyPromotions?: number
}

/** A package, bought or given quota of consultation messages. */
export interface Allowance {
  readonly id: string
  readonly product: "cs" | "transaction" | "promotion"
  readonly kind: "sub_quota" | "purchase_quota" | "reward_quota"
  readonly owner: "OA" | "App"
  readonly total: number
  readonly remain: number
  /** `2026-12-31` */
  readonly until: string
}

/** The right to one group. */
export interface Asset {
  readonly id: string
  readonly product: "gmf10" | "gmf50" | "gmf100" | "gmf1000"
  /** `2026-12-31`; the group is disabled from the next day on. */
  readonly until: string
  readonly renews?: boolean
}

/** Somebody with a phone. */
export interface Person {
  /** How tests and the page call this person: `lan`. */
  readonly key: string
  readonly name: string
  /** `84987654321`; null when nobody knows it. */
  readonly phone?: string | null
  /** Whether that number has a Zalo account. */
  readonly zalo?: boolean
  /** Whether the account can receive messages by template. */
  readonly templates?: boolean
  /** Tags of templates she refuses: `PROMOTION`. */
  readonly refusesTags?: ReadonlyArray<string>
  /** Accounts whose templates she refuses. */
  readonly refusesAccounts?: ReadonlyArray<string>
  /** The catch-all `-114`. */
  readonly unreachable?: boolean
  readonly sensitive?: boolean
  /** Milliseconds until a message reaches the phone; null: never. */
  readonly receivesAfter?: number | null
  /** Milliseconds from reaching the phone until it is seen; null: only when somebody looks. */
  readonly seesAfter?: number | null
  /** UIDs where they matter to a test, by account; drawn from the seed otherwise. */
  readonly uids?: { readonly [account: string]: string }
  /** Ids within an app, by app. */
  readonly idsByApp?: { readonly [app: string]: string }
  /** Accounts she follows. */
  readonly follows?: ReadonlyArray<string>
}

/** A message template of an account (ZNS, later called ZBS template message). */
export interface Template {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly status?: "ENABLE" | "PENDING_REVIEW" | "REJECT" | "DISABLE" | "DELETE"
  readonly tag?: "TRANSACTION" | "CUSTOMER_CARE" | "PROMOTION"
  /** 1 custom, 2 one-time password, 3 payment, 4 voucher, 5 rating. */
  readonly kind?: 1 | 2 | 3 | 4 | 5
  /** The text with its places: `Kính gửi <name>`. */
  readonly text: string
  readonly params: ReadonlyArray<TemplateParam>
  readonly buttons?: ReadonlyArray<{ readonly type: number; readonly title: string; readonly content: string }>
  /** Not between 22:00 and 06:00. */
  readonly dayOnly?: boolean
  /** VND by phone, and by UID. */
  readonly price?: number
  readonly priceByUid?: number
  /** Milliseconds during which delivery is tried. */
  readonly timeout?: number
  readonly dailyQuota?: number | null
  readonly quality?: "HIGH" | "MEDIUM" | "LOW" | "UNDEFINED"
  /** `2026-01-05`: templates approved before 10 December 2025 do not go by UID. */
  readonly approvedOn?: string
  /** A template with quick replies does not go by UID. */
  readonly quickReply?: boolean
}

/** A parameter of a template, as `listParams` tells it. */
export interface TemplateParam {
  readonly name: string
  readonly type?: "STRING" | "NUMBER" | "DATE" | "CURRENCY" | "BANK_TRANSFER_NOTE" | "URL"
  readonly require?: boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly acceptNull?: boolean
}

/** A bot of the Bot Platform. */
export interface Bot {
  /** `digits:secret` */
  readonly token: string
  readonly name: string
  readonly groups?: boolean
}

/** Everything the simulator starts from. */
export interface World {
  readonly apps: ReadonlyArray<App>
  readonly accounts: ReadonlyArray<Account>
  readonly people: ReadonlyArray<Person>
  readonly templates?: ReadonlyArray<Template>
  readonly bots?: ReadonlyArray<Bot>
}

const app = "1000000000000000001"
const account = "4000000000000000004"

const neighbour = (key: string, name: string, n: number): Person => ({
  key,
  name,
  phone: `8498765432${n}`,
  uids: { [account]: `200000000000000000${n + 1}` },
  idsByApp: { [app]: `300000000000000000${n + 2}` },
  follows: [account]
})

/** One app, one account of a state body, three people who follow it and two templates. All of it is made up. */
export const standard: World = {
  apps: [
    {
      id: app,
      name: "Sổ tay Chi hội",
      secret: "app-secret-for-tests",
      oaSecret: "oa-secret-for-tests",
      redirects: ["https://app.example.vn/zalo"],
      linked: [account]
    }
  ],
  accounts: [
    {
      id: account,
      name: "Hội LHPN xã Mẫu",
      type: 4,
      admins: ["lan"],
      wallet: { linked: true, balance: 1_000_000 },
      allowances: [
        { id: "sub-1", product: "cs", kind: "sub_quota", owner: "OA", total: 2000, remain: 2000, until: "2030-12-31" }
      ],
      assets: [
        { id: "asset-10", product: "gmf10", until: "2030-12-31", renews: true },
        { id: "asset-50", product: "gmf50", until: "2030-12-31", renews: true },
        { id: "asset-100", product: "gmf100", until: "2030-12-31", renews: true }
      ]
    }
  ],
  people: [
    neighbour("lan", "Nguyễn Thị Lan", 1),
    neighbour("hoa", "Trần Thị Hoa", 2),
    neighbour("mai", "Lê Thị Mai", 3)
  ],
  templates: [
    {
      id: "123456",
      account,
      name: "Nhắc nộp báo cáo tháng",
      tag: "CUSTOMER_CARE",
      text: "Kính gửi chị <name>, báo cáo hạn ngày <date>.",
      params: [
        { name: "name", maxLength: 30 },
        { name: "date", type: "DATE", maxLength: 20 }
      ],
      price: 300,
      priceByUid: 200,
      approvedOn: "2026-01-05"
    },
    {
      id: "123457",
      account,
      name: "Mời sinh hoạt chi hội",
      tag: "CUSTOMER_CARE",
      text: "Mời chị <name> dự sinh hoạt chi hội.",
      params: [{ name: "name", maxLength: 30 }],
      dayOnly: true,
      price: 300,
      priceByUid: 200,
      approvedOn: "2026-01-05"
    }
  ],
  bots: [{ token: "1:bot-secret-for-tests", name: "Bot Sổ tay", groups: true }]
}
