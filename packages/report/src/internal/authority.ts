import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Position from "@lienhoi/hierarchy/Position"
import type { Issue } from "@lienhoi/words/Issue"
import type { Context } from "../Command.ts"
import * as Where from "../Standing.ts"
import { issue } from "./words.ts"

/**
 * Where the one who acts stands towards the reporting unit. `unknown`: no hierarchy was given, nothing is checked.
 * `top` is the unit itself when nobody stands above it.
 */
export type Standing = "own" | "top" | "upper" | "heir" | "stranger" | "unknown"

/** Filing is for the unit, whoever stands above it, and the heir of a closed one. */
export const mayFile = (standing: Standing): boolean => standing !== "stranger"

/** Returning, approving, asking, extending and waiving are for those above; at the top for the unit itself. */
export const mayJudge = (standing: Standing): boolean =>
  standing === "upper" || standing === "top" || standing === "unknown"

/** Whether figures filed from there are filed for somebody else. */
export const isOnBehalf = (standing: Standing): boolean => standing === "upper" || standing === "heir"

/** Where the position held by the one who acts, on that day, puts them; or why they may not act at all. */
export const standing = (context: Context): { readonly standing: Standing; readonly issues: ReadonlyArray<Issue> } => {
  const { hierarchy, by, unit, heirs = [] } = context
  if (hierarchy === undefined) return { standing: "unknown", issues: [] }
  if (by.position === undefined)
    return { standing: "unknown", issues: [issue("report.position-missing", { person: by.person })] }
  const date = Instant.dateIn(context.at)
  const office = Position.officers(hierarchy, date).find(
    (officer) => officer.position === by.position && officer.person === by.person
  )
  if (office === undefined) {
    const params = { date: PlainDate.format(date), person: by.person, position: by.position }
    return { standing: "unknown", issues: [issue("report.position-not-held", params)] }
  }
  const standings = Where.of(hierarchy, {
    unit: unit.id,
    route: context.template.template.route,
    date,
    held: [office.unit],
    heirs
  })
  const found = (): Standing => {
    if (standings.has("own")) return standings.has("top") ? "top" : "own"
    if (standings.has("upper")) return "upper"
    return standings.has("heir") ? "heir" : "stranger"
  }
  return { standing: found(), issues: [] }
}
