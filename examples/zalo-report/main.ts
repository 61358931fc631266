import { join } from "node:path"
import { parseArgs } from "node:util"
import { Catalogue } from "lienhoi"
import * as Office from "./office.ts"
import { play, september } from "./play.ts"
import { texts } from "./texts.ts"

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    lang: { type: "string" },
    json: { type: "boolean" },
    /** Nobody plays: you answer on the page. */
    open: { type: "boolean" }
  }
})
const language = values.lang === "en" ? "en" : "vi"
const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
const province = join(import.meta.dirname, "../hau-giang")
const out = values.out ?? join(import.meta.dirname, "out")
const branches = ["hg-c001", "hg-c002", "hg-c003"]
const office = await Office.open({ province, out, branches, period: "2024-10", begins: "2024-10-14T08:00", language })

await office.takeIn(september(province, branches), "2024-09")
await office.invite()
if (values.open === true) {
  console.error(say("open", { url: office.zalo.url }))
  await new Promise((resolve) => process.once("SIGINT", resolve))
} else {
  await play(office)
}

const reports = await Promise.all(
  office.heads.map(async ({ unit, person }) => {
    const { status, revisions } = await office.reportOf(unit)
    const chat = office.zalo.control.messages({ person }).map(({ from, text }) => ({ hers: from !== null, text }))
    return { unit, status, cells: revisions.at(-1)?.cells ?? {}, via: revisions.at(-1)?.via ?? null, chat }
  })
)
if (values.json === true) console.log(JSON.stringify({ reports, kept: office.kept }, null, 2))
else {
  for (const { unit, status, chat, via } of reports) {
    console.log(`\n${say("branch", { unit })}`)
    for (const { hers, text } of chat) console.log(`${say(hers ? "her" : "us")}: ${text.replaceAll("\n", "\n    ")}`)
    console.log(say("ended", { status, via: via ?? "-" }))
  }
  for (const { text } of office.kept) console.log(say("kept", { text }))
}
await office.close()
