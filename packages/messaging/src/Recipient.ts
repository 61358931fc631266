/**
 * To whom a message goes, and the roads that lead there: a person, a group, or the public.
 *
 * @since 0.1.0
 */

/** Who reads what arrives: one person, the members of a group, anybody. */
export type Audience = "person" | "group" | "public"

/** One contact point: the name of a channel and the address it understands (a Zalo user id, a mailbox, a group's name). */
export interface Road {
  readonly channel: string
  readonly address: string
}

/** A person, group or page. `name` is how the sender calls it ("chị Lan", "Nhóm Zalo Chi hội ấp 1"). */
export interface Recipient {
  readonly audience: Audience
  /** The id of the person in the directory, of the group or of the page; never a phone number or a name. */
  readonly id: string
  readonly name: string
  /** By preference of the recipient; a channel without a road here cannot be taken. */
  readonly roads: ReadonlyArray<Road>
}
