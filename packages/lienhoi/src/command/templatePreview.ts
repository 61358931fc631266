/**
 * `lienhoi template preview | page`: a template as those who answer it will see it, in a file for any browser; and the page
 * on which an officer without a terminal checks, looks at and fetches templates.
 *
 * @since 0.1.0
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Numeral from "@lienhoi/words/Numeral"
import * as files from "../files.ts"
import * as Book from "../officer/Book.ts"
import * as Paper from "../officer/Paper.ts"
import * as Pile from "../officer/Pile.ts"
import * as Preview from "../officer/Preview.ts"
import * as Ready from "../officer/Ready.ts"
import * as PreviewPage from "../page/PreviewPage.ts"
import type { Answer, Command } from "./Command.ts"
import * as Script from "./script.ts"

const texts = Catalogue.make({
  out: { vi: "Cần --out TỆP.html: nơi ghi trang", en: "--out FILE.html is needed: where the page goes" },
  wrote: {
    vi: "Đã ghi {file} ({size} KB); mở bằng trình duyệt bất kỳ",
    en: "Wrote {file} ({size} kB); open it in any browser"
  },
  forms: { vi: "  {level}: {n} câu hỏi", en: "  {level}: {n} questions" },
  kept: {
    vi: "  Mẫu gốc {base}: {n} chỉ tiêu giữ nguyên, {figures} số ví dụ cộng hai cách bằng nhau",
    en: "  Base {base}: {n} fields untouched, {figures} example figures add up alike both ways"
  },
  broken: { vi: "  Mẫu gốc {base} BỊ ĐỔI ở {keys}", en: "  Base {base} IS CHANGED at {keys}" }
})

const issue = Issue.from(
  Catalogue.make({
    "previous.json": {
      vi: 'Tệp số kỳ trước cần là một đối tượng JSON {mã: số}, ví dụ {"TC04": "405"}',
      en: 'Last period\'s figures are one JSON object {key: figure}, as {"TC04": "405"}'
    }
  })
)

const previousOf = (file: string | undefined): Issue.Checked<Input | undefined> => {
  if (file === undefined) return Issue.ok(undefined)
  const read = files.read(file)
  if (!read.ok) return read
  try {
    const value: unknown = JSON.parse(read.value.text)
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return Issue.ok(value as Input)
  } catch {
    // Said below, like every other form that is no object.
  }
  return Issue.fail(Issue.inFile(issue("previous.json"), file))
}

/** A file as the officer's page takes it, a workbook or a text; or a pack by its id. */
const paperOf = async (name: string): Promise<Issue.Checked<Paper.Paper>> => {
  const known = files.documents([name])
  if (!known.ok) return known
  const [{ file, text }] = known.value
  if (!existsSync(name)) return Issue.ok(Paper.ofText(file, text))
  const given = { name, bytes: new Uint8Array(readFileSync(name)) }
  const paper = Paper.isWorkbook(given) ? await Book.read(given) : Paper.ofBytes(given)
  return Issue.unless(paper.issues, () => paper)
}

const today = (): string => Instant.dateIn(Instant.fromMillis(Date.now()))

const write = (file: string, page: string): number => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, page)
  return Buffer.byteLength(page)
}

const usage: Answer = { end: "usage", message: texts.out }

const size = (bytes: number): string => Numeral.format(bytes / 1000)

/** `lienhoi template preview FILE` */
export const preview: Command = {
  words: ["template", "preview"],
  synopsis:
    "FILE.yaml|FILE.xlsx --out FILE.html [--base BASE,…] [--level chi_hoi] [--previous FIGURES.json] [--on DATE] [--association vwu]",
  summary: {
    vi: "Xem biểu mẫu như người điền sẽ thấy, và ảnh hưởng đến số của cấp trên",
    en: "See the form as those who answer it do, and what it does to the sums"
  },
  options: ["base", "level", "previous", "on", "association", "out"],
  takes: [1, 1],
  run: async ({ positionals: [file = ""], options, language }) => {
    const { association, base = "", level, out } = options
    if (out === undefined) return usage
    const bases = base.split(",").filter((one) => one !== "")
    const papers = files.all(await Promise.all([file, ...bases].map(paperOf)))
    const previous = previousOf(options.previous)
    const on = PlainDate.parse(options.on ?? today())
    const known = association === undefined ? Issue.ok(null) : files.association(association)
    const wrong = [papers, previous, on, known].flatMap((one) => (one.ok ? [] : one.issues))
    if (!papers.ok || !previous.ok || !on.ok || wrong.length > 0) return { end: "bad-input", issues: wrong }
    const given: Preview.Given = {
      documents: Pile.documents(papers.value[0]!, { papers: papers.value, ready: Ready.list }),
      today: on.value,
      ...(level === undefined ? {} : { level }),
      ...(association === undefined ? {} : { association }),
      ...(previous.value === undefined ? {} : { previous: previous.value })
    }
    const made = Preview.of(given)
    if (!made.ok) return { end: "bad-input", issues: Pile.placed(made.issues, papers.value) }
    const bytes = write(
      out,
      PreviewPage.page({ given, preview: made.value, language, script: await Script.ofPreview(language) })
    )
    const { levels, resolved } = made.value
    const sums = Preview.sums(made.value)
    const asked = levels.map((one) => ({ level: one, n: Preview.questions(made.value, one.id) }))
    const { proof } = sums
    const broken = proof === null ? [] : [...proof.changed, ...proof.different]
    const params = {
      base: proof?.base ?? "",
      n: proof?.fields ?? 0,
      figures: proof?.figures ?? 0,
      keys: broken.join(", ")
    }
    return {
      end: "done",
      lines: [
        Catalogue.say(texts, "wrote", { file: out, size: size(bytes) }, language),
        ...asked.map((one) => Catalogue.say(texts, "forms", { level: one.level.name[language], n: one.n }, language)),
        ...(proof === null ? [] : [Catalogue.say(texts, broken.length === 0 ? "kept" : "broken", params, language)])
      ],
      json: {
        file: out,
        bytes,
        template: { id: resolved.template.id, version: resolved.template.version },
        questions: Object.fromEntries(asked.map((one) => [one.level.id, one.n])),
        sums,
        warnings: resolved.warnings
      },
      warnings: resolved.warnings
    }
  }
}

/** `lienhoi template page` */
export const page: Command = {
  words: ["template", "page"],
  synopsis: "--out FILE.html",
  summary: {
    vi: "Ghi trang kiểm tra mẫu cho cán bộ không dùng dòng lệnh: một tệp, chạy khi không có mạng",
    en: "Write the page on which officers check templates: one file that works offline"
  },
  options: ["out"],
  takes: [0, 0],
  run: async ({ options: { out }, language }) => {
    if (out === undefined) return usage
    const bytes = write(out, await Script.officerPage(language))
    return {
      end: "done",
      lines: [Catalogue.say(texts, "wrote", { file: out, size: size(bytes) }, language)],
      json: { file: out, bytes }
    }
  }
}
