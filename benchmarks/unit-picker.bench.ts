/**
 * How long the unit picker takes from a keystroke to the list that answers it, over 10,000 made-up units, in Chromium
 * slowed down four times: a cheap phone. Every keystroke counts, the first one too. The time runs from the stamp of the
 * input event until the frame with its answer has been drawn: as many units as the list shows without scrolling, and how
 * many there are; the others of the fifty are drawn when nobody types.
 */
import * as Browse from "../tests/officer/browser.ts"
import * as World from "../tests/views/world.ts"
import type { Figure } from "./Benchmark.ts"

export const name = "unit-picker"

const asked = "95 of 100 keystrokes answered within 50 ms at a quarter of the speed"
const slower = 4
const most = 50

/** What somebody types, a key at a time; `<` takes the last letter back. */
const typed = ["dong phuoc a", "dpa<<<", "ap 1 long my", "31005", "kv5 tan", "vinh thanh<<<<<", "xa", "zzzz", "ap vinh"]

const keysOf = (text: string): ReadonlyArray<string> => Array.from(text, (key) => (key === "<" ? "Backspace" : key))

/** Milliseconds from each key to the frame after the list has answered. */
const measure = async (): Promise<{ readonly keys: ReadonlyArray<number>; readonly ready: number }> => {
  const browser = await Browse.launch()
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "vi-VN" })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await page.setContent(World.document(await World.bundle(19)))
    await page.waitForFunction(() => "views" in window)
    await session.send("Emulation.setCPUThrottlingRate", { rate: slower })
    const ready = await page.evaluate(async (list) => {
      const began = performance.now()
      window.views.picker(list)
      while (document.querySelector(".lh-picker input") === null) await new Promise(requestAnimationFrame)
      const box = document.querySelector<HTMLInputElement>(".lh-picker input")!
      box.click()
      while (document.querySelector(".lh-option") === null) await new Promise(requestAnimationFrame)
      return performance.now() - began
    }, World.province())
    await page.evaluate(() => {
      const times: Array<number> = []
      Object.assign(window, { times })
      document.querySelector(".lh-picker input")!.addEventListener(
        "input",
        (event) => {
          // React answers the key before the frame; the frame is drawn before the message comes.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => times.push(performance.now() - event.timeStamp)
            port2.postMessage(null)
          })
        },
        { capture: true }
      )
    })
    const box = page.getByRole("combobox")
    await box.focus()
    let pressed = 0
    for (const text of typed) {
      for (const key of keysOf(text)) {
        await page.keyboard.press(key)
        pressed++
        await page.waitForFunction(
          (n) => (window as unknown as { times: ReadonlyArray<number> }).times.length === n,
          pressed
        )
      }
      await page.evaluate(() => document.querySelector<HTMLInputElement>(".lh-picker input")!.select())
    }
    const keys = await page.evaluate(() => (window as unknown as { times: ReadonlyArray<number> }).times)
    return { keys, ready }
  } finally {
    await browser.close()
  }
}

const quantile = (sorted: ReadonlyArray<number>, q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!

export const run = async (): Promise<ReadonlyArray<Figure>> => {
  if (Browse.executablePath === undefined) return []
  const { keys, ready } = await measure()
  const sorted = keys.toSorted((a, b) => a - b)
  const figure = (what: string, ours: number, limit: number | null): Figure => ({
    name: `unit picker, ${what}`,
    unit: "ms",
    ours,
    peers: [],
    asked: limit === null ? "said for comparison" : asked,
    met: limit === null || ours <= limit
  })
  return [
    figure(`10,000 units, ${keys.length} keys, p50`, quantile(sorted, 0.5), null),
    figure("p95", quantile(sorted, 0.95), most),
    figure("max", sorted.at(-1)!, null),
    figure("from nothing to the open list", ready, null)
  ]
}
