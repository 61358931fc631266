/**
 * Forms on their way to the server. A form that is sent is first kept on the phone; it leaves it only when the server has
 * said that it arrived. A dead line, a closed browser, a second tab and an ended session change when it goes, not whether,
 * and it goes once: the same figures after the same revision are one submission however often they are told.
 *
 * @since 0.1.0
 */
import type * as Instant from "@lienhoi/calendar/Instant"
import type { Form } from "@lienhoi/report/Form"
import * as ReportKey from "@lienhoi/report/ReportKey"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Drafts from "./Drafts.tsx"

export type { Letter } from "./Drafts.tsx"

const issue = Issue.from(
  Catalogue.make({
    "photo.lost": {
      vi: "Ảnh hoặc tệp này không còn trong máy; chọn lại rồi gửi",
      en: "This photo or file is no longer on the device; choose it again and send"
    }
  })
)

/** What the server said to a form. */
export type Answer =
  /** It arrived, at that moment of the server's clock, as that revision. */
  | { readonly is: "received"; readonly at: Instant.Instant; readonly revision: number }
  | { readonly is: "refused"; readonly issues: ReadonlyArray<Issue.Issue> }
  /** Others handed in figures meanwhile and nothing was recorded; `form` is the form as it stands now. */
  | { readonly is: "newer"; readonly form: Form }
  /** Nobody is signed in any more. */
  | { readonly is: "sign-in" }
  /** No answer came, or the server cannot work just now: it is tried again. */
  | { readonly is: "no-line" }

/** What the server said to a photo or a file. */
export type Upload =
  | { readonly is: "kept"; readonly id: string }
  | { readonly is: "refused"; readonly issues: ReadonlyArray<Issue.Issue> }
  | { readonly is: "sign-in" }
  | { readonly is: "no-line" }

/** Where a form is that was sent. */
export type State =
  | { readonly is: "sending" }
  /** For a line. */
  | { readonly is: "waiting" }
  | { readonly is: "received"; readonly at: Instant.Instant; readonly revision: number; readonly values: Input }
  | Drafts.Trouble

/** How forms leave. A promise that fails counts as a dead line. */
export interface Options {
  readonly drafts: Drafts.Drafts
  readonly send: (letter: Drafts.Letter) => Promise<Answer>
  readonly upload: (file: Drafts.KeptFile) => Promise<Upload>
  /** How long it waits before it tries again, in milliseconds, after the first failure, the second …; the last one stays. */
  readonly pauses?: ReadonlyArray<number>
}

/** The way out. One for each page is enough. */
export interface Outgoing {
  /** Keeps a form and sends it as soon as it can. Resolves when it is kept. */
  readonly send: (letter: Omit<Drafts.Letter, "trouble">) => Promise<void>
  /** Takes a form back that has not arrived; `false` when it had. */
  readonly takeBack: (report: ReportKey.ReportKey) => Promise<boolean>
  /** Where the form of a report is; `null` when none was sent. The same value until something changes. */
  readonly state: (report: ReportKey.ReportKey) => State | null
  /** Puts the news about a report that arrived aside. */
  readonly acknowledge: (report: ReportKey.ReportKey) => void
  /** Tries again at once, also what waited for a signature: call it after somebody signed in. */
  readonly nudge: () => Promise<void>
  readonly subscribe: (listener: () => void) => () => void
  /** Stops; what waits stays on the phone for the next time. */
  readonly close: () => void
}

const ordinaryPauses = [2000, 5000, 15_000, 60_000]

/** Every kept file that the answers name. */
const keptIn = (answer: unknown): ReadonlyArray<string> => {
  if (Drafts.isKept(answer)) return [answer]
  if (Array.isArray(answer)) return answer.flatMap(keptIn)
  return typeof answer === "object" && answer !== null ? Object.values(answer).flatMap(keptIn) : []
}

const renamed = (answer: unknown, from: string, to: string): unknown => {
  if (answer === from) return to
  if (Array.isArray(answer)) return answer.map((one) => renamed(one, from, to))
  if (typeof answer !== "object" || answer === null) return answer
  return Object.fromEntries(Object.entries(answer).map(([key, one]) => [key, renamed(one, from, to)]))
}

const noLine = { is: "no-line" } as const

/** Opens the way out and sends what still waits from another day. */
export const make = ({ drafts, send, upload, pauses = ordinaryPauses }: Options): Outgoing => {
  const states = new Map<string, State>()
  const listeners = new Set<() => void>()
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  const show = (report: ReportKey.ReportKey, state: State | null): void => {
    const key = ReportKey.stream(report)
    if (state === null) states.delete(key)
    else states.set(key, state)
    for (const listener of listeners) listener()
  }

  const hold = async (letter: Drafts.Letter, trouble: Drafts.Trouble): Promise<void> => {
    await drafts.exchange(letter, { ...letter, trouble })
    show(letter.report, trouble)
  }

  /** Hands over the files that a letter names; the letter as it then reads, or why it cannot go yet. */
  const withFiles = async (letter: Drafts.Letter): Promise<Drafts.Letter | Exclude<Upload, { is: "kept" }>> => {
    let now = letter
    for (const id of keptIn(letter.values)) {
      const path = [Object.keys(now.values).find((key) => keptIn(now.values[key]).includes(id)) ?? ""]
      const file = await drafts.file(id)
      if (file === null) return { is: "refused", issues: [issue("photo.lost", {}, { path })] }
      const answer = await upload(file).catch(() => noLine)
      if (answer.is === "refused") return { ...answer, issues: answer.issues.map((one) => ({ ...one, path })) }
      if (answer.is !== "kept") return answer
      now = { ...now, values: renamed(now.values, id, answer.id) as Input }
      // From here on it is the server's: tried again, the letter names it by the server's id.
      await drafts.exchange(letter, now)
      await drafts.dropFile(id)
    }
    return now
  }

  /** Whether the line was there. */
  const deliver = async (letter: Drafts.Letter): Promise<boolean> => {
    show(letter.report, { is: "sending" })
    const ready = await withFiles(letter)
    const answer = "is" in ready ? ready : await send(ready).catch(() => noLine)
    switch (answer.is) {
      case "no-line":
        show(letter.report, { is: "waiting" })
        return false
      case "received": {
        await drafts.forget(letter.report, letter.at)
        await drafts.exchange(letter, null)
        show(letter.report, { ...answer, values: "is" in ready ? letter.values : ready.values })
        return true
      }
      default:
        await hold("is" in ready ? letter : ready, answer)
        return true
    }
  }

  const plan = (): void => {
    clearTimeout(timer)
    if (isClosed) return
    timer = setTimeout(() => void pump(false), pauses[Math.min(failures, pauses.length) - 1] ?? 0)
  }

  /** Sends everything that waits, one after the other; the letters are read when it is our turn and not before. */
  const pump = (isSignedIn: boolean): Promise<void> =>
    drafts.alone(async () => {
      if (isClosed) return
      clearTimeout(timer)
      const letters = await drafts.letters()
      let isAlive = true
      for (const letter of letters) {
        const { trouble } = letter
        if (trouble !== null && !(trouble.is === "sign-in" && isSignedIn)) show(letter.report, trouble)
        else if (isAlive) isAlive = await deliver({ ...letter, trouble: null })
        else show(letter.report, { is: "waiting" })
      }
      failures = isAlive ? 0 : failures + 1
      if (!isAlive) plan()
    })

  /** What another tab did: a letter that is gone has arrived or was taken back. */
  const look = async (): Promise<void> => {
    const letters = await drafts.letters()
    const there = new Set(letters.map(({ report }) => ReportKey.stream(report)))
    for (const [key, state] of states) {
      if (state.is !== "received" && state.is !== "sending" && !there.has(key)) states.delete(key)
    }
    for (const { report, trouble } of letters) {
      const known = states.get(ReportKey.stream(report))
      if (trouble !== null && known?.is !== trouble.is) states.set(ReportKey.stream(report), trouble)
    }
    for (const listener of listeners) listener()
  }

  const onLine = (): void => {
    failures = 0
    void pump(false)
  }
  const unwatch = drafts.watch(() => void look())
  globalThis.addEventListener?.("online", onLine)
  void pump(false)

  return {
    send: async (letter) => {
      await drafts.post({ ...letter, trouble: null })
      show(letter.report, { is: "sending" })
      void pump(false)
    },
    takeBack: (report) =>
      drafts.alone(async () => {
        const letters = await drafts.letters()
        const letter = letters.find((one) => ReportKey.equals(one.report, report))
        if (letter === undefined) return false
        await drafts.exchange(letter, null)
        show(report, null)
        return true
      }),
    state: (report) => states.get(ReportKey.stream(report)) ?? null,
    acknowledge: (report) => show(report, null),
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
