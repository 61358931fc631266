/** What only people know: new names for old ones, and answers to the questions of a migration. */
export interface Declared {
  /** Old key → new key. */
  readonly fields?: { readonly [key: string]: string }
  /** Field → old choice → new choice. */
  readonly choices?: { readonly [field: string]: { readonly [choice: string]: string } }
  /** Id of a question → what to do. */
  readonly answers?: { readonly [id: string]: Answer }
}

/** Leave the old figures behind, or take them as they are. */
export type Answer = "drop" | "keep"
