import type * as Issue from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLError } from "yaml"
import { nearest } from "./nearest.ts"
import { issue, type TextCode } from "./texts.ts"

/** The way to a value inside the file. */
export type Path = ReadonlyArray<string | number>

/** Where a value begins; `exact` when its characters follow each other on that line as they were read. */
export interface Spot extends Issue.Place {
  readonly exact: boolean
}

/** A value with its place. */
export interface Given {
  readonly node: Node | null
  readonly path: Path
}

/** The values of a map by keyword. */
export interface Entries {
  readonly get: (keyword: string) => Given | null
  readonly path: Path
}

/** What is remembered of a file: where every value stands, and which of them are already known to be wrong. */
export class Places {
  readonly #spots = new Map<string, Spot>()
  readonly #spoiled: Array<string> = []

  set(path: Path, spot: Spot): void {
    this.#spots.set(path.join("/"), spot)
  }

  /** The place of a value, or of the nearest one around it. */
  of(path: Path): Spot | undefined {
    for (let n = path.length; n >= 0; n--) {
      const spot = this.#spots.get(path.slice(0, n).join("/"))
      if (spot !== undefined) return n === path.length ? spot : { ...spot, exact: false }
    }
    return undefined
  }

  spoil(path: Path): void {
    this.#spoiled.push(`${path.join("/")}/`)
  }

  /** Whether something was said about this value, a value around it or a value inside it. */
  isSpoiled(path: Path): boolean {
    const own = `${path.join("/")}/`
    return this.#spoiled.some((spoiled) => own.startsWith(spoiled) || spoiled.startsWith(own))
  }
}

const yamlCodes: { readonly [code: string]: TextCode } = {
  TAB_AS_INDENT: "yaml.tab",
  BAD_INDENT: "yaml.indent",
  RESOURCE_EXHAUSTION: "yaml.too-deep",
  MISSING_CHAR: "yaml.unclosed",
  BLOCK_AS_IMPLICIT_KEY: "yaml.colon",
  MULTIPLE_DOCS: "yaml.several"
}

const longest = 1_000_000
const mostAliases = 20
/** Unknown keywords of one map that are told one by one. */
const mostUnknown = 100
/** What no text holds: a file with such characters is of another kind, or damaged. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/u

/** Reads YAML into questions that can be asked of it; every answer that does not fit leaves an issue. */
export const open = (source: string) => {
  const isLong = source.length > longest
  const text = isLong ? "" : source.replace(/^\uFEFF/u, "").normalize("NFC")
  const lines = new LineCounter()
  const places = new Places()
  const issues: Array<Issue.Issue> = []

  const spotAt = (offset: number, exact: boolean): Spot => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col, exact }
  }

  const say = (given: Given, code: TextCode, params: { readonly [name: string]: string | number } = {}): void => {
    const spot = places.of(given.path)
    issues.push(
      issue(code, params, { path: given.path, ...(spot && { place: { line: spot.line, column: spot.column } }) })
    )
    places.spoil(given.path)
  }

  /** The same about a key, which has no value of its own to stand for it. */
  const sayAt = (offset: number, path: Path, code: TextCode): void => {
    const { line, column } = spotAt(offset, true)
    issues.push(issue(code, {}, { path, place: { line, column } }))
  }

  const mark = (node: Node | null, path: Path, around: number): Given => {
    const plain = isScalar(node) && node.type !== "BLOCK_FOLDED" && node.type !== "BLOCK_LITERAL"
    const [start, end] = node?.range ?? [around, around]
    const quoted = plain && node.type !== "PLAIN" ? 1 : 0
    const oneLine = plain && !text.slice(start, end).includes("\n")
    places.set(path, spotAt(start + (oneLine ? quoted : 0), oneLine))
    return { node, path }
  }

  const readRoot = (): Given | null => {
    if (isLong) {
      issues.push(issue("yaml.too-long", {}, { place: { line: 1, column: 1 } }))
      return null
    }
    const strange = unprintable.exec(text)
    if (strange !== null) {
      const before = text.slice(0, strange.index).split("\n")
      const place = { line: before.length, column: before.at(-1)!.length + 1 }
      issues.push(issue("yaml.control", { code: strange[0].charCodeAt(0) }, { place }))
      return null
    }
    try {
      // Keys that come twice are found in `entries`: the parser compares every key with every other.
      const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false })
      const broken = [...document.errors, ...document.warnings]
      for (const error of broken) {
        const found = broke(error)
        // A second problem on one line is mostly the first one again.
        if (found.place!.line !== issues.at(-1)?.place?.line) issues.push(found)
      }
      if (broken.length > 0) return null
      // One alias is told where it stands; many are a file that unfolds into something else.
      const aliases: Array<number> = []
      visit(document, { Alias: (_, alias) => void aliases.push(alias.range?.[0] ?? 0) })
      if (aliases.length > mostAliases) {
        const { line, column } = spotAt(aliases[0]!, true)
        issues.push(issue("yaml.alias", {}, { place: { line, column } }))
        return null
      }
      return mark(document.contents as Node | null, [], 0)
    } catch {
      // The parser recurses: brackets nested by the ten thousand overflow its stack.
      issues.push(issue("yaml.too-deep", {}, { place: { line: 1, column: 1 } }))
      return null
    }
  }

  const broke = (error: YAMLError): Issue.Issue => {
    const { line, column } = spotAt(error.pos[0], true)
    const unclosed = error.message.startsWith("Flow ")
    const code = unclosed ? "yaml.unclosed" : (yamlCodes[error.code] ?? "yaml.broken")
    return issue(code, { detail: error.message.split("\n")[0]!.slice(0, 120) }, { place: { line, column } })
  }

  /** The entries of a map of which any key is welcome, in their order; the third is where the key stands. */
  const entries = (given: Given): ReadonlyArray<readonly [string, Given, number]> => {
    if (!isMap(given.node)) {
      say(given, isAlias(given.node) ? "yaml.alias" : "yaml.map")
      return []
    }
    const found: Array<readonly [string, Given, number]> = []
    const names = new Set<string>()
    for (const { key, value } of given.node.items) {
      const name = isScalar(key) ? String(key.source ?? key.value) : ""
      const start = isScalar(key) ? (key.range?.[0] ?? 0) : 0
      const path = [...given.path, name]
      if (!isScalar(key) || clean(name) === "") say(given, "yaml.key")
      else if (names.has(name)) sayAt(start, path, "yaml.twice")
      else found.push([name, mark(value as Node | null, path, start), start])
      names.add(name)
    }
    return found
  }

  /** The entries of a map that knows its keywords. */
  const map = (given: Given, keywords: ReadonlyArray<string>): Entries => {
    const found = new Map<string, Given>()
    let unknown = 0
    for (const [name, value, start] of entries(given)) {
      if (keywords.includes(name)) {
        found.set(name, value)
        continue
      }
      unknown++
      if (unknown > mostUnknown) {
        if (unknown === mostUnknown + 1) sayAt(start, value.path, "yaml.many")
        continue
      }
      places.set(value.path, spotAt(start, true))
      const suggestion = nearest(name, keywords)
      say(value, suggestion === null ? "yaml.keyword" : "yaml.keyword-meant", {
        name,
        suggestion: suggestion ?? "",
        known: keywords.join(", ")
      })
      if (suggestion !== null) places.spoil([...given.path, suggestion])
    }
    return { get: (keyword) => found.get(keyword) ?? null, path: given.path }
  }

  const list = (given: Given | null): ReadonlyArray<Given> => {
    if (given === null) return []
    if (isSeq(given.node)) {
      return given.node.items.map((item, i) =>
        mark(item as Node | null, [...given.path, i], given.node!.range?.[0] ?? 0)
      )
    }
    say(given, isAlias(given.node) ? "yaml.alias" : "yaml.list")
    return []
  }

  /** A scalar as it was written. */
  const written = (given: Given): string | null => {
    if (isScalar(given.node)) {
      const { value, source: own, type } = given.node
      return value === null ? null : type === "PLAIN" ? String(own ?? value) : String(value)
    }
    if (given.node !== null) say(given, isAlias(given.node) ? "yaml.alias" : "yaml.text")
    return null
  }

  const words = (given: Given | null): string | null => {
    if (given === null) return null
    const found = written(given)
    const text = found === null ? "" : clean(found)
    if (text !== "") return text
    if (!places.isSpoiled(given.path)) say(given, "yaml.empty")
    return null
  }

  /** A word of the language, which nothing surrounds. */
  const word = (given: Given | null): string | null => (words(given) === null ? null : written(given!))

  const needed = (entry: Entries, keyword: string, code: TextCode = "yaml.needed"): string | null => {
    const given = entry.get(keyword)
    if (given !== null) return words(given)
    const missing = { node: null, path: [...entry.path, keyword] }
    if (!places.isSpoiled(missing.path)) say(missing, code, { name: keyword })
    return null
  }

  const number = (given: Given | null): number | null => {
    if (given === null) return null
    if (isScalar(given.node) && typeof given.node.value === "number" && Number.isFinite(given.node.value)) {
      return given.node.value
    }
    say(given, "yaml.number")
    return null
  }

  const whole = (given: Given | null): number | null => {
    const found = number(given)
    if (found === null || Number.isSafeInteger(found)) return found
    say(given!, "yaml.whole")
    return null
  }

  const truth = (given: Given | null): boolean | null => {
    if (given === null) return null
    if (isScalar(given.node) && typeof given.node.value === "boolean") return given.node.value
    say(given, "yaml.truth")
    return null
  }

  const oneOf = <A extends string>(given: Given | null, known: ReadonlyArray<A>): A | null => {
    const found = word(given)
    if (found === null) return null
    if ((known as ReadonlyArray<string>).includes(found)) return found as A
    const suggestion = nearest(found, known)
    say(given!, suggestion === null ? "yaml.one-of" : "yaml.one-of-meant", {
      name: String(given!.path.findLast((step) => typeof step === "string")),
      found: found.slice(0, 40),
      suggestion: suggestion ?? "",
      known: known.join(", ")
    })
    return null
  }

  /** One word or a list of words. */
  const strings = (given: Given | null): ReadonlyArray<string> | null => {
    if (given === null) return null
    const all = isSeq(given.node) ? list(given) : [given]
    return all.map(words).filter((word) => word !== null)
  }

  return {
    root: readRoot(),
    issues,
    places,
    say,
    entries,
    map,
    list,
    words,
    word,
    needed,
    number,
    whole,
    truth,
    oneOf,
    strings,
    isMap: (given: Given) => isMap(given.node),
    has: (given: Given, keyword: string) => isMap(given.node) && given.node.has(keyword),
    isList: (given: Given) => isSeq(given.node),
    isWord: (given: Given, word: string) => isScalar(given.node) && given.node.value === word,
    isTruth: (given: Given) => isScalar(given.node) && typeof given.node.value === "boolean"
  }
}

/** An opened file. */
export type File = ReturnType<typeof open>
