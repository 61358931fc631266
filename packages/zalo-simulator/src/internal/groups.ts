/** Groups an account owns (GMF): what they are, who is in, how long they last. */

import type { Asset } from "../World.ts"
import { type Body, refuse, text } from "./answer.ts"
import * as Events from "./events.ts"
import type { Caller } from "./gate.ts"
import { byUid, day, dayOf, isEnabled, later, measure, on, personOf, type Sim, written } from "./sim.ts"
import type { Group } from "./state.ts"

export const places: { readonly [P in Asset["product"]]: number } = { gmf10: 10, gmf50: 50, gmf100: 100, gmf1000: 1000 }

const assetOf = (sim: Sim, group: Group) =>
  sim.state.accounts.get(group.account ?? "")?.assets.find(({ id }) => id === group.asset)

/** How many the asset of a group lets in. */
export const limitOf = (sim: Sim, group: Group): number => {
  const asset = assetOf(sim, group)
  return asset === undefined ? Number.POSITIVE_INFINITY : places[asset.product]
}

/** Members as Zalo counts them: the people and the account itself. */
export const total = (group: Group): number => group.members.length + 1

/** A group of this account that still is. */
export const own = (sim: Sim, { account }: Caller, id: unknown): Group => {
  const found = sim.state.groups.get(text(id))
  const foreign = found === undefined || found.account !== account.id || found.deleted
  return foreign ? refuse(-403) : found
}

/** …and may be managed and written to. */
export const usable = (sim: Sim, caller: Caller, id: unknown): Group => {
  const group = own(sim, caller, id)
  return isEnabled(sim, group) ? group : refuse(-237)
}

export const usedBy = (sim: Sim, account: string, asset: string): Group | undefined =>
  [...sim.state.groups.values()].find((one) => one.account === account && one.asset === asset && !one.deleted)

/** Puts the lapse of an asset into the timetable of its group. */
export const expire = (sim: Sim, group: Group): void => {
  const asset = assetOf(sim, group)
  if (asset !== undefined && on(sim, "gmf.dissolve"))
    later(sim, "dissolve", group.id, Date.parse(`${asset.until}T17:00:00.000Z`) + measure(sim, "gmf.dissolve") * day)
}

/** Dissolves a group whose asset was never renewed. */
export const dissolve = (sim: Sim, id: string): void => {
  const group = sim.state.groups.get(id)
  const asset = group === undefined ? undefined : assetOf(sim, group)
  if (group === undefined || group.deleted || asset === undefined) return
  const end = Date.parse(`${asset.until}T17:00:00.000Z`) + measure(sim, "gmf.dissolve") * day
  if (sim.now() < end) return
  group.deleted = true
  Events.group(sim, group.account!, group.id, "delete_group")
}

/** The address by which people join. */
export const link = (group: Group): string => `https://zalo.me/g/${group.id.slice(0, 10)}`

export const shown = (sim: Sim, group: Group): Body => {
  const asset = assetOf(sim, group)
  const lapse =
    asset === undefined ? "" : dayOf(Date.parse(`${asset.until}T00:00:00.000Z`) + measure(sim, "gmf.dissolve") * day)
  return {
    group_info: {
      group_id: group.id,
      group_link: link(group),
      name: group.name,
      group_description: group.description,
      avatar: group.avatar,
      status: isEnabled(sim, group) ? "enabled" : "disabled",
      total_member: total(group),
      max_member: String(limitOf(sim, group)),
      auto_delete_date: isEnabled(sim, group) ? "" : written(lapse)
    },
    asset_info: {
      asset_type: asset?.product ?? "",
      asset_id: group.asset,
      valid_through: asset === undefined ? "" : written(asset.until),
      auto_renew: String(asset?.renews ?? false)
    },
    group_setting: { ...group.settings }
  }
}

/** A person enters, or waits where entering is approved. */
export const enter = (sim: Sim, group: Group, person: string): void => {
  if (group.members.includes(person)) return
  group.invited = group.invited.filter((other) => other !== person)
  if (group.settings.join_appr && on(sim, "gmf.approval")) {
    if (group.waiting.includes(person)) return
    group.waiting.push(person)
    Events.group(sim, group.account!, group.id, "user_request_join_group", [person])
  } else {
    group.members.push(person)
    Events.group(sim, group.account!, group.id, "user_join_group", [person])
  }
  sim.changed()
}

/** A person goes, or is taken out. */
export const goOut = (sim: Sim, group: Group, person: string): void => {
  if (!group.members.includes(person)) return
  group.members = group.members.filter((other) => other !== person)
  group.admins = group.admins.filter((other) => other !== person)
  Events.group(sim, group.account!, group.id, "user_out_group", [person])
  sim.changed()
}

/** What `[@id]` says in a group: members by name, the group as everybody; anything else stays as it was written. */
export const mentioned = (sim: Sim, group: Group, words: string): string =>
  !on(sim, "gmf.mentions")
    ? words
    : words.replaceAll(/\[@([0-9a-f]+)\]/g, (whole, id: string) => {
        if (id === group.id) return "@Mọi người"
        const person = group.account === null ? undefined : byUid(sim, group.account, id)?.person
        return person !== undefined && group.members.includes(person) ? `@${personOf(sim, person).name}` : whole
      })
