/** What a `*.bench.ts` exports: `export const name` and `export const run`. */
export interface Benchmark {
  /** As `--only` names it. */
  readonly name: string
  readonly run: () => Promise<ReadonlyArray<Figure>>
}

/** One measured figure beside those of its peers, and whether it is what was asked. */
export interface Figure {
  readonly name: string
  /** Of `ours` and of every peer's `value`: `ms`, `MB`. */
  readonly unit: string
  readonly ours: number
  readonly peers: ReadonlyArray<{
    readonly name: string
    readonly value: number
    /** Always ours ÷ peer: 0.04 is 25 times faster, or 1/25 of the size. */
    readonly ratio: number
  }>
  /** In words: `at least 15 times faster than DuckDB`. */
  readonly asked: string
  readonly met: boolean
}
