/**
 * `lienhoi template merge A B C`: the templates of provinces that become one, as one. What is the same is proposed with its
 * reason; what people decide stands in a file and is obeyed; what is left out is listed.
 *
 * @since 0.1.0
 */
import { existsSync } from "node:fs"
import * as Merge from "@lienhoi/template/Merge"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as files from "../files.ts"
import { type Content, writeAll } from "../internal/whole.ts"
import type { Answer, Command } from "./Command.ts"

const texts = Catalogue.make({
  done: {
    vi: "{id} nhập từ {n} mẫu: {same} chỉ tiêu là một, {apart} để riêng, {fields} chỉ tiêu tất cả",
    en: "{id} from {n} templates: {same} fields became one, {apart} stay apart, {fields} in all"
  },
  look: { vi: "Cần xem lại ({n}):", en: "To look at ({n}):" },
  listed: { vi: "Không giữ được như cũ ({n}):", en: "Not as it was ({n}):" },
  wrote: { vi: "Đã ghi {file}", en: "Wrote {file}" },
  obeyed: { vi: "Làm theo {n} quyết định trong {file}", en: "Obeyed {n} decisions of {file}" },
  nothing: {
    vi: "Chưa ghi gì; thêm --out TỆP.yaml, --decisions TỆP.yaml, --moves TỆP.yaml",
    en: "Nothing was written; add --out FILE.yaml, --decisions FILE.yaml, --moves FILE.yaml"
  }
})

const issue = Issue.from(
  Catalogue.make({
    "merge.mixed": {
      vi: "Mẫu này không kế thừa mẫu nào, các mẫu kia thì có; chỉ nhập những mẫu cùng kế thừa một mẫu gốc, hoặc cùng không kế thừa",
      en: "This template extends none while others do; merge templates that all extend one base, or all extend none"
    }
  })
)

const listed = (option: string | undefined): ReadonlyArray<string> =>
  (option ?? "").split(",").filter((file) => file !== "")

const bad = (issues: ReadonlyArray<Issue.Issue>): Answer => ({ end: "bad-input", issues })

/** Overlays on their base, or templates by themselves; both judged. */
const merged = (
  names: ReadonlyArray<string>,
  bases: ReadonlyArray<string>,
  associationId: string | undefined,
  id: string | undefined,
  decisions: Merge.Options["decisions"]
): Issue.Checked<Merge.Merged> => {
  const resolved = files.all(names.map((name) => files.resolveTemplate(name, bases, associationId)))
  if (!resolved.ok) return resolved
  const all = resolved.value.map(({ template }) => template)
  const options: Merge.Options = {
    id: id ?? `hop-nhat/${all.map((one) => one.id.split("/")[1]!).toSorted()[0]}`,
    association: resolved.value[0]!.association,
    ...(decisions === undefined ? {} : { decisions })
  }
  const overlays = resolved.value.map((one) => one.overlays.at(-1) ?? null)
  if (overlays.every((one) => one === null)) return Merge.templates(all, options)
  const plain = names.filter((_, i) => overlays[i] === null)
  if (plain.length > 0) return Issue.fail(...plain.map((file) => Issue.inFile(issue("merge.mixed"), file)))
  return Merge.overlays(
    resolved.value[0]!.layers.at(-2)!,
    overlays.filter((one) => one !== null),
    options
  )
}

const told = (result: Merge.Merged, language: Language): ReadonlyArray<string> => {
  const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
  const { decisions, template } = result
  const kept = decisions.filter(({ key }) => key !== null)
  const open = decisions.filter(({ key }) => key === null)
  const same = kept.filter(({ choice }) => choice === "same")
  // A finer choice is named with its field: `TC06_ly_do/tinh_khac`.
  const isField = ({ of }: Merge.Decision) => !Object.values(of)[0]!.includes("/")
  const one = same.filter(isField).length
  const named = ({ of, reason }: Merge.Decision) =>
    `  ${Object.entries(of)
      .map(([source, key]) => `${source} → ${key}`)
      .join(", ")}: ${reason[language]}`
  return [
    say("done", {
      id: template.id,
      n: result.moves.length,
      same: one,
      apart: kept.filter(isField).length - one,
      fields: Template.fields(template).length
    }),
    ...same.map(named),
    ...(open.length === 0 ? [] : [say("look", { n: open.length }), ...open.map(named)]),
    ...(result.listed.length === 0 ? [] : [say("listed", { n: result.listed.length })]),
    ...result.listed.map(({ message, english }) => `  ${language === "vi" ? message : english}`)
  ]
}

/** `lienhoi template merge A B C` */
export const merge: Command = {
  words: ["template", "merge"],
  synopsis:
    "A.yaml B.yaml [C.yaml …] [--base BASE.yaml,…] [--id OWNER/NAME] [--out FILE.yaml] [--decisions FILE.yaml] [--moves FILE.yaml] [--association vwu]",
  summary: {
    vi: "Các tỉnh nhập một: nhập mẫu của các tỉnh cũ thành mẫu của tỉnh mới",
    en: "Provinces become one: merge their templates"
  },
  options: ["base", "id", "out", "decisions", "moves", "association"],
  takes: [2, 40],
  run: async ({ positionals, options, language }) => {
    const { base, decisions: decided, id, moves, out } = options
    const isDecided = decided !== undefined && existsSync(decided)
    const document = isDecided ? files.read(decided) : Issue.ok(null)
    if (!document.ok) return bad(document.issues)
    const read =
      document.value === null ? Issue.ok(undefined) : Merge.parseDecisions(document.value.text, { file: decided! })
    if (!read.ok) return bad(read.issues)
    const made = merged(positionals, listed(base), options.association, id, read.value)
    if (!made.ok) {
      const at = (one: Issue.Issue) =>
        one.path[0] === "decisions" && decided !== undefined ? Issue.inFile(one, decided) : one
      return bad(made.issues.map(at))
    }
    const result = made.value
    const content: ReadonlyArray<Content> = [
      ...(out === undefined
        ? []
        : [
            {
              path: out,
              content: result.overlay === null ? Template.print(result.template) : Overlay.print(result.overlay)
            }
          ]),
      ...(decided === undefined || isDecided
        ? []
        : [{ path: decided, content: Merge.printDecisions(result.template.id, result.decisions) }]),
      ...(moves === undefined ? [] : [{ path: moves, content: Merge.printMoves(result.moves) }])
    ]
    writeAll(content)
    const say = (code: keyof typeof texts, params: Catalogue.Params = {}) =>
      Catalogue.say(texts, code, params, language)
    return {
      end: "done",
      lines: [
        ...told(result, language),
        ...(read.value === undefined ? [] : [say("obeyed", { n: read.value.length, file: decided! })]),
        ...content.map(({ path }) => say("wrote", { file: path })),
        ...(content.length === 0 ? [say("nothing")] : [])
      ],
      json: {
        template: result.template,
        overlay: result.overlay === null ? null : Overlay.toJson(result.overlay),
        decisions: result.decisions,
        listed: result.listed,
        kept: result.kept,
        moves: result.moves.map(({ from, declared }) => ({ from, ...declared })),
        written: content.map(({ path }) => path)
      }
    }
  }
}
