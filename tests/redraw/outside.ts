import { readFileSync } from "node:fs"

const here = new URL("../../examples/redraw-2025/", import.meta.url)

/** The folder of the example. */
export const root = here.pathname

/** Rows of a table as records; the files of the example quote nothing. */
export const rows = (path: string): ReadonlyArray<{ readonly [heading: string]: string }> => {
  const [heading = "", ...lines] = readFileSync(new URL(path, here), "utf8").trim().split("\n")
  const names = heading.split(",")
  return lines.map((line) => {
    const cells = line.split(",")
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]))
  })
}

/** A cell as a whole number; "không phát sinh" and nothing are 0. */
export const whole = (cell: string | undefined): number => (/^\d+$/.test(cell ?? "") ? Number(cell) : 0)

/** What goes from an old commune to a new one, out of how much; read from the plan by its lines alone. */
export interface Line {
  readonly from: string
  readonly to: string
  readonly part: bigint
  readonly of: bigint
  readonly counted: boolean
}

/** By the codes of communes. */
export const lines: ReadonlyArray<Line> = [
  ...readFileSync(new URL("plan.yaml", here), "utf8").matchAll(
    /\{ from: (\d+)@\S+, to: (\d+)@\S+, extent: (whole|partial)(?:, weight: \{ basis: members, share: (\d+)\/(\d+) \})? \}/g
  )
].map(([, from, to, extent, part, of]) => ({
  from: from!,
  to: to!,
  part: BigInt(part ?? 1),
  of: BigInt(of ?? (extent === "partial" ? 2 : 1)),
  counted: extent === "whole" || part !== undefined
}))

/** The new commune of each branch, by code. */
export const homes: ReadonlyMap<string, string> = new Map([
  ...rows("units.csv")
    .filter(({ level }) => level === "chi_hoi")
    .flatMap(({ code, parent_code }) => {
      const heirs = lines.filter(({ from }) => from === parent_code)
      return heirs.length === 1 ? [[code!, heirs[0]!.to] as const] : []
    }),
  ...rows("assignments.csv").map(({ branch, to }) => [branch!.split("@")[0]!, to!.split("@")[0]!] as const)
])
