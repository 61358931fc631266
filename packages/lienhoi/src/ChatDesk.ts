/**
 * Reports answered in chat, over an app: asks the head of a unit for what is owed, understands what she writes, hands in
 * what she agreed to, and tells her what became of it. Channels stand outside: whatever brings her words in calls
 * {@link ChatDesk.hear}, and `say` takes ours out.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Conversation from "@lienhoi/report/Conversation"
import * as ConversationStore from "@lienhoi/report/ConversationStore"
import type { Duty } from "@lienhoi/report/Duty"
import * as Duties from "@lienhoi/report/Duty"
import * as DutyId from "@lienhoi/report/DutyId"
import * as Reply from "@lienhoi/report/Reply"
import type * as Report from "@lienhoi/report/Report"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type { App, Which } from "./App.ts"
import * as ChatAbout from "./internal/chatAbout.ts"
import * as ChatParts from "./internal/chatParts.ts"

/** Something that nobody understood or that belongs to no report: for a person to read. */
export interface Entry {
  readonly at: Instant.Instant
  /** The person (id) who wrote; `null` when nobody knows. */
  readonly person: string | null
  /** The unit whose report it came with; `null` when there was none. */
  readonly unit: string | null
  readonly text: string
}

/** Something that came in. */
export interface Said {
  readonly person: string
  /** `null` when there were photos only. */
  readonly text: string | null
  /** Ids under which photos were kept. */
  readonly photos?: ReadonlyArray<string>
  readonly at: Instant.Instant
}

/** How the desk is set up. */
export interface Options {
  /** Writes to a person; `shows` are the templates (ids) whose figures stand in the text. A failure is told to whoever called. */
  readonly say: (person: string, text: string, shows: ReadonlyArray<string>) => Promise<void>
  /** Gets what nobody understood. */
  readonly keep?: (entry: Entry) => Promise<void> | void
  /** Where conversations stay; in memory when left out. */
  readonly store?: Layer.Layer<ConversationStore.ConversationStore, ConversationStore.ConversationStoreError>
  readonly language?: Language
}

/** The desk. Close it when done. */
export interface ChatDesk extends AsyncDisposable {
  /** Asks the head of the unit for the report; says why when there is nothing to ask or nobody to be asked. */
  readonly invite: (
    which: Which & { readonly at: Instant.Instant }
  ) => Promise<Issue.Checked<Conversation.Conversation>>
  /** Hears one message. Messages of one person are to be given one after another. */
  readonly hear: (said: Said) => Promise<void>
  /** Hands in again what was agreed to just before the process ended; the app knows it if it had it. */
  readonly resume: (person: string, at: Instant.Instant) => Promise<void>
}

const texts = Catalogue.make({
  "nothing-open": {
    vi: "Chào {who}, hiện không có báo cáo nào chờ {who}. Tin đã được giữ lại để Hội xã đọc.",
    en: "Hello {who}, no report is waiting for you now. Your message was kept for the commune to read."
  },
  more: {
    vi: "{Who} còn báo cáo khác: {title}, {period}. Trả lời tiếp dưới đây.",
    en: "Another report waits for you: {title}, {period}. It goes on below."
  },
  several: {
    vi: "{Who} đang có {n} báo cáo chờ:\n{list}\nMuốn chuyển sang báo cáo khác thì nhắn “báo cáo” kèm số, ví dụ: báo cáo 2",
    en: "{n} reports wait for you:\n{list}\nTo change to another write “báo cáo” and its number: báo cáo 2"
  },
  item: { vi: "{n}. {title}, {period}", en: "{n}. {title}, {period}" },
  switched: { vi: "Chuyển sang: {title}, {period}.", en: "Now: {title}, {period}." },
  unknown: { vi: "anh/chị", en: "you" }
})

const issue = Issue.from(
  Catalogue.make({
    "chat.nothing-owed": {
      vi: "Đơn vị {unit} không còn phải nộp báo cáo này; xem lại đơn vị và kỳ",
      en: "Unit {unit} does not owe this report (any more); check the unit and the period"
    },
    "chat.nobody": {
      vi: "Đơn vị {unit} chưa có người phụ trách ngày {date}; phân công rồi hỏi lại, hoặc hỏi qua cấp trên",
      en: "Unit {unit} has no head on {date}; appoint one and ask again, or ask the upper unit"
    }
  })
)

/** Opens the desk. */
export const open = (app: App, options: Options): ChatDesk => {
  const { language = "vi", keep = () => {} } = options
  const runtime = ManagedRuntime.make(options.store ?? ConversationStore.layerMemory)
  const stored = <A>(
    use: (
      store: ConversationStore.ConversationStore["Service"]
    ) => Effect.Effect<A, ConversationStore.ConversationStoreError>
  ): Promise<A> => runtime.runPromise(Effect.flatMap(ConversationStore.ConversationStore, use))

  const whoIs = (person: string): string => Directory.callName(app.directory, person) ?? texts.unknown[language]
  const sayAll = async (
    person: string,
    says: ReadonlyArray<string>,
    ...shows: ReadonlyArray<string>
  ): Promise<void> => {
    for (const text of ChatParts.folded(says)) await options.say(person, text, [...new Set(shows)])
  }

  const aboutOf = (template: string, unit: string, period: string, person: string) =>
    ChatAbout.find(app, { template, unit, period }, whoIs(person), language)

  const left = async (
    texts: ReadonlyArray<string>,
    said: Pick<Said, "person" | "at">,
    unit: string | null
  ): Promise<void> => {
    for (const text of texts) await keep({ at: said.at, person: said.person, unit, text })
  }

  /** Hands in what she agreed to. */
  const settle = async (
    conversation: Conversation.Conversation,
    send: NonNullable<Conversation.Turn["send"]>,
    about: Conversation.About,
    at: Instant.Instant
  ): Promise<Conversation.Turn> => {
    const { submission, replaces } = send
    const outcome = await app
      .submit({
        template: submission.template.id,
        unit: submission.unit,
        period: submission.period,
        values: submission.values,
        reportedBy: submission.reportedBy,
        recordedBy: submission.recordedBy,
        via: "chat",
        reviewed: submission.reviewed ?? false,
        seen: replaces ?? submission.seen
      })
      .then((receipt): Conversation.Settled => {
        if (!receipt.ok) return { is: "refused", issues: receipt.issues }
        const { outcome, report } = receipt.value
        if (outcome === "recorded") return { is: "recorded", at }
        return outcome === "no-op" ? { is: "no-op" } : { is: "confirm-replacement", current: report.revision }
      })
      .catch((): Conversation.Settled => ({ is: "failed" }))
    const revision = outcome.is === "recorded" ? about.revision + 1 : about.revision
    return Conversation.settled(conversation, outcome, { ...about, revision })
  }

  const put = (conversation: Conversation.Conversation, version: number): Promise<boolean> =>
    stored((store) => store.put(conversation, version))

  /** What else waits for her, said once one report is done. */
  const next = async (
    person: string,
    but: string
  ): Promise<{ readonly says: ReadonlyArray<string>; readonly shows: ReadonlyArray<string> }> => {
    const nothing = { says: [], shows: [] }
    const others = (await stored((store) => store.of(person))).filter(
      ({ conversation }) => conversation.duty !== but && Conversation.isOpen(conversation)
    )
    const other = others[0]
    if (other === undefined) return nothing
    const found = await aboutOf(
      other.conversation.template.id,
      other.conversation.unit,
      other.conversation.period,
      person
    )
    if (found === null) return nothing
    const { says } = Conversation.hear(other.conversation, { from: person, text: "xem lại" }, found.about)
    return { says: [heading("more", found.about), ...says], shows: [other.conversation.template.id] }
  }

  /** The open reports of a person in the order of their numbers, which stays the same whichever she is in. */
  const openOf = async (person: string): Promise<ReadonlyArray<ConversationStore.Kept>> =>
    (await stored((store) => store.of(person)))
      .filter(({ conversation }) => Conversation.isOpen(conversation))
      .toSorted((a, b) => (a.conversation.duty < b.conversation.duty ? -1 : 1))

  /** Says which reports wait, when it is more than one. */
  const several = async (person: string): Promise<ReadonlyArray<string>> => {
    const open = await openOf(person)
    if (open.length < 2) return []
    const list = open.map(({ conversation }, i) => {
      const title = app.templates.get(conversation.template.id)?.template.title ?? conversation.template.id
      const period = Period.fromId(conversation.period)
      const params = {
        n: i + 1,
        title,
        period: period.ok ? Period.format(period.value, language) : conversation.period
      }
      return Catalogue.say(texts, "item", params, language)
    })
    const who = whoIs(person)
    const Who = who.charAt(0).toUpperCase() + who.slice(1)
    return [Catalogue.say(texts, "several", { Who, n: open.length, list: list.join("\n") }, language)]
  }

  const heading = (code: "more" | "switched", about: Conversation.About): string =>
    Catalogue.say(
      texts,
      code,
      {
        Who: about.who.charAt(0).toUpperCase() + about.who.slice(1),
        title: about.template.template.title,
        period: Period.format(about.period, language)
      },
      language
    )

  /** Whether the duty ended without this conversation, and how. */
  const endedOf = ({
    duty,
    report
  }: {
    readonly duty: Duty
    readonly report: Report.Report
  }): Conversation.Ended | null => {
    if (duty.waived !== null) return { is: "waived" }
    if (duty.fulfilledAt === null) return null
    return { is: "filed", at: duty.fulfilledAt, via: report.revisions.at(-1)?.via ?? "web" }
  }

  /** One conversation hears one message. Read again when somebody else was quicker. */
  const hearIn = async (duty: string, said: Said): Promise<void> => {
    const kept = (await stored((store) => store.of(said.person))).find((one) => one.conversation.duty === duty)!
    const { conversation, version } = kept
    const found = await aboutOf(conversation.template.id, conversation.unit, conversation.period, said.person)
    if (found === null) return left([said.text ?? "", ...(said.photos ?? [])].filter(Boolean), said, conversation.unit)
    const { about } = found
    const ended = conversation.stage === "asking" || conversation.stage === "reading-back" ? endedOf(found) : null
    const before: Conversation.Turn =
      ended === null || conversation.seen > 0
        ? { conversation, says: [], send: null, left: [] }
        : Conversation.ended(conversation, ended, about)
    const turn = Conversation.hear(
      before.conversation,
      { from: said.person, text: said.text, photos: said.photos ?? [] },
      about
    )
    if (!(await put(turn.conversation, version))) return hearIn(duty, said)
    await left(turn.left, said, conversation.unit)
    const says = [...before.says, ...turn.says]
    const shows = conversation.template.id
    if (turn.send === null) return sayAll(said.person, says, shows)
    const settled = await settle(turn.conversation, turn.send, about, said.at)
    await put(settled.conversation, version + 1)
    const more = Conversation.isOpen(settled.conversation) ? { says: [], shows: [] } : await next(said.person, duty)
    await sayAll(said.person, [...before.says, ...settled.says, ...more.says], shows, ...more.shows)
  }

  const hear = async (said: Said): Promise<void> => {
    const kept = await stored((store) => store.of(said.person))
    const waiting = kept.filter(({ conversation }) => Conversation.isOpen(conversation))
    const reply = said.text === null ? null : Reply.read(said.text)
    if (reply?.is === "other" && waiting.length > 1) {
      const chosen = (await openOf(said.person))[reply.number - 1]
      const found =
        chosen === undefined
          ? null
          : await aboutOf(
              chosen.conversation.template.id,
              chosen.conversation.unit,
              chosen.conversation.period,
              said.person
            )
      if (chosen !== undefined && found !== null) {
        // Kept again, it is the one changed last: the one she is in.
        await put(chosen.conversation, chosen.version)
        await sayAll(said.person, [heading("switched", found.about)])
        return hearIn(chosen.conversation.duty, { ...said, text: "xem lại", photos: [] })
      }
    }
    const current = waiting[0] ?? (reply?.is === "change" ? kept[0] : undefined)
    if (current !== undefined) return hearIn(current.conversation.duty, said)
    await left([said.text ?? "", ...(said.photos ?? [])].filter(Boolean), said, null)
    await sayAll(said.person, [Catalogue.say(texts, "nothing-open", { who: whoIs(said.person) }, language)])
  }

  return {
    invite: async (which) => {
      const date = Instant.dateIn(which.at)
      const template = which.template ?? [...app.templates.keys()][0] ?? ""
      const period = Period.parse(which.period)
      if (!period.ok) return period
      const head = app.headOf(which.unit, date)
      const details = { path: ["unit"] }
      if (head === null)
        return Issue.fail(issue("chat.nobody", { unit: which.unit, date: PlainDate.format(date) }, details))
      const found = await aboutOf(template, which.unit, period.value.id, head)
      if (found === null || !Duties.isOpen(found.duty)) {
        return Issue.fail(issue("chat.nothing-owed", { unit: which.unit }, details))
      }
      const id = Duties.id(found.duty)
      const kept = await stored((store) => store.of(head))
      const before = kept.find(({ conversation }) => conversation.duty === id)
      if (before !== undefined) return Issue.ok(before.conversation)
      const turn = Conversation.begin(id, head, found.about)
      await put(turn.conversation, 0)
      await sayAll(head, [...turn.says, ...(await several(head))], template)
      return Issue.ok(turn.conversation)
    },
    hear,
    resume: async (person, at) => {
      for (const { conversation, version } of await stored((store) => store.of(person))) {
        const send = Conversation.unsettled(conversation)
        const key = DutyId.parse(conversation.duty)
        if (send === null || key === null) continue
        const found = await aboutOf(conversation.template.id, conversation.unit, conversation.period, person)
        if (found === null) continue
        const settled = await settle(conversation, send, found.about, at)
        await put(settled.conversation, version)
        await sayAll(person, settled.says, conversation.template.id)
      }
    },
    [Symbol.asyncDispose]: () => runtime.dispose()
  }
}
