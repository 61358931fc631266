/**
 * Who became whom, drawn, with what it does to the figures: a page for phone and print about one reorganisation. Old
 * units stand on the left, new ones on the right; a whole line says that all of a unit went there, a dashed one a part.
 *
 * @since 0.1.0
 */

import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import { page } from "./Sheet.ts"

/** A unit as it is called. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** One unit's past, or a share of it, passes to another. */
export interface Passage {
  readonly from: Named
  readonly to: Named
  /** The share in words, `312/980, theo số hội viên`; `null` for the whole. */
  readonly share: string | null
}

/** What stands on the page, from top to bottom. */
export type Section =
  | { readonly section: "tiles"; readonly tiles: ReadonlyArray<{ readonly figure: string; readonly says: string }> }
  | {
      readonly section: "picture"
      readonly heading: string
      readonly note: string | null
      readonly passages: ReadonlyArray<Passage>
    }
  | {
      readonly section: "table"
      readonly heading: string
      readonly note: string | null
      readonly columns: ReadonlyArray<string>
      /** The first cell names the row; the note stands below it. */
      readonly rows: ReadonlyArray<{ readonly cells: ReadonlyArray<string>; readonly note: string | null }>
    }
  | {
      readonly section: "list"
      readonly heading: string
      readonly note: string | null
      readonly lines: ReadonlyArray<{
        readonly text: string
        readonly detail: string | null
        readonly figure: string | null
      }>
    }

/** What is shown. */
export interface Options {
  readonly title: string
  readonly lead: string
  readonly sections: ReadonlyArray<Section>
  readonly language?: Language
}

const texts = Catalogue.make({
  whole: { vi: "nét liền: về trọn", en: "whole line: all of it" },
  part: { vi: "nét đứt: một phần", en: "dashed: a part" },
  became: { vi: "{from} thành {to}", en: "{from} became {to}" },
  divided: { vi: "{name} chia ra: {parts}", en: "{name} was divided: {parts}" },
  share: { vi: "{to} {share}", en: "{to} {share}" }
})

/** Units that hang together: whoever shares an heir or a predecessor. */
interface Group {
  readonly from: ReadonlyArray<Named>
  readonly to: ReadonlyArray<Named>
  readonly passages: ReadonlyArray<Passage>
}

/** In the order in which the new units are first named. */
const groupsOf = (passages: ReadonlyArray<Passage>): ReadonlyArray<Group> => {
  const left = new Set(passages)
  const groups: Array<Group> = []
  for (const first of passages) {
    if (!left.has(first)) continue
    const [from, to] = [new Map<string, Named>(), new Map<string, Named>()]
    const own: Array<Passage> = []
    const reach = (next: Passage): void => {
      if (!left.delete(next)) return
      own.push(next)
      from.set(next.from.id, next.from)
      to.set(next.to.id, next.to)
      for (const other of [...left]) if (from.has(other.from.id) || to.has(other.to.id)) reach(other)
    }
    reach(first)
    groups.push({ from: [...from.values()], to: [...to.values()], passages: own })
  }
  return groups
}

/** Height of one name in the drawing, in hundredths of its row. */
const row = 100

/** The middles of `n` names spread over the height. */
const middle = (n: number, i: number, height: number): number => (height * (i + 0.5)) / n

const drawing = ({ from, passages, to }: Group, language: Language): Html => {
  const height = Math.max(from.length, to.length) * row
  const y = (side: ReadonlyArray<Named>, { id }: Named) =>
    middle(
      side.length,
      side.findIndex((unit) => unit.id === id),
      height
    )
  const became = { from: from.map(({ name }) => name).join(", "), to: to.map(({ name }) => name).join(", ") }
  return html`<svg role="img" aria-label="${Catalogue.say(texts, "became", became, language)}" viewBox="0 0 100 ${height}" preserveAspectRatio="none">${passages.map(
    ({ from: old, share, to: heir }) => {
      const [start, end] = [y(from, old), y(to, heir)]
      return html`<path class="${share === null ? "all" : "part"}" d="M2 ${start}C50 ${start} 50 ${end} 98 ${end}"/>`
    }
  )}</svg>`
}

const shares = ({ from, passages }: Group, language: Language): ReadonlyArray<Html> =>
  from.flatMap(({ id, name }) => {
    const parts = passages
      .filter((passage) => passage.from.id === id && passage.share !== null)
      .map(({ share, to }) => Catalogue.say(texts, "share", { to: to.name, share: share! }, language))
    return parts.length === 0
      ? []
      : [html`<p class="soft">${Catalogue.say(texts, "divided", { name, parts: parts.join("; ") }, language)}</p>`]
  })

const card = (group: Group, language: Language): Html => {
  const height = Math.max(group.from.length, group.to.length) * 3.5
  const names = (side: ReadonlyArray<Named>) => html`<ul>${side.map(({ name }) => html`<li>${name}</li>`)}</ul>`
  return html`<figure class="card"><div class="who" style="height:${height}rem">${names(group.from)}${drawing(group, language)}${names(group.to)}</div>${shares(group, language)}</figure>`
}

const heading = (text: string, note: string | null): Html =>
  html`<h2>${text}</h2>${note !== null && html`<p class="soft">${note}</p>`}`

const section = (of: Section, language: Language): Html => {
  switch (of.section) {
    case "tiles":
      return html`<div class="tiles">${of.tiles.map(
        ({ figure, says }) => html`<section class="card"><div class="big">${figure}</div><div>${says}</div></section>`
      )}</div>`
    case "picture": {
      const legend = [Catalogue.say(texts, "whole", {}, language), Catalogue.say(texts, "part", {}, language)]
      const parts = of.passages.some(({ share }) => share !== null)
      return html`${heading(of.heading, of.note)}<p class="soft">${legend.slice(0, parts ? 2 : 1).join(" · ")}</p><div class="wide">${groupsOf(
        of.passages
      ).map((group) => card(group, language))}</div>`
    }
    case "table":
      return html`${heading(of.heading, of.note)}<div class="card scroll"><table><thead><tr>${of.columns.map(
        (column, i) => html`<th${i > 0 && html` class="n"`}>${column}</th>`
      )}</tr></thead><tbody>${of.rows.map(
        ({ cells: [name = "", ...cells], note }) =>
          html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td class="n">${cell}</td>`)}</tr>${
            note !== null && html`<tr><td colspan="${of.columns.length}" class="soft">↳ ${note}</td></tr>`
          }`
      )}</tbody></table></div>`
    case "list":
      return html`${heading(of.heading, of.note)}<div class="card"><ul class="units">${of.lines.map(
        ({ detail, figure, text }) =>
          html`<li><span>${text}${detail !== null && html`<br><span class="soft">${detail}</span>`}</span>${figure !== null && html`<b>${figure}</b>`}</li>`
      )}</ul></div>`
  }
}

/** Renders one self-contained HTML page. */
export const render = ({ language = "vi", lead, sections, title }: Options): string =>
  page({
    title,
    language,
    body: html`<main><h1>${title}</h1><p class="soft">${lead}</p>${sections.map((each) => section(each, language))}</main>`
  })
