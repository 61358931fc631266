/**
 * The groups of a unit: which chat is whose, what it is for, who answers for it. Most groups of a province are ordinary
 * ones a program cannot post to; they stand here as well, with the road `by-hand`, so that nobody is forgotten.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { Road } from "./Recipient.ts"

/** `heads`: the heads of the units right below; `members`: the members of the unit; `members-away`: those who work far from home. */
export type Purpose = "heads" | "members" | "members-away"

/** One group. No names and no phone numbers: who is in it is known by the channel. */
export interface UnitGroup {
  /** Where it is reached; channel and address together name the group. */
  readonly road: Road
  readonly unit: string
  readonly purpose: Purpose
  /** As people call it: `Nhóm Zalo Chi hội ấp 1`. */
  readonly name: string
  /** The person (id) who answers for it. */
  readonly owner: string
  /** Addresses of members, as far as the channel tells; `null` when nobody knows. */
  readonly members: ReadonlyArray<string> | null
  readonly since: Instant
  /** When it was dissolved or disabled; `null` while it lives. */
  readonly endedAt: Instant | null
}

/** News of a group from its channel. */
export interface News {
  readonly road: Road
  readonly change: "joined" | "left" | "ended"
  /** Who came or went; nobody when the group ended. */
  readonly members: ReadonlyArray<string>
  readonly at: Instant
}

/**
 * The group after the news. Members are known from the first news on; the same news twice changes nothing.
 *
 * @example
 * ```ts
 * import { UnitGroup } from "@lienhoi/messaging"
 *
 * const road = { channel: "zalo-group", address: "f0e1" }
 * const at = "2026-10-20T02:00:00.000Z"
 * const group = UnitGroup.make({ road, unit: "ap-1", purpose: "members", name: "Nhóm Chi hội ấp 1", owner: "hoa", since: at })
 *
 * UnitGroup.after(group, { road, change: "joined", members: ["20"], at }).members // => ["20"]
 * UnitGroup.after(group, { road, change: "ended", members: [], at }).endedAt // => "2026-10-20T02:00:00.000Z"
 * ```
 */
export const after = (group: UnitGroup, news: News): UnitGroup => {
  const members = group.members ?? []
  switch (news.change) {
    case "joined":
      return { ...group, members: [...new Set([...members, ...news.members])] }
    case "left":
      return { ...group, members: members.filter((one) => !news.members.includes(one)) }
    case "ended":
      return { ...group, endedAt: group.endedAt ?? news.at }
  }
}

/** A group that lives and of whose members nothing is known yet. */
export const make = (of: Omit<UnitGroup, "members" | "endedAt">): UnitGroup => ({ ...of, members: null, endedAt: null })

/** The registry cannot be reached; nothing was changed. */
export class UnitGroupsError extends Schema.TaggedError<UnitGroupsError>()("UnitGroupsError", {
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** The registry. */
export class UnitGroups extends Context.Service<
  UnitGroups,
  {
    /** Adds a group or changes what is known of it; one group for each road. */
    readonly put: (group: UnitGroup) => Effect.Effect<void, UnitGroupsError>
    /** Takes news of a group in; of a group nobody registered there is nothing to keep, and the answer is `null`. */
    readonly hear: (news: News) => Effect.Effect<UnitGroup | null, UnitGroupsError>
    /** The group at that road, ended ones too. */
    readonly at: (road: Road) => Effect.Effect<UnitGroup | null, UnitGroupsError>
    /** All groups that live, by unit. */
    readonly living: Effect.Effect<ReadonlyArray<UnitGroup>, UnitGroupsError>
  }
>()("@lienhoi/messaging/UnitGroups") {}

/** Keeps the registry in memory. */
export const layerMemory: Layer.Layer<UnitGroups> = Layer.sync(UnitGroups, () => {
  const groups = new Map<string, UnitGroup>()
  const keyOf = ({ channel, address }: Road): string => JSON.stringify([channel, address])
  return UnitGroups.of({
    put: (group) => Effect.sync(() => void groups.set(keyOf(group.road), group)),
    hear: (news) =>
      Effect.sync(() => {
        const found = groups.get(keyOf(news.road))
        if (found === undefined) return null
        const changed = after(found, news)
        groups.set(keyOf(news.road), changed)
        return changed
      }),
    at: (road) => Effect.sync(() => groups.get(keyOf(road)) ?? null),
    living: Effect.sync(() =>
      [...groups.values()].filter(({ endedAt }) => endedAt === null).sort((a, b) => (a.unit < b.unit ? -1 : 1))
    )
  })
})
