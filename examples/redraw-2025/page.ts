/**
 * The walk as one page: who became whom, drawn, and what it does to the figures.
 */
import { Issue, SuccessionPage } from "lienhoi"
import type { Findings } from "./findings.ts"
import { saying, writing } from "./texts.ts"

type Section = SuccessionPage.Section

/** Renders the page. */
export const render = (found: Findings, language: "vi" | "en"): string => {
  const { date, say, share } = saying(language)
  const { bare, figure, label, measure } = writing(found, language)
  const { across, after, passages, plan } = found

  const pictures = [...Map.groupBy(passages, ({ province }) => province)].map(
    ([province, own]): Section => ({
      section: "picture",
      heading: say(`province-${province}` as "province-93@2024-06-01"),
      note: null,
      passages: own.map((passage) => ({ ...passage, share: passage.share === null ? null : share(passage.share) }))
    })
  )
  const explained = after.explained.map(
    ({ certainty, field, name, sources, value }): Section => ({
      section: "list",
      heading: say("explained", { label: label(field), name, figure: figure(field, value), certainty: say(certainty) }),
      note: null,
      lines: sources.map((source) => ({
        text: source.name,
        detail: source.share === null ? null : certainty === "bound" ? say("a-part") : share(source.share),
        figure: figure(field, source.value)
      }))
    })
  )
  const sections: ReadonlyArray<Section> = [
    {
      section: "tiles",
      tiles: [
        { figure: String(plan.ends), says: say("units-ended") },
        { figure: String(plan.begins), says: say("units-begun") },
        { figure: String(after.refused.length), says: say("divided-ten") },
        { figure: String(after.unallocated), says: say("lost-none") }
      ]
    },
    ...pictures,
    {
      section: "list",
      heading: say("july", { on: date(across.on) }),
      note: null,
      lines: [
        ...across.owed.map(({ closing, due, level, units }) => ({
          text: say(closing ? "closing" : "owed", { n: units, level: say(level as "huyen"), due: date(due) }),
          detail: null,
          figure: null
        })),
        ...across.flows.map(({ closed, field, living, total }) => ({
          text: label(field),
          detail: say("flow", {
            label: label(field),
            closed: bare(field, closed),
            living: bare(field, living),
            total: bare(field, total)
          }),
          figure: bare(field, total)
        })),
        ...across.states.map(({ field, fromClosed, total, units }) => ({
          text: label(field),
          detail: say("state", { label: label(field), total: figure(field, total), n: units, closed: fromClosed }),
          figure: bare(field, total)
        }))
      ]
    },
    {
      section: "table",
      heading: say("restated", { on: date(after.on) }),
      note: say("restated-note"),
      columns: [say("field"), say("total"), say("exact"), say("estimated"), say("none")],
      rows: after.balances.map(({ before, estimated, exact, field, unallocated }) => ({
        cells: [
          `${label(field)} (${measure(field)})`,
          ...[before, exact, estimated, unallocated].map((value) => bare(field, value))
        ],
        note: null
      }))
    },
    {
      section: "list",
      heading: say("stay-put"),
      note: null,
      lines: [
        ...after.recount.map(({ dated, living, name, now }) => ({
          text: say("recount", {
            label: label("TB01"),
            name,
            was: dated.value ?? 0,
            outOf: dated.outOf,
            now: now ?? 0,
            living
          }),
          detail: null,
          figure: null
        })),
        ...after.notRestated.map(({ field, reason }) => ({
          text: label(field),
          detail: reason[language],
          figure: null
        }))
      ]
    },
    ...explained,
    {
      section: "table",
      heading: say("series", { label: label("KT03"), name: after.series.name }),
      note: null,
      columns: ["", `${label("KT03")} (${measure("KT03")})`, ""],
      rows: after.series.points.map(({ certainty, isBreak, period, value }) => ({
        cells: [period, bare("KT03", value), say(certainty)],
        note: isBreak ? say("break") : null
      }))
    },
    {
      section: "table",
      heading: say("compared"),
      note: say("compared-note"),
      columns: [say("commune"), say("members-june"), say("members-october"), say("debt-june"), say("debt-october")],
      rows: after.compared.map(({ debt, debtCertainty, members, name }) => ({
        cells: [
          name,
          bare("TC04", members[0]),
          bare("TC04", members[1]),
          `${debtCertainty === "exact" ? "" : "≈ "}${bare("KT03", debt[0])}`,
          bare("KT03", debt[1])
        ],
        note: null
      }))
    },
    {
      section: "list",
      heading: say("the-day"),
      note: null,
      lines: plan.warnings.map((warning) => ({ text: Issue.format(warning, language), detail: null, figure: null }))
    }
  ]
  return SuccessionPage.render({ title: say("title"), lead: say("note"), sections, language })
}
