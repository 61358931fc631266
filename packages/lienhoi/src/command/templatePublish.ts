/**
 * `lienhoi template publish FILE… --out DIR`: issues templates: with everything they extend, locked, under the number that
 * follows from what changed, from the first day of a period. All of them or none.
 *
 * @since 0.1.0
 */
import { existsSync, globSync } from "node:fs"
import { join } from "node:path"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as DimensionSet from "@lienhoi/template/DimensionSet"
import type * as Overlay from "@lienhoi/template/Overlay"
import * as Published from "@lienhoi/template/Published"
import type { Template } from "@lienhoi/template/Template"
import * as Version from "@lienhoi/template/Version"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as files from "../files.ts"
import { writeAll } from "../internal/whole.ts"
import type { Answer, Command } from "./Command.ts"

const texts = Catalogue.make({
  out: {
    vi: "Cần --out THƯ-MỤC: nơi để các mẫu đã ban hành",
    en: "--out FOLDER is needed: where published templates stand"
  },
  first: {
    vi: "{id} phiên bản {version}, dùng từ {from}: ban hành lần đầu",
    en: "{id} {version}, from {from}: published for the first time"
  },
  next: {
    vi: "{id} phiên bản {version}, dùng từ {from}: sau {last}, thay đổi {change}",
    en: "{id} {version}, from {from}: after {last}, a {change} change"
  },
  raised: {
    vi: "  tệp ghi phiên bản {found}; thay đổi này cần {version} nên ban hành là {version}",
    en: "  the file says {found}; this change needs {version}, so it is published as {version}"
  },
  same: {
    vi: "{id} không khác phiên bản {last}; không ban hành lại",
    en: "{id} does not differ from {last}; not published again"
  },
  wrote: { vi: "  đã ghi {file}", en: "  wrote {file}" }
})

const issue = Issue.from(
  Catalogue.make({
    "publish.period": {
      vi: "“{given}” không phải là kỳ hay ngày; viết ví dụ 2025-01, 2025-Q1 hoặc 2025-01-01",
      en: "“{given}” is no period and no date; write 2025-01, 2025-Q1 or 2025-01-01"
    },
    "publish.base": {
      vi: "Mẫu này kế thừa {base} {range}, mà {base} nay là phiên bản {version}; chuyển sang trước (lienhoi template rebase), rồi ban hành",
      en: "This extends {base} {range}, and {base} now is version {version}; move to it first (lienhoi template rebase), then publish"
    },
    "publish.base-first": {
      vi: "Mẫu gốc {base} khác bản đã ban hành ({version}); ban hành cùng lúc: thêm tệp mẫu gốc vào lệnh",
      en: "The base {base} differs from what was published ({version}); publish it with this one: add its file to the command"
    },
    "publish.exists": {
      vi: "Phiên bản này đã có tệp, không ghi đè; tăng version trong mẫu",
      en: "This version has its file and is not overwritten; raise version in the template"
    }
  })
)

const bad = (issues: ReadonlyArray<Issue.Issue>): Answer => ({ end: "bad-input", issues })

/** The file or pack that is named; what it extends comes behind. */
const first = (given: ReturnType<typeof files.documents>): Issue.Checked<files.Document> =>
  given.ok ? Issue.ok(given.value[0]) : given

const listed = (option: string | undefined): ReadonlyArray<string> =>
  (option ?? "").split(",").filter((file) => file !== "")

const dayOf = (given: string): Issue.Checked<PlainDate.PlainDate> => {
  if (PlainDate.isValid(given)) return Issue.ok(given)
  const period = Period.fromId(given)
  return period.ok ? Issue.ok(period.value.from) : Issue.fail(issue("publish.period", { given }, { path: ["from"] }))
}

/** The first day of the first period that has not begun, after the last version. */
const soonest = ({ period }: Template, last: Published.Published | null): PlainDate.PlainDate => {
  const today = Instant.dateIn(Instant.fromMillis(Date.now()))
  const day = last === null || last.from < today ? today : last.from
  const around = Period.containing(period, day)
  return around === null ? PlainDate.addDays(day, 1) : PlainDate.addDays(around.to, 1)
}

const earlierIn = (folder: string): Issue.Checked<ReadonlyArray<Published.Published>> => {
  const names = existsSync(folder) ? globSync("*/*.json", { cwd: folder }).toSorted() : []
  const documents = files.all(names.map((name) => files.read(join(folder, name))))
  return documents.ok ? files.all(documents.value.map(({ file, text }) => Published.parse(text, { file }))) : documents
}

/** What is published, or that nothing changed. */
interface Issued {
  readonly step: Published.Step
  readonly file: string
  readonly found: string
  /** `null`: it does not differ from what was published last. */
  readonly made: Published.Published | null
  readonly id: string
}

/** The layers under the numbers that they are published as; what does not go with an overlay any more is an issue. */
const numbered = (
  { layers, overlays }: Overlay.Resolved,
  earlier: ReadonlyArray<Published.Published>,
  together: ReadonlySet<string>
): Issue.Checked<ReadonlyArray<Template>> => {
  const issues: Array<Issue.Issue> = []
  const below = layers.slice(0, -1).map((layer, i) => {
    const { last, diff, version } = Published.next(layer, earlier)
    const { range } = overlays[i]!.base
    const params = { base: layer.id, range, version: last?.version ?? version }
    if (last === null) return layer
    if (diff?.change === "none") return { ...layer, version: last.version }
    if (!together.has(layer.id)) issues.push(issue("publish.base-first", params, { path: ["extends"] }))
    else if (!Version.isWithin(version, range))
      issues.push(issue("publish.base", { ...params, version }, { path: ["extends"] }))
    return { ...layer, version }
  })
  return Issue.unless(issues, () => [...below, layers.at(-1)!])
}

const issued = (
  file: string,
  resolved: Overlay.Resolved,
  earlier: ReadonlyArray<Published.Published>,
  folder: string,
  from: PlainDate.PlainDate | null,
  together: ReadonlySet<string>
): Issue.Checked<Issued> => {
  const stack = numbered(resolved, earlier, together)
  if (!stack.ok) return { ok: false, issues: stack.issues.map((one) => Issue.inFile(one, file)) }
  const layers = stack.value
  const written = layers.at(-1)!
  const step = Published.next(written, earlier)
  const { id } = written
  if (step.diff?.change === "none") return Issue.ok({ step, file, found: written.version, made: null, id })
  const template = { ...written, version: step.version }
  const publication = [...layers.slice(0, -1), template] as unknown as readonly [Template, ...Template[]]
  const made = Published.make({ layers: publication, from: from ?? soonest(template, step.last), earlier })
  if (!made.ok) return { ok: false, issues: made.issues.map((one) => Issue.inFile(one, file)) }
  const path = join(folder, `${id}@${step.version}.json`)
  if (existsSync(path)) return Issue.fail(Issue.inFile(issue("publish.exists"), path))
  return Issue.ok({ step, file: path, found: written.version, made: made.value, id })
}

/** `lienhoi template publish FILE…` */
export const publish: Command = {
  words: ["template", "publish"],
  synopsis: "FILE.yaml [FILE.yaml …] --out FOLDER [--from 2025-01] [--base BASE.yaml,…] [--association vwu]",
  summary: {
    vi: "Ban hành mẫu: khóa lại, tính số phiên bản, dùng từ đầu một kỳ",
    en: "Publish templates: locked, numbered by what changed, from the start of a period"
  },
  options: ["out", "from", "base", "association"],
  takes: [1, 200],
  run: async ({ positionals, options, language }) => {
    const { out, base } = options
    if (out === undefined) return { end: "usage", message: texts.out }
    const from = options.from === undefined ? Issue.ok(null) : dayOf(options.from)
    const earlier = earlierIn(out)
    const others = (file: string) => [...positionals.filter((one) => one !== file), ...listed(base)]
    const documents = files.all(positionals.map((file) => first(files.documents([file]))))
    if (!documents.ok || !from.ok || !earlier.ok) {
      return bad([documents, from, earlier].flatMap((one) => (one.ok ? [] : one.issues)))
    }
    // A set of shared dimensions is locked inside the templates that take from it.
    const names = positionals.filter((_, i) => !DimensionSet.isDimensionSet(documents.value[i]!.text))
    const resolved = files.all(names.map((file) => files.resolveTemplate(file, others(file), options.association)))
    if (!resolved.ok) return bad([...new Map(resolved.issues.map((one) => [Issue.format(one), one])).values()])
    const together = new Set(resolved.value.map(({ template }) => template.id))
    const done = files.all(
      resolved.value.map((one, i) => issued(names[i]!, one, earlier.value, out, from.value, together))
    )
    if (!done.ok) return bad(done.issues)
    const fresh = done.value.filter(({ made }) => made !== null)
    writeAll(fresh.map(({ file, made }) => ({ path: file, content: Published.print(made!) })))
    const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
    return {
      end: "done",
      lines: done.value.flatMap(({ id, step, file, found, made }) => {
        const last = step.last?.version ?? ""
        if (made === null) return [say("same", { id, last })]
        const params = {
          id,
          version: made.version,
          from: PlainDate.format(made.from),
          last,
          change: step.diff?.change ?? ""
        }
        return [
          say(step.last === null ? "first" : "next", params),
          ...(step.diff?.reasons ?? []).map(
            ({ change, message, english }) => `  ${change}: ${language === "vi" ? message : english}`
          ),
          ...(found === made.version ? [] : [say("raised", { found, version: made.version })]),
          say("wrote", { file })
        ]
      }),
      json: {
        published: fresh.map(({ file, made, step }) => {
          const { template: _, ...lock } = made!
          return { file, ...lock, change: step.diff?.change ?? null, reasons: step.diff?.reasons ?? [] }
        }),
        unchanged: done.value
          .filter(({ made }) => made === null)
          .map(({ id, step }) => ({ id, version: step.last!.version }))
      },
      warnings: resolved.value.flatMap(({ warnings }) => warnings)
    }
  }
}
