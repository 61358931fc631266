/**
 * What follows from events, made once for so many of them.
 */

/** What followed from so many events. */
export interface Kept<A> {
  readonly events: number
  readonly value: A
}

/** Beyond so many, all are forgotten. */
const remembered = 200

/** What follows from the events of one period, made again when there are more of them. */
export const remembering = <A>(kept: Map<string, Kept<A>>, key: string, events: number, make: () => A): A => {
  const known = kept.get(key)
  if (known?.events === events) return known.value
  if (kept.size >= remembered) kept.clear()
  const value = make()
  kept.set(key, { events, value })
  return value
}
