/**
 * Urgent matters told in chat, over an app: what a branch head reports opens a case at the unit above, whose head is told
 * at once; her answer goes back. Stands before the {@link "ChatDesk"}: what is not urgent is left to it.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as UrgentCase from "@lienhoi/report/UrgentCase"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { App } from "./App.ts"
import type { Said } from "./ChatDesk.ts"

/** Where drafts and cases stay. Everything in it is plain data. */
export interface Store {
  readonly draft: (person: string) => Promise<UrgentCase.Draft | null>
  /** `null` forgets the draft. */
  readonly keepDraft: (person: string, draft: UrgentCase.Draft | null) => Promise<void>
  readonly cases: () => Promise<ReadonlyArray<UrgentCase.UrgentCase>>
  /** A number for a new case of the unit above; given once, also to two who ask at the same time. */
  readonly number: (upper: string) => Promise<number>
  /** Keeps a case, new or changed: one per unit above and number. */
  readonly keep: (urgent: UrgentCase.UrgentCase) => Promise<void>
}

/** A store in memory. */
export const memory = (): Store => {
  const drafts = new Map<string, UrgentCase.Draft>()
  const cases = new Map<string, UrgentCase.UrgentCase>()
  const numbers = new Map<string, number>()
  return {
    draft: async (person) => drafts.get(person) ?? null,
    keepDraft: async (person, draft) => {
      if (draft === null) drafts.delete(person)
      else drafts.set(person, draft)
    },
    cases: async () => [...cases.values()],
    number: async (upper) => {
      const next = (numbers.get(upper) ?? 0) + 1
      numbers.set(upper, next)
      return next
    },
    keep: async (urgent) => void cases.set(`${urgent.upper}\n${urgent.number}`, urgent)
  }
}

/** How the desk is set up. */
export interface Options {
  /** The id of the template of kind `case`. */
  readonly template: string
  readonly say: (person: string, text: string) => Promise<void>
  readonly store?: Store
  readonly calendar?: WorkingDays.WorkingDays
  readonly language?: Language
}

/** The desk. */
export interface UrgentDesk {
  /** Whether the message was about an urgent matter; if not, it is somebody else's. */
  readonly hear: (said: Said) => Promise<boolean>
  readonly cases: () => Promise<ReadonlyArray<UrgentCase.UrgentCase>>
}

/** Opens the desk. */
export const open = (app: App, options: Options): UrgentDesk => {
  const { say, store = memory(), calendar = WorkingDays.vietnam, language = "vi" } = options
  const whoIs = (person: string): string => Directory.callName(app.directory, person) ?? person
  const unitLedBy = (person: string, at: Instant.Instant) => {
    const date = Instant.dateIn(at)
    return app.tree(date).units.find(({ id }) => app.headOf(id, date) === person)
  }
  const names = (urgent: UrgentCase.UrgentCase, at: Instant.Instant): UrgentCase.Names => {
    const { units } = app.tree(Instant.dateIn(at))
    const nameOf = (id: string): string => units.find((unit) => unit.id === id)?.name ?? id
    return { unit: nameOf(urgent.unit), upper: nameOf(urgent.upper), who: whoIs(urgent.person), language }
  }
  const refuse = async (person: string, issues: ReadonlyArray<Issue>): Promise<void> =>
    say(person, issues.map((issue) => (language === "en" ? issue.english : issue.message)).join("\n"))

  const raise = async (
    draft: UrgentCase.Draft,
    { template, unit, upper, at }: Pick<UrgentCase.Options, "template" | "unit" | "upper" | "at">
  ): Promise<void> => {
    const number = await store.number(upper)
    const period = Period.containing("month", Instant.dateIn(at))
    const opened = UrgentCase.open(draft, { template, number, unit, upper, period, at, calendar })
    if (!opened.ok) return refuse(draft.person, opened.issues)
    await store.keep(opened.value)
    await store.keepDraft(draft.person, null)
    const called = names(opened.value, at)
    const head = app.headOf(upper, Instant.dateIn(at))
    if (head !== null) await say(head, UrgentCase.told(opened.value, called))
    await say(draft.person, UrgentCase.opened(opened.value, called))
  }

  const reply = async (said: Said, given: { readonly number: number; readonly text: string }): Promise<boolean> => {
    const template = app.templates.get(options.template)
    const upper = unitLedBy(said.person, said.at)?.id
    const urgent = (await store.cases()).find((one) => one.upper === upper && one.number === given.number)
    if (template === undefined || urgent === undefined) return false
    const answer = { by: said.person, at: said.at, text: given.text }
    const answered = UrgentCase.answer(urgent, answer, { template, calendar })
    if (!answered.ok) {
      await refuse(said.person, answered.issues)
      return true
    }
    await store.keep(answered.value)
    const called = names(urgent, said.at)
    await say(urgent.person, UrgentCase.answered(answered.value, called))
    await say(said.person, UrgentCase.passed(answered.value, called))
    return true
  }

  return {
    cases: store.cases,
    hear: async (said) => {
      const { person, text, photos = [], at } = said
      const given = text === null ? null : UrgentCase.answerOf(text)
      if (given !== null && (await reply(said, given))) return true
      const draft = await store.draft(person)
      const call = text === null ? null : UrgentCase.called(text)
      if (draft === null && call === null) return false
      const template = app.templates.get(options.template)
      const unit = unitLedBy(person, at)
      const upper = unit?.parent ?? null
      if (template === undefined || unit === undefined || upper === null) return false
      const begun = draft ?? { person, unit: unit.id, words: "", photos: [] }
      const collected = UrgentCase.collect(begun, { text: draft === null ? call : text, photos }, language)
      if (collected.is === "done") {
        await store.keepDraft(person, collected.draft)
        await raise(collected.draft, { template, unit, upper, at })
        return true
      }
      await store.keepDraft(person, collected.is === "dropped" ? null : collected.draft)
      await say(person, collected.says)
      return true
    }
  }
}
