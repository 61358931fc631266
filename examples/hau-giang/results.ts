/**
 * What the month came to: lines for a person, one document for a program, files to open.
 */
import { createHash } from "node:crypto"
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import {
  Aggregation,
  type App,
  type Board,
  BoardPage,
  ByHandChannel,
  Consolidated,
  ExplanationPage,
  type Snapshot,
  Telling,
  Template,
  type Tick,
  type Worklist
} from "lienhoi"
import * as Phone from "./phone.ts"
import * as Paper from "./report.ts"
import { good } from "./stage.ts"
import { saying, stepName } from "./texts.ts"

/** A reminder that went out, and why. */
export interface Sent {
  readonly key: string
  readonly because: string
}

type Figures = { readonly [unit: string]: { readonly [field: string]: number | null } }

/** The month for a program. */
export interface Summary {
  readonly period: string
  readonly note: string
  /** By unit and field; `null` where there is no figure. Shares from 0 to 1. */
  readonly totals: Figures
  /** January to October. */
  readonly yearToDate: Figures
  /** At the end of the month, by level. */
  readonly completeness: ReadonlyArray<Board.LevelLine>
  /** On the evening of the communes' due day, by level. */
  readonly eve: ReadonlyArray<Board.LevelLine>
  readonly reminders: ReadonlyArray<Sent>
  /** Figures that ask for a second look. */
  readonly issues: ReadonlyArray<Board.Flagged>
  /** SHA-256 of the consolidated report that was signed. */
  readonly digest: string
}

/** Asks the app for everything that is shown. */
export const gather = async (app: App, period: string) => {
  const consolidated = good(await app.consolidated({ period }))
  return {
    period,
    board: good(await app.board({ period })),
    total: good(await app.total({ period })),
    yearToDate: good(await app.total({ period, yearToDate: true })),
    groups: good(await app.explain({ period, unit: consolidated.unit.id, field: "TT04" })),
    consolidated,
    digest: createHash("sha256").update(JSON.stringify(consolidated)).digest("hex")
  }
}

type Gathered = Awaited<ReturnType<typeof gather>>

/** What one morning did, with a reason for each step of the plan; nothing when nothing was sent. */
export const morning = (day: string, tick: Tick, byHand: number, language: "vi" | "en"): ReadonlyArray<string> => {
  const say = saying(language)
  const steps = Map.groupBy(tick.planned, (planned) => planned.step)
  return tick.planned.length === 0
    ? []
    : [
        say("morning", { day, n: tick.planned.length, byHand }),
        ...[...steps].map(([step, planned]) =>
          say("step", { step: stepName(step, language), n: planned.length, because: planned[0]!.because[language] })
        )
      ]
}

/** Every figure of the province, and where one of them comes from. */
export const lines = (
  { consolidated, groups, total }: Gathered,
  tree: Snapshot.Snapshot,
  language: "vi" | "en"
): ReadonlyArray<string> => {
  const say = saying(language)
  return [
    ...consolidated.sections.flatMap((section) => [
      section.title,
      ...section.rows.map(({ label, period, unit, yearToDate }) =>
        say("row", { label, period, unit: unit === "%" ? "" : ` ${unit}`, yearToDate })
      )
    ]),
    "",
    ...Telling.explanation(groups, Template.field(total.template.template, "TT04")!, tree, language)
  ]
}

const figures = (total: Gathered["total"]): Figures => {
  const keys = Template.fields(total.template.template).map(({ key }) => key)
  const of = (unit: string) =>
    keys.flatMap((key) => {
      const figure = Aggregation.cell(total, unit, key)
      return figure === null ? [] : [[key, figure.value] as const]
    })
  return Object.fromEntries(total.hierarchy.units.map(({ id }) => [id, Object.fromEntries(of(id))]))
}

/** The month as one document. */
export const summary = (
  of: Gathered & { readonly eve: Board.Board; readonly reminders: ReadonlyArray<Sent>; readonly language: "vi" | "en" }
): Summary => ({
  period: of.period,
  note: saying(of.language)("note"),
  totals: figures(of.total),
  yearToDate: figures(of.yearToDate),
  completeness: of.board.levels,
  eve: of.eve.levels,
  reminders: of.reminders,
  issues: of.board.flagged,
  digest: of.digest
})

/**
 * A folder beside the results to work in. Only what is finished is handed over, in place of what an earlier run left under
 * the same names; a run that is refused leaves everything as it was.
 */
export const desk = (out: string) => {
  const made = mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(join(out, ".dang-lam-"))
  return {
    folder,
    handOver: (): void => {
      for (const name of readdirSync(folder)) {
        rmSync(join(out, name), { recursive: true, force: true })
        renameSync(join(folder, name), join(out, name))
      }
    },
    clear: (): void => {
      rmSync(folder, { recursive: true, force: true })
      if (made !== undefined && readdirSync(out).length === 0) rmSync(made, { recursive: true })
    }
  }
}

/** Writes the files to open; the answer is how many. */
export const write = async (
  folder: string,
  of: Gathered & {
    readonly app: App
    readonly eve: Board.Board
    readonly eveFigures: Consolidated.Consolidated
    readonly worklist: ReadonlyArray<Worklist.Item>
    /** The branch whose head's month is shown. */
    readonly slip: string
    readonly language: "vi" | "en"
  }
): Promise<number> => {
  const { board, consolidated, eve, eveFigures, language } = of
  const page = { synthetic: true, language }
  const files: { readonly [path: string]: string | Uint8Array } = {
    "tong-hop.md": Consolidated.markdown(consolidated, language),
    "tong-hop.json": `${JSON.stringify(consolidated, null, 2)}\n`,
    "bang-theo-doi.html": BoardPage.render({ board, consolidated, ...page }),
    "bang-theo-doi-17-10.html": BoardPage.render({ board: eve, consolidated: eveFigures, ...page }),
    "vi-sao-405.html": ExplanationPage.render({
      explanation: of.groups,
      field: Template.field(of.total.template.template, "TT04")!,
      period: of.total.window.at(-1)!,
      tree: of.total.hierarchy,
      language
    }),
    "viec-dang-tay.txt": `${ByHandChannel.worklistText(of.worklist, language)}\n`,
    ...(await Phone.screens(of.app, of.slip, of.period, language)),
    ...(await Paper.files(of.app, of.period))
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return Object.keys(files).length
}
