/** Lists by a key. */

/** By a key, in the order given. */
export const groupBy = <A>(all: ReadonlyArray<A>, key: (each: A) => string): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const each of all) if (groups.get(key(each))?.push(each) === undefined) groups.set(key(each), [each])
  return groups
}
