/**
 * One reporting month of Hậu Giang, October 2024, run through the app as it happened: nine months on file, invitations,
 * submissions as they come, a return, a telephone call, two late communes, approval from the bottom up, the signed total.
 */
import { join } from "node:path"
import { type Issue, openApp, Report, Telling } from "lienhoi"
import config from "./lienhoi.config.ts"
import * as Results from "./results.ts"
import * as Stage from "./stage.ts"
import { saying } from "./texts.ts"

/** How the month is run. */
export interface Options {
  /** The folder of `units.csv`, `people.csv`, `templates/` and `inputs/`. */
  readonly root: string
  /** Where the results are written, once the month has run to its end. Folders of the same name are made anew. */
  readonly out: string
  readonly language: "vi" | "en"
  /** Where it is kept, as in a configuration; that of the example when left out. */
  readonly store?: string
  readonly progress: (line: string) => void
}

/** What the month came to. */
export type Result =
  | { readonly ok: true; readonly lines: ReadonlyArray<string>; readonly json: Results.Summary }
  | { readonly ok: false; readonly issues: ReadonlyArray<Issue.Issue> }

/** Runs the month. */
export const run = async (options: Options): Promise<Result> => {
  const desk = Results.desk(options.out)
  try {
    const result = await inFolder(desk.folder, options)
    if (result.ok) desk.handOver()
    return result
  } finally {
    desk.clear()
  }
}

const inFolder = async (folder: string, options: Options): Promise<Result> => {
  const { root, language, store = config.store ?? "memory" } = options
  const time = Stage.clock()
  const preview = { standsFor: "zalo", folder: join(folder, "tin-nhan") }
  const opened = await openApp(
    { ...config, store, channels: { ...config.channels, preview } },
    { root, now: time.now, language }
  )
  if (!opened.ok) return opened
  await using app = opened.value
  const stage = Stage.make(app, root, time)
  try {
    return { ok: true, ...(await play(stage, folder, options)) }
  } catch (refused) {
    if (!(refused instanceof Stage.Refused)) throw refused
    return { ok: false, issues: [...refused.issues, ...(await stage.unopened([...past, october]))] }
  }
}

const past = ["01", "02", "03", "04", "05", "06", "07", "08", "09"].map((month) => `2024-${month}`)
const october = "2024-10"
const levels = ["chi_hoi", "co_so", "huyen", "tinh"]

const play = async (stage: Stage.Stage, folder: string, { out, language, progress }: Options) => {
  const { app, tree, chairOf, receive, approve } = stage
  const say = saying(language)
  const lines: Array<string> = []
  const tell = (...more: ReadonlyArray<string>) => lines.push(...more)
  const reminders: Array<Results.Sent> = []
  const mornings = async (...days: ReadonlyArray<string>) => {
    for (const day of days) {
      const { tick, byHand } = await stage.morning(`${october}-${day}`)
      reminders.push(...tick.planned.map(({ key, because }) => ({ key, because: because[language] })))
      const told = Results.morning(day, tick, byHand.length, language)
      tell(...told)
      if (told.length > 0) progress(told[0]!)
      if (day === "10") worklist = byHand
    }
  }
  let worklist: Awaited<ReturnType<typeof stage.morning>>["byHand"] = []

  for (const month of past) {
    progress(say("past", { period: month }))
    await receive(month, `${month}-28T17:00`)
    for (const level of levels) await approve(level, month)
  }

  // The office switches reminders on the day before the first one.
  stage.set(`${october}-09T17:00`)
  await app.tick()
  await mornings("10", "11", "12", "13", "14", "15", "16")

  // The chair of Đông Phước A sends one report back: so many new members in one hamlet is a slip.
  const slip = tree.units.find(
    ({ name, parent }) => name === "Ấp 3" && tree.units.find(({ id }) => id === parent)?.name === "Xã Đông Phước A"
  )!
  const joinedIn = async (period: string) => {
    const cell = Report.cellsOn(Stage.good(await app.report({ unit: slip.id, period })), "submitted")?.TC05
    return cell?.state === "value" ? String(cell.value) : "0"
  }
  const reason = say("reason", { joined: await joinedIn(october), before: await joinedIn("2024-09") })
  stage.set(`${october}-16T08:30`)
  Stage.good(
    await app.sendBack({ unit: slip.id, period: october, by: chairOf(slip.parent!), reason, due: `${october}-17` })
  )
  // The worker looks every minute in an office that runs; here it is asked to, so that she hears of it at once.
  await app.tick()
  tell(say("returned", { unit: slip.name }))
  await receive(october, `${october}-16T19:00`)
  await approve("chi_hoi", october)
  await mornings("17")

  // The evening of the communes' due day.
  await receive(october, `${october}-17T21:00`)
  const eve = Stage.good(await app.board({ period: october }))
  const eveFigures = Stage.good(await app.consolidated({ period: october, basis: "submitted" }))
  tell("", ...Telling.board(eve, language), "")

  // The day after: the late chairs are reminded, those above get one list, and the reports come in.
  await mornings("18")
  await receive(october, `${october}-18T16:30`)
  await approve("co_so", october)
  await mornings("21")
  await receive(october, `${october}-22T09:00`)
  await approve("huyen", october)
  await approve("tinh", october)

  const results = await Results.gather(app, october)
  // The province signs: the digest names the total that stood on the paper.
  Stage.good(await app.seal({ unit: "hg", period: october, by: chairOf("hg"), digest: results.digest }))
  tell("", ...Telling.board(results.board, language), "", ...Results.lines(results, tree, language))

  const files = await Results.write(folder, { ...results, eve, eveFigures, worklist, app, slip: slip.id, language })
  tell("", say("written", { n: files, out }))
  return { lines, json: Results.summary({ ...results, eve, reminders, language }) }
}
