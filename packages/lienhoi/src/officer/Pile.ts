/**
 * The files that lie on an officer's table: which one is looked at, where its bases are found, what is wrong.
 *
 * @since 0.1.0
 */
import type * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Overlay from "@lienhoi/template/Overlay"
import type * as Issue from "@lienhoi/words/Issue"
import type * as Paper from "./Paper.ts"
import * as Preview from "./Preview.ts"

/** A ready template that files may extend, as packs are. */
export interface Ready {
  readonly id: string
  readonly file: string
  readonly text: string
}

/** What came of the pile. */
export interface Seen {
  /** The file that is looked at. */
  readonly paper: Paper.Paper | null
  /** `null` when it has errors. */
  readonly preview: Preview.Preview | null
  /** Of every file, errors first. */
  readonly issues: ReadonlyArray<Issue.Issue>
}

/** What is looked through. */
export interface Question {
  readonly papers: ReadonlyArray<Paper.Paper>
  /** The name of the file to look at; otherwise the one that nothing else in the pile extends. */
  readonly chosen: string | null
  readonly ready: ReadonlyArray<Ready>
  readonly today: PlainDate.PlainDate
}

const named = (pattern: RegExp, text: string): ReadonlyArray<string> =>
  [...text.matchAll(pattern)].flatMap(([, list]) => [...(list ?? "").matchAll(/[\w-]+\/[\w-]+/gu)].map(([id]) => id))

/** The ids of what a text stands on: its base, its sets of dimensions. */
export const bases = (text: string): ReadonlyArray<string> => [
  ...named(/(?:^[ \t{]*"?extends"?|,[ \t]*"extends")[ \t]*:[ \t]*["']?([\w/-]+)/gmu, text),
  ...named(/^[ \t{,]*"?dimensions"?[ \t]*:((?:.*\n)?(?:[ \t]+-.*\n?)*)/gmu, text)
]

/** The ready texts that a template stands on, over any number of layers. */
export const under = (text: string, ready: ReadonlyArray<Ready>): ReadonlyArray<Ready> => {
  const found = new Set<Ready>()
  const visit = (each: string): void => {
    for (const one of ready.filter(({ id }) => bases(each).includes(id))) {
      if (found.has(one)) continue
      found.add(one)
      visit(one.text)
    }
  }
  visit(text)
  return [...found]
}

/** Which file of the pile is meant when nobody said: the one at the top of the layers, the last that came. */
export const top = (papers: ReadonlyArray<Paper.Paper>): Paper.Paper | null => {
  const shown = papers.filter(({ use }) => use === "template" || use === "overlay")
  const extended = new Set(shown.flatMap(({ text }) => bases(text ?? "")))
  return shown.findLast(({ id }) => !extended.has(id)) ?? shown.at(-1) ?? null
}

const severest = (issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<Issue.Issue> => [
  ...issues.filter(({ severity }) => severity === "error"),
  ...issues.filter(({ severity }) => severity !== "error")
]

/** Looks through the pile. */
export const look = ({ chosen, papers, ready, today }: Question): Seen => {
  const paper = papers.find(({ name, text }) => name === chosen && text !== null) ?? top(papers)
  const own = papers.flatMap(({ issues }) => issues)
  if (paper === null || paper.text === null) return { paper: papers.at(-1) ?? null, preview: null, issues: own }
  const beside = papers.filter((one) => one !== paper && one.text !== null && one.use !== "unknown")
  const bundled = under([paper.text, ...beside.map(({ text }) => text)].join("\n"), ready).filter(
    ({ id }) => !beside.some((one) => one.id === id)
  )
  const documents: readonly [Overlay.Document, ...Overlay.Document[]] = [
    { text: paper.text, file: paper.name },
    ...beside.map(({ name, text }) => ({ text: text!, file: name })),
    ...bundled.map(({ file, text }) => ({ text, file }))
  ]
  const preview = Preview.of({ documents, today })
  const found = (preview.ok ? preview.value.resolved.warnings : preview.issues).flatMap((one) => {
    const from = papers.find(({ name }) => name === one.place?.file)
    return from?.placed === undefined ? [one] : (from.placed(one) ?? [])
  })
  return { paper, preview: preview.ok ? preview.value : null, issues: severest([...own, ...found]) }
}
