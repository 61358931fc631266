import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, normalize } from "node:path"
import { describe, expect, it } from "vitest"
import * as Markdown from "../../docs/src/markdown.ts"
import { markdown, pages } from "../../docs/src/pages.ts"
import * as Sources from "../../docs/src/sources.ts"
import { root, same, shows } from "./follow.ts"

const linked = (file: string): ReadonlySet<string> =>
  new Set(
    Markdown.links(readFileSync(join(root, file), "utf8")).map(({ to }) =>
      normalize(join(dirname(file), to.split("#")[0]!))
    )
  )

describe("the documents", () => {
  it("have no dead link, anchor or picture, in any Markdown of the repository", () => {
    const { anchors, files, links, problems } = Sources.look(markdown())
    console.log(`Markdown: ${files} files, ${links} links, ${anchors} of them to a heading`)
    expect(problems).toEqual([])
    expect(files).toBeGreaterThan(100)
    expect(anchors).toBeGreaterThan(20)
  })

  it("would show every kind of dead link", () => {
    const text = [
      "# Trang",
      "[a](khong-co.md) [b](#khong-co) [c](#trang) [d](htps://x) `[e](f.md)`",
      "![](images/mot-thang.png) ![g](images/khong-co.png) [h](../../ngoai.md) [i](/goc.md)",
      "```",
      "[j](k.md)",
      "```"
    ].join("\n")
    const { problems } = Sources.look(["docs/thu.md"], () => text)
    expect(problems).toEqual([
      "docs/thu.md:2 khong-co.md leads nowhere",
      "docs/thu.md:2 #khong-co: no such heading",
      "docs/thu.md:2 htps://x is no address",
      "docs/thu.md:3 the picture images/mot-thang.png has no text in its place",
      "docs/thu.md:3 images/khong-co.png leads nowhere",
      "docs/thu.md:3 ../../ngoai.md leads out of the repository",
      "docs/thu.md:3 /goc.md leads out of the repository"
    ])
  })

  it("are pages of the site, all of them", () => {
    const onSite = new Set(pages.flatMap(({ en, vi }) => [en, vi]))
    const left = markdown().filter((file) => !onSite.has(file) && !file.startsWith("examples/redraw-2025/sources/"))
    expect(left).toEqual([])
  })

  it("are named by the index of their language", () => {
    const groups = readdirSync(join(root, "docs/guides")).filter((name) => name.endsWith(".md"))
    const both = new Set([...linked("docs/README.md"), ...linked("docs/README.vi.md")])
    for (const name of groups) expect([name, both.has(`docs/guides/${name}`)]).toEqual([name, true])
    for (const name of readdirSync(join(root, "docs")).filter(
      (one) => one.endsWith(".md") && !one.startsWith("README")
    ))
      expect([name, both.has(`docs/${name}`)]).toEqual([name, true])
  })

  it("what a page shows is what was printed, but for what it leaves out in sight", () => {
    const printed = "Đã tạo 10 tệp\n  một\n  hai\nXong (1.5 giây)\n"
    for (const shown of [printed, "Đã tạo … tệp\n…\nXong (…)\n"])
      expect([shown, shows(shown, printed)]).toEqual([shown, true])
    for (const shown of [
      "",
      "Đã tạo 10 tệp\n",
      "Đã tạo … tệp\nXong (…)\n",
      "Đã tạo 9 tệp\n…\n",
      "…\nXong (1x5 giây)\n"
    ])
      expect([shown, shows(shown, printed)]).toEqual([shown, false])
  })

  same("docs/guides/sua-mau-bang-ma.md", "docs/guides/customise-a-template.md")
})
