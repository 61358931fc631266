/** A reader of packages and XML that knows nothing of the libraries that wrote them, and takes nothing that is not well-formed. */
import { unzipSync } from "fflate"

/** One element. */
export interface Element {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly children: ReadonlyArray<Element>
  /** All text inside, in order. */
  readonly text: string
}

const entities: { readonly [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

const plain = (text: string): string => {
  if (/[<]|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/u.test(text)) throw new Error(`not well-formed: ${text}`)
  return text.replaceAll(/&(#x?)?(\w+);/gu, (_, sign: string | undefined, name: string) =>
    sign === undefined ? entities[name]! : String.fromCodePoint(Number.parseInt(name, sign === "#x" ? 16 : 10))
  )
}

const isAllowed = (sign: string): boolean => {
  const code = sign.codePointAt(0)!
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && code < 0xd800) ||
    (code > 0xdfff && code !== 0xfffe && code !== 0xffff)
  )
}

/** Reads one part; anything that XML forbids is thrown. */
export const parse = (xml: string): Element => {
  for (const sign of xml) if (!isAllowed(sign)) throw new Error(`U+${sign.codePointAt(0)!.toString(16)} in XML`)
  type Open = { name: string; attributes: { [name: string]: string }; children: Array<Element>; text: string }
  const root: Open = { name: "", attributes: {}, children: [], text: "" }
  const open: Array<Open> = [root]
  const tags = /<(\?|!--)?(\/)?([\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\?|\/|--)?>/gu
  let at = 0
  for (const tag of xml.matchAll(tags)) {
    const [whole, declaration, closing, name = "", attributes = "", single] = tag
    open.at(-1)!.text += plain(xml.slice(at, tag.index))
    at = tag.index + whole.length
    if (declaration !== undefined) continue
    if (closing !== undefined) {
      const done = open.pop()!
      if (done.name !== name) throw new Error(`</${name}> closes <${done.name}>`)
      open.at(-1)!.children.push(done)
      open.at(-1)!.text += done.text
      continue
    }
    const read: Open = { name, attributes: {}, children: [], text: "" }
    for (const [, key, double, quoted] of attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu))
      read.attributes[key!] = plain(double ?? quoted ?? "")
    if (single === "/") open.at(-1)!.children.push(read)
    else open.push(read)
  }
  if (open.length !== 1 || xml.slice(at).trim() !== "" || root.children.length !== 1) throw new Error("not well-formed")
  return root.children[0]!
}

/** Every part of a package as text; every part that says it is XML is read once. */
export const parts = (bytes: Uint8Array): ReadonlyMap<string, string> => {
  const found = Object.entries(unzipSync(bytes)).map(([name, part]) => [name, new TextDecoder().decode(part)] as const)
  for (const [name, text] of found) if (/\.(?:xml|rels)$/u.test(name)) parse(text)
  return new Map(found)
}

/** Every element of that name, at any depth. */
export const all = (self: Element, name: string): ReadonlyArray<Element> =>
  self.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])

/** The first element of that name. */
export const one = (self: Element, name: string): Element => {
  const [found] = all(self, name)
  if (found === undefined) throw new Error(`no <${name}> in <${self.name}>`)
  return found
}

/** An attribute of the first element of that name, `null` without either. */
export const said = (self: Element, name: string, attribute = "w:val"): string | null =>
  all(self, name)[0]?.attributes[attribute] ?? null
