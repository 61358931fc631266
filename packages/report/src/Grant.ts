/**
 * Who may see what: dated grants on a part of the tree, and how far they reach on a day. Directory facts (units, codes,
 * offices) are for every member; reports, figures and persons only by grants.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import { officers } from "@lienhoi/hierarchy/Position"
import type { Span } from "@lienhoi/hierarchy/Span"
import type { Takeover } from "@lienhoi/hierarchy/Takeover"

/** From a day on, an account may see this of a unit and of all that stands under it. */
export interface Grant {
  readonly id: string
  /** The id of the account. */
  readonly account: string
  readonly unit: string
  /** The line along which “under” is meant: `own`, `front`. */
  readonly route: string
  /** `figures`: how reports stand and their figures. `persons`: names of people. */
  readonly role: "figures" | "persons"
  /** The lineage of one template; `*` for every one. Persons are granted with `*`. */
  readonly lineage: string
  readonly from: PlainDate
  /** The first day on which it no longer holds; `null` while nobody said. */
  readonly until: PlainDate | null
}

/**
 * What is seen of a unit's reports. `nothing`; `totals` when only a part of a divided unit came under the grant; `reports`
 * without breakdowns, by a grant on another line than the association's own; `all`.
 */
export type Sight = "nothing" | "totals" | "reports" | "all"

/** How far the grants of one account reach on one day. */
export interface Reach {
  readonly sight: (unit: string, lineage: string) => Sight
  readonly persons: (unit: string) => boolean
}

/** The dated tree as rows; `Span.all` and `Takeover.all` of a hierarchy. */
export interface Tree {
  readonly spans: ReadonlyArray<Span>
  readonly takeovers: ReadonlyArray<Takeover>
}

/** The tree by what is asked of it. */
export interface Index {
  readonly bearers: ReadonlyMap<string, ReadonlyArray<Pick<Span, "from">>>
  readonly children: ReadonlyMap<string, ReadonlyArray<Span>>
  readonly givers: ReadonlyMap<string, ReadonlyArray<Takeover>>
}

const ofRoute = (route: string, unit: string): string => `${route} ${unit}`

/** Prepares a tree, once for many accounts and days. */
export const index = ({ spans, takeovers }: Tree): Index => ({
  bearers: Map.groupBy(spans, ({ route, id }) => ofRoute(route, id)),
  children: Map.groupBy(
    spans.filter(({ parent }) => parent !== null),
    ({ route, parent }) => ofRoute(route, parent!)
  ),
  givers: Map.groupBy(
    takeovers.filter(({ giver, heir }) => giver !== heir),
    ({ heir }) => heir
  )
})

/** Whether a grant, or anything else that has a first day and a day on which it no longer holds, holds on that day. */
export const holds = (
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate | null },
  today: PlainDate
): boolean => from <= today && (until === null || today < until)

/** The unit, when there was such a one by that day, and everything that stands under it on that day. */
const living = ({ bearers, children }: Index, route: string, unit: string, today: PlainDate): ReadonlySet<string> => {
  const found = new Set<string>()
  const was = bearers.get(ofRoute(route, unit))?.some(({ from }) => from <= today) ?? false
  const next = was ? [unit] : []
  while (next.length > 0) {
    const one = next.pop()!
    if (found.has(one)) continue
    found.add(one)
    for (const child of children.get(ofRoute(route, one)) ?? []) if (holds(child, today)) next.push(child.id)
  }
  return found
}

interface Step {
  readonly unit: string
  readonly whole: boolean
  /** What was taken over before that day; `null` for all of it. */
  readonly before: PlainDate | null
}

/** Whole or in part: those units, and what they took over, backward in time. */
const withPast = (
  { givers }: Index,
  route: string,
  units: ReadonlySet<string>,
  today: PlainDate
): ReadonlyMap<string, boolean> => {
  const found = new Map<string, boolean>()
  const seen = new Set<string>()
  const next: Array<Step> = [...units].map((unit) => ({ unit, whole: true, before: null }))
  while (next.length > 0) {
    const { unit, whole, before } = next.pop()!
    const mark = `${before} ${whole} ${unit}`
    if (seen.has(mark)) continue
    seen.add(mark)
    found.set(unit, whole || (found.get(unit) ?? false))
    for (const taken of givers.get(unit) ?? []) {
      if (taken.route !== null && taken.route !== route) continue
      if (taken.on > today || (before !== null && taken.on >= before)) continue
      next.push({ unit: taken.giver, whole: whole && taken.whole, before: taken.on })
    }
  }
  return found
}

const order: ReadonlyArray<Sight> = ["nothing", "totals", "reports", "all"]

/** Whether that much is seen, or more. */
export const isAtLeast = (sight: Sight, least: Sight): boolean => order.indexOf(sight) >= order.indexOf(least)

const wider = (a: Sight, b: Sight): Sight => (isAtLeast(a, b) ? a : b)

/**
 * How far the grants of an account reach on a day: over the living part of the tree under each, and over what those units
 * took over. Of a unit that was divided only totals are seen.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy, Span, Takeover } from "@lienhoi/hierarchy"
 * import { Grant } from "@lienhoi/report"
 *
 * const founded = (unit: string, parent: string | null, level: string) => ({
 *   id: unit, effectiveOn: "2025-07-01", recordedAt: "2025-07-01T00:00:00.000Z", by: { person: "p" },
 *   type: "unit-established" as const, unit, level, name: unit, code: null, kind: null, parents: { own: parent }
 * })
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [founded("tinh", null, "tinh"), founded("x1", "tinh", "co_so"), founded("x2", "tinh", "co_so")]
 * })
 * if (!tree.ok) throw new Error(tree.issues[0]?.message)
 *
 * const place = Grant.index({ spans: Span.all(tree.value), takeovers: Takeover.all(tree.value) })
 * const grant = { id: "1", account: "an", unit: "x1", route: "own", role: "figures", lineage: "*", from: "2025-07-01", until: null } as const
 * const reach = Grant.reach(place, [grant], { account: "an", today: "2025-08-01" })
 *
 * reach.sight("x1", "vwu/bao-cao-thang") // => "all"
 * reach.sight("x2", "vwu/bao-cao-thang") // => "nothing"
 * ```
 */
export const reach = (
  place: Index,
  grants: ReadonlyArray<Grant>,
  { account, today }: { readonly account: string; readonly today: PlainDate }
): Reach => {
  const figures = new Map<string, Sight>()
  const persons = new Set<string>()
  for (const grant of grants) {
    if (grant.account !== account || account === "" || !holds(grant, today)) continue
    const { route, unit, role, lineage } = grant
    for (const [each, whole] of withPast(place, route, living(place, route, unit, today), today)) {
      if (role === "persons" && whole && lineage === "*") persons.add(each)
      if (role !== "figures") continue
      const sight: Sight = !whole ? "totals" : route === "own" ? "all" : "reports"
      const key = `${lineage} ${each}`
      figures.set(key, wider(figures.get(key) ?? "nothing", sight))
    }
  }
  return {
    sight: (unit, lineage) =>
      wider(figures.get(`${lineage} ${unit}`) ?? "nothing", figures.get(`* ${unit}`) ?? "nothing"),
    persons: (unit) => persons.has(unit)
  }
}

/**
 * {@link reach} that remembers: as long as an account has the same grants and the day is the same, nothing is computed
 * again. What it is asked with is compared, so a grant that changed counts at once.
 */
export const remembering = (
  place: Index,
  /** Accounts that are remembered; beyond, all are forgotten. */
  most = 5_000
): ((grants: ReadonlyArray<Grant>, asked: { readonly account: string; readonly today: PlainDate }) => Reach) => {
  const known = new Map<string, { readonly print: string; readonly reach: Reach }>()
  return (grants, asked) => {
    const print = JSON.stringify([asked.today, grants])
    const found = known.get(asked.account)
    if (found?.print === print) return found.reach
    if (known.size >= most) known.clear()
    const made = reach(place, grants, asked)
    known.set(asked.account, { print, reach: made })
    return made
  }
}

/** How the ids of an account's grants by office begin. */
export const officePrefix = (account: string): string => `office/${account}/`

/**
 * The grants of an account that follow from the offices a person leads a unit by: figures and persons of the unit, on the
 * association's own line, from her first day in office. What the hierarchy knows of days to come is in them: an office
 * that is left, given to somebody else, or whose unit closes, reaches up to the day before. The same office gives the
 * same ids, so they can be kept again and again.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy } from "@lienhoi/hierarchy"
 * import { Grant } from "@lienhoi/report"
 *
 * const told = { recordedAt: "2025-07-01T00:00:00.000Z", by: { person: "p" } }
 * const seat = { ...told, position: "cv-1", person: "hoa" }
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [
 *     { ...told, id: "1", effectiveOn: "2025-07-01", type: "unit-established", unit: "x1", level: "co_so", name: "Xã Mẫu", code: null, kind: null, parents: { own: null } },
 *     { ...told, id: "2", effectiveOn: "2025-07-01", type: "position-created", position: "cv-1", unit: "x1", title: "Chủ tịch" },
 *     { ...seat, id: "3", effectiveOn: "2025-07-01", type: "position-taken" },
 *     { ...seat, id: "4", effectiveOn: "2025-09-01", type: "position-left" }
 *   ]
 * })
 * if (!tree.ok) throw new Error(tree.issues[0]?.message)
 *
 * const grants = Grant.ofOffices(tree.value, { account: "tk-1", person: "hoa", today: "2025-08-01" })
 * grants.map(({ unit, role, until }) => [unit, role, until]) // => [["x1", "figures", "2025-09-01"], ["x1", "persons", "2025-09-01"]]
 * ```
 */
export const ofOffices = (
  hierarchy: Hierarchy,
  { account, person, today }: { readonly account: string; readonly person: string; readonly today: PlainDate }
): ReadonlyArray<Grant> => {
  const later = hierarchy.events.map(({ effectiveOn }) => effectiveOn).filter((day) => day > today)
  const days = [today, ...new Set(later.toSorted())]
  const found = new Map<string, { readonly unit: string; readonly from: PlainDate; until: PlainDate | null }>()
  for (const day of days) {
    const led = officers(hierarchy, day).filter((officer) => officer.head && officer.person === person)
    const living = new Set(led.map(({ position, since }) => `${position}/${since}`))
    for (const [office, reached] of found) if (!living.has(office)) reached.until ??= day
    for (const { position, unit, since } of led) {
      const office = `${position}/${since}`
      if (!found.has(office)) found.set(office, { unit, from: since, until: null })
    }
  }
  return [...found].flatMap(([office, { unit, from, until }]) =>
    (["figures", "persons"] as const).map((role) => ({
      id: `${officePrefix(account)}${office}/${role}`,
      account,
      unit,
      route: "own",
      role,
      lineage: "*",
      from,
      until
    }))
  )
}
