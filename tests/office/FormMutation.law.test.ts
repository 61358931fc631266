/** Reading never throws: 10,000 forms changed in their bytes, their parts and their XML. */
import { readFileSync } from "node:fs"
import { Period } from "@lienhoi/calendar"
import { FormBook } from "@lienhoi/office"
import type { FormFile } from "@lienhoi/report"
import { Compiled, Template } from "@lienhoi/template"
import * as fc from "fast-check"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { expect, it } from "vitest"
import { byExcelJs, good, key, knowing, road } from "./formFilling.ts"

const yaml = readFileSync(new URL("fixtures/bieu-mau.yaml", import.meta.url), "utf8")
const occasion: FormFile.Occasion = {
  template: good(Compiled.make(good(Template.parse(yaml)).template)),
  unit: { id: "xa-1", name: "Hội xã Đông Phú", level: "co_so" },
  period: Period.containing("month", "2024-10-15"),
  revision: 2
}

type Dice = (below: number) => number
const pick = <A>(roll: Dice, all: ReadonlyArray<A>): A => all[roll(all.length)]!

/** Numbers from a seed, so that a failure can be run again. */
const diceOf = (seed: number): Dice => {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const pieces = [
  "<row/>",
  "<c/>",
  '<c r="A0"/>',
  '<c r="ZZZZ9"><v>1</v></c>',
  '<c r="E10" t="s"><v>-1</v></c>',
  '<c r="E10" t="s"><v>99999</v></c>',
  '<c r="E10" t="b"><v>7</v></c>',
  '<c r="E10" t="d"><v>2024-99-99</v></c>',
  '<c r="E10"><f>1/0</f></c>',
  '<c r="E10"><v>1e999</v></c>',
  '<c r="E10"><v>NaN</v></c>',
  "<![CDATA[",
  "<!--",
  "&#0;",
  "&#x110000;",
  "&khong;",
  "</sheetData>",
  "<sheetData>",
  "\u0000",
  "\ud800",
  "LIENHOI-FORM-1",
  "TC04",
  "HD04.so_nu",
  "HD04=",
  "A".repeat(70_000)
]

/** A form is opened once and packed without pressing: what is tried is the reading, ten thousand times. */
const opened = new Map<Uint8Array, Readonly<Record<string, Uint8Array>>>()
const open = (file: Uint8Array): Record<string, Uint8Array> => {
  const known = opened.get(file) ?? unzipSync(file)
  opened.set(file, known)
  return { ...known }
}
const pack = (parts: Record<string, Uint8Array>): Uint8Array => zipSync(parts, { level: 0 })

const mutations = {
  bytes: (file: Uint8Array, roll: Dice): Uint8Array => {
    const changed = file.slice()
    for (let n = 1 + roll(8); n > 0; n--) changed[roll(changed.length)] = roll(256)
    return changed
  },
  cut: (file: Uint8Array, roll: Dice): Uint8Array => {
    const from = roll(file.length)
    const length = 1 + roll(200)
    return roll(2) === 0
      ? file.slice(0, from)
      : Uint8Array.from([...file.subarray(0, from), ...file.subarray(from + length)])
  },
  parts: (file: Uint8Array, roll: Dice): Uint8Array => {
    const parts = open(file)
    const [one, other] = [pick(roll, Object.keys(parts)), pick(roll, Object.keys(parts))]
    const [a, b] = [parts[one]!, parts[other]!]
    switch (roll(4)) {
      case 0:
        delete parts[one]
        break
      case 1:
        parts[one] = b
        parts[other] = a
        break
      case 2:
        parts[one] = Uint8Array.from({ length: roll(300) }, () => roll(256))
        break
      default:
        parts[`xl/${one}`] = a
    }
    return pack(parts)
  },
  xml: (file: Uint8Array, roll: Dice): Uint8Array => {
    const parts = open(file)
    const name = pick(
      roll,
      Object.keys(parts).filter((one) => /\.(?:xml|rels)$/u.test(one))
    )
    let text = strFromU8(parts[name]!)
    for (let n = 1 + roll(3); n > 0; n--) {
      const at = roll(text.length + 1)
      const end = Math.min(text.length, at + roll(3) * roll(60))
      text = text.slice(0, at) + (roll(3) === 0 ? "" : pick(roll, pieces)) + text.slice(end)
    }
    return pack({ ...parts, [name]: strToU8(text) })
  },
  values: (file: Uint8Array, roll: Dice): Uint8Array => {
    const parts = open(file)
    const name = pick(
      roll,
      Object.keys(parts).filter((one) => /sheet\d+\.xml$|sharedStrings/u.test(one))
    )
    const text = strFromU8(parts[name]!)
    const places = [...text.matchAll(/>([^<>]+)</gu)]
    if (places.length === 0) return file
    const found = pick(roll, places)
    const put = pick(roll, [
      ...pieces.filter((one) => ![..."<&\u0000"].some((sign) => one.includes(sign))),
      "",
      "-1",
      "1E400",
      "405",
      "không",
      "={}"
    ])
    return pack({
      ...parts,
      [name]: strToU8(`${text.slice(0, found.index + 1)}${put}${text.slice(found.index + 1 + found[1]!.length)}`)
    })
  }
} as const

it("reading never throws, whatever became of the file, and takes little time", async () => {
  const places = FormBook.places(occasion)
  const typed = {
    TC04: 405,
    TC05: "không phát sinh",
    SK01: "Có",
    NG01: "5/10/2024",
    "HD04/0/so_nu": 3,
    "LH01/0/ten": "A"
  }
  const cells = Object.entries(typed).map(([path, value]) => ({ path, place: places[path]!, value }))
  const form = await FormBook.write(occasion, { key })
  const files = [form, await byExcelJs(form, cells)]
  const kinds = Object.keys(mutations) as ReadonlyArray<keyof typeof mutations>
  const seen = new Map<string, number>()
  const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1)
  let slowest = 0
  const seeds = fc.sample(fc.noShrink(fc.integer()), 10_000)
  for (const [n, seed] of seeds.entries()) {
    const kind = kinds[n % kinds.length]!
    const bytes = mutations[kind](files[n % 3 === 0 ? 0 : 1]!, diceOf(seed))
    const start = performance.now()
    const reading = await FormBook.read({ bytes, file: "a.xlsx" }, road, knowing(occasion), { key })
    slowest = Math.max(slowest, performance.now() - start)
    count(kind)
    count(reading.is === "refused" ? `refused for its ${reading.because}` : reading.is)
    if (reading.is === "refused") {
      expect(reading.issues.length, `seed ${seed}`).toBeGreaterThan(0)
      for (const { message, place } of reading.issues)
        expect([message !== "", place?.file], `seed ${seed}`).toEqual([true, "a.xlsx"])
    }
    // Whatever changed, a stamp that holds names the report it was made for.
    if (reading.is === "submission")
      expect([reading.submission.unit, reading.submission.period, reading.submission.seen], `seed ${seed}`).toEqual([
        "xa-1",
        "2024-10",
        2
      ])
  }
  const shares = [...seen].map(([what, n]) => `${what} ${(n / 100).toFixed(1)} %`).join(", ")
  console.log(`mutated forms: ${seeds.length}, ${shares}; the slowest took ${slowest.toFixed(0)} ms`)
  for (const kind of kinds) expect(seen.get(kind)! / seeds.length).toBeGreaterThanOrEqual(0.05)
  for (const what of ["submission", "asks", "refused for its file", "refused for its values", "refused for its stamp"])
    expect(seen.get(what) ?? 0, what).toBeGreaterThanOrEqual(5)
  expect(slowest).toBeLessThan(10_000)
}, 900_000)
