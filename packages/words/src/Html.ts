/**
 * HTML by tagged template: whatever is put into a place is escaped, unless it is HTML itself.
 *
 * @since 0.1.0
 */

/** Text that is already HTML; only {@link html} and {@link trusted} make it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a place of a template: `null` and `false` leave nothing, lists are joined. */
export type Part = Html | string | number | null | false | ReadonlyArray<Html>

const escapes: { readonly [sign: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
}

/**
 * A text as HTML and XML show it, in an element or in a quoted attribute: nothing in it is markup any more.
 *
 * **Gotchas**
 *
 * An address stays an address: `javascript:` is as dangerous after it as before. Judge what a link may begin with.
 *
 * @example
 * ```ts
 * import { Html } from "@lienhoi/words"
 *
 * Html.escaped("Hội viên < 30 tuổi & \"khác\"") // => "Hội viên &lt; 30 tuổi &amp; &quot;khác&quot;"
 * ```
 */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign]!)

const render = (part: Part): string => {
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(render).join("")
  return part === null || part === false ? "" : escaped(String(part))
}

/** Our own style sheets and scripts, or pages made before; never input. */
export const trusted = (text: string): Html => new Html(text)

/**
 * Tag of a template literal: places are escaped, lists are joined, `null` and `false` leave nothing.
 *
 * @example
 * ```ts
 * import { Html } from "@lienhoi/words"
 *
 * const items = ["Ấp 1", "Ấp <2>"].map((name) => Html.html`<li>${name}</li>`)
 * Html.html`<ul>${items}</ul>`.text // => "<ul><li>Ấp 1</li><li>Ấp &lt;2&gt;</li></ul>"
 * ```
 */
export const html = (strings: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html =>
  new Html(strings.map((string, i) => string + (i < parts.length ? render(parts[i]!) : "")).join(""))
