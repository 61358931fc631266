import type { JsonDenominator, JsonTarget, JsonTargetSet } from "../JsonTargetSet.ts"
import { isUnitCount, type Reading, type Target } from "../Target.ts"
import type { TargetSet } from "./targetSet.ts"

/** Leaves out what is not said. */
const said = <A extends object>(of: A): object =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined && value !== null))

/** One text stands by itself, several as a list. */
export const texts = (of: ReadonlyArray<string>): string | ReadonlyArray<string> | undefined =>
  of.length === 0 ? undefined : of.length === 1 ? of[0] : of

const named = ({ template, field }: Pick<Reading, "template" | "field">): string =>
  template === null ? field : `${template}/${field}`

const reading = (of: Reading): { readonly field: string; readonly at?: string } =>
  said({ field: named(of), at: of.at }) as never

const denominator = (of: NonNullable<Target["of"]>): JsonDenominator =>
  isUnitCount(of) ? (said({ units: of.units, at: of.at }) as never) : reading(of)

/** One target in the keywords of its file. */
export const targetOf = (target: Target): JsonTarget =>
  said({
    key: target.key,
    label: target.label,
    label_en: target.labelEn,
    field: named(target),
    kind: target.kind,
    of: target.of === null ? undefined : denominator(target.of),
    level: target.level,
    base: target.base === null ? undefined : reading(target.base),
    value: target.value,
    unit: target.unit,
    owner: target.owner,
    units: target.units ?? undefined,
    from: target.from,
    by: target.by,
    source: texts(target.source)
  }) as JsonTarget

/** The file that a set stands for, with nothing in it that goes without saying. */
export const toJson = (set: TargetSet): JsonTargetSet =>
  said({
    targets: set.id,
    version: set.version,
    title: set.title,
    title_en: set.titleEn,
    status: set.status === "adopted" ? undefined : set.status,
    source: texts(set.source),
    term: set.term,
    closed: set.closed || undefined,
    items: set.items.length === 0 ? undefined : set.items.map(targetOf)
  }) as JsonTargetSet
