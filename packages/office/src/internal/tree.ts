/** A JSON value as far as anybody looks into it. */
export type Tree = { [key: string]: unknown }

export const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The way to a value. */
export type Path = ReadonlyArray<string | number>

/** What stands at a way of keywords: `combine.units`. */
export const at = (tree: Tree, keywords: ReadonlyArray<string>): unknown =>
  keywords.reduce<unknown>(
    (value, keyword) => (isTree(value) && Object.hasOwn(value, keyword) ? value[keyword] : undefined),
    tree
  )

/** Puts a value there; what is written by `__proto__` stays a key like any other. */
export const put = (tree: Tree, key: string, value: unknown): void => {
  Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true })
}

/** Puts a value at a way of keywords, making the maps on the way. */
export const putAt = (tree: Tree, [first, ...others]: ReadonlyArray<string>, value: unknown): void => {
  if (first === undefined) return
  if (others.length > 0 && !(Object.hasOwn(tree, first) && isTree(tree[first]))) put(tree, first, {})
  if (others.length === 0) put(tree, first, value)
  else putAt(tree[first] as Tree, others, value)
}

/** The tree without what stands at the way; a map that becomes empty by that goes too. */
export const without = (tree: Tree, [first, ...others]: ReadonlyArray<string>): Tree => {
  if (first === undefined || !Object.hasOwn(tree, first)) return tree
  const { [first]: value, ...rest } = tree
  if (others.length === 0 || !isTree(value)) return rest
  const inner = without(value, others)
  return Object.keys(inner).length === 0 ? rest : { ...rest, [first]: inner }
}

/** Whether two JSON values are the same; the order of keys counts for nothing. */
export const isEqual = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => isEqual(one, b[i]))
  if (!isTree(a) || !isTree(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
}
