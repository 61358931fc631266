/**
 * Excel forms of 60 questions (54 typed, 6 computed, three breakdowns): a thousand filled ones read and validated, and a
 * bundle of a hundred written. All figures are synthetic.
 *
 * Beside us stands plain use of the library that we stand on, hucre, for the same cells of the same files: reading them and
 * taking the answers from their addresses, without guard, stamp and validation; and writing sheets with the same cells,
 * styles, rules and widths, put together from one model, without a stamp. Each is taken in turn with ours, form by form.
 */
import { Period } from "@lienhoi/calendar"
import { FormBook } from "@lienhoi/office"
import type { FormFile } from "@lienhoi/report"
import { Cell, Compiled, Template } from "@lienhoi/template"
import { openXlsx, readXlsx, type WriteSheet, writeXlsx } from "hucre/xlsx"
import type { Figure } from "./Benchmark.ts"

export const name = "forms"

const typed = Array.from({ length: 54 }, (_, n) => `F${String(n + 1).padStart(2, "0")}`)
const combine = { units: "sum", periods: "sum" } as const
const ages = [{ by: "tuoi", label: "nhóm tuổi", complete: false, items: { tre: "Đến 30 tuổi", gia: "Trên 30 tuổi" } }]

const compiled = (): Compiled.Compiled => {
  const read = Template.fromJson({
    template: "benchmark/forms",
    title: "Sixty questions",
    period: "month",
    due: { co_so: { day: 15, month_offset: 1 } },
    sections: {
      counts: {
        title: "Counts",
        asked_of: ["co_so"],
        fields: [
          ...typed.map((key, n) => ({
            key,
            label: `Question ${n + 1} with words enough to need a second line`,
            type: "count",
            unit: "người",
            required: true,
            combine,
            ...(n < 3 ? { disaggregate: ages } : {})
          })),
          ...Array.from({ length: 6 }, (_, n) => ({
            key: `S${n + 1}`,
            label: `Sum ${n + 1}`,
            type: "count",
            formula: typed.slice(n * 9, n * 9 + 9).join(" + "),
            combine
          }))
        ]
      }
    }
  })
  const made = read.ok ? Compiled.make(read.value.template) : read
  if (!made.ok) throw new Error(made.issues[0]?.message)
  return made.value
}

const key = new Uint8Array(32).fill(7)
const template = compiled()

const occasionOf = (n: number): FormFile.Occasion => ({
  template,
  unit: { id: `xa-${n}`, name: `Xã thứ ${n}`, level: "co_so", upper: "Huyện" },
  period: Period.containing("month", "2024-10-15"),
  revision: 1,
  due: "2024-11-15",
  token: `t-${n}`,
  current: Object.fromEntries(typed.map((one, k) => [one, Cell.value((k * 37 + n) % 900)])),
  previous: Object.fromEntries(typed.map((one, k) => [one, Cell.value((k * 31 + n) % 900)]))
})

const clock = async (what: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await what()
  return performance.now() - start
}

/** Both in turn for every form, the first of a pair changing: what else the machine does falls on both alike. */
const inTurn = async (
  count: number,
  ours: (n: number) => Promise<unknown>,
  plain: (n: number) => Promise<unknown>
): Promise<readonly [ours: number, plain: number]> => {
  for (let n = 0; n < Math.min(30, count); n++) {
    await ours(n)
    await plain(n)
  }
  const sum: [number, number] = [0, 0]
  for (let n = 0; n < count; n++) {
    const order = n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)
    for (const which of order) sum[which] += await clock(() => (which === 0 ? ours : plain)(n))
  }
  return sum
}

/** What is held when everything that can be given back is: a stream that ended is given back only a turn after it. */
const megabytes = async (): Promise<number> => {
  for (let n = 0; n < 3; n++) {
    globalThis.gc?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  // Not what zlib has yet to give back of streams that ended: that comes and goes with either library.
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

async function* members(count: number): AsyncGenerator<FormBook.Member> {
  for (let n = 0; n < count; n++) yield { name: `${n}.xlsx`, bytes: await FormBook.write(occasionOf(n), { key }) }
}

/** The most that is held at once while a bundle of so many forms is written, above what was held before. */
const heldBy = async (count: number): Promise<number> => {
  const before = await megabytes()
  let [most, n] = [0, 0]
  for await (const _ of FormBook.bundle(members(count)))
    if (n++ % 25 === 24) most = Math.max(most, (await megabytes()) - before)
  return most
}

/** The most that is held while so many forms are read, one after the other. */
const heldByReading = async (count: number, read: (n: number) => Promise<unknown>): Promise<number> => {
  const before = await megabytes()
  let most = 0
  for (let n = 0; n < count; n++) {
    await read(n % 1000)
    if (n % 25 === 24) most = Math.max(most, (await megabytes()) - before)
  }
  return most
}

/** Measures everything in this process, in turns. */
export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const forms: Array<Uint8Array> = []
  for (let n = 0; n < 1000; n++) forms.push(await FormBook.write(occasionOf(n), { key }))
  const places = Object.entries(FormBook.places(occasionOf(0)))

  const ours = async (n: number): Promise<FormFile.Reading> => {
    const known: FormFile.Known = {
      occasion: async () => occasionOf(n),
      ofToken: async () => null,
      ofSender: async () => [],
      mayFile: async () => true
    }
    return FormBook.read({ bytes: forms[n]!, file: `${n}.xlsx` }, { sender: "p-1", token: null }, known, { key })
  }
  const plain = async (n: number): Promise<{ readonly [path: string]: unknown }> => {
    const { sheets } = await readXlsx(forms[n]!)
    return Object.fromEntries(places.map(([path, { line, column }]) => [path, sheets[0]!.rows[line - 1]?.[column - 1]]))
  }
  const [reading, cells] = [await ours(5), await plain(5)]
  if (reading.is !== "submission" || reading.submission.values.F02 !== cells.F02)
    throw new Error("the two read differently")
  const [read, plainRead] = await inTurn(1000, ours, plain)

  const model = await openXlsx(forms[0]!, { readStyles: true })
  const written = async (n: number): Promise<Uint8Array> => {
    const { current = {}, previous = {}, unit } = occasionOf(n)
    const sheets = model.sheets.map((sheet, at): WriteSheet => {
      const own = new Map(sheet.cells)
      const put = (row: number, column: number, value: number | string | null): void => {
        own.set(`${row},${column}`, { ...own.get(`${row},${column}`)!, value })
      }
      if (at === 0) {
        put(1, 0, unit.name)
        for (const [path, { line }] of places) {
          put(line - 1, 4, Cell.number(current?.[path]))
          put(line - 1, 3, Cell.number(previous?.[path]))
        }
      }
      return { ...(sheet as object as WriteSheet), rows: at === 0 ? [] : sheet.rows, cells: own }
    })
    return writeXlsx({ sheets, defaultFont: { name: "Times New Roman", size: 12 } })
  }
  const size = (bytes: Uint8Array): number => bytes.length
  if (size(await written(0)) < 0.8 * size(forms[0]!)) throw new Error("the plain form lacks something")
  const bundled = FormBook.bundle(members(200))[Symbol.asyncIterator]()
  const [write, plainWrite] = await inTurn(100, () => bundled.next(), written)
  // The first run is not counted: what a library keeps once and for all is not what grows with the number of forms.
  const [, few, many] = [await heldBy(200), await heldBy(200), await heldBy(1200)]
  const [, fewRead, manyRead] = [
    await heldByReading(200, ours),
    await heldByReading(200, ours),
    await heldByReading(1200, ours)
  ]
  const ratioRead = read / plainRead
  const ratioWrite = write / plainWrite
  const flat = (name: string, small: number, large: number): Figure => ({
    name,
    unit: "MB",
    ours: large,
    peers: [{ name: "200 forms", value: small, ratio: large / small }],
    asked: "memory flat in the number of forms: at most 2 MB more than for 200",
    met: large <= small + 2
  })
  return [
    {
      name: "1,000 filled forms read and validated",
      unit: "ms",
      ours: read,
      peers: [{ name: "hucre, same cells, no guard and no validation", value: plainRead, ratio: ratioRead }],
      asked: "at most 1.5 times plain use of the library",
      met: ratioRead <= 1.5
    },
    {
      name: "a bundle of 100 forms written",
      unit: "ms",
      ours: write,
      peers: [{ name: "hucre, same cells, no stamp and no archive", value: plainWrite, ratio: ratioWrite }],
      asked: "at most 1.5 times plain use of the library",
      met: ratioWrite <= 1.5
    },
    flat("held while a bundle of 1,200 is written", few, many),
    flat("held while 1,200 are read one by one", fewRead, manyRead)
  ]
}
