/**
 * `lienhoi form export`: the Excel form of each unit that owes a report, as files in a folder, or as one archive.
 *
 * @since 0.1.0
 */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from "node:fs"
import { join } from "node:path"
import * as FormBook from "@lienhoi/office/FormBook"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { fold } from "@lienhoi/words/Text"
import type { Answer, Call, Command } from "./Command.ts"
import * as Around from "./formAround.ts"
import * as tree from "./tree.ts"

const texts = Catalogue.make({
  out: {
    vi: "Cần --out: một thư mục, một tệp .zip, hoặc một tệp .xlsx cho đúng một đơn vị.",
    en: "--out is needed: a folder, a .zip, or an .xlsx for exactly one unit."
  },
  one: {
    vi: "Tệp .xlsx chỉ chứa biểu mẫu của một đơn vị; có {n} đơn vị, hãy ghi ra thư mục hoặc .zip.",
    en: "An .xlsx holds the form of one unit; there are {n}, write to a folder or a .zip."
  },
  none: {
    vi: "Không đơn vị nào phải nộp báo cáo này trong kỳ.",
    en: "No unit owes this report for the period."
  },
  wrote: {
    vi: "Đã ghi {n} biểu mẫu của mẫu {template}, {period}, vào {out}",
    en: "{n} forms of template {template}, {period}, are written to {out}"
  },
  key: {
    vi: "Giữ kín tệp khóa {key}: cần nó để đọc biểu mẫu gửi về",
    en: "Keep the key {key} to yourself: the forms that come back are read with it"
  }
})

const usage = (code: keyof typeof texts, params: Catalogue.Params = {}): tree.Ready<never> =>
  tree.usage({ vi: Catalogue.say(texts, code, params, "vi"), en: Catalogue.say(texts, code, params, "en") })

/** `31393-xa-phung-hiep.xlsx`: names that every system keeps. */
const nameOf = ({ unit }: Around.Owed): string => {
  const words = fold(unit.name)
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-|-$/gu, "")
  return `${(unit.code ?? unit.id).replaceAll(/[^\w.-]/gu, "_")}-${words}.xlsx`
}

async function* membersOf(
  owed: ReadonlyArray<Around.Owed>,
  key: Uint8Array,
  progress: Call["progress"]
): AsyncGenerator<FormBook.Member> {
  const taken = new Set<string>()
  for (const [n, one] of owed.entries()) {
    const name = taken.has(nameOf(one)) ? `${n + 1}-${nameOf(one)}` : nameOf(one)
    taken.add(name)
    if (n > 0 && n % 100 === 0) progress(`${n}/${owed.length}`)
    yield { name, bytes: await FormBook.write(one.occasion, { key }) }
  }
}

/** Beside its place first: an archive is there whole or not at all. */
const asArchive = async (out: string, members: AsyncIterable<FormBook.Member>): Promise<void> => {
  const beside = `${out}.partial`
  try {
    const file = openSync(beside, "w")
    try {
      for await (const piece of FormBook.bundle(members)) writeSync(file, piece)
    } finally {
      closeSync(file)
    }
    renameSync(beside, out)
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Each file beside its place first: whoever is interrupted finds no half of a form. */
const asFiles = async (folder: string, members: AsyncIterable<FormBook.Member>): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for await (const { name, bytes } of members) put(join(folder, name), bytes)
}

const put = (file: string, bytes: Uint8Array): void => {
  const beside = `${file}.partial`
  try {
    writeFileSync(beside, bytes)
    renameSync(beside, file)
  } finally {
    rmSync(beside, { force: true })
  }
}

const run = async (call: Call): Promise<tree.Ready<Answer>> => {
  const { out, key: keyFile = "" } = call.options
  if (out === undefined) return usage("out")
  const around = Around.read(call, true)
  if (!around.ok) return around
  const selected = Around.select(around.value, call.lists.unit ?? [])
  if (!selected.ok) return selected
  const owed = selected.value
  if (owed.length === 0) return usage("none")
  const { key, template, period, warnings } = around.value
  const members = membersOf(owed, key, call.progress)
  if (/\.xlsx$/iu.test(out)) {
    if (owed.length > 1) return usage("one", { n: owed.length })
    for await (const { bytes } of members) put(out, bytes)
  } else if (/\.zip$/iu.test(out)) await asArchive(out, members)
  else await asFiles(out, members)
  const params = { n: owed.length, template: template.template.id, period: period.id, out, key: keyFile }
  return tree.ready({
    end: "done",
    lines: [Catalogue.say(texts, "wrote", params, call.language), Catalogue.say(texts, "key", params, call.language)],
    json: {
      template: template.template.id,
      version: template.template.version,
      period: period.id,
      out,
      forms: owed.map((one) => ({ unit: one.unit.id, name: one.unit.name, due: one.occasion.due }))
    },
    warnings
  })
}

/** `lienhoi form export` */
export const exportForms: Command = {
  words: ["form", "export"],
  synopsis: `--template FILE.yaml|PACK --period PERIOD ${tree.sources.synopsis} --key KEY --out DIR|ALL.zip|ONE.xlsx [--unit ID]… [--previous FIGURES.csv]`,
  summary: {
    vi: "Ghi biểu mẫu Excel cho từng đơn vị phải báo cáo: ra thư mục, hoặc gộp trong một tệp nén",
    en: "Write the Excel form of each unit that owes a report: to a folder, or in one archive"
  },
  options: [...Around.options, "out"],
  lists: [...tree.sources.lists, "unit"],
  takes: [0, 0],
  run: async (call) => {
    const done = await run(call)
    return done.ok ? done.value : done.answer
  }
}
