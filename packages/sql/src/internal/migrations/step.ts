/** One step: what it is called and what it says to the database, one statement each. */
export interface Step {
  /** Kebab-case; once released it never changes. */
  readonly name: string
  readonly statements: ReadonlyArray<string>
}
