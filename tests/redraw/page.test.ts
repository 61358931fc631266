import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { run } from "../../examples/redraw-2025/redraw.ts"
import { lines, root } from "./outside.ts"

const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"].find((path) =>
  existsSync(path)
)
if (executablePath === undefined) {
  console.warn(
    "\n*** No Chromium on this machine: the page of the redraw is NOT looked at in a browser (Debian: apt-get install chromium). ***\n"
  )
}

describe.skipIf(executablePath === undefined)("the page of who became whom, 360 px wide", () => {
  const out = mkdtempSync(join(tmpdir(), "ai-thanh-ai-"))
  let browser: Browser
  beforeAll(async () => {
    expect(run({ root, out, language: "vi" }).ok).toBe(true)
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(out, { recursive: true, force: true })
  })

  const look = async <A>(question: () => A): Promise<A> => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    const asked: Array<string> = []
    page.on("request", (request) => asked.push(request.url()))
    await page.goto(`file://${join(out, "ai-thanh-ai.html")}`)
    const answer = await page.evaluate(question)
    await page.close()
    expect(asked).toHaveLength(1)
    return answer
  }

  it("has no text under 16 px, does not scroll sideways, and asks for nothing but itself", async () => {
    const seen = await look(() => ({
      smallest: Math.min(
        ...[...document.querySelectorAll("body *")].map((e) => Number.parseFloat(getComputedStyle(e).fontSize))
      ),
      width: document.documentElement.scrollWidth
    }))
    expect(seen).toEqual({ smallest: 16, width: 360 })
  })

  it("draws a line for every succession, dashed for a part, from one name to the other", async () => {
    const seen = await look(() => {
      const middle = (e: Element): number => {
        const { bottom, top } = e.getBoundingClientRect()
        return (bottom + top) / 2
      }
      const lines = [...document.querySelectorAll("figure")].flatMap((figure) => {
        const [old, fresh] = [...figure.querySelectorAll("ul")].map((list) => [...list.children])
        const { height, top } = figure.querySelector("svg")!.getBoundingClientRect()
        const scale = height / (figure.querySelector("svg")!.viewBox.baseVal.height || 1)
        const nameAt = (names: ReadonlyArray<Element>, y: number) =>
          names.find((name) => Math.abs(middle(name) - (top + y * scale)) < 2)?.textContent ?? "?"
        return [...figure.querySelectorAll("path")].map((path) => {
          const [, start, , end] = /^M\S+ (\S+?)C50 (\S+) 50 (\S+) /.exec(path.getAttribute("d")!)!
          return [nameAt(old!, Number(start)), nameAt(fresh!, Number(end)), path.className.baseVal].join(" > ")
        })
      })
      const cut = [...document.querySelectorAll("figure li")].filter((e) => e.scrollWidth > e.clientWidth + 1)
      return { lines, cut: cut.map((e) => e.textContent) }
    })
    expect(seen.cut).toEqual([])
    expect(seen.lines.length).toBe(lines.length)
    expect(seen.lines.filter((line) => line.includes("?"))).toEqual([])
    expect(seen.lines.filter((line) => line.endsWith("part")).length).toBe(20)
    expect(seen.lines).toContain("Phường IV > Phường Vị Tân > all")
    expect(seen.lines).toContain("Xã Tân Phong > Xã Tân Phú > part")
  })
})
