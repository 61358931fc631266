import type { Item } from "../Field.ts"

/** One way to divide figures. */
export interface Dimension {
  readonly key: string
  readonly label: string
  readonly items: ReadonlyArray<Item>
}

/** A versioned set of dimensions. */
export interface DimensionSet {
  /** `owner/name` */
  readonly id: string
  readonly version: string
  readonly title: string
  /** What it rests on. */
  readonly source: ReadonlyArray<string>
  readonly dimensions: ReadonlyArray<Dimension>
}
