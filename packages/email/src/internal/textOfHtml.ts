const entities: { readonly [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " }

const entity = (whole: string, name: string): string => {
  if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

const breaks = new Set(["br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6"])
const silent = new Set(["style", "script", "head", "title"])

/** The words of a page, roughly: what a mail without a plain text says. Reads each character once. */
export const textOfHtml = (html: string): string => {
  const lower = html.toLowerCase()
  const words: Array<string> = []
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf("<", at)
    const close = open === -1 ? -1 : html.indexOf(">", open)
    words.push(html.slice(at, open === -1 ? html.length : open))
    if (close === -1) break
    at = close + 1
    const [, slash = "", name = ""] = /^(\/?)([a-z0-9]+)/.exec(lower.slice(open + 1, open + 12)) ?? []
    if (breaks.has(name) && (slash !== "" || name === "br")) words.push("\n")
    if (slash !== "" || !silent.has(name)) continue
    const end = lower.indexOf(`</${name}`, at)
    if (end === -1) break
    at = end
  }
  return words
    .join("")
    .replaceAll(/&(#?\w{1,10});/g, entity)
    .split("\n")
    .map((line) => line.replaceAll(/[ \t\r]+/g, " ").trim())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()
}
