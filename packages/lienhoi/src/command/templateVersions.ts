/**
 * `lienhoi template show | diff | rebase`: a template with everything it extends, what a newer version changes, and what
 * that means for a province that changed it too.
 *
 * @since 0.1.0
 */
import * as Overlay from "@lienhoi/template/Overlay"
import * as Rebase from "@lienhoi/template/Rebase"
import type * as TargetSet from "@lienhoi/template/TargetSet"
import * as TargetSetDiff from "@lienhoi/template/TargetSetDiff"
import * as Template from "@lienhoi/template/Template"
import * as TemplateDiff from "@lienhoi/template/TemplateDiff"
import * as Version from "@lienhoi/template/Version"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as files from "../files.ts"
import { writeAll } from "../internal/whole.ts"
import type { Answer, Command } from "./Command.ts"
import * as targetFiles from "./targetFiles.ts"

const texts = Catalogue.make({
  "change-none": { vi: "Không có gì khác", en: "Nothing differs" },
  "change-patch": { vi: "Sửa nhỏ (patch): chỉ khác lời hoặc thứ tự", en: "A patch: only words or their order" },
  "change-minor": {
    vi: "Thêm hoặc nới (minor): báo cáo cũ vẫn đúng, số vẫn cùng nghĩa",
    en: "Minor: old reports stay good, figures keep their meaning"
  },
  "change-major": {
    vi: "Đổi lớn (major): báo cáo cũ có thể sai, hoặc số không còn cùng nghĩa",
    en: "Major: old reports may be wrong, or figures mean something else"
  },
  version: {
    vi: "Phiên bản mới cần ít nhất {needed}; tệp mới ghi {found}",
    en: "The newer version needs at least {needed}; its file says {found}"
  },
  clean: {
    vi: "Chuyển {id} sang {base} phiên bản {version}: không có gì vướng",
    en: "{id} moves to {base} {version}: nothing stands in the way"
  },
  conflicts: {
    vi: "Chuyển {id} sang {base} phiên bản {version}: {n} chỗ cần chọn",
    en: "{id} moves to {base} {version}: {n} things to decide"
  },
  left: {
    vi: "Còn chỗ chưa chọn: {file} chưa được ghi; chọn hết bằng --take rồi chạy lại",
    en: "Some things are not decided: {file} is not written; decide with --take and run again"
  },
  wrote: { vi: "Đã ghi {file}", en: "Wrote {file}" },
  decide: { vi: '  chọn bằng --take "{id}={choice}"', en: '  decide with --take "{id}={choice}"' }
})

const common = ["association"]

/** Files named in one option, separated by commas. */
const listed = (option: string | undefined): ReadonlyArray<string> =>
  (option ?? "").split(",").filter((file) => file !== "")

const bad = (issues: Extract<Answer, { end: "bad-input" }>["issues"]): Answer => ({ end: "bad-input", issues })

/** `lienhoi template show FILE` */
export const show: Command = {
  words: ["template", "show"],
  synopsis: "FILE.yaml [--base BASE.yaml,…] [--association vwu]",
  summary: {
    vi: "Xem một mẫu với mọi thứ nó kế thừa",
    en: "Show a template with everything it extends"
  },
  options: ["base", ...common],
  takes: [1, 1],
  run: async ({ positionals: [file = ""], options }) => {
    const targets = targetFiles.read(file, listed(options.base), options.association)
    if (targets !== null) return targetFiles.shown(targets)
    const shared = files.sharedPack(file)
    if (shared !== null) return { end: "done", lines: shared.text.trimEnd().split("\n"), json: shared }
    const resolved = files.resolveTemplate(file, listed(options.base), options.association)
    if (!resolved.ok) return bad(resolved.issues)
    const { layers, template, warnings } = resolved.value
    return {
      end: "done",
      lines: [
        ...layers.map(({ id, version }) => `# ${id} ${version}`),
        ...Template.print(template).trimEnd().split("\n")
      ],
      json: { template, layers: layers.map(({ id, version }) => ({ id, version })), warnings },
      warnings
    }
  }
}

/** A difference in lines; `version` is what the newer file says of itself. */
const told = (found: TemplateDiff.TemplateDiff, version: string, language: Language): Answer => ({
  end: "done",
  lines: [
    Catalogue.say(texts, `change-${found.change}`, {}, language),
    ...found.reasons.map(({ change, message, english }) => `  ${change}: ${language === "vi" ? message : english}`),
    Catalogue.say(texts, "version", { needed: found.version, found: version }, language)
  ],
  json: { ...found, found: version, isEnough: Version.compare(version, found.version) >= 0 }
})

/** `lienhoi template diff OLD NEW` */
export const diff: Command = {
  words: ["template", "diff"],
  synopsis: "OLD.yaml NEW.yaml [--base BASE.yaml,…] [--association vwu]",
  summary: {
    vi: "Hai phiên bản của một mẫu khác nhau thế nào, và số phiên bản phải tăng ra sao",
    en: "How two versions of a template differ, and what that makes of the version number"
  },
  options: ["base", ...common],
  takes: [2, 2],
  run: async ({ positionals: [older = "", newer = ""], options, language }) => {
    const sets = [older, newer].map((file) => targetFiles.read(file, listed(options.base), options.association))
    const targets = files.all(sets.filter((set) => set !== null))
    if (!targets.ok) return bad(targets.issues)
    if (targets.value.length === 2) {
      const [a, b] = targets.value as [TargetSet.TargetSet, TargetSet.TargetSet]
      return told(TargetSetDiff.of(a, b), b.version, language)
    }
    const both = files.all(
      [older, newer].map((file) => files.resolveTemplate(file, listed(options.base), options.association))
    )
    if (!both.ok) return bad(both.issues)
    const [a, b] = both.value.map(({ template }) => template) as [Template.Template, Template.Template]
    return told(TemplateDiff.of(a, b), b.version, language)
  }
}

/** `a=mine,b=theirs`; what has no known choice behind it is left aside. */
const decisions = (option: string | undefined): Rebase.Decisions =>
  Object.fromEntries(
    listed(option).flatMap((one) => {
      const at = one.lastIndexOf("=")
      const choice = Rebase.choices.find((known) => known === one.slice(at + 1))
      return choice === undefined ? [] : [[one.slice(0, at), choice]]
    })
  )

/** `lienhoi template rebase OLD NEW OVERLAY` */
export const rebase: Command = {
  words: ["template", "rebase"],
  synopsis:
    'OLD.yaml NEW.yaml OVERLAY.yaml [--take "CONFLICT=mine|theirs|drop|rename,…"] [--out FILE.yaml] [--association vwu]',
  summary: {
    vi: "Mẫu gốc có phiên bản mới: mẫu của tỉnh chuyển sang thế nào",
    en: "The base has a new version: how an overlay moves to it"
  },
  options: ["take", "out", ...common],
  takes: [3, 3],
  run: async ({ positionals: [older = "", newer = "", overlay = ""], options, language }) => {
    const both = files.all([older, newer].map((file) => files.readTemplate(file, options.association)))
    const document = files.readText(overlay)
    const local = document.ok ? Overlay.parse(document.value.text, { file: overlay }) : document
    if (!both.ok || !local.ok) return bad([both, local].flatMap((one) => (one.ok ? [] : one.issues)))
    const [a, b] = both.value.map(({ template }) => template) as [Template.Template, Template.Template]
    const { clean, conflicts, notes, overlay: moved, template } = Rebase.of(a, b, local.value, decisions(options.take))
    const params = { id: moved.id, base: b.id, version: b.version, n: conflicts.length }
    const told = conflicts.flatMap((conflict) => {
      const { file, line, column } = conflict.place ?? { file: overlay, line: 1, column: 1 }
      return [
        `${file}:${line}:${column}: ${language === "vi" ? conflict.message : conflict.english}`,
        ...conflict.choices.map(
          ({ id, text }) =>
            `${Catalogue.say(texts, "decide", { id: conflict.id, choice: id }, language)}: ${text[language]}`
        )
      ]
    })
    const { where: _, ...plain } = moved
    const { out } = options
    if (clean && out !== undefined) writeAll([{ path: out, content: Overlay.print(moved) }])
    const after = out === undefined ? [] : [Catalogue.say(texts, clean ? "wrote" : "left", { file: out }, language)]
    return {
      end: "done",
      lines: [
        Catalogue.say(texts, clean ? "clean" : "conflicts", params, language),
        ...notes.map((note) => `  ${note[language]}`),
        ...told,
        ...after
      ],
      json: { clean, conflicts, notes, overlay: plain, template, written: clean && out !== undefined ? [out] : [] }
    }
  }
}
