/** What a page of Markdown is to a reader who follows it: a title, headings to point at, links and pictures that lead somewhere. */

/** A link or a picture of a page; `line` counts from 1. */
export interface Link {
  readonly line: number
  readonly to: string
  readonly text: string
  readonly picture: boolean
}

const fence = /^\s*(?:```|~~~)/u

/** Every line that is text and not code, with its number from 0. */
const proseLines = (text: string): ReadonlyArray<readonly [number, string]> => {
  let open = false
  return text.split("\n").flatMap((line, at) => {
    if (fence.test(line)) {
      open = !open
      return []
    }
    return open ? [] : [[at, line] as const]
  })
}

/** The code that stands within a line, in order, and the line with a mark in the place of each. */
const withoutCode = (line: string) => {
  const code: Array<string> = []
  const rest = line.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/gu, (found) => `\u0000${code.push(found) - 1}\u0000`)
  return { rest, back: (changed: string) => changed.replace(/\0(\d+)\0/gu, (_, at: string) => code[Number(at)]!) }
}

const linkForm = /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+(?:\([^()]*\))?)((?:\s+"[^"]*")?)\)/gu

/** The title, without the mark of a heading; `null` when there is none. */
export const title = (text: string): string | null =>
  proseLines(text)
    .map(([, line]) => /^# (.+)$/u.exec(line)?.[1]?.trim())
    .find((found) => found !== undefined) ?? null

/** The page without its title: a site writes that itself. */
export const body = (text: string): string => {
  const at = proseLines(text).find(([, line]) => line.startsWith("# "))?.[0]
  return at === undefined ? text : text.split("\n").toSpliced(at, 1).join("\n")
}

/** What a link says to find a heading, as GitHub and the site make it. */
const slug = (heading: string): string =>
  heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll(/[`*]/gu, "")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-")

/** Everything on a page that a link can point at. */
export const anchors = (text: string): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const [, line] of proseLines(text)) {
    for (const [, id = ""] of line.matchAll(/<a id="([^"]+)"><\/a>/gu)) found.add(id)
    const heading = /^#{1,6} (.+?)#*$/u.exec(line)?.[1]
    if (heading === undefined) continue
    const first = slug(heading)
    let name = first
    for (let again = 1; found.has(name); again++) name = `${first}-${again}`
    found.add(name)
  }
  return found
}

/** Every link and picture of a page, in order. */
export const links = (text: string): ReadonlyArray<Link> =>
  proseLines(text).flatMap(([at, line]) => {
    const { rest, back } = withoutCode(line)
    const inner = (from: string): ReadonlyArray<Link> =>
      [...from.matchAll(linkForm)].flatMap(([, mark, words = "", to = ""]) => [
        { line: at + 1, to, text: back(words), picture: mark === "!" },
        ...(mark === "!" ? [] : inner(words))
      ])
    return inner(rest)
  })

/** The page with every link leading where `to` says. */
export const relinked = (text: string, to: (link: string) => string): string => {
  const lines = text.split("\n")
  for (const [at, line] of proseLines(text)) {
    const { rest, back } = withoutCode(line)
    const inner = (from: string): string =>
      from.replace(
        linkForm,
        (_, mark: string, words: string, link: string, named: string) =>
          `${mark}[${mark === "!" ? words : inner(words)}](${to(link)}${named})`
      )
    lines[at] = back(inner(rest))
  }
  return lines.join("\n")
}
