/**
 * Parts an event from what stands beside it. Events hold ids and figures for good; texts that people wrote (reasons,
 * narrative answers, drafts) may name persons and must be erasable, so a store keeps them in another place under the
 * event's id. An erased text reads as empty and the chain of events stays whole.
 *
 * @since 0.1.0
 */
import type { Cell, Cells } from "@lienhoi/template/Cell"
import type { Input } from "@lienhoi/template/Validation"
import type { ReportEvent } from "./Event.ts"

/** What one event says in words: a reason, the narrative cells by column, the answers of a draft. */
export interface Beside {
  readonly reason?: string
  readonly cells?: Cells
  readonly values?: Input
}

/** An event without words, and the words. */
export interface Parted {
  readonly event: ReportEvent
  /** `null` when the event says nothing in words. */
  readonly beside: Beside | null
}

const isWords = (cell: Cell): boolean =>
  cell.state === "not-applicable" ||
  (cell.state === "value" && typeof cell.value !== "number" && typeof cell.value !== "boolean")

const silent = (cell: Cell): Cell =>
  cell.state === "not-applicable" ? { ...cell, reason: "" } : { state: "value", value: "" }

const partCells = (cells: Cells): { readonly cells: Cells; readonly words: Cells } => {
  if (!Object.values(cells).some(isWords)) return { cells, words: {} }
  const entries = Object.entries(cells)
  return {
    cells: Object.fromEntries(entries.map(([key, cell]) => [key, isWords(cell) ? silent(cell) : cell])),
    words: Object.fromEntries(entries.filter(([, cell]) => isWords(cell)))
  }
}

const orNull = (beside: Beside): Beside | null => (Object.keys(beside).length === 0 ? null : beside)

const besideCells = (words: Cells): Beside => (Object.keys(words).length === 0 ? {} : { cells: words })

/** Takes the words out of an event. */
export const part = (event: ReportEvent): Parted => {
  switch (event.type) {
    case "drafted":
      return { event: { ...event, values: {} }, beside: { values: event.values } }
    case "submitted": {
      const { cells, words } = partCells(event.cells)
      return { event: { ...event, cells }, beside: orNull(besideCells(words)) }
    }
    case "amended": {
      const { cells, words } = partCells(event.cells)
      return { event: { ...event, cells, reason: "" }, beside: { reason: event.reason, ...besideCells(words) } }
    }
    case "returned":
    case "extended":
    case "waived":
      return { event: { ...event, reason: "" }, beside: { reason: event.reason } }
    case "approved":
    case "sealed":
    case "requested":
      return { event, beside: null }
  }
}

/** Puts the words back; without them (erased) the event reads with empty texts. */
export const join = ({ event, beside }: Parted): ReportEvent => {
  if (beside === null) return event
  const { reason, cells, values } = beside
  return {
    ...event,
    ...(reason === undefined ? {} : { reason }),
    ...(cells === undefined || !("cells" in event) ? {} : { cells: { ...event.cells, ...cells } }),
    ...(values === undefined ? {} : { values })
  } as ReportEvent
}
