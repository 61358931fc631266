/** What a name in an expression means in the new template. */
export interface Known {
  readonly key: string
  readonly kind: "number" | "truth" | "text" | "choice" | "many" | "table"
  /** The keys of choices by their names. */
  readonly choices: ReadonlyMap<string, string>
}

/** An expression in the formulas of templates; `text` serves only comparisons with choices. */
export interface Translated {
  readonly formula: string
  readonly kind: "number" | "truth" | "text" | "choice" | "blank"
  /** How tightly it binds; what binds less stands in brackets. */
  readonly tightness: number
  readonly known?: Known
}

/** Why an expression has no counterpart. */
class Untranslatable {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

const refuse = (reason: string): never => {
  throw new Untranslatable(reason)
}

const token =
  /\s*(?:(\$\{\s*[^}]*\s*\})|(\d+(?:\.\d+)?|\.\d+)|("[^"]*"|'[^']*')|(<=|>=|!=|[=<>+\-*(),|])|(\.\.?)|([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)|(\S))/uy

const tokens = (source: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  token.lastIndex = 0
  for (let match = token.exec(source); match !== null && match[0] !== ""; match = token.exec(source)) {
    if (match[7] !== undefined) refuse(match[7])
    found.push(match[0].trim())
  }
  return found
}

const atLeast = (one: Translated, tightness: number): string =>
  one.tightness < tightness ? `(${one.formula})` : one.formula

const text = (value: string): string => `"${value.replaceAll('"', '""')}"`

const binary: { readonly [operator: string]: readonly [sign: string, tightness: number] } = {
  or: ["OR", 1],
  and: ["AND", 2],
  "=": ["=", 3],
  "!=": ["<>", 3],
  "<": ["<", 4],
  "<=": ["<=", 4],
  ">": [">", 4],
  ">=": [">=", 4],
  "+": ["+", 5],
  "-": ["-", 5],
  "*": ["*", 6],
  div: ["/", 6],
  mod: ["mod", 6]
}

/** Functions with the same meaning under another name. */
const functions: { readonly [name: string]: string } = {
  sum: "SUM",
  min: "MIN",
  max: "MAX",
  count: "COUNT",
  round: "ROUND",
  abs: "ABS",
  coalesce: "IFBLANK"
}

/**
 * Turns an XPath expression of an XLSForm into a formula, or says which part has no counterpart. `self` is what `.` means;
 * `divides` is told when a division had to be guarded.
 */
export const translate = (
  source: string,
  names: ReadonlyMap<string, Known>,
  self: Known | null,
  divides: () => void
): Translated | { readonly reason: string } => {
  try {
    return read(tokens(source), names, self, divides)
  } catch (cause) {
    if (cause instanceof Untranslatable) return { reason: cause.reason }
    throw cause
  }
}

const deepest = 100

const read = (
  all: ReadonlyArray<string>,
  names: ReadonlyMap<string, Known>,
  self: Known | null,
  divides: () => void
): Translated => {
  let at = 0
  let depth = 0
  const take = (wanted: string): void => {
    if (all[at] !== wanted) refuse(all[at] ?? wanted)
    at++
  }
  const made = (formula: string, kind: Translated["kind"], tightness = 10): Translated => ({ formula, kind, tightness })

  const named = (known: Known | undefined | null, written: string): Translated => {
    if (known === undefined || known === null) return refuse(written)
    if (known.kind === "table" || known.kind === "many") return { ...made(known.key, "number"), known }
    return { ...made(known.key, known.kind), known }
  }

  const selected = (subject: Translated, choice: Translated): Translated => {
    const key = subject.known?.choices.get(choice.formula.slice(1, -1))
    if (choice.kind !== "text" || key === undefined) return refuse("selected")
    if (subject.known?.kind === "many") return made(`${subject.known.key}_${key}`, "truth")
    return made(`${subject.formula} = ${text(key)}`, "truth", 3)
  }

  const call = (name: string): Translated => {
    const args: Array<Translated> = []
    take("(")
    while (all[at] !== ")") {
      if (args.length > 0) take(",")
      args.push(expression(0))
    }
    take(")")
    const [first, second, third] = args
    const numbers = (): string => args.map((arg) => (arg.kind === "number" ? arg.formula : refuse(name))).join("; ")
    if (name === "true" || name === "false") return made(name.toUpperCase(), "truth")
    if (first === undefined) return refuse(name)
    if (name === "not") return first.kind === "truth" ? made(`NOT(${first.formula})`, "truth") : refuse(name)
    if (name === "number") return first.kind === "number" ? first : refuse(name)
    if (second === undefined && name !== "sum" && name !== "count" && !(name in functions)) return refuse(name)
    if (name === "selected") return selected(first, second!)
    if (
      name === "if" &&
      third !== undefined &&
      first.kind === "truth" &&
      second!.kind === third.kind &&
      third.kind !== "text"
    )
      return made(`IF(${first.formula}; ${second!.formula}; ${third.formula})`, third.kind)
    if (name === "pow" && second!.kind === "number" && first.kind === "number")
      return made(`(${first.formula})^(${second!.formula})`, "number", 7)
    const same = Object.hasOwn(functions, name) ? functions[name]! : refuse(name)
    if (name === "count" ? first.known?.kind !== "table" : args.some((arg) => arg.known?.kind === "table"))
      return refuse(name)
    return made(`${same}(${numbers()})`, "number")
  }

  const primary = (): Translated => {
    const one = all[at]
    if (one === undefined) return refuse("")
    at++
    if (one === "(") {
      const inner = expression(0)
      take(")")
      return { ...inner, formula: `(${inner.formula})`, tightness: 10 }
    }
    if (one === "-") {
      const of = expression(9)
      return of.kind === "number" ? made(`-${atLeast(of, 9)}`, "number", 9) : refuse("-")
    }
    if (/^[\d.]*\d$/u.test(one)) return made(String(Number(one)), "number")
    if (/^["']/u.test(one)) return one.length === 2 ? made("", "blank") : made(text(one.slice(1, -1)), "text")
    if (one === ".") return named(self, ".")
    if (one.startsWith("${")) return named(names.get(one.slice(2, -1).trim()), one)
    return /^[a-z]/iu.test(one) && all[at] === "(" ? call(one) : refuse(one)
  }

  const compared = (sign: string, left: Translated, right: Translated): Translated => {
    const blank = left.kind === "blank" ? right : right.kind === "blank" ? left : null
    if (blank !== null) {
      if ((sign !== "=" && sign !== "<>") || blank.known === undefined || blank.known.kind === "many")
        return refuse(sign)
      return made(sign === "=" ? `BLANK(${blank.formula})` : `NOT(BLANK(${blank.formula}))`, "truth")
    }
    const [choice, word] = left.kind === "choice" ? [left, right] : [right, left]
    if (choice.kind === "choice") {
      const key = word.kind === "text" ? choice.known?.choices.get(word.formula.slice(1, -1)) : undefined
      if (key === undefined || (sign !== "=" && sign !== "<>")) return refuse(word.formula)
      return made(`${choice.formula} ${sign} ${text(key)}`, "truth", 3)
    }
    if (left.kind !== right.kind || left.kind === "text") return refuse(sign)
    const tightness = sign === "=" || sign === "<>" ? 3 : 4
    if (tightness === 4 && left.kind !== "number") return refuse(sign)
    return made(`${atLeast(left, 5)} ${sign} ${atLeast(right, 5)}`, "truth", 3)
  }

  const joined = (operator: string, left: Translated, right: Translated): Translated => {
    const [sign, tightness] = binary[operator]!
    if (tightness === 3 || tightness === 4) return compared(sign, left, right)
    const kind = tightness < 3 ? "truth" : "number"
    if (left.kind !== kind || right.kind !== kind || sign === "mod") return refuse(operator)
    if ([left, right].some(({ known }) => known?.kind === "many" || known?.kind === "table")) return refuse(operator)
    if (sign === "/" && !/^[1-9]\d*$/u.test(right.formula)) {
      divides()
      return made(`IF(${atLeast(right, 5)} <> 0; ${atLeast(left, 6)} / ${atLeast(right, 7)}; 0)`, "number")
    }
    return made(`${atLeast(left, tightness)} ${sign} ${atLeast(right, tightness + 1)}`, kind, tightness)
  }

  const expression = (least: number): Translated => {
    if (++depth > deepest) refuse("(")
    let left = primary()
    for (let next = all[at]; next !== undefined && Object.hasOwn(binary, next); next = all[at]) {
      const [, tightness] = binary[next]!
      if (tightness < least) break
      at++
      left = joined(next, left, expression(tightness + 1))
    }
    depth--
    return left
  }

  const whole = expression(0)
  if (at < all.length) refuse(all[at]!)
  if (whole.kind === "blank" || whole.known?.kind === "many" || whole.known?.kind === "table") refuse(whole.formula)
  return whole
}
