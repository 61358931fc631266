import { readFileSync, writeFileSync } from "node:fs"
import { Worker } from "node:worker_threads"
import type * as Workbook from "@lienhoi/office/Workbook"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as files from "../files.ts"

const issue = Issue.from(
  Catalogue.make({
    "workbook.too-heavy": {
      vi: "Sổ Excel này cần quá {megabytes} MB bộ nhớ hoặc quá {seconds} giây để mở; chép các trang cần dùng sang sổ mới",
      en: "Opening this workbook takes more than {megabytes} MB of memory or {seconds} seconds; copy the sheets you need to a new one"
    }
  })
)

/** What the thread is asked for. */
export type Task =
  | { readonly does: "read"; readonly bytes: Uint8Array }
  | {
      readonly does: "annotate"
      readonly bytes: Uint8Array
      readonly issues: ReadonlyArray<Issue.Issue>
      readonly language: Language
    }

/** What opening a workbook may cost: the second wall, for files that are worse than their directory says. */
const bounds = { megabytes: 768, seconds: 30 }

/** Whether a file is meant to be a workbook, by its name. */
export const isWorkbook = (file: string): boolean => /\.(?:xlsx|xlsm|xlsb|xltx|xltm|xls)$/iu.test(file)

/** Our sources stand as `.ts` beside each other, what is published as `.js`. */
const thread = new URL(import.meta.url.replace(/workbookFile(?=\.[tj]s$)/u, "workbookThread"))

/** What an own thread within the bounds answers. */
export const inThread = <A>(task: Task, { megabytes, seconds } = bounds): Promise<Issue.Checked<A>> =>
  new Promise((resolve) => {
    const worker = new Worker(thread, { workerData: task, resourceLimits: { maxOldGenerationSizeMb: megabytes } })
    const end = (answer: Issue.Checked<A>): void => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const giveUp = (): void => end(Issue.fail(issue("workbook.too-heavy", { megabytes, seconds })))
    const timer = setTimeout(giveUp, seconds * 1000)
    worker.once("message", end)
    worker.once("error", giveUp)
  })

const bytesOf = (file: string): Issue.Checked<Uint8Array> => {
  const there = files.read(file)
  return there.ok ? Issue.ok(new Uint8Array(readFileSync(file))) : there
}

const inFile = <A>(checked: Issue.Checked<A>, file: string): Issue.Checked<A> =>
  checked.ok ? checked : { ok: false, issues: checked.issues.map((one) => Issue.inFile(one, file)) }

/** Opens a workbook of somebody's disk. */
export const open = async (file: string): Promise<Issue.Checked<Workbook.Workbook>> => {
  const bytes = bytesOf(file)
  return bytes.ok ? inFile(await inThread<Workbook.Workbook>({ does: "read", bytes: bytes.value }), file) : bytes
}

/** Writes a copy of a workbook in which these problems are marked. */
export const annotate = async (
  file: string,
  out: string,
  issues: ReadonlyArray<Issue.Issue>,
  language: Language
): Promise<Issue.Checked<null>> => {
  const bytes = bytesOf(file)
  if (!bytes.ok) return bytes
  const copy = inFile(await inThread<Uint8Array>({ does: "annotate", bytes: bytes.value, issues, language }), file)
  if (!copy.ok) return copy
  writeFileSync(out, copy.value)
  return Issue.ok(null)
}
