/** One byte for each own cell: what was said, and what must be known about it. */
import type { State } from "../State.ts"

/** The lowest two bits: what was said. */
export const silent = 0
export const notApplicable = 1
export const zero = 2
export const value = 3

/** The figure runs ahead of its period. */
export const estimated = 4
/** The figure stands in for a missing one of a later period. */
export const carried = 8
/** Some period of the window is missing behind the figure. */
export const partial = 16
/** The report was sent back and still counts on this basis. */
export const returned = 32

/** What was said. */
export const said = (mark: number): number => mark & 3

/** What must be known about it. */
export const notes = (mark: number): number => mark & ~3

/** Whether it holds a figure; a declared zero is one. */
export const isFigure = (mark: number): boolean => said(mark) >= zero

const states: ReadonlyArray<State> = ["missing", "not-applicable", "zero", "value"]

/** The state of a cell with that mark. */
export const stateOf = (mark: number): State => states[said(mark)]!
