/**
 * Compares the seals with the events under them, with one another, and with a head that was kept outside.
 */
import * as Effect from "effect/Effect"
import type { Finding } from "../Finding.ts"
import type { Head } from "../Seal.ts"
import type { Store } from "../Store.ts"
import * as Chain from "./chain.ts"

interface Row {
  readonly number: number
  readonly first: bigint
  readonly last: bigint
  readonly leaves: string
  readonly root: string
  readonly hash: string
  readonly sealed_at: Date
}

interface Placed {
  readonly position: number
  readonly id: string
  readonly chain: string
}

const nowhere = { stream: null, version: null, id: null }

/** A sealed position whose leaf does not come out; `event` is what has the position now. */
interface Odd {
  readonly position: number
  readonly leaf: string
  readonly event: Placed | undefined
}

/** What does not come out under one seal. */
const compare = (seal: Row, leaves: ReadonlyArray<string>, events: ReadonlyArray<Placed>): ReadonlyArray<Odd> => {
  const first = Number(seal.first)
  const at = new Map(events.map((event) => [event.position, event]))
  return leaves.flatMap((leaf, i) => {
    const event = at.get(first + i)
    return event !== undefined && Chain.leaf(event.position, event.id, event.chain) === leaf
      ? []
      : [{ position: first + i, leaf, event }]
  })
}

/** An event that fits another of the odd positions was moved from there. */
const judge = (odd: ReadonlyArray<Odd>): ReadonlyArray<Finding> => {
  const moved = ({ id, chain }: Placed): boolean =>
    odd.some(({ position, leaf }) => Chain.leaf(position, id, chain) === leaf)
  return odd.map(({ position, event }) => ({
    ...nowhere,
    of: "event",
    kind: event === undefined ? "removed" : moved(event) ? "reordered" : "changed",
    position,
    id: event?.id ?? null
  }))
}

export const checkSeals = (store: Store["Service"], kept: Head | null) =>
  Effect.gen(function* () {
    const { association, sql } = store
    const findings: Array<Finding> = []
    const odd: Array<Odd> = []
    const about = (kind: Finding["kind"], position: number) => findings.push({ ...nowhere, of: "seal", kind, position })
    let number = 0
    let sealedTo = 0
    let before = Chain.zero
    let keptIsThere = false
    for (;;) {
      const [seal] = yield* sql.unsafe<Row>(
        `SELECT number, first, last, encode(leaves, 'hex') AS leaves, encode(root, 'hex') AS root,
           encode(hash, 'hex') AS hash, sealed_at
         FROM lienhoi.seal WHERE association = $1 AND number > $2 ORDER BY number LIMIT 1`,
        [association, number]
      )
      if (seal === undefined) break
      const missing = seal.number !== number + 1
      if (missing) about("removed", number + 1)
      const first = Number(seal.first)
      const last = Number(seal.last)
      const leaves = seal.leaves.match(/.{64}/g) ?? []
      const said = {
        association,
        number: seal.number,
        first,
        last,
        root: seal.root,
        sealedAt: seal.sealed_at.toISOString()
      }
      const whole =
        leaves.length === last - first + 1 &&
        Chain.root(leaves) === seal.root &&
        (missing || (first === sealedTo + 1 && Chain.seal(before, said) === seal.hash))
      if (!whole) about("changed", seal.number)
      const events = yield* sql.unsafe<{ position: bigint; id: string; chain: string | null }>(
        `SELECT n.position, n.id, encode((SELECT e.chain FROM lienhoi.event AS e WHERE e.association = $1
           AND e.period = n.period AND e.stream = n.stream AND e.version = n.version), 'hex') AS chain
         FROM lienhoi.entry AS n WHERE n.association = $1 AND n.position BETWEEN $2 AND $3`,
        [association, first, last]
      )
      const placed = events.map(({ position, id, chain }) => ({
        position: Number(position),
        id,
        chain: chain ?? Chain.zero
      }))
      odd.push(...compare(seal, leaves, placed))
      if (kept?.number === seal.number) {
        keptIsThere = true
        if (kept.hash !== seal.hash) about("rewritten", seal.number)
      }
      number = seal.number
      sealedTo = last
      before = seal.hash
    }
    if (kept !== null && !keptIsThere) about("cut", kept.number)
    return { findings: [...judge(odd), ...findings], seals: number, sealedTo }
  })
