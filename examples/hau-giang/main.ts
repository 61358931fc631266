import { parseArgs } from "node:util"
import { Issue } from "lienhoi"
import { run } from "./month.ts"

const { values } = parseArgs({
  options: { out: { type: "string" }, json: { type: "boolean" }, lang: { type: "string" } }
})
const language = values.lang === "en" ? "en" : "vi"
const root = import.meta.dirname
const began = performance.now()
const result = await run({
  root,
  out: values.out ?? `${root}/out`,
  language,
  progress: (line) => console.error(line)
})
if (result.ok) {
  console.log(values.json ? JSON.stringify(result.json, null, 2) : result.lines.join("\n"))
  console.error(`${((performance.now() - began) / 1000).toFixed(1)} s`)
} else {
  for (const issue of result.issues) console.error(Issue.format(issue, language))
  process.exitCode = 1
}
