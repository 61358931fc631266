/** Counts what a law tried, so that a law that tries nothing is noticed. */
export class Tally {
  readonly #tried = new Map<string, { tried: number; accepted: number }>()

  constructor(operations: ReadonlyArray<string>) {
    for (const operation of operations) this.#tried.set(operation, { tried: 0, accepted: 0 })
  }

  count(operation: string, accepted: boolean): void {
    const row = this.#tried.get(operation)!
    row.tried++
    if (accepted) row.accepted++
  }

  get #total(): number {
    return [...this.#tried.values()].reduce((sum, row) => sum + row.tried, 0)
  }

  /** The share of the operation tried least, 0 to 1. */
  leastShare(): number {
    return Math.min(...[...this.#tried.values()].map((row) => row.tried)) / this.#total
  }

  /** The share of accepted cases, 0 to 1. */
  accepted(): number {
    return [...this.#tried.values()].reduce((sum, row) => sum + row.accepted, 0) / this.#total
  }

  print(law: string): void {
    const percent = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`
    const rows = [...this.#tried].map(
      ([name, row]) => `  ${name}: ${percent(row.tried, this.#total)}, accepted ${percent(row.accepted, row.tried)}`
    )
    console.info([`${law}: ${this.#total} cases, accepted ${(100 * this.accepted()).toFixed(1)} %`, ...rows].join("\n"))
  }
}
