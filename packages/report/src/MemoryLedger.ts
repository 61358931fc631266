/**
 * What a journal and an outbox share when they live in memory: streams, the words beside events, and outbox rows, all
 * changed under one lock. A transaction sees everything and is kept whole or not at all, so "is this duty still open?"
 * and "mark this row" can be one step, as they are in a database.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Beside from "./Beside.ts"
import * as DutyId from "./DutyId.ts"
import type { ReportEvent } from "./Event.ts"
import type { OutboxRow } from "./OutboxRow.ts"
import type { Recorded } from "./Recorded.ts"
import * as ReportKey from "./ReportKey.ts"

/** An outbox row and what the outbox has noted about it (attempts, state); `null` until it notes something. */
export interface Entry {
  readonly row: OutboxRow
  /** Belongs to the outbox; the journal never reads it. */
  readonly mark: unknown
}

/** What one transaction may ask and do. It is synchronous: nothing else happens between its steps. */
export interface Transaction {
  /** One stream from its beginning. */
  readonly read: (stream: string) => ReadonlyArray<Recorded>
  /** How many events the stream has. */
  readonly version: (stream: string) => number
  /** Events after a position, at most `limit` of them. */
  readonly readAll: (after?: number, limit?: number) => ReadonlyArray<Recorded>
  /** Whether an event with this id was ever appended. */
  readonly holds: (eventId: string) => boolean
  readonly append: (stream: string, events: ReadonlyArray<ReportEvent>) => void
  /** Erases what stands beside these events. */
  readonly erase: (eventIds: ReadonlyArray<string>) => void
  /**
   * Whether this duty (`Duty.id`) is still owed in its round: not fulfilled, not waived, no later round open. A text
   * that is not the id of a duty is never open.
   */
  readonly isOpen: (duty: string) => boolean
  /** The outbox row of that key. */
  readonly row: (key: string) => Entry | null
  /** All outbox rows, in the order in which they were first put. */
  readonly rows: () => ReadonlyArray<Entry>
  /** Adds a row or replaces the one of the same key. */
  readonly put: (entry: Entry) => void
}

/** Streams and outbox rows under one lock. */
export class MemoryLedger extends Context.Service<
  MemoryLedger,
  {
    /** Runs `f` alone. What it did is kept when it answers with a success; a failure or a throw leaves no trace. */
    readonly transaction: <A, E = never>(f: (t: Transaction) => Result.Result<A, E>) => Effect.Effect<A, E>
  }
>()("@lienhoi/report/MemoryLedger") {}

/** Everything a ledger holds. Each change notes how to take it back. */
const open = () => {
  const streams = new Map<string, Array<Recorded>>()
  const log: Array<Recorded> = []
  const ids = new Set<string>()
  const beside = new Map<string, Beside.Beside>()
  const outbox = new Map<string, Entry>()
  let undo: Array<() => void> = []

  const joined = (recorded: Recorded): Recorded => ({
    ...recorded,
    event: Beside.join({ event: recorded.event, beside: beside.get(recorded.event.id) ?? null })
  })

  const appendOne = (stream: string, event: ReportEvent): void => {
    const events = streams.get(stream) ?? []
    const parted = Beside.part(event)
    const recorded = { position: log.length + 1, stream, version: events.length + 1, event: parted.event }
    events.push(recorded)
    streams.set(stream, events)
    log.push(recorded)
    ids.add(event.id)
    if (parted.beside !== null) beside.set(event.id, parted.beside)
    undo.push(() => {
      events.pop()
      log.pop()
      ids.delete(event.id)
      beside.delete(event.id)
    })
  }

  const transaction: Transaction = {
    read: (stream) => (streams.get(stream) ?? []).map(joined),
    version: (stream) => streams.get(stream)?.length ?? 0,
    readAll: (after = 0, limit = log.length) => log.slice(after, after + limit).map(joined),
    holds: (id) => ids.has(id),
    append: (stream, events) => {
      for (const event of events) appendOne(stream, event)
    },
    erase: (eventIds) => {
      for (const id of eventIds) {
        const words = beside.get(id)
        if (words === undefined) continue
        beside.delete(id)
        undo.push(() => beside.set(id, words))
      }
    },
    isOpen: (duty) => {
      const id = DutyId.parse(duty)
      if (id === null) return false
      const events = streams.get(ReportKey.stream(id.key)) ?? []
      return DutyId.isOpen(
        id,
        events.map((recorded) => recorded.event)
      )
    },
    row: (key) => outbox.get(key) ?? null,
    rows: () => [...outbox.values()],
    put: (entry) => {
      const before = outbox.get(entry.row.key)
      outbox.set(entry.row.key, entry)
      undo.push(() => (before === undefined ? outbox.delete(entry.row.key) : outbox.set(entry.row.key, before)))
    }
  }

  const rollBack = (): void => {
    for (const step of undo.reverse()) step()
  }

  return <A, E>(f: (t: Transaction) => Result.Result<A, E>): Result.Result<A, E> => {
    undo = []
    let kept = false
    try {
      const result = f(transaction)
      kept = Result.isSuccess(result)
      return result
    } finally {
      if (!kept) rollBack()
    }
  }
}

/** A new, empty ledger. */
export const layer: Layer.Layer<MemoryLedger> = Layer.sync(MemoryLedger, () => {
  const run = open()
  return MemoryLedger.of({ transaction: (f) => Effect.suspend(() => Effect.fromResult(run(f))) })
})
