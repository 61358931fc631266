/**
 * `npm run mutants`: a law is only as good as the mistakes it notices. Each named mutant is one wrong line put into a
 * copy of the sources; the test of its law must then fail. `npm run mutants -- Roll-up` tries the mutants of one law.
 *
 * Mutants stand beside this file as data, `<package>.json`: an array of {@link Mutant}.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Mutant, tryMutant } from "./mutant.ts"
import { makeWorkshop } from "./workshop.ts"

/** Laws that hold today; one without a mutant would be a law nobody has seen at work. */
const laws = [
  "Roll-up",
  "Validator",
  "Lifecycle",
  "Once",
  "Drafts",
  "Stop",
  "Doors",
  "Snapshot",
  "Conservation",
  "Restate",
  "Undo",
  "Overlay",
  "Authoring",
  "FormRoundTrip",
  "Version",
  "Scope",
  "Merge",
  "Packs",
  "Targets",
  "Register",
  "Feed",
  "Case",
  "Notice",
  "Token",
  "Pace",
  "Printing",
  "Recompute",
  "Picker",
  "TreeChange",
  "Views",
  "SignIn",
  "Links",
  "Followed"
]

const folder = fileURLToPath(new URL(".", import.meta.url))
const all: ReadonlyArray<Mutant> = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(folder, file), "utf8")))

const wanted = process.argv.slice(2)
const chosen = all.filter(({ name, law }) => wanted.length === 0 || wanted.includes(law) || wanted.includes(name))

const workshop = makeWorkshop()
const line = (name: string, law: string, verdict: string) =>
  console.log(`${name.padEnd(62)} ${law.padEnd(12)}${verdict}`)

line("mutant", "law", "verdict")
let survivors = 0
for (const mutant of chosen) {
  const start = performance.now()
  const verdict = await tryMutant(workshop, mutant)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (verdict.caught) line(mutant.name, mutant.law, `caught by "${verdict.by}", ${seconds} s`)
  else {
    survivors++
    line(mutant.name, mutant.law, `NOT CAUGHT: ${verdict.why}`)
  }
}

const bare = wanted.length === 0 ? laws.filter((law) => !all.some((mutant) => mutant.law === law)) : []
for (const law of bare) line("(none)", law, "NOT CAUGHT: no mutant tries this law")

console.log(`${chosen.length - survivors} caught, ${survivors + bare.length} not caught`)
process.exitCode = chosen.length === 0 || survivors + bare.length > 0 ? 1 : 0
