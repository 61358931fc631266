/**
 * The walk in lines, for a terminal.
 */
import { Issue, PlainDate } from "lienhoi"
import type { Findings } from "./findings.ts"
import { saying, writing } from "./texts.ts"

type Language = "vi" | "en"

const indented = (lines: ReadonlyArray<string>): ReadonlyArray<string> => lines.map((line) => `  ${line}`)

/** Tells everything, section by section. */
export const lines = (found: Findings, language: Language): ReadonlyArray<string> =>
  [
    [saying(language).say("title"), saying(language).say("note")],
    theDay(found, language),
    june(found, language),
    july(found, language),
    october(found, language),
    restated(found, language),
    why(found, language)
  ].flatMap((section) => [...section, ""])

const theDay = ({ plan }: Findings, language: Language): ReadonlyArray<string> => {
  const { say } = saying(language)
  return [
    say("the-day"),
    ...indented([
      say("planned", { ends: plan.ends, begins: plan.begins, moves: plan.moves }),
      ...plan.warnings.map((warning) => say("look", { text: Issue.format(warning, language) })),
      say("assigned", { waited: plan.waited, waiting: plan.waiting }),
      ...(plan.kept === null ? [] : [say("kept", { text: Issue.format(plan.kept, language) })])
    ])
  ]
}

type Standing = Findings["before"][number]

const standing = (found: Findings, { figures, name, sizes }: Standing, language: Language): ReadonlyArray<string> => {
  const { say } = saying(language)
  const { figure, label } = writing(found, language)
  const written = sizes.map(({ level, units }) => say("size", { n: units, level: say(level as "huyen") })).join(", ")
  const shown = ["TC04", "TT10", "TT03", "TB01", "KT03", "KT05"]
  return [
    say("unit", { name, sizes: written }),
    ...indented(shown.map((key) => say("figure", { label: label(key), figure: figure(key, figures[key] ?? null) })))
  ]
}

const june = (found: Findings, language: Language): ReadonlyArray<string> => [
  saying(language).say("june"),
  ...found.before.flatMap((each) => indented(standing(found, each, language)))
]

const july = (found: Findings, language: Language): ReadonlyArray<string> => {
  const { date, dayOf, say } = saying(language)
  const { figure, label } = writing(found, language)
  const { across } = found
  return [
    say("july", { on: date(across.on) }),
    ...indented([
      ...across.owed.map(({ closing, due, level, units }) =>
        say(closing ? "closing" : "owed", { n: units, level: say(level as "huyen"), due: date(due) })
      ),
      say("late", {
        before: `${across.late.before.reported}/${across.late.before.expected}`,
        after: `${across.late.after.reported}/${across.late.after.expected}`
      }),
      ...across.filings.map(({ at, by, dropped, issues, name, period, taken }) => {
        const params = { date: dayOf(at), by, name, period: period[language] }
        const without = dropped.length === 0 ? "" : say("dropped", { fields: dropped.map(label).join("; ") })
        if (taken) return `${say("taken", params)}${without}`
        return say("refused", { ...params, why: issues.map((issue) => Issue.format(issue, language)).join("; ") })
      }),
      ...across.flows.map(({ closed, field, living, total }) =>
        say("flow", {
          label: label(field),
          closed: figure(field, closed),
          living: figure(field, living),
          total: figure(field, total)
        })
      ),
      ...across.states.map(({ field, fromClosed, total, units }) =>
        say("state", { label: label(field), total: figure(field, total), n: units, closed: fromClosed })
      ),
      ...across.longer.map(({ closed, members, name, on, posts }) =>
        say("longer", {
          period: say(name as "2025-Q3"),
          on: date(on),
          closed,
          posts: figure("TT10", posts),
          members: figure("TC04", members)
        })
      )
    ])
  ]
}

const october = (found: Findings, language: Language): ReadonlyArray<string> => {
  const { date, say } = saying(language)
  return [
    say("october", { on: date(found.after.on) }),
    ...found.after.units.flatMap((each) => indented(standing(found, each, language)))
  ]
}

const restated = (found: Findings, language: Language): ReadonlyArray<string> => {
  const { date, say } = saying(language)
  const { figure, label } = writing(found, language)
  const { after } = found
  return [
    say("restated", { on: date(after.on) }),
    ...indented([
      ...after.balances.map(({ before, estimated, exact, field, unallocated }) =>
        say("balance", {
          label: label(field),
          before: figure(field, before),
          exact: figure(field, exact),
          estimated: figure(field, estimated),
          unallocated: figure(field, unallocated)
        })
      ),
      say("only-exact", { n: after.refused.length, text: Issue.format(after.refused[0]!, language) }),
      ...after.recount.map(({ dated, living, name, now }) =>
        say("recount", {
          label: label("TB01"),
          name,
          was: dated.value ?? 0,
          outOf: dated.outOf,
          now: now ?? 0,
          living
        })
      ),
      ...after.notRestated.map(({ field, reason }) =>
        say("never-restated", { label: label(field), reason: reason[language] })
      )
    ])
  ]
}

const why = (found: Findings, language: Language): ReadonlyArray<string> => {
  const { date, say, share } = saying(language)
  const { figure, label } = writing(found, language)
  const { code, explained, series } = found.after
  return [
    say("why"),
    ...explained.flatMap(({ certainty, field, name, sources, value }) => [
      `  ${say("explained", { label: label(field), name, figure: figure(field, value), certainty: say(certainty) })}`,
      ...sources.map((source) => {
        const params = { name: source.name, figure: figure(field, source.value) }
        if (source.share === null) return `    ${say("source", params)}`
        return `    ${certainty === "bound" ? say("some", params) : say("part", { ...params, share: share(source.share) })}`
      })
    ]),
    `  ${say("series", { label: label("KT03"), name: series.name })}`,
    ...series.points.flatMap(({ certainty, isBreak, period, value }) => [
      ...(isBreak ? [`    ${say("break")}`] : []),
      `    ${say("point", { period, figure: figure("KT03", value), certainty: say(certainty) })}`
    ]),
    `  ${say("code")}`,
    ...code.map(({ from, name, predecessors, successors, until }) => {
      const kin = [
        ...(predecessors.length === 0 ? [] : [say("from", { names: predecessors.join(", ") })]),
        ...(successors.length === 0 ? [] : [say("into", { names: successors.join(", ") })])
      ].join("")
      const end = until === null ? say("today") : date(PlainDate.addDays(until, -1))
      return `    ${say("life", { name, from: date(from), until: end, kin })}`
    })
  ]
}
