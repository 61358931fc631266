/** What there is to choose from, and a choice; apart from their module, so that what reads and prints them needs no more. */
import type { ComparisonColumn } from "@lienhoi/template/Template"
import type { Cell } from "../ReportDocument.ts"

/** One number of the template with the columns that are known of it. */
export interface Figure {
  readonly field: string
  readonly label: string
  /** What is counted: `người`; empty where there is none. */
  readonly unit: string
  readonly cells: { readonly [C in ComparisonColumn]?: Cell }
  /** What must be said beside a column that is shown: who is missing, what is estimated. */
  readonly notes: { readonly [C in ComparisonColumn]?: string }
}

/** What a unit wrote. */
export interface Narrative {
  readonly field: string
  readonly label: string
  /** The id of the unit. */
  readonly unit: string
  /** `Ấp 3, Xã Đông Phước A`, as a reader should find it. */
  readonly from: string
  readonly text: string
}

/** Everything there is to choose from. */
export interface Material {
  readonly sections: ReadonlyArray<{
    readonly key: string
    readonly title: string
    readonly columns: ReadonlyArray<{ readonly column: ComparisonColumn; readonly name: string }>
    readonly figures: ReadonlyArray<Figure>
    readonly narratives: ReadonlyArray<Narrative>
  }>
}

/** One narrative that was chosen. Without `text` it is quoted as it came, with its place. */
export interface Pick {
  readonly field: string
  readonly unit: string
  readonly text?: string
}

/** One section of the report, printed in this order: own text, lines, table, lead, narratives. */
export interface Chosen {
  /** The key of a section of the template; `null` for one of the editor's own. */
  readonly section: string | null
  /** The template's title when left out. A number in front is made anew. */
  readonly title?: string
  readonly text?: ReadonlyArray<string>
  /** Fields that are told in a line each. */
  readonly figures?: ReadonlyArray<string>
  /** Fields that are shown in a table with their comparisons. */
  readonly table?: ReadonlyArray<string>
  /** A line in front of the narratives. */
  readonly lead?: string
  readonly narratives?: ReadonlyArray<Pick>
}

/** The choice. */
export interface Selection {
  /** Paragraphs before the first section. */
  readonly opening: ReadonlyArray<string>
  readonly sections: ReadonlyArray<Chosen>
}
