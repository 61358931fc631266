/** The page that the browser tests open: the test shows a view and hears what people did with it. */
import type { UnitChange, UnitList } from "@lienhoi/hierarchy"
import { Board } from "@lienhoi/react/Board"
import type { Answer, Problem } from "@lienhoi/react/Load"
import { Totals } from "@lienhoi/react/Totals"
import { TreeChange } from "@lienhoi/react/TreeChange"
import { UnitPicker } from "@lienhoi/react/UnitPicker"
import type * as Report from "@lienhoi/report/Board"
import type { Template } from "@lienhoi/template/Template"
import type { Language } from "@lienhoi/words/Language"
import { type ReactNode, useState } from "react"
import { createRoot } from "react-dom/client"
import "@lienhoi/react/lienhoi.css"
import type { Period } from "@lienhoi/calendar/Period"
import type { Served } from "./world.ts"

/** The functions that the test gives the page. */
declare global {
  interface Window {
    readonly ask: (what: keyof Served, question: unknown) => Promise<never>
    readonly views: Views
  }
}

const root = createRoot(document.getElementById("root")!)
const heard: Array<string> = []
const hear =
  (what: string) =>
  (value: unknown): void => {
    heard.push(`${what} ${value}`)
  }

const draw = (node: ReactNode): void => root.render(node)

/** Chooses by itself, as an application does. */
const Picking = (props: Pick<Parameters<typeof UnitPicker>[0], "tree" | "levels" | "under" | "ended" | "language">) => {
  const [value, choose] = useState<string | null>(null)
  return (
    <UnitPicker
      label="Đơn vị"
      {...props}
      value={value}
      onChange={(unit) => {
        hear("chose")(unit?.id ?? null)
        choose(unit?.id ?? null)
      }}
    />
  )
}

/** Answers that wait until the test lets them go. */
const held: Array<() => void> = []
let holds = false
let line: "good" | "dead" | "refusing" = "good"
const through = async <A,>(what: keyof Served, question: unknown): Promise<Answer<A>> => {
  hear(what)(JSON.stringify(question))
  const state = line
  const answer: Promise<Answer<A>> = window.ask(what, question)
  if (holds) await new Promise<void>((resolve) => held.push(resolve))
  if (state === "dead") return { ok: false, problem: null }
  if (state === "refusing") return { ok: false, problem: { title: "Tài khoản này không được xem" } }
  return answer
}

const load = (question: unknown) => through<never>("load", question)
const explain = (question: unknown) => through<never>("explain", question)

const views = {
  heard,
  held,
  hold: (so: boolean) => {
    holds = so
  },
  set: (so: typeof line) => {
    line = so
  },
  board: (
    board: Report.Board | null,
    more: {
      stale?: boolean
      refused?: { problem: Problem | null }
      language?: Language
      plain?: boolean
      changes?: ReadonlyArray<UnitChange.UnitChange>
    } = {}
  ) => {
    const { plain = false, ...rest } = more
    draw(
      <Board
        board={board}
        {...rest}
        {...(plain
          ? {}
          : { onUnit: hear("unit"), onRetry: () => hear("retry")(""), who: (unit: string) => `Chị ở ${unit}` })}
      />
    )
  },
  totals: (
    template: Template,
    period: Period,
    unit: string,
    more: { version?: number; stale?: boolean; language?: Language } = {}
  ) =>
    draw(
      <Totals
        template={template}
        period={period}
        unit={unit}
        load={load}
        explain={explain}
        basis="submitted"
        now={() => Date.parse("2024-10-16T03:05:00Z")}
        onUnit={hear("unit")}
        {...more}
      />
    ),
  picker: (list: UnitList.UnitList, more: Partial<Parameters<typeof Picking>[0]> = {}) =>
    draw(<Picking tree={list} {...more} />),
  pickerFrom: (list: UnitList.UnitList) => {
    let times = 0
    const tree = async (): Promise<Answer<UnitList.UnitList>> =>
      times++ === 0 ? { ok: false, problem: null } : { ok: true, value: list }
    draw(<Picking tree={tree} />)
  },
  changes: (changes: ReadonlyArray<UnitChange.UnitChange>, language: Language = "vi") =>
    draw(
      <div className="lh-view">
        <h2>Đơn vị</h2>
        <TreeChange changes={changes} language={language} onUnit={hear("unit")} />
      </div>
    )
}
Object.assign(window, { views })

/** As the tests know it. */
export type Views = typeof views
