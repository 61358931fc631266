/** Where the sources of a module stand, as `exports` of its package says: by its own entry, else by the longest pattern. */
export const sourceOf = (exports: Readonly<Record<string, unknown>>, door: string): string | null => {
  const patterns = Object.keys(exports).filter((key) => key.includes("*"))
  const matching = (key: string) => {
    const [head = "", tail = ""] = key.split("*")
    return door.startsWith(head) && door.endsWith(tail) && door.length >= key.length
  }
  const key = door in exports ? door : patterns.filter(matching).sort((a, b) => b.length - a.length)[0]
  if (key === undefined) return null
  const [head = "", tail = ""] = key.split("*")
  const middle = door.slice(head.length, door.length - tail.length)
  const target = exports[key]
  const source =
    typeof target === "object" && target !== null ? (target as Record<string, unknown>)["@lienhoi/source"] : target
  return typeof source === "string" ? source.replaceAll("*", middle) : null
}
