/**
 * One reporting month of Hậu Giang, October 2024, run through the app as it happened: nine months on file, invitations,
 * submissions as they come, a return, a telephone call, two late communes, approval from the bottom up, the signed total.
 */
import { createHash } from "node:crypto"
import {
  Aggregation,
  type App,
  type Board,
  BoardPage,
  Consolidated,
  Instant,
  type Issue,
  openApp,
  Telling,
  Template
} from "lienhoi"
import config from "./lienhoi.config.ts"
import { writeOut } from "./out.ts"
import * as Phone from "./phone.ts"
import * as Post from "./post.ts"
import * as texts from "./texts.ts"

/** How the month is run. */
export interface Options {
  /** The folder of `units.csv`, `people.csv`, `templates/` and `inputs/`. */
  readonly root: string
  /** Where the results are written; nothing is written without it. */
  readonly out?: string
  readonly language: "vi" | "en"
  readonly progress: (line: string) => void
}

/** What the month came to. */
export type Result =
  | { readonly ok: true; readonly lines: ReadonlyArray<string>; readonly json: Summary }
  | { readonly ok: false; readonly issues: ReadonlyArray<Issue.Issue> }

/** The month for a program. */
export interface Summary {
  readonly period: string
  readonly note: string
  /** By unit and field; `null` where there is no figure. Shares from 0 to 1. */
  readonly totals: { readonly [unit: string]: { readonly [field: string]: number | null } }
  readonly yearToDate: { readonly [unit: string]: { readonly [field: string]: number | null } }
  readonly completeness: ReadonlyArray<Board.LevelLine>
  /** The communes on the evening of their due day. */
  readonly eve: ReadonlyArray<Board.LevelLine>
  readonly reminders: ReadonlyArray<{ readonly key: string; readonly because: string }>
  readonly issues: ReadonlyArray<Board.Flagged>
  readonly digest: string
}

const period = "2024-10"
const pastMonths = ["01", "02", "03", "04", "05", "06", "07", "08", "09"].map((month) => `2024-${month}`)
/** A moment of October on Vietnam's clock. */
const october = (day: number, time: string): string => `2024-10-${String(day).padStart(2, "0")}T${time}:00+07:00`

/** Stops the story at the first answer that is not a value, with its issues. */
class Refused extends Error {
  readonly issues: ReadonlyArray<Issue.Issue>
  constructor(issues: ReadonlyArray<Issue.Issue>) {
    super("refused")
    this.issues = issues
  }
}
const good = <A>(checked: Issue.Checked<A>): A => {
  if (checked.ok) return checked.value
  throw new Refused(checked.issues)
}

const figures = (total: Aggregation.Total): Summary["totals"] =>
  Object.fromEntries(
    total.hierarchy.units.map(({ id }) => [
      id,
      Object.fromEntries(
        Template.fields(total.template.template).flatMap(({ key }) => {
          const figure = Aggregation.cell(total, id, key)
          return figure === null ? [] : [[key, figure.value]]
        })
      )
    ])
  )

/** Runs the month. */
export const run = async (options: Options): Promise<Result> => {
  let now = good(Instant.parse("2024-01-01T00:00:00+07:00"))
  const opened = await openApp(config, { root: options.root, now: () => now, language: options.language })
  if (!opened.ok) return opened
  await using app = opened.value
  try {
    return { ok: true, ...(await story(app, options, (moment) => (now = good(Instant.parse(moment))))) }
  } catch (refused) {
    if (refused instanceof Refused) return { ok: false, issues: refused.issues }
    throw refused
  }
}

const story = async (app: App, { root, out, language, progress }: Options, setClock: (moment: string) => void) => {
  const say = texts.saying(language)
  const lines: Array<string> = []
  const tell = (...more: ReadonlyArray<string>) => lines.push(...more)
  const tree = app.tree("2024-10-14")
  const unitsOf = (level: string) => tree.units.filter((unit) => unit.level === level)
  const chairOf = (unit: string | null, day: string): string => app.headOf(unit ?? "hg", day) ?? ""

  const takeIn = async (post: ReturnType<typeof Post.open>, moment: string) => {
    for (const letter of post.until(moment)) good(await app.takeIn(letter))
  }
  /** Whoever stands above approves what has come in from units of that level. */
  const approveAll = async (level: string, of: string, day: string) => {
    for (const unit of unitsOf(level)) {
      const report = good(await app.report({ unit: unit.id, period: of }))
      if (report.status !== "submitted") continue
      good(await app.approve({ unit: unit.id, period: of, by: chairOf(unit.parent ?? unit.id, day) }))
    }
  }

  // Nine months on file.
  for (const month of pastMonths) {
    progress(say("past", { period: month }))
    await takeIn(Post.open(root, month), `${month}-31T23:59:00+07:00`)
    setClock(`${month}-25T09:00:00+07:00`)
    for (const level of ["chi_hoi", "co_so", "huyen", "tinh"]) await approveAll(level, month, `${month}-25`)
  }

  // October, day by day: the worker looks at 08:00, submissions come in as they came.
  const post = Post.open(root, period)
  const reminders: Array<{ key: string; because: string }> = []
  const look = async (day: number, time: string) => {
    const moment = october(day, time)
    await takeIn(post, moment)
    setClock(moment)
    const tick = await app.tick()
    reminders.push(...tick.planned.map(({ key, because }) => ({ key, because: because[language] })))
    const waiting = await app.worklist()
    if (tick.planned.length > 0) {
      progress(say("looked", { day: String(day), n: tick.planned.length, byHand: waiting.length }))
      tell(say("looked", { day: String(day), n: tick.planned.length, byHand: waiting.length }))
      tell(`  ${say("because", { because: tick.planned[0]!.because[language] })}`)
    }
    // The province's office posts what has to be posted by hand and marks it.
    for (const item of waiting) await app.posted(item.key, chairOf("hg", moment.slice(0, 10)))
    return waiting
  }
  setClock(october(9, "17:00"))
  await app.tick()
  const byHand = await look(10, "08:00")
  for (const day of [11, 12, 13, 14, 15]) await look(day, "08:00")
  await takeIn(post, october(15, "23:59"))

  // The chair of Đông Phước A sends one report back: 21 new members in one hamlet is a slip.
  await look(16, "08:00")
  const returned = unitsOf("chi_hoi").find(
    ({ name, parent }) => name === "Ấp 3" && tree.units.find(({ id }) => id === parent)?.name === "Xã Đông Phước A"
  )!
  setClock(october(16, "08:30"))
  good(
    await app.sendBack({
      unit: returned.id,
      period,
      by: chairOf(returned.parent, "2024-10-16"),
      reason: say("reason"),
      due: "2024-10-17"
    })
  )
  tell(say("returned", { unit: returned.name }))
  await takeIn(post, october(16, "18:45"))
  setClock(october(16, "19:00"))
  await approveAll("chi_hoi", period, "2024-10-16")
  await look(17, "08:00")

  // The evening of the communes' due day.
  await takeIn(post, october(17, "21:00"))
  setClock(october(17, "21:00"))
  const eve = good(await app.board({ period }))
  tell("", ...Telling.board(eve, language))
  const eveConsolidated = good(await app.consolidated({ period, basis: "submitted" }))

  // The day after: the late chairs are reminded, those above get one list, and the reports come in.
  await look(18, "08:00")
  await takeIn(post, october(18, "16:00"))
  setClock(october(18, "16:30"))
  await approveAll("co_so", period, "2024-10-18")
  await look(21, "08:00")
  await takeIn(post, october(21, "23:59"))
  setClock(october(22, "09:00"))
  for (const level of ["huyen", "tinh"]) await approveAll(level, period, "2024-10-22")

  // The province signs: the digest names the total that stood on the paper.
  const consolidated = good(await app.consolidated({ period }))
  const digest = createHash("sha256").update(JSON.stringify(consolidated)).digest("hex")
  good(await app.seal({ unit: "hg", period, by: chairOf("hg", "2024-10-22"), digest }))

  const board = good(await app.board({ period }))
  const total = good(await app.total({ period }))
  const yearToDate = good(await app.total({ period, yearToDate: true }))
  tell("", ...Telling.board(board, language), "")
  for (const section of consolidated.sections) {
    tell(section.title)
    for (const row of section.rows) {
      tell(say("row", { label: row.label, period: row.period, unit: row.unit, yearToDate: row.yearToDate }))
    }
  }
  const asked = { period, unit: "hg", field: "TT04" }
  const field = Template.field(total.template.template, asked.field)!
  tell("", ...Telling.explanation(good(await app.explain(asked)), field, tree, language))

  if (out !== undefined) {
    const screens = await Phone.screens(app, returned, period, language)
    const files = writeOut(out, {
      "tong-hop.md": Consolidated.markdown(consolidated, language),
      "tong-hop.json": `${JSON.stringify(consolidated, null, 2)}\n`,
      "bang-theo-doi.html": BoardPage.render({ board, consolidated, synthetic: true, language }),
      "bang-theo-doi-toi-17-10.html": BoardPage.render({
        board: eve,
        consolidated: eveConsolidated,
        synthetic: true,
        language
      }),
      "viec-dang-tay.txt": `${texts.worklist(byHand, language)}\n`,
      ...screens
    })
    tell("", say("written", { n: files, out }))
  }
  return {
    lines,
    json: {
      period,
      note: say("note"),
      totals: figures(total),
      yearToDate: figures(yearToDate),
      completeness: board.levels,
      eve: eve.levels,
      reminders,
      issues: board.flagged,
      digest
    }
  }
}
