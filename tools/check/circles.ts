/** One circle for each knot of a graph: from a node, along arrows, back to the same node. */
export const circles = (arrows: ReadonlyMap<string, ReadonlyArray<string>>): ReadonlyArray<ReadonlyArray<string>> => {
  const found: Array<ReadonlyArray<string>> = []
  const done = new Set<string>()
  const path: Array<string> = []
  const walk = (node: string): void => {
    if (path.includes(node)) {
      found.push([...path.slice(path.indexOf(node)), node])
      return
    }
    if (done.has(node)) return
    path.push(node)
    for (const next of arrows.get(node) ?? []) walk(next)
    path.pop()
    done.add(node)
  }
  for (const node of arrows.keys()) walk(node)
  return found
}
