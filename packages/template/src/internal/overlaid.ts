import type { DueRule } from "@lienhoi/calendar/Due"
import type { Field, Item } from "../Field.ts"
import type { Target } from "../Target.ts"
import type { ComparisonColumn, Rule, SharedSet } from "./written.ts"
import type { Path, Spot } from "./yaml.ts"

/** Where the parts of an overlay stand in the file they were read from. */
export interface Where {
  readonly file: string | null
  readonly of: (path: Path) => Spot | undefined
  readonly isSpoiled: (path: Path) => boolean
}

/** What an overlay does in one section: new words for its heading, questions it adds, and the order of what stands there. */
export interface Part {
  readonly key: string
  readonly title: string | null
  readonly titleEn: string | null
  /** Their keys stand in the overlay's namespace. */
  readonly add: ReadonlyArray<Field>
  /** These come first, in this order, wherever they stood before; the others follow as they were. */
  readonly order: ReadonlyArray<string>
  /** Derived columns in place of the base's; `null` keeps those. */
  readonly columns: ReadonlyArray<ComparisonColumn> | null
}

/** Other words for a question; `null` keeps those of the base. */
export interface Relabel {
  readonly key: string
  readonly label: string | null
  readonly labelEn: string | null
  readonly hint: string | null
}

/** What is asked more strictly; `null` keeps what the base says. */
export interface Tighten {
  readonly key: string
  readonly required: boolean | string | null
  readonly min: number | null
  readonly max: number | null
}

/** Finer choices under one of the base. */
export interface Finer {
  readonly field: string
  readonly under: string
  readonly items: ReadonlyArray<Item>
}

/** What one owner changes in the template of another. */
export interface Overlay {
  /** `owner/name` */
  readonly id: string
  readonly version: string
  readonly base: { readonly id: string; readonly range: string }
  readonly title: string | null
  readonly titleEn: string | null
  /** A level named here has these rules in place of the base's. */
  readonly due: ReadonlyArray<DueRule>
  /** Sets that the fields it adds are divided by. */
  readonly dimensions: ReadonlyArray<SharedSet>
  readonly sections: ReadonlyArray<Part>
  /** Sections that come first, in this order. */
  readonly order: ReadonlyArray<string>
  readonly relabel: ReadonlyArray<Relabel>
  readonly hide: ReadonlyArray<string>
  readonly tighten: ReadonlyArray<Tighten>
  readonly choices: ReadonlyArray<Finer>
  /** Local ones, under keys of the overlay's namespace; they come after the base's and ask no less. */
  readonly targets: ReadonlyArray<Target>
  /** Come after the base's. */
  readonly rules: ReadonlyArray<Rule>
  /** `null` for an overlay made by a program. */
  readonly where: Where | null
}
