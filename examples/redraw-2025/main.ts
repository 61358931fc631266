import { parseArgs } from "node:util"
import { Issue } from "lienhoi"
import { run } from "./redraw.ts"

const { values } = parseArgs({
  options: { out: { type: "string" }, json: { type: "boolean" }, lang: { type: "string" } }
})
const language = values.lang === "en" ? "en" : "vi"
const root = import.meta.dirname
const result = run({ root, out: values.out ?? `${root}/out`, language })
if (result.ok) console.log(values.json ? JSON.stringify(result.json, null, 2) : result.lines.join("\n"))
else {
  for (const issue of result.issues) console.error(Issue.format(issue, language))
  process.exitCode = 1
}
