/** Where one answer stands, by words and not by the address of a cell. */
export interface Anchor {
  /** The words of its row. Case, marks, numbering and bullets count for nothing. */
  readonly row: string
  /** The words of a row above, where several rows bear the same words: the next one below it is meant. */
  readonly under?: string
  /** The heading of its column, where it is not that of the mapping. */
  readonly column?: string
  /** The name of its sheet, where it is not that of the mapping. */
  readonly sheet?: string
}

/** How a workbook says what a template asks. */
export interface Mapping {
  /** The id of the template. */
  readonly template: string
  /** The heading of the column with the answers. */
  readonly column: string
  /** The name of the sheet, where the words stand in several. */
  readonly sheet?: string
  /** By path: `TC04`, `TC04[tre]`, `HD04[dai_hoc].so_nu`. */
  readonly fields: { readonly [path: string]: Anchor }
}
