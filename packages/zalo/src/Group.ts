/**
 * Groups that an Official Account owns (GMF). When to use: to speak to all branch heads of a commune at once in a group the
 * account made. No price per message is known; each group takes one package (`gmf10`, `gmf50`, `gmf100`). Needs: a
 * verified account, a paid package, the permission to manage groups. Ordinary groups that people made cannot be posted to.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import * as Content from "./Content.ts"
import { call } from "./internal/call.ts"
import * as Json from "./internal/json.ts"
import { BadRequest, ZaloError } from "./ZaloError.ts"

/** A group as Zalo tells about it. */
export interface Group {
  readonly id: string
  readonly name: string
  readonly link: string
  /** `false` when its package lapsed: nothing can be sent or managed. */
  readonly enabled: boolean
  readonly members: number | null
  readonly maxMembers: number | null
  /** The day Zalo dissolves it, as Zalo writes it; empty when not planned. */
  readonly dissolves: string
  readonly asset: { readonly id: string; readonly kind: string; readonly validThrough: string }
}

/** A member. The account itself is one, with its own id. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly isAccount: boolean
}

/** A package that a group may take. */
export interface Asset {
  readonly id: string
  /** `gmf10`, `gmf50`, `gmf100`. */
  readonly kind: string
  readonly isFree: boolean
  readonly validThrough: string
  /** The group that has it; empty when free. */
  readonly group: string
}

/** Zalo gives 5 rows when one does not ask for more. */
const pageSize = 50

const post = (account: Account, name: string, json: unknown) =>
  call(account, { product: "oa", call: `group.${name}`, path: `/v3.0/oa/group/${name}`, json })

const get = (account: Account, name: string, query: { readonly [name: string]: string }) =>
  call(account, { product: "oa", call: `group.${name}`, path: `/v3.0/oa/group/${name}`, query })

const readGroup = (data: unknown): Group => {
  const { group_info = data, asset_info } = Json.fields(data)
  const info = Json.fields(group_info)
  const asset = Json.fields(asset_info)
  return {
    id: Json.text(info.group_id),
    name: Json.text(info.name),
    link: Json.text(info.group_link),
    enabled: Json.text(info.status) !== "disabled",
    members: Json.number(info.total_member),
    maxMembers: Json.number(info.max_member),
    dissolves: Json.text(info.auto_delete_date),
    asset: {
      id: Json.text(asset.asset_id),
      kind: Json.text(asset.asset_type),
      validThrough: Json.text(asset.valid_through)
    }
  }
}

/** Every page of a list until one comes back short. */
const pages = <A>(
  account: Account,
  name: string,
  rows: string,
  query: { readonly [name: string]: string },
  read: (row: { readonly [name: string]: unknown }) => A
): Effect.Effect<ReadonlyArray<A>, ZaloError> =>
  Effect.gen(function* () {
    const all: Array<A> = []
    for (;;) {
      const answer = yield* get(account, name, { ...query, offset: String(all.length), count: String(pageSize) })
      const data = Json.fields(answer.data)
      const page = Json.list(data[rows]).map((row) => read(Json.fields(row)))
      all.push(...page)
      const total = Json.number(data.total)
      if (page.length === 0 || (total === null ? page.length < pageSize : all.length >= total)) return all
    }
  })

const readMember = (row: { readonly [name: string]: unknown }): Member => ({
  id: Json.text(row.user_id) || Json.text(row.oa_id),
  name: Json.text(row.name),
  isAccount: row.oa_id !== undefined
})

/** The packages there are, used and free. */
export const assets = (account: Account): Effect.Effect<ReadonlyArray<Asset>, ZaloError> =>
  Effect.map(
    call(account, {
      product: "oa",
      call: "quota.group",
      path: "/v3.0/oa/quota/group",
      json: { quota_owner: "OA" }
    }),
    ({ data }) =>
      Json.list(data).map((row) => {
        const { asset_id, product_type, status, valid_through, used_id } = Json.fields(row)
        return {
          id: Json.text(asset_id),
          kind: Json.text(product_type),
          isFree: Json.text(status) === "available",
          validThrough: Json.text(valid_through),
          group: Json.text(used_id)
        }
      })
  )

/** Makes a group on a free package. At least one of the members must be an administrator of the account. */
export const create = (
  account: Account,
  wanted: {
    readonly name: string
    readonly description?: string
    readonly asset: string
    readonly members: ReadonlyArray<string>
  }
): Effect.Effect<Group, ZaloError> => {
  const { name, description, asset, members } = wanted
  if (members.length === 0 || members.length > account.law.groupMembers)
    return Effect.fail(
      new ZaloError({
        product: "oa",
        call: "group.creategroupwithoa",
        reason: new BadRequest({ code: null, what: "members" })
      })
    )
  return Effect.map(
    post(account, "creategroupwithoa", {
      group_name: name.normalize("NFC"),
      ...(description === undefined ? {} : { group_description: description.normalize("NFC") }),
      asset_id: asset,
      member_user_ids: members
    }),
    ({ data }) => readGroup(data)
  )
}

/** One group. */
export const find = (account: Account, group: string): Effect.Effect<Group, ZaloError> =>
  Effect.map(get(account, "getgroup", { group_id: group }), ({ data }) => readGroup(data))

/** Every group of the account. */
export const list = (account: Account): Effect.Effect<ReadonlyArray<Group>, ZaloError> =>
  pages(account, "getgroupsofoa", "groups", {}, readGroup)

/** Everybody in a group. */
export const members = (account: Account, group: string): Effect.Effect<ReadonlyArray<Member>, ZaloError> =>
  pages(account, "listmember", "members", { group_id: group }, readMember)

/** Who waits to be let in. */
export const pending = (account: Account, group: string): Effect.Effect<ReadonlyArray<Member>, ZaloError> =>
  pages(account, "listpendinginvite", "members", { group_id: group }, readMember)

const change =
  (name: string) =>
  (account: Account, group: string, people: ReadonlyArray<string>): Effect.Effect<void, ZaloError> =>
    Effect.asVoid(post(account, name, { group_id: group, member_user_ids: people }))

/** Invites people. They are members when they accept, which `members` tells; each must follow the account or have written lately. */
export const invite = change("invite")
/** Lets people in who wait. */
export const accept = change("acceptpendinginvite")
/** Turns people away who wait. */
export const reject = change("rejectpendinginvite")
/** Takes people out. */
export const remove = change("removemembers")
/** Makes members administrators of the group. */
export const addAdmins = change("addadmins")
/** Makes administrators ordinary members. */
export const removeAdmins = change("removeadmins")

/** Changes name, description and rules of a group. */
export const update = (
  account: Account,
  group: string,
  next: {
    readonly name?: string
    readonly description?: string
    /** Members cannot write. */
    readonly locked?: boolean
    /** Who joins by the link has to be let in. */
    readonly approval?: boolean
  }
): Effect.Effect<Group, ZaloError> =>
  Effect.map(
    post(account, "updateinfo", {
      group_id: group,
      ...(next.name === undefined ? {} : { group_name: next.name.normalize("NFC") }),
      ...(next.description === undefined ? {} : { group_description: next.description.normalize("NFC") }),
      ...(next.locked === undefined ? {} : { lock_send_msg: next.locked }),
      ...(next.approval === undefined ? {} : { join_appr: next.approval })
    }),
    ({ data }) => readGroup(data)
  )

/** Puts a group on another package: when its own lapses, or to make it larger. */
export const renew = (account: Account, group: string, asset: string): Effect.Effect<Group, ZaloError> =>
  Effect.map(post(account, "updateasset", { group_id: group, asset_id: asset }), ({ data }) => readGroup(data))

/** Dissolves a group. */
export const dissolve = (account: Account, group: string): Effect.Effect<void, ZaloError> =>
  Effect.asVoid(post(account, "delete", { group_id: group }))

/**
 * A place in a text that names a member; the id of the group itself names everybody (reported, not documented).
 *
 * @example
 * ```ts
 * import { Group } from "@lienhoi/zalo"
 *
 * `Mời ${Group.mention("2000000000000000002")} xem` // => "Mời [@2000000000000000002] xem"
 * ```
 */
export const mention = (member: string): string => `[@${member}]`

/** Sends to a group; gives the id of the message. Not repeated when the answer gets lost. */
export const send = (account: Account, group: string, content: Content.Content): Effect.Effect<string, ZaloError> => {
  const message = Content.toWire(account.law, content)
  if (message._tag === "BadRequest")
    return Effect.fail(new ZaloError({ product: "oa", call: "group.message", reason: message }))
  return Effect.map(post(account, "message", { recipient: { group_id: group }, message }), ({ data }) =>
    Json.text(Json.fields(data).message_id)
  )
}
