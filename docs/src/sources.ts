/** What is wrong with the links of the Markdown in the repository, without building anything. */
import { existsSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import * as Markdown from "./markdown.ts"
import { root, target } from "./pages.ts"

/** What was looked at, and what is wrong with it: one line each, with file and line. */
export interface Looked {
  readonly files: number
  readonly links: number
  readonly anchors: number
  readonly problems: ReadonlyArray<string>
}

/** Whether an address out of the repository has the form of one. */
export const isAddress = (link: string): boolean =>
  URL.canParse(link) && ["https:", "http:", "mailto:"].includes(new URL(link).protocol)

/** Looks at files, named from the folder of the repository; `read` gives the text of one. */
export const look = (
  files: ReadonlyArray<string>,
  read: (file: string) => string = (file) => readFileSync(join(root, file), "utf8")
): Looked => {
  const known = new Map<string, ReadonlySet<string>>()
  const anchorsOf = (file: string): ReadonlySet<string> => {
    const found = known.get(file) ?? Markdown.anchors(read(file))
    known.set(file, found)
    return found
  }
  let links = 0
  let anchors = 0
  const problems = files.flatMap((file) => {
    const text = read(file)
    return Markdown.links(text).flatMap((link) => {
      links++
      const at = `${file}:${link.line}`
      if (link.picture && link.text.trim() === "") return [`${at} the picture ${link.to} has no text in its place`]
      const found = target(file, link.to)
      if (found === null) return isAddress(link.to) ? [] : [`${at} ${link.to} is no address`]
      const path = join(root, found.path)
      if (link.to.startsWith("/") || found.path.startsWith(".."))
        return [`${at} ${link.to} leads out of the repository`]
      if (files.includes(found.path) ? false : !existsSync(path)) return [`${at} ${link.to} leads nowhere`]
      if (found.anchor === null) return []
      anchors++
      const page = existsSync(path) && statSync(path).isDirectory() ? `${found.path}/README.md` : found.path
      return page.endsWith(".md") && !anchorsOf(page).has(found.anchor) ? [`${at} ${link.to}: no such heading`] : []
    })
  })
  return { files: files.length, links, anchors, problems }
}
