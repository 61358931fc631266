/** HTML by tagged template: whatever is put into a place is escaped, unless it is HTML itself. */

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | null | false | ReadonlyArray<Html>

const escapes: { readonly [c: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

const render = (part: Part): string => {
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(render).join("")
  return part === null || part === false ? "" : String(part).replaceAll(/[&<>"']/g, (c) => escapes[c]!)
}

/** Tag of a template literal: places are escaped, lists are joined, `null` and `false` leave nothing. */
export const html = (strings: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html =>
  new Html(strings.map((string, i) => string + (i < parts.length ? render(parts[i]!) : "")).join(""))
