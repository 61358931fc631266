/**
 * A report answered in a chat: question by question, or as one message with all figures. It is a value that changes with
 * every message and can be written down and read back, so a restart forgets nothing. What is submitted is exactly what
 * was read back and agreed to, and it goes through the validator of every other road.
 *
 * Nothing here knows a channel: the same conversation runs over Zalo, mail or a chat on a web page.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Template } from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import type { Issue } from "@lienhoi/words/Issue"
import * as Listening from "./internal/listening.ts"
import type { Conversation, Heard, Turn } from "./internal/spoken.ts"
import * as Spoken from "./internal/spoken.ts"
import * as Talk from "./internal/talk.ts"
import type { Via } from "./Submission.ts"

export type { Conversation, Heard, Stage, Turn } from "./internal/spoken.ts"
export type { About } from "./internal/talk.ts"

/** Opens the conversation about one duty with one person: greeting, the list that can be sent back, the first question. */
export const begin = (duty: string, person: string, about: Talk.About): Turn => {
  const { id, lineage, version } = about.template.template
  const fresh: Conversation = {
    duty,
    person,
    template: { lineage, id, version },
    unit: about.unit.id,
    period: about.period.id,
    seen: about.revision,
    stage: "asking",
    current: null,
    mending: false,
    answers: {},
    passed: [],
    proposal: null,
    replaces: null
  }
  return Listening.goOn(Spoken.turn(fresh, Talk.greeting(about, Talk.questions(about))), about)
}

/**
 * She wrote something, or sent photos. Never throws, whatever it is; what is not understood is in {@link Turn.left}, for
 * a person to read.
 */
export const hear = (conversation: Conversation, heard: Heard, about: Talk.About): Turn =>
  Listening.hear(conversation, heard, about)

/** What became of the figures that were sent. */
export type Settled =
  | { readonly is: "recorded"; readonly at: Instant.Instant }
  | { readonly is: "no-op" }
  /** Others were handed in meanwhile. */
  | { readonly is: "confirm-replacement"; readonly current: number }
  | { readonly is: "refused"; readonly issues: ReadonlyArray<Issue> }
  /** The store could not be reached; nothing is known to be recorded. */
  | { readonly is: "failed" }

const moment = (at: Instant.Instant) => ({
  time: Instant.timeIn(at),
  date: PlainDate.format(Instant.dateIn(at))
})

/** Tells her what became of her figures. */
export const settled = (conversation: Conversation, outcome: Settled, about: Talk.About): Turn => {
  const done = { ...conversation, stage: "done", current: null, proposal: null, replaces: null } as const
  switch (outcome.is) {
    case "recorded":
      return Spoken.turn({ ...done, seen: about.revision }, [Talk.say(about, "recorded", moment(outcome.at))])
    case "no-op":
      return Spoken.turn(done, [Talk.say(about, "same")])
    case "confirm-replacement":
      return Spoken.turn({ ...conversation, stage: "replacing", replaces: outcome.current }, [Talk.say(about, "newer")])
    case "refused":
      return Listening.mend({ ...conversation, replaces: null }, outcome.issues, about)
    case "failed":
      return Spoken.turn({ ...conversation, stage: "reading-back" }, [Talk.say(about, "failed")])
  }
}

/** How the duty ended without this conversation. */
export type Ended =
  | { readonly is: "filed"; readonly at: Instant.Instant; readonly via: Via }
  | { readonly is: "waived" }

/** Somebody else handed the report in, or it is no longer owed. Her answers stay, in case she wants to change something. */
export const ended = (conversation: Conversation, how: Ended, about: Talk.About): Turn => {
  const done = { ...conversation, stage: "done", current: null, proposal: null, replaces: null } as const
  return Spoken.turn(
    done,
    how.is === "waived"
      ? [Talk.say(about, "waived")]
      : [Talk.say(about, "elsewhere", { ...moment(how.at), via: Talk.say(about, how.via) })]
  )
}

/**
 * Figures she agreed to whose answer never came, because the process ended in between: hand them in again, the desk knows
 * them if it had them. `null` when there are none.
 */
export const unsettled = (conversation: Conversation): Turn["send"] =>
  conversation.stage === "sending" && conversation.proposal !== null
    ? { submission: Spoken.submission(conversation, conversation.proposal), replaces: conversation.replaces }
    : null

/** Whether it still waits for her. */
export const isOpen = ({ stage }: Pick<Conversation, "stage">): boolean => stage !== "done"

/** The answers as they stand, whether agreed to or not. */
export const answers = (conversation: Conversation): Input => conversation.answers

/** The sum of all questions, for a program that shows how far she is. */
export const progress = (
  conversation: Conversation,
  about: Talk.About
): { readonly answered: number; readonly asked: number } => ({
  answered: Object.keys(conversation.answers).length,
  asked: Talk.questions(about).length
})

/** Written down, to be kept anywhere. */
export const encode = (conversation: Conversation): string => JSON.stringify(conversation)

/**
 * Reads what {@link encode} wrote; `null` when it is no conversation, or one about another version of the template, whose
 * questions are others.
 */
export const decode = (text: string, template: Template | null = null): Conversation | null => {
  const read = Spoken.parse(text)
  if (read === null || template === null) return read
  const { id, version } = template
  return read.template.id === id && read.template.version === version ? read : null
}
