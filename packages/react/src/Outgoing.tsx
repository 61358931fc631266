/**
 * Forms on their way to the server. A form that is sent is first kept on the phone; it leaves it only when the server has
 * said that it arrived. A dead line, a closed browser, a second tab and an ended session change when it goes, not whether,
 * and it goes once: the same figures after the same revision are one submission however often they are told.
 *
 * @since 0.1.0
 */
import * as ReportKey from "@lienhoi/report/ReportKey"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type * as Drafts from "./Drafts.tsx"
import { keptIn } from "./internal/keptId.ts"
import { patient } from "./internal/patient.ts"

const issue = Issue.from(
  Catalogue.make({
    "photo.lost": {
      vi: "Ảnh hoặc tệp này không còn trong máy; chọn lại rồi gửi",
      en: "This photo or file is no longer on the device; choose it again and send"
    },
    "form.not-kept": {
      vi: "Chưa có mạng và máy này không cất được báo cáo; giữ trang này mở, có mạng thì bấm Gửi lại",
      en: "There is no line and this device cannot keep the report; leave the page open and send again when the line is back"
    }
  })
)

/** What came of one try to send a form; `no-line`: no answer came, or the server cannot work just now, and it is tried again. */
export type Answer = Drafts.Said | { readonly is: "no-line" }

/** What came of one try to hand over a photo or a file. */
export type Upload =
  | { readonly is: "kept"; readonly id: string }
  | { readonly is: "refused"; readonly issues: ReadonlyArray<Issue.Issue> }
  | { readonly is: "sign-in" }
  | { readonly is: "no-line" }

/** Where a form is that was sent; `waiting` for a line. What the server said stays until {@link Outgoing.acknowledge} or the next sending. */
export type State = Drafts.Said | { readonly is: "sending" } | { readonly is: "waiting" }

/** How forms leave. A promise that fails counts as a dead line. */
export interface Options {
  readonly drafts: Drafts.Drafts
  readonly send: (letter: Drafts.Letter) => Promise<Answer>
  readonly upload: (file: Drafts.KeptFile) => Promise<Upload>
  /** How long it waits before it tries again, in milliseconds, after the first failure, the second …; the last one stays. */
  readonly pauses?: ReadonlyArray<number>
  /** How long one request may take, in milliseconds, before it counts as a dead line: 90 s when left out. */
  readonly patience?: number
}

/** The way out. One for each page is enough. */
export interface Outgoing {
  /** Keeps a form and sends it as soon as it can. Resolves when it is kept. */
  readonly send: (letter: Omit<Drafts.Letter, "said">) => Promise<void>
  /** Takes a form back that has not arrived; `false` when it had. */
  readonly takeBack: (report: ReportKey.ReportKey) => Promise<boolean>
  /** Where the form of a report is; `null` when none was sent. The same value until something changes. */
  readonly state: (report: ReportKey.ReportKey) => State | null
  /** Puts what the server said aside. */
  readonly acknowledge: (report: ReportKey.ReportKey) => Promise<void>
  /** Tries again at once, also what waited for somebody to sign in. */
  readonly nudge: () => Promise<void>
  readonly subscribe: (listener: () => void) => () => void
  /** Stops; what waits stays on the phone for the next time. */
  readonly close: () => void
}

const ordinaryPauses = [2000, 5000, 15_000, 60_000]
const ordinaryPatience = 90_000

const renamed = (answer: unknown, from: string, to: string): unknown => {
  if (answer === from) return to
  if (Array.isArray(answer)) return answer.map((one) => renamed(one, from, to))
  if (typeof answer !== "object" || answer === null) return answer
  return Object.fromEntries(Object.entries(answer).map(([key, one]) => [key, renamed(one, from, to)]))
}

const ownerOf = (values: Input, file: string): string =>
  Object.keys(values).find((key) => keptIn(values[key]).includes(file)) ?? ""

/** Opens the way out and sends what still waits from another day. */
export const make = (options: Options): Outgoing => {
  const { drafts, pauses = ordinaryPauses, patience = ordinaryPatience } = options
  const send = (letter: Drafts.Letter): Promise<Answer> => patient(options.send(letter), patience)
  const upload = (file: Drafts.KeptFile): Promise<Upload> => patient(options.upload(file), patience)
  const states = new Map<string, State>()
  const listeners = new Set<() => void>()
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const show = (report: ReportKey.ReportKey, state: State | null): void => {
    const key = ReportKey.stream(report)
    if (state === null) states.delete(key)
    else states.set(key, state)
    tell()
  }

  /** Hands over the files that a letter names; the letter as it then reads, and why it cannot go yet. */
  const withFiles = async (
    letter: Drafts.Letter
  ): Promise<{ readonly letter: Drafts.Letter; readonly answer: Exclude<Answer, { is: "received" }> | null }> => {
    let now = letter
    for (const id of keptIn(letter.values)) {
      const path = [ownerOf(now.values, id)]
      const file = await drafts.file(id)
      if (file === null) return { letter: now, answer: { is: "refused", issues: [issue("photo.lost", {}, { path })] } }
      const answer = await upload(file)
      if (answer.is === "refused") {
        return { letter: now, answer: { ...answer, issues: answer.issues.map((one) => ({ ...one, path })) } }
      }
      if (answer.is !== "kept") return { letter: now, answer }
      const before = now
      now = { ...now, values: renamed(now.values, id, answer.id) as Input }
      // Tried again, the letter names it by the server's id.
      await drafts.exchange(before, now)
    }
    return { letter: now, answer: null }
  }

  /** Whether an answer came. */
  const deliver = async (sent: Drafts.Letter): Promise<boolean> => {
    show(sent.report, { is: "sending" })
    const { answer: early, letter } = await withFiles(sent)
    const answer = early ?? (await send(letter))
    if (answer.is === "no-line") {
      show(sent.report, { is: "waiting" })
      return false
    }
    if (answer.is === "received") {
      const all = await drafts.ofReport(letter.report)
      const [done, later] = [all.filter(({ at }) => at <= letter.at), all.filter(({ at }) => at > letter.at)]
      await drafts.forget(letter.report, letter.at)
      // A draft that was written on meanwhile, in another tab, still names its photos.
      const stays = new Set(keptIn(later.map(({ answers }) => answers)))
      for (const id of keptIn([sent.values, ...done.map(({ answers }) => answers)]))
        if (!stays.has(id)) await drafts.dropFile(id)
    }
    await drafts.exchange(letter, { ...letter, values: answer.is === "received" ? {} : letter.values, said: answer })
    show(letter.report, answer)
    return true
  }

  const plan = (): void => {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(() => void pump(), pauses[Math.min(failures, pauses.length) - 1] ?? 0)
  }

  const isDue = ({ said }: Drafts.Letter, isSignedIn: boolean): boolean =>
    said === null || (said.is === "sign-in" && isSignedIn)

  /** Sends everything that waits, one after the other; the letters are read when it is our turn and not before. */
  const sendAll = async (isSignedIn: boolean): Promise<boolean> => {
    let isAlive = true
    for (const letter of await drafts.letters()) {
      if (isClosed) return true
      if (!isDue(letter, isSignedIn)) continue
      if (isAlive) isAlive = await deliver({ ...letter, said: null })
      else show(letter.report, { is: "waiting" })
    }
    return isAlive
  }
  const pump = async (isSignedIn = false): Promise<void> => {
    if (isClosed) return
    clearTimeout(timer)
    const isAlive = await drafts.alone(() => sendAll(isSignedIn)).catch(() => false)
    failures = isAlive ? 0 : failures + 1
    if (!isAlive) plan()
  }

  /** What was done in another tab, or before this page was opened. */
  const look = async (): Promise<void> => {
    const letters = await drafts.letters().catch(() => null)
    if (letters === null || isClosed) return
    const said = new Map(letters.map((letter) => [ReportKey.stream(letter.report), letter.said]))
    for (const [key, state] of states) if (state.is !== "sending" && !said.has(key)) states.delete(key)
    for (const [key, word] of said) {
      if (word !== null && JSON.stringify(states.get(key)) !== JSON.stringify(word)) states.set(key, word)
    }
    tell()
  }

  const onLine = (): void => {
    failures = 0
    void pump()
  }
  const unwatch = drafts.watch(() => void look())
  globalThis.addEventListener?.("online", onLine)
  // Whoever opens the page has signed in, for all it knows.
  void look().then(() => pump(true))

  return {
    send: async (unsent) => {
      const letter = { ...unsent, said: null }
      show(letter.report, { is: "sending" })
      const isKept = await drafts.post(letter).then(
        () => true,
        () => false
      )
      if (isKept) void pump()
      // A device that keeps nothing: it goes now or not at all.
      else {
        const answer = await send(letter)
        const lost = { is: "refused", issues: [issue("form.not-kept")] } as const
        show(letter.report, answer.is === "no-line" ? lost : answer)
      }
    },
    takeBack: (report) =>
      drafts.alone(async () => {
        const letter = (await drafts.letters()).find((one) => ReportKey.equals(one.report, report))
        if (letter === undefined || letter.said?.is === "received") return false
        await drafts.exchange(letter, null)
        show(report, null)
        return true
      }),
    state: (report) => states.get(ReportKey.stream(report)) ?? null,
    acknowledge: async (report) => {
      show(report, null)
      const letter = (await drafts.letters()).find((one) => ReportKey.equals(one.report, report))
      if (letter !== undefined && letter.said !== null) await drafts.exchange(letter, null)
    },
    nudge: () => {
      failures = 0
      return pump(true)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: () => {
      isClosed = true
      clearTimeout(timer)
      unwatch()
      globalThis.removeEventListener?.("online", onLine)
    }
  }
}
