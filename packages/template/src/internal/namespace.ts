import * as Formula from "../Formula.ts"

/** What stands between an owner and a key: `hau_giang__hoi_vien_cu_lao`. */
const joint = "__"

/** The namespace of an owner: `hau-giang/bao-cao-thang` adds keys that begin with `hau_giang__`. */
export const of = (id: string): string => `${id.split("/")[0]!.replaceAll("-", "_")}${joint}`

/** Every name in a formula. */
const names = (formula: Formula.Formula): ReadonlyArray<Formula.Name> => {
  switch (formula.type) {
    case "name":
      return [formula]
    case "past":
    case "unary":
      return names(formula.of)
    case "binary":
      return [...names(formula.left), ...names(formula.right)]
    case "call":
      return formula.args.flatMap(names)
    default:
      return []
  }
}

/** The fields that a formula names, of whatever period; none when it cannot be read. */
export const named = (source: string): ReadonlyArray<string> => {
  const read = Formula.parse(source)
  return read.ok ? names(read.value).map(({ name }) => name) : []
}

/** The formula with each name replaced; what cannot be read stays as it is. */
export const rename = (source: string, to: (name: string) => string): string => {
  const read = Formula.parse(source)
  if (!read.ok) return source
  return names(read.value)
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((text, { name, span }) => {
      // Brackets around a name belong to its span.
      const start = text.indexOf(name, span.start)
      return `${text.slice(0, start)}${to(name)}${text.slice(start + name.length)}`
    }, source)
}

/** How many characters {@link rename} put before that place of a formula in front of names of this namespace. */
export const added = (source: string, namespace: string, before: number): number =>
  (source.slice(0, before).split(namespace).length - 1) * namespace.length
