/** A likely plan: units that live, each used once, heirs of the same level; now and then with a mistake. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import type * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Weight } from "@lienhoi/hierarchy/Weight"

/** What a step does. */
export type Operation = Reorganisation.Step["step"]

/** Numbers that choose what a step does, whatever the tree looks like then. */
export interface Intent {
  readonly choice: number
  readonly level: number
  readonly picks: ReadonlyArray<number>
  readonly parts: ReadonlyArray<number>
  /** Below a few: a mistake. */
  readonly flaw: number
}

/** How often each is tried. */
const shares: { readonly [O in Operation]: number } = {
  establish: 8,
  rename: 8,
  recode: 8,
  relevel: 8,
  move: 12,
  merge: 14,
  split: 12,
  redraw: 14,
  dissolve: 12,
  "abolish-level": 20,
  assign: 14
}

/** Every operation. */
export const operations = Object.keys(shares) as ReadonlyArray<Operation>

const levels = ["co_so", "co_so", "co_so", "co_so", "co_so", "chi_hoi", "chi_hoi", "chi_hoi", "huyen", "tinh"]

/** The plan, and what its steps do. */
export const planOf = (
  hierarchy: Hierarchy.Hierarchy,
  wishes: ReadonlyArray<Intent>,
  { id, effectiveOn }: { readonly id: string; readonly effectiveOn: PlainDate }
): { readonly plan: Reorganisation.Reorganisation; readonly operations: ReadonlyArray<Operation> } => {
  const maker = new Maker(Hierarchy.at(hierarchy, effectiveOn), id)
  for (const wish of wishes) maker.add(operationOf(wish), wish)
  if (maker.steps.length === 0) maker.add("establish", wishes[0]!)
  const plan = { id, basis: "01/NQ-MAU", effectiveOn, steps: maker.steps }
  return { plan, operations: maker.steps.map(({ step }) => step) }
}

const operationOf = ({ choice }: Intent): Operation => {
  const all = operations.flatMap((each) => new Array<Operation>(shares[each]).fill(each))
  return all[choice % all.length]!
}

class Maker {
  readonly steps: Array<Reorganisation.Step> = []
  readonly #used = new Set<string>()
  readonly #tree: Snapshot.Snapshot
  readonly #id: string
  readonly #divided: Array<{ readonly unit: string; readonly heirs: ReadonlyArray<string> }> = []
  #founded = 0

  constructor(tree: Snapshot.Snapshot, id: string) {
    this.#tree = tree
    this.#id = id
  }

  add(operation: Operation, wish: Intent): void {
    const { picks, parts, flaw } = wish
    const level = levels[wish.level % levels.length]!
    const pick = (n: number): number => picks[n]!
    switch (operation) {
      case "establish": {
        const above = this.#take(pick(0), level === "chi_hoi" ? "co_so" : "tinh")
        if (above === null) return
        const own = level === "chi_hoi" ? "chi_hoi" : "co_so"
        const parents = { own: flaw === 0 ? null : above.id }
        const { unit, name, code } = this.#fresh(pick(1))
        this.steps.push({ step: operation, unit, name, code, level: own, parents })
        return
      }
      case "rename":
        this.#one(pick(0), level, (unit) => ({ step: operation, unit, name: nameOf(pick(1)) }))
        return
      case "recode":
        this.#one(pick(0), level, (unit) => ({ step: operation, unit, code: `${pick(1)}` }))
        return
      case "relevel":
        this.#one(pick(0), level, (unit) => ({ step: operation, unit, level, kind: `loai-${pick(1) % 3}` }))
        return
      case "move": {
        const lower = level === "tinh" ? "co_so" : level
        const upper = lower === "chi_hoi" ? "co_so" : "tinh"
        const above = this.#take(pick(1), upper)
        if (above === null) return
        this.#one(pick(0), lower, (unit) => ({ step: operation, unit, parent: flaw === 0 ? unit : above.id }))
        return
      }
      case "merge": {
        const from = this.#several(pick(0), level, 2 + (pick(1) % 2))
        if (from.length < 2 && level === "tinh") return
        if (from.length === 0) return
        if (flaw === 0) this.steps.push({ step: "dissolve", unit: from[0]! })
        const into = pick(2) % 3 === 0 && from.length > 1 ? from[0]! : this.#fresh(pick(3))
        this.steps.push({ step: operation, from, into })
        return
      }
      case "split": {
        const [from] = this.#several(pick(0), level === "tinh" ? "co_so" : level, 1)
        if (from === undefined) return
        const count = 2 + (pick(1) % 2)
        const heirs: ReadonlyArray<Reorganisation.NewOrExisting> = Array.from({ length: count }, (_, i) =>
          i === 0 && pick(2) % 2 === 0 ? from : this.#fresh(pick(3))
        )
        const weights = weightsOf(parts.slice(0, count), pick(4), flaw)
        this.steps.push({ step: operation, from, into: heirs.map((to, i) => ({ to, ...weights(i) })) })
        this.#divided.push({ unit: from, heirs: heirs.map(idOf) })
        return
      }
      case "redraw":
        this.#redraw(wish, level === "tinh" ? "co_so" : level)
        return
      case "dissolve": {
        const [unit, heir] = this.#several(pick(0), level, 2)
        if (unit === undefined || level === "tinh") return
        const childless = Snapshot.children(this.#tree, unit).length === 0
        const heirless = (childless && pick(1) % 2 === 0) || heir === undefined
        if (heirless && !childless && flaw > 3) return
        this.steps.push({ step: operation, unit, ...(heirless ? {} : { heir }) })
        return
      }
      case "abolish-level": {
        const living = Snapshot.atLevel(this.#tree, "huyen")
        if (living.length === 0 || living.some(({ id }) => this.#used.has(id))) return
        if (this.steps.some(({ step }) => step === "abolish-level")) return
        const heirs: Record<string, string> = {}
        living.forEach(({ id }, i) => {
          this.#used.add(id)
          const heir = (pick(0) + i) % 4 === 0 ? null : this.#take(pick(i % 6), "co_so")
          if (heir !== null) heirs[id] = heir.id
        })
        this.steps.push({ step: operation, level: "huyen", heirs })
        return
      }
      case "assign": {
        const able = () =>
          this.#divided.flatMap(({ unit, heirs }) =>
            Snapshot.children(this.#tree, unit).flatMap(({ id }) => (this.#used.has(id) ? [] : [{ id, heirs }]))
          )
        if (able().length === 0) this.add(pick(5) % 2 === 0 ? "split" : "redraw", { ...wish, level: 0 })
        for (const { id, heirs } of able().slice(0, 1 + (pick(0) % 2))) {
          this.#used.add(id)
          const to = flaw === 0 ? "nowhere" : heirs[pick(1) % heirs.length]!
          this.steps.push({ step: operation, branch: id, to })
        }
      }
    }
  }

  #redraw({ picks, parts, flaw }: Intent, level: string): void {
    const from = this.#several(picks[0]!, level, 2 + (picks[1]! % 3))
    if (from.length === 0) return
    const survivor = picks[2]! % 3 === 0 ? from[0]! : null
    const fresh = Array.from({ length: 1 + (picks[3]! % 2) }, (_, i) => this.#fresh(picks[4]! + i))
    const to: ReadonlyArray<Reorganisation.NewOrExisting> = survivor === null ? fresh : [survivor, ...fresh]
    const ids = to.map(idOf)
    const successions = from.flatMap((unit, i): ReadonlyArray<Reorganisation.Passage> => {
      if (flaw === 0 && i === 0 && survivor === null) return []
      const isDivided = unit === survivor || ((picks[5]! + i) % 2 === 0 && ids.length > 1)
      if (!isDivided) return [{ from: unit, to: ids[(picks[5]! + i) % ids.length]!, extent: "whole" }]
      const weights = weightsOf(parts.slice(0, ids.length), picks[i]!, flaw)
      this.#divided.push({ unit, heirs: ids })
      return ids.map((heir, n) => ({ from: unit, to: heir, extent: "partial", ...weights(n) }))
    })
    const heirs = new Set(successions.map((each) => each.to))
    this.steps.push({ step: "redraw", from, to: to.filter((unit) => heirs.has(idOf(unit))), successions })
  }

  #one(n: number, level: string, step: (unit: string) => Reorganisation.Step): void {
    const unit = this.#take(n, level)
    if (unit !== null) this.steps.push(step(unit.id))
  }

  /** A unit of the level that no step uses yet; from now on this one does. */
  #take(n: number, level: string): Unit | null {
    const free = Snapshot.atLevel(this.#tree, level).filter(({ id }) => !this.#used.has(id))
    const unit = free[n % Math.max(1, free.length)] ?? null
    if (unit !== null) this.#used.add(unit.id)
    return unit
  }

  #several(n: number, level: string, count: number): ReadonlyArray<string> {
    return Array.from({ length: count }, () => this.#take(n, level)).flatMap((unit) => (unit === null ? [] : [unit.id]))
  }

  #fresh(n: number): { readonly unit: string; readonly name: string; readonly code: string } {
    this.#founded++
    return { unit: `${this.#id}-n${this.#founded}`, name: nameOf(n), code: `${n}` }
  }
}

const idOf = (unit: Reorganisation.NewOrExisting): string => (typeof unit === "string" ? unit : unit.unit)

const nameOf = (n: number): string => ["Xã Đông", "Xã Ân", "Phường Ơn", "Xã 1", "Ấp 2"][n % 5]!

/** Shares that add up, or none; with a mistake, shares that do not. */
const weightsOf = (
  parts: ReadonlyArray<number>,
  n: number,
  flaw: number
): ((i: number) => { readonly weight?: Weight }) => {
  if (n % 3 === 0) return () => ({})
  const denominator = parts.reduce((sum, part) => sum + part, 0) + (flaw === 1 ? 1 : 0)
  const basis = (["members", "households", "population", "given"] as const)[n % 4]!
  return (i) => ({ weight: { basis, numerator: parts[i]!, denominator } })
}
