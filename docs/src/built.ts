/** What is wrong with the links of the site as it was built: every page, asset, picture and anchor. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { isAddress, type Looked } from "./sources.ts"

interface Seen {
  readonly ids: ReadonlySet<string>
  readonly links: ReadonlyArray<string>
  readonly unsaid: number
}

const plain = (text: string): string =>
  text
    .replaceAll("&amp;", "&")
    .replaceAll("&#38;", "&")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'")

/** A start tag with its attributes; a sign that stands in the value of an attribute begins no tag. */
const startTag = /<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/giu
const attribute = /\s([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gu

const see = (html: string): Seen => {
  const ids = new Set<string>()
  const links: Array<string> = []
  let unsaid = 0
  // What stands between the tags of a script is no page.
  for (const [, tag = "", inner = ""] of html
    .replace(/(<script\b[^>]*>)[\s\S]*?<\/script>/gu, "$1")
    .matchAll(startTag)) {
    const has = new Map(
      [...inner.matchAll(attribute)].map(([, name = "", a, b, c]) => [name, plain(a ?? b ?? c ?? "")])
    )
    for (const name of ["id", "name"]) if (has.has(name)) ids.add(has.get(name)!)
    for (const name of ["href", "src"]) if (has.has(name)) links.push(has.get(name)!)
    if (tag === "img" && !/\salt(?:[\s=>]|$)/u.test(inner)) unsaid++
  }
  return { ids, links, unsaid }
}

/** Looks at every page below `folder`; links that begin with one of `without` are passed over, because that part was not built. */
export const look = (folder: string, without: ReadonlyArray<string> = []): Looked => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const pages = new Map(files.map((file) => [file, see(readFileSync(file, "utf8"))] as const))
  let links = 0
  let anchors = 0
  const judge = (file: string, link: string): string | null => {
    if (/^(?:data|javascript):/u.test(link)) return null
    if (/^(?:[a-z][a-z+.-]*:|\/\/)/iu.test(link)) return isAddress(link) ? null : "is no address"
    if (without.some((start) => link.startsWith(start))) return null
    const [before = "", anchor] = link.split("#")
    const path = decodeURI(before.split("?")[0]!)
    const to = path === "" ? file : path.startsWith("/") ? join(folder, path) : join(dirname(file), path)
    const page = existsSync(to) && statSync(to).isDirectory() ? join(to, "index.html") : to
    if (!existsSync(page)) return "leads nowhere"
    if (anchor === undefined || anchor === "" || !page.endsWith(".html")) return null
    anchors++
    return pages.get(page)?.ids.has(decodeURIComponent(anchor)) ? null : "has no such place on its page"
  }
  const problems = files.flatMap((file) => {
    const { links: found, unsaid } = pages.get(file)!
    links += found.length
    const name = relative(folder, file)
    return [
      ...(unsaid > 0 ? [`${name}: ${unsaid} pictures without a text in their place`] : []),
      ...[...new Set(found)].flatMap((link) => {
        const wrong = judge(file, link)
        return wrong === null ? [] : [`${name}: ${link} ${wrong}`]
      })
    ]
  })
  return { files: files.length, links, anchors, problems }
}
