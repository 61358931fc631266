/**
 * The stage on which the month is played: the clock, the post, and the people who look every morning.
 */
import { type App, Instant, Issue } from "lienhoi"
import * as Post from "./post.ts"

/** Stops the story at the first answer that is not a value, with its issues. */
export class Refused extends Error {
  readonly issues: ReadonlyArray<Issue.Issue>
  constructor(issues: ReadonlyArray<Issue.Issue>) {
    super(issues.map((issue) => Issue.format(issue)).join("\n"))
    this.issues = issues
  }
}

/** The value of an answer. */
export const good = <A>(checked: Issue.Checked<A>): A => {
  if (checked.ok) return checked.value
  throw new Refused(checked.issues)
}

/** A clock that shows what it was set to; moments as on a clock in Vietnam: `2024-10-16T08:30`. */
export const clock = () => {
  let now = "2024-01-01T00:00:00.000Z"
  return {
    now: () => now,
    set: (moment: string) => {
      now = good(Instant.parse(`${moment}:00+07:00`))
    }
  }
}

/** What the people of the province do, over the app. */
export const make = (app: App, root: string, time: ReturnType<typeof clock>) => {
  const tree = app.tree("2024-10-14")
  const chairOf = (unit: string): string => app.headOf(unit, "2024-10-14") ?? ""
  const posts = new Map<string, ReturnType<typeof Post.open>>()
  const postOf = (month: string) => {
    const post = posts.get(month) ?? Post.open(root, month)
    posts.set(month, post)
    return post
  }

  /** Takes in what the post brought for a month up to that moment: all of it, or all that is wrong with it. */
  const receive = async (month: string, moment: string): Promise<void> => {
    const issues: Array<Issue.Issue> = []
    for (const letter of postOf(month).until(good(Instant.parse(`${moment}:59+07:00`)))) {
      const taken = await app.takeIn(letter)
      if (!taken.ok) issues.push(...taken.issues)
      const left = taken.ok ? taken.value.filter(({ outcome }) => outcome === "confirm-replacement") : []
      if (left.length > 0) throw new Error(`${letter.file}: ${left.map(({ report }) => report.key.unit).join(", ")}`)
    }
    if (issues.length > 0) throw new Refused(issues)
    time.set(moment)
  }

  /**
   * What is wrong with the tables of these months that nobody has opened yet. What a report lacks only because a table
   * before it was refused is no fault of theirs.
   */
  const unopened = async (months: ReadonlyArray<string>): Promise<ReadonlyArray<Issue.Issue>> => {
    const issues: Array<Issue.Issue> = []
    for (const letter of months.flatMap((month) => postOf(month).until(null))) {
      const taken = await app.takeIn(letter)
      if (!taken.ok) issues.push(...taken.issues.filter(({ code }) => !code.startsWith("report.")))
    }
    return issues
  }

  /** Whoever stands above a level approves what has come in from it. */
  const approve = async (level: string, month: string): Promise<void> => {
    for (const unit of tree.units.filter((one) => one.level === level)) {
      const { status } = good(await app.report({ unit: unit.id, period: month }))
      if (status === "submitted")
        good(await app.approve({ unit: unit.id, period: month, by: chairOf(unit.parent ?? unit.id) }))
    }
  }

  /** Eight o'clock: the worker plans and sends; the province's office posts by hand what has to be, and marks it. */
  const morning = async (day: string) => {
    await receive("2024-10", `${day}T08:00`)
    const tick = await app.tick()
    const byHand = await app.worklist()
    for (const item of byHand) await app.posted(item.key, chairOf("hg"))
    return { tick, byHand }
  }

  return { app, tree, chairOf, receive, unopened, approve, morning, set: time.set }
}

/** The stage. */
export type Stage = ReturnType<typeof make>
