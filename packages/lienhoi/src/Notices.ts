/**
 * Notices on their way down the groups of units, and who acknowledged them.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Standing } from "@lienhoi/messaging/Cascade"
import type { Purpose, UnitGroup } from "@lienhoi/messaging/UnitGroup"
import type { Checked } from "@lienhoi/words/Issue"

/** A notice to be sent down. */
export interface Told {
  /** The same id is the same notice, sent once: `cong-van-12-2026`. */
  readonly id: string
  /** A template of kind `notice`: which levels acknowledge, and by when. Its label holds for the text. */
  readonly template: string
  /** The unit that issues it; it goes to the units below. */
  readonly issuer: string
  readonly text: string
}

/** A notice that went out. */
export interface Issued {
  readonly id: string
  readonly template: string
  /** Of the template. */
  readonly title: string
  readonly issuer: string
  readonly issuedAt: Instant
  /** `null` when the message is kept no longer. */
  readonly text: string | null
  /** The units that are to read it, and those that said that they did. */
  readonly readers: ReadonlyArray<string>
  readonly acknowledged: ReadonlyArray<string>
}

/** Where a notice went. */
export interface Sent {
  /** Groups it is posted in, by a program or by hand. */
  readonly groups: ReadonlyArray<{ readonly unit: string; readonly name: string; readonly key: string }>
  /** Units that stand in no group: their heads are told one by one. */
  readonly heads: ReadonlyArray<{ readonly unit: string; readonly person: string; readonly key: string }>
  /** Units in no group whose post is vacant: nobody was told. */
  readonly nobody: ReadonlyArray<string>
}

/** A group as it is registered. Without a channel it is one a person posts in. */
export interface Registered {
  readonly unit: string
  readonly purpose: Purpose
  /** As people call it. */
  readonly name: string
  /** The person (id) who answers for it. */
  readonly owner: string
  /** `zalo-group` with the group's id at Zalo, `zalo-bot` with the chat's id; left out: by hand, under its name. */
  readonly road?: { readonly channel: string; readonly address: string }
}

/** Notices and the groups they go through. */
export interface Notices {
  /** Registers a group, or changes what is known of it. */
  readonly group: (group: Registered) => Promise<Checked<UnitGroup>>
  /** Groups that live, by unit. */
  readonly groups: () => Promise<ReadonlyArray<UnitGroup>>
  /** Puts a notice into the outbox for every group and head below; it leaves with the next round. */
  readonly send: (notice: Told) => Promise<Checked<Sent>>
  /** Every notice, the newest first. */
  readonly list: () => Promise<ReadonlyArray<Issued>>
  /** Who acknowledged so far, of all and below each unit right under the issuer. */
  readonly standing: (id: string) => Promise<Checked<Standing>>
  /** Somebody acknowledged on another road: by telephone, at a meeting, in a group that a program cannot read. */
  readonly acknowledged: (id: string, unit: string, at: Instant) => Promise<Checked<Standing>>
}
