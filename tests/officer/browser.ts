/** A real browser for the officer's page and for previews; where there is none the tests say so and are passed over. */
import { spawnSync } from "node:child_process"
import { existsSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"

export const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"].find(
  (path) => existsSync(path)
)
if (executablePath === undefined) {
  console.warn(
    "\n*** No Chromium on this machine: the officer's page is NOT tried in a browser (Debian: apt-get install chromium). ***\n"
  )
}

export const root = new URL("../../", import.meta.url).pathname

/** A folder of this run. */
export const folder = (): string => mkdtempSync(join(tmpdir(), "can-bo-"))

/** Runs the command from the sources in a folder. */
export const lienhoiIn = (cwd: string, ...args: ReadonlyArray<string>) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=@lienhoi/source", "packages/lienhoi/src/command/main.ts", ...args],
    { cwd, encoding: "utf8", maxBuffer: 64_000_000 }
  )
  return { status, stdout, stderr }
}

/** Runs the command from the sources of the repository. */
export const lienhoi = (...args: ReadonlyArray<string>) => lienhoiIn(root, ...args)

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath!,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
  })

/** A page opened from the disk, on a phone without a network, on 21 November 2026. */
export interface Opened {
  readonly context: BrowserContext
  readonly page: Page
  /** Every address that was asked for. */
  readonly asked: ReadonlyArray<string>
  /** What the page said on its console, and what it threw. */
  readonly noise: ReadonlyArray<string>
}

export const open = async (browser: Browser, file: string, width = 360): Promise<Opened> => {
  const context = await browser.newContext({ viewport: { width, height: 740 }, acceptDownloads: true, locale: "vi-VN" })
  await context.setOffline(true)
  const page = await context.newPage()
  await page.clock.setFixedTime(new Date("2026-11-21T03:00:00Z"))
  await page.route(/^https?:/u, (route) => route.abort())
  const asked: Array<string> = []
  const noise: Array<string> = []
  page.on("request", (request) => asked.push(request.url()))
  page.on("console", (message) => noise.push(message.text()))
  page.on("pageerror", (error) => noise.push(error.message))
  await page.goto(`file://${file}`)
  return { context, page, asked, noise }
}

/** What is too small, too wide or without a name on a page. */
export const faults = (page: Page) =>
  page.evaluate(() => {
    const isSeen = (e: Element) => e.checkVisibility() && e.getBoundingClientRect().width > 0
    const all = [...document.querySelectorAll("body *")].filter(isSeen)
    const boxes = [...document.querySelectorAll<HTMLInputElement>("input, select, textarea")]
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id)
    const described = [...document.querySelectorAll("[aria-describedby]")].flatMap((e) =>
      e
        .getAttribute("aria-describedby")!
        .split(" ")
        .filter((id) => document.getElementById(id) === null)
    )
    return {
      width: document.documentElement.scrollWidth,
      small: all.filter((e) => Number.parseFloat(getComputedStyle(e).fontSize) < 16).length,
      low: all
        .filter((e) => e.matches("button, select, input:not([type=radio]), label.radio, summary"))
        .filter((e) => e.getBoundingClientRect().height < 44)
        .map((e) => e.outerHTML.slice(0, 80)),
      unlabelled: boxes
        .filter((e) => e.labels?.length !== 1 || e.labels[0]!.textContent!.trim() === "")
        .map(({ id }) => id),
      nameless: [...document.querySelectorAll("button")].filter((e) => e.innerText.trim() === "" && isSeen(e)).length,
      groups: [...document.querySelectorAll("fieldset")].filter((e) => e.querySelector(":scope > legend") === null)
        .length,
      twice: ids.filter((id, i) => ids.indexOf(id) < i),
      dangling: described
    }
  })

/** A page with nothing to find fault with, `width` px wide. */
export const faultless = (width: number) => ({
  width,
  small: 0,
  low: [],
  unlabelled: [],
  nameless: 0,
  groups: 0,
  twice: [],
  dangling: []
})

/** What somebody types, by the name of the box. */
export type Typed = ReadonlyArray<readonly [name: string, text: string]>

/** Types into the boxes of a form as a person does; radio buttons and lists are chosen. */
export const fill = async (page: Page, level: string, typed: Typed): Promise<void> => {
  for (const [name, text] of typed) {
    const box = page.locator(`#form-${level} [name="${name}"]`)
    const kind = await box.first().evaluate((e) => (e instanceof HTMLInputElement ? e.type : e.tagName))
    if (kind === "radio") await page.locator(`#form-${level} [name="${name}"][value="${text}"]`).check()
    else if (kind === "SELECT") await box.selectOption(text)
    else await box.fill(text)
  }
}

/** What the form of a level shows: problems by field, computed figures, fields that are closed. */
export const shown = (page: Page, level: string) =>
  page.evaluate((at) => {
    const questions = [...document.querySelectorAll<HTMLElement>(`#form-${at} [data-field]`)]
    const by = <A>(of: (e: HTMLElement) => A | null) =>
      Object.fromEntries(
        questions.flatMap((e) => {
          const value = of(e)
          return value === null ? [] : [[e.dataset.field!, value]]
        })
      )
    return {
      problems: by((e) => {
        const said = [...e.querySelectorAll(".problem p")].map((p) => p.textContent ?? "")
        return said.length === 0 ? null : said
      }),
      computed: by((e) => e.querySelector<HTMLOutputElement>("output[name]")?.value ?? null),
      closed: questions.filter((e) => e.hidden).map((e) => e.dataset.field!)
    }
  }, level)
