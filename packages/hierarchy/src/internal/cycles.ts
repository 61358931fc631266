/** Units that come round to themselves. */

/**
 * Every cycle once, as ids from the smallest on: `["a", "b"]` for a under b under a. `parentOf` answers `null` at the
 * top.
 */
export const cyclesAmong = (
  ids: Iterable<string>,
  parentOf: (id: string) => string | null
): ReadonlyArray<ReadonlyArray<string>> => {
  const done = new Set<string>()
  const cycles: Array<ReadonlyArray<string>> = []
  for (const id of ids) {
    const way: Array<string> = []
    const onWay = new Set<string>()
    let at: string | null = id
    while (at !== null && !done.has(at) && !onWay.has(at)) {
      way.push(at)
      onWay.add(at)
      at = parentOf(at)
    }
    if (at !== null && onWay.has(at)) cycles.push(fromSmallest(way.slice(way.indexOf(at))))
    for (const each of way) done.add(each)
  }
  return cycles
}

/**
 * Tells for one id after another which cycle it stands in, `null` when its way up ends or leads into a cycle of others. No
 * step is taken twice, however many ask.
 */
export const cycleOf = (parentOf: (id: string) => string | null): ((id: string) => ReadonlyArray<string> | null) => {
  const known = new Map<string, ReadonlyArray<string> | null>()
  return (id) => {
    const way = new Set<string>()
    let at: string | null = id
    while (at !== null && !known.has(at) && !way.has(at)) {
      way.add(at)
      at = parentOf(at)
    }
    const all = [...way]
    const round = at !== null && way.has(at) ? all.slice(all.indexOf(at)) : []
    for (const each of all) known.set(each, null)
    const cycle = fromSmallest(round)
    for (const each of round) known.set(each, cycle)
    return known.get(id) ?? null
  }
}

const fromSmallest = (cycle: ReadonlyArray<string>): ReadonlyArray<string> => {
  const start = cycle.reduce((least, id, i) => (id < cycle[least]! ? i : least), 0)
  return [...cycle.slice(start), ...cycle.slice(0, start)]
}

const shown = 8

/** The way round as a person reads it, back to where it began; of a long one both ends, nobody reads hundreds of ids. */
export const roundOf = (cycle: ReadonlyArray<string>): string =>
  cycle.length <= shown
    ? [...cycle, cycle[0]].join(" › ")
    : [...cycle.slice(0, 5), `… (${cycle.length})`, cycle.at(-1), cycle[0]].join(" › ")
