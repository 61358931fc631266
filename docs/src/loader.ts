/** Reads the pages of the site from where they stand in the repository. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Loader, LoaderContext } from "astro/loaders"
import * as Markdown from "./markdown.ts"
import { decisions, type Language, onSite, type Page, pages, root } from "./pages.ts"

const repository = "https://github.com/lienhoi/lienhoi"

/** Said at the head of a page that has no text in the language of the site. */
const elsewhere: { readonly [language in Language]: string } = {
  vi: "_Trang này viết bằng tiếng Anh._",
  en: "_This page is in Vietnamese._"
}

const listOfDecisions = (): string =>
  decisions
    .map(
      ({ en }) => `- [${Markdown.title(readFileSync(join(root, en!), "utf8"))}](${en!.replace("docs/decisions/", "")})`
    )
    .join("\n")

/** The reference is made beside the site, from the doc comments, and copied into it. */
const listOfReferences = (): string =>
  readdirSync(join(root, "packages"))
    .filter((name) => existsSync(join(root, "packages", name, "src/index.ts")))
    .map((name) => (name === "lienhoi" ? name : `@lienhoi/${name}`))
    .map((name) => `- [\`${name}\`](/reference/modules/${name.replaceAll(/[@/]/gu, "_").replace("__", "_")}.html)`)
    .join("\n")

/** What stands at the end of a page and is written nowhere. */
const added: { readonly [slug: string]: () => string } = { decisions: listOfDecisions, api: listOfReferences }

/** What is wider than a telephone scrolls inside itself, also by keyboard; a heading that says nothing is none. */
const scrolling = (html: string, language: Language): string =>
  html
    .replaceAll(
      "<table>",
      `<div class="wide" role="group" aria-label="${language === "vi" ? "Bảng" : "Table"}" tabindex="0"><table>`
    )
    .replaceAll("</table>", "</table></div>")
    .replaceAll("<pre data-language", '<pre tabindex="0" data-language')
    .replaceAll("<th></th>", "<td></td>")

const load = async (context: LoaderContext, page: Page, language: Language): Promise<void> => {
  const own = page[language]
  const file = own ?? page.vi ?? page.en!
  const written: Language = own !== null || page.vi === null ? (own !== null ? language : "en") : "vi"
  const text = readFileSync(join(root, file), "utf8")
  const source = `${Markdown.body(text)}\n${added[page.slug]?.() ?? ""}\n`
  const content = Markdown.relinked(source, (link) => (link.startsWith("/") ? link : onSite(file, link, language)))
  const rendered = await context.renderMarkdown(content, { fileURL: pathToFileURL(join(root, file)) })
  const html = scrolling(rendered.html, language)
  const foreign = written !== language
  const note = foreign ? (await context.renderMarkdown(elsewhere[language])).html : ""
  const id = [language === "vi" ? "" : language, page.slug].filter((part) => part !== "").join("/")
  const data = await context.parseData({
    id: id === "" ? "index" : id,
    data: {
      title: Markdown.title(text) ?? file,
      editUrl: `${repository}/edit/main/${file}`,
      ...(page.slug === "" ? { tableOfContents: false } : {})
    }
  })
  context.store.set({
    id: id === "" ? "index" : id,
    data,
    body: content,
    digest: context.generateDigest(`${language} ${content}`),
    rendered: {
      ...rendered,
      html: foreign ? `${note}<div lang="${written}">${html}</div>` : html
    }
  })
}

/** Every page in both languages. */
export const repositoryPages = (): Loader => ({
  name: "lienhoi-pages",
  load: async (context) => {
    context.store.clear()
    for (const page of pages) for (const language of ["vi", "en"] as const) await load(context, page, language)
  }
})
