/**
 * The files that lie on an officer's table: which one is looked at, where its bases are found, what is wrong.
 *
 * @since 0.1.0
 */
import type * as PlainDate from "@lienhoi/calendar/PlainDate"
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
const bases = (text: string): ReadonlyArray<string> => [
  ...named(/(?:^[ \t{]*"?extends"?|,[ \t]*"extends")[ \t]*:[ \t]*["']?([\w/-]+)/gmu, text),
  ...named(/^[ \t{,]*"?dimensions"?[ \t]*:((?:.*\n)?(?:[ \t]+-.*\n?)*)/gmu, text)
]

/** The ready texts that a template stands on, over any number of layers. */
const under = (text: string, ready: ReadonlyArray<Ready>): ReadonlyArray<Ready> => {
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
const top = (papers: ReadonlyArray<Paper.Paper>): Paper.Paper | null => {
  const shown = papers.filter(({ use }) => use === "template" || use === "overlay")
  const extended = new Set(shown.flatMap(({ text }) => bases(text ?? "")))
  return shown.findLast(({ id }) => !extended.has(id)) ?? shown.at(-1) ?? null
}

const severest = (issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<Issue.Issue> => [
  ...issues.filter(({ severity }) => severity === "error"),
  ...issues.filter(({ severity }) => severity !== "error")
]

/** The same problem of a base is met again under everything that stands on it. */
const once = (issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<Issue.Issue> => [
  ...new Map(issues.map((one) => [JSON.stringify([one.code, one.place, one.message]), one])).values()
]

/** A template or an overlay with what it stands on: other files of the pile first, then what is ready. */
export const documents = (
  paper: Paper.Paper,
  { papers, ready }: Pick<Question, "papers" | "ready">
): Preview.Given["documents"] => {
  const beside = papers.flatMap(({ id, name, text, use }) =>
    text === null || use === "unknown" || name === paper.name ? [] : [{ id, file: name, text }]
  )
  const others = ready.filter(({ id }) => id !== paper.id && !beside.some((one) => one.id === id))
  return [
    { text: paper.text ?? "", file: paper.name },
    ...under(paper.text ?? "", [...beside, ...others]).map(({ file, text }) => ({ text, file }))
  ]
}

/** Issues with their places in workbooks, where they came from one. */
export const placed = (
  issues: ReadonlyArray<Issue.Issue>,
  papers: ReadonlyArray<Paper.Paper>
): ReadonlyArray<Issue.Issue> =>
  issues.flatMap((one) => {
    const from = papers.find(({ name }) => name === one.place?.file)
    return from?.placed === undefined ? [one] : (from.placed(one) ?? [])
  })

interface Judged {
  readonly paper: Paper.Paper
  readonly preview: Preview.Preview | null
  readonly issues: ReadonlyArray<Issue.Issue>
}

const judge = (paper: Paper.Paper, question: Question): Judged => {
  const made = Preview.of({ documents: documents(paper, question), today: question.today })
  const issues = made.ok ? made.value.resolved.warnings : made.issues
  return { paper, preview: made.ok ? made.value : null, issues: placed(issues, question.papers) }
}

/** Looks through the pile: everything that is wrong in any file, and the chosen one from near. */
export const look = (question: Question): Seen => {
  const { chosen, papers } = question
  const shown = papers.filter(({ text, use }) => text !== null && (use === "template" || use === "overlay"))
  const paper = shown.find(({ name }) => name === chosen) ?? top(papers)
  const judged = shown.map((one) => judge(one, question))
  const issues = [...papers.flatMap((one) => one.issues), ...judged.flatMap((one) => one.issues)]
  return {
    paper: paper ?? papers.at(-1) ?? null,
    preview: judged.find((one) => one.paper === paper)?.preview ?? null,
    issues: severest(once(issues))
  }
}
