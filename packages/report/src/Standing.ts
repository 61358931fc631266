/**
 * Who may do what with whose report, as data: where a person stands towards a unit, and which standing each act takes.
 * An API asks here first; the rules of the report ({@link "Report"}) may still refuse.
 *
 * **Details**
 *
 * A person stands where she holds office that day, and where she was granted the figures of a unit on the association's
 * own line ({@link held}). Of her own unit she files; what came in from below she returns, approves, gives more time for or
 * lets off; what is signed is signed at the top of the route that the template travels.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Grant from "./Grant.ts"
import * as Life from "./Life.ts"

/**
 * `own`: in the unit itself. `upper`: in a unit above it. `top`: in the unit at the top of the route above it, or in the
 * unit itself when nobody stands above. `heir`: in a unit that took over a closed one.
 */
export type Standing = "own" | "upper" | "top" | "heir"

/** What people do with a report. */
export type Act = "draft" | "submit" | "amend" | "return" | "approve" | "seal" | "extend" | "waive"

const filing: ReadonlyArray<Standing> = ["own", "upper", "heir"]
const judging: ReadonlyArray<Standing> = ["upper", "top"]

/** The standings of which each act takes one. */
export const rule: { readonly [A in Act]: ReadonlyArray<Standing> } = {
  draft: filing,
  submit: filing,
  amend: filing,
  return: judging,
  approve: judging,
  extend: judging,
  waive: judging,
  seal: ["top"]
}

/** Whether one of these standings is enough. */
export const may = (act: Act, standings: ReadonlySet<Standing>): boolean => rule[act].some((one) => standings.has(one))

/** A report's unit, and who asks. */
export interface Asked {
  readonly unit: string
  /** The route of the template. */
  readonly route: string
  /** The day of asking. */
  readonly date: PlainDate
  /** The units where the one who asks acts that day; see {@link held}. */
  readonly held: Iterable<string>
  /** Units that took over a closed one; see {@link "Heir"}. */
  readonly heirs?: ReadonlyArray<string>
}

/**
 * Where somebody stands towards a unit; nowhere: the empty set. Of a closed unit its last day counts.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy } from "@lienhoi/hierarchy"
 * import { Standing } from "@lienhoi/report"
 *
 * const founded = (unit: string, parent: string | null, level: string) => ({
 *   id: unit, effectiveOn: "2025-07-01", recordedAt: "2025-07-01T00:00:00.000Z", by: { person: "p" },
 *   type: "unit-established" as const, unit, level, name: unit, code: null, kind: null, parents: { own: parent }
 * })
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [founded("tinh", null, "tinh"), founded("x1", "tinh", "co_so"), founded("x1-1", "x1", "chi_hoi")]
 * })
 * if (!tree.ok) throw new Error(tree.issues[0]?.message)
 *
 * const chair = Standing.of(tree.value, { unit: "x1-1", route: "own", date: "2025-08-01", held: ["x1"] })
 * Standing.may("approve", chair) // => true
 * Standing.may("seal", chair) // => false
 * ```
 */
export const of = (
  hierarchy: Hierarchy.Hierarchy,
  { unit, route, date, held, heirs = [] }: Asked
): ReadonlySet<Standing> => {
  const view = { route }
  const life = Life.of(hierarchy, unit, view)
  const above = (id: string, day: PlainDate): ReadonlyArray<string> =>
    Snapshot.ancestors(Hierarchy.at(hierarchy, day, view), id).map((upper) => upper.id)
  const uppers = life === null ? [] : above(unit, Life.nearest(life, date))
  const others = heirs.flatMap((heir) => above(heir, date))
  const top = uppers.at(-1) ?? unit
  const found = new Set<Standing>()
  for (const one of held) {
    if (one === unit) found.add("own")
    if (uppers.includes(one) || others.includes(one)) found.add("upper")
    if (one === top) found.add("top")
    if (heirs.includes(one)) found.add("heir")
  }
  return found
}

/**
 * The units where a person acts that day: those in which she holds office, and those whose figures she was granted on the
 * own line.
 */
export const held = (
  hierarchy: Hierarchy.Hierarchy,
  {
    person,
    grants,
    lineage,
    date
  }: {
    /** Her id in the directory; `null` when nobody in particular. */
    readonly person: string | null
    /** Those of her account. */
    readonly grants: ReadonlyArray<Grant.Grant>
    readonly lineage: string
    readonly date: PlainDate
  }
): ReadonlySet<string> =>
  new Set([
    ...Position.officers(hierarchy, date)
      .filter((officer) => officer.person === person)
      .map(({ unit }) => unit),
    ...grants
      .filter(
        (grant) =>
          grant.role === "figures" &&
          grant.route === "own" &&
          (grant.lineage === "*" || grant.lineage === lineage) &&
          Grant.holds(grant, date)
      )
      .map(({ unit }) => unit)
  ])
