/**
 * `npm run bench`: our figures beside those of the peers, measured in the same run. Every `*.bench.ts` beside this file
 * is a {@link Benchmark}.
 *
 * `npm run bench -- --only roll-up` measures one; `--json` prints one JSON array of figures on the output stream and
 * everything else on the error stream.
 */
import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import type { Benchmark, Figure } from "./Benchmark.ts"

const { values: options } = parseArgs({
  options: { only: { type: "string" }, json: { type: "boolean", default: false } }
})

const say = (text: string) => process.stderr.write(`${text}\n`)

const number = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 4, useGrouping: true })

/** One line for a figure, one for each peer. */
const describe = ({ name, unit, ours, peers, asked, met }: Figure): string =>
  [
    `  ${name.padEnd(44)}${number(ours).padStart(12)} ${unit.padEnd(4)} ${met ? "met" : "NOT MET"}: ${asked}`,
    ...peers.map(
      (peer) =>
        `    ${peer.name.padEnd(42)}${number(peer.value).padStart(12)} ${unit.padEnd(4)} ratio ${number(peer.ratio)}`
    )
  ].join("\n")

const folder = fileURLToPath(new URL(".", import.meta.url))
const benchmarks: ReadonlyArray<Benchmark> = await Promise.all(
  readdirSync(folder)
    .filter((file) => file.endsWith(".bench.ts"))
    .sort()
    .map((file) => import(`./${file}`))
)
const chosen = benchmarks.filter(({ name }) => options.only === undefined || name === options.only)
if (chosen.length === 0) {
  say(`No benchmark ${options.only ?? ""}. Benchmarks: ${benchmarks.map(({ name }) => name).join(", ")}`)
  process.exit(2)
}

const measured: Array<Figure> = []
for (const { name, run } of chosen) {
  say(`${name}…`)
  const figures = await run()
  measured.push(...figures)
  const text = [name, ...figures.map(describe)].join("\n")
  if (options.json) say(text)
  else console.log(text)
}
if (options.json) console.log(JSON.stringify(measured, null, 2))
process.exitCode = measured.some(({ met }) => !met) ? 1 : 0
