/**
 * The rest of the province: reports come in as they did in the story of October 2024, and those above approve them. It goes
 * by the office's clock, so that moving the clock moves the province.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type App, Instant } from "lienhoi"
import { byHand, commune, province } from "./cast.ts"
import { good } from "./good.ts"

/** The month that is open. */
export const october = "2024-10"

interface Row {
  readonly at: Instant.Instant
  readonly unit: string
  readonly line: string
}

interface Sheet {
  readonly file: string
  readonly heading: string
  readonly rows: ReadonlyArray<Row>
}

/** In a branch of the commune one tries out, 31 new members in a month: a slip for its chair to find. */
const slip = { unit: "hg-c150", at: "2024-10-13T18:20:00+07:00", from: ",241,0,0,", to: ",241,31,0," }

const sheets = (month: string): ReadonlyArray<Sheet> =>
  readdirSync(join(province, "inputs", month))
    .toSorted()
    .map((name) => {
      const [heading = "", ...lines] = readFileSync(join(province, "inputs", month, name), "utf8")
        .trimEnd()
        .split("\n")
      const rows = lines.map((line): Row => {
        const [unit = "", , , , at = ""] = line.split(",")
        const own = month === october && unit === slip.unit
        return {
          unit,
          at: good(Instant.parse(own ? slip.at : at)),
          line: own ? line.replace(at, slip.at).replace(slip.from, slip.to) : line
        }
      })
      return { file: `${month}/${name}`, heading, rows }
    })

/** Takes in every report of a month that is past. */
export const fileMonth = async (app: App, month: string): Promise<void> => {
  for (const { file, heading, rows } of sheets(month)) {
    const text = [heading, ...rows.map(({ line }) => line)].join("\n")
    good(await app.takeIn({ text, period: month, file }))
  }
}

/** Whoever stands above a level approves what has come in from it; units that are played by hand are left alone. */
export const approve = async (
  app: App,
  month: string,
  levels: ReadonlyArray<string>,
  isTheirs: (unit: { readonly id: string; readonly parent: string | null }) => boolean
): Promise<void> => {
  const on = `${october}-14`
  const units = app.tree(on).units.filter((unit) => levels.includes(unit.level) && isTheirs(unit))
  const atOnce = 16
  for (let i = 0; i < units.length; i += atOnce) {
    await Promise.all(
      units.slice(i, i + atOnce).map(async (unit) => {
        const { status } = good(await app.report({ unit: unit.id, period: month }))
        const by = app.headOf(unit.parent ?? unit.id, on)
        if (status === "submitted" && by !== null) good(await app.approve({ unit: unit.id, period: month, by }))
      })
    )
  }
}

/** When those above have looked at what came in. */
const approvals = [
  { at: "2024-10-16T17:00:00+07:00", level: "chi_hoi" },
  { at: "2024-10-18T21:00:00+07:00", level: "co_so" }
].map(({ at, level }) => ({ at: good(Instant.parse(at)), level }))

/** Plays what happened in the province after `from` and up to `until`; playing it again changes nothing. */
export const play = async (app: App, from: Instant.Instant, until: Instant.Instant): Promise<void> => {
  const isNow = (at: Instant.Instant) => from < at && at <= until
  for (const { file, heading, rows } of sheets(october)) {
    const came = rows.filter(({ at, unit }) => isNow(at) && !byHand.has(unit))
    if (came.length === 0) continue
    good(await app.takeIn({ text: [heading, ...came.map(({ line }) => line)].join("\n"), period: october, file }))
  }
  for (const { at, level } of approvals)
    if (isNow(at)) await approve(app, october, [level], ({ id, parent }) => parent !== commune && !byHand.has(id))
}
