/**
 * The script of the officer's page: takes files in, shows what is wrong, the forms and the sums, and gives files back.
 * Nothing is sent: the page may not.
 *
 * @since 0.1.0
 */

import type { Place } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as OfficerView from "../page/OfficerView.ts"
import * as PreviewView from "../page/PreviewView.ts"
import * as Book from "./Book.ts"
import * as Enliven from "./Enliven.ts"
import * as Paper from "./Paper.ts"
import * as Pile from "./Pile.ts"
import * as Ready from "./Ready.ts"

let language: Language = "vi"
let papers: ReadonlyArray<Paper.Paper> = []
let chosen: string | null = null
let seen: Pile.Seen = { paper: null, preview: null, issues: [] }

const at = <E extends HTMLElement = HTMLElement>(id: string): E => document.getElementById(id) as E

/** The day it is where the officer sits. */
const today = (): string => {
  const now = new Date()
  const two = (n: number) => String(n).padStart(2, "0")
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The line of a dropped text that a place points to. */
const excerpt = ({ file, line, sheet }: Place): string | null => {
  const paper = sheet === undefined ? papers.find(({ name }) => name === file) : undefined
  const text = paper?.workbook === null ? (paper.text?.split("\n", line)[line - 1] ?? "") : ""
  return text.trim() === "" ? null : text.slice(0, 160)
}

const fetchable = (): ReadonlyArray<OfficerView.Fetch> => {
  const { paper } = seen
  if (paper === null) return []
  const own = seen.issues.some(({ place }) => place?.file === paper.name)
  const fromWorkbook = paper.workbook !== null
  return [
    ...(fromWorkbook && own ? (["annotated"] as const) : []),
    ...(fromWorkbook && Book.yaml(seen) !== null ? (["yaml"] as const) : []),
    ...(!fromWorkbook && Book.yaml(seen) !== null ? (["excel"] as const) : [])
  ]
}

const draw = (): void => {
  seen = Pile.look({ papers, chosen, ready: Ready.list, today: today() })
  at("papers").innerHTML = OfficerView.papers(papers, seen.paper, language).text
  at("issues").innerHTML = OfficerView.issues(seen.issues, language, excerpt).text
  at("verdict").textContent =
    papers.length === 0 ? OfficerView.say("empty", language) : OfficerView.verdict(seen.issues, language)
  const fetches = fetchable()
  at("downloads").hidden = fetches.length === 0
  at("fetch").innerHTML = OfficerView.fetches(fetches, language).text
  at("preview").innerHTML = seen.preview === null ? "" : PreviewView.render(seen.preview, language).text
  if (seen.preview !== null) Enliven.forms(at("preview"), seen.preview, language)
}

/** A failure of the page itself is told, never swallowed. */
const guarded = (work: () => Promise<void>): void => {
  work().catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    at("verdict").textContent = OfficerView.say("failed", language, { reason })
  })
}

const readFile = async (file: File): Promise<Paper.Paper> => {
  const large = Paper.tooLarge(file.name, file.size)
  if (large !== null) return Paper.refused(file.name, large)
  const given = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  return Paper.isWorkbook(given) ? Book.read(given) : Paper.ofBytes(given)
}

const put = (fresh: ReadonlyArray<Paper.Paper>): void => {
  papers = [...papers.filter(({ name }) => !fresh.some((one) => one.name === name)), ...fresh]
  chosen = null
  draw()
}

const take = (files: Iterable<File>): void =>
  guarded(async () => {
    at("verdict").textContent = OfficerView.say("working", language)
    put(await Promise.all(Array.from(files, readFile)))
  })

const save = (name: string, content: Uint8Array | string, type: string): void => {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([content as BlobPart], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const yamlType = "application/yaml;charset=utf-8"
const excelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

const saveYaml = (id: string, text: string): void => save(`${id.replaceAll("/", "-")}.yaml`, text, yamlType)

const saveExcel = async (id: string, text: string): Promise<void> => {
  const bytes = await Book.ofText(text)
  if (bytes !== null) save(`${id.replaceAll("/", "-")}.xlsx`, bytes, excelType)
}

const fetchPaper = async (which: string): Promise<void> => {
  const { issues, paper } = seen
  if (paper === null) return
  if (which === "yaml") saveYaml(paper.id, Book.yaml(seen) ?? "")
  if (which === "excel") await saveExcel(paper.id, paper.text ?? "")
  if (which === "annotated" && paper.workbook !== null) {
    const mine = issues.filter(({ place }) => place?.file === paper.name)
    const copy = await Book.annotate(paper.workbook, mine, language)
    if (copy.ok) save(paper.name.replace(/(\.xlsx)?$/iu, ".loi.xlsx"), copy.value, excelType)
    else at("verdict").textContent = OfficerView.verdict(copy.issues, language)
  }
}

/** What the buttons beside the packs do. */
const onPack = async (button: string): Promise<void> => {
  const pack = Ready.offered.find(({ id }) => id === at<HTMLSelectElement>("pack").value)
  if (pack === undefined) return
  const owner = at<HTMLInputElement>("owner")
  if (button === "pack-open") {
    papers = papers.filter(({ name }) => !Ready.list.some(({ file }) => file === name))
    put([Paper.ofText(pack.file, pack.text)])
  }
  if (button === "pack-yaml") saveYaml(pack.id, pack.text)
  if (button === "pack-excel") await saveExcel(pack.id, pack.text)
  if (button !== "own-yaml" && button !== "own-excel") return
  if (!Ready.isOwner(owner.value)) {
    owner.setAttribute("aria-invalid", "true")
    owner.focus()
    return
  }
  owner.removeAttribute("aria-invalid")
  const own = Ready.overlayOn(pack, owner.value)
  if (button === "own-yaml") saveYaml(own.id, own.text)
  else await saveExcel(own.id, own.text)
}

const frame = (): void => {
  document.documentElement.lang = language
  document.title = OfficerView.title(language)
  at("page").innerHTML = OfficerView.frame(language, Ready.offered).text
  draw()
}

const onClick = (button: HTMLElement): void => {
  const { dataset, id } = button
  if (id === "language") {
    language = language === "vi" ? "en" : "vi"
    frame()
    at("language").focus()
  }
  if (dataset.remove !== undefined) {
    papers = papers.filter(({ name }) => name !== dataset.remove)
    draw()
    at("files").focus()
  }
  if (dataset.fetch !== undefined) guarded(() => fetchPaper(dataset.fetch!))
  if (button.closest("#packs") !== null) guarded(() => onPack(id))
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null
  if (button !== null) onClick(button)
})
document.addEventListener("change", (event) => {
  const input = event.target
  if (!(input instanceof HTMLInputElement)) return
  if (input.id === "files" && input.files !== null) {
    take([...input.files])
    input.value = ""
  }
  if (input.name === "paper") {
    chosen = input.value
    const { id } = input
    draw()
    at(id).focus()
  }
})

// A file dropped beside the frame would otherwise be opened by the browser in place of the page.
document.addEventListener("dragover", (event) => {
  event.preventDefault()
  at("drop").classList.add("over")
})
document.addEventListener("dragleave", () => at("drop").classList.remove("over"))
document.addEventListener("drop", (event) => {
  event.preventDefault()
  at("drop").classList.remove("over")
  take(event.dataTransfer?.files ?? [])
})

frame()
