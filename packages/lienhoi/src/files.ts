/**
 * Files that people keep, read from disk. What is wrong with one is told with its name, line and column.
 *
 * @since 0.1.0
 */
import { globSync, readFileSync } from "node:fs"
import { relative, resolve } from "node:path"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Overlay from "@lienhoi/template/Overlay"
import type * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Source } from "./Config.ts"
import * as packs from "./internal/packs.ts"

const issue = Issue.from(
  Catalogue.make({
    "file.missing": { vi: "Không có tệp này; xem lại đường dẫn", en: "There is no such file; check the path" },
    "file.folder": { vi: "Đây là thư mục, cần một tệp", en: "This is a folder; a file is needed" },
    "file.forbidden": {
      vi: "Không được phép đọc tệp này; xem lại quyền đọc",
      en: "The file may not be read; check its permissions"
    },
    "pack.missing": {
      vi: "Không có tệp này, cũng không có bộ mẫu {id}; xem các bộ mẫu bằng lệnh: lienhoi template list",
      en: "There is no such file and no pack {id}; see the packs with: lienhoi template list"
    },
    "file.workbook": {
      vi: "Đây là sổ Excel, lệnh này đọc tệp YAML; đổi ra YAML trước: lienhoi template import {file} --from xlsx --out .",
      en: "This is a workbook, and this command reads YAML; convert it first: lienhoi template import {file} --from xlsx --out ."
    },
    "association.unknown": {
      vi: "Không có tổ chức «{given}»; chọn một trong: {all}",
      en: "There is no association «{given}»; take one of: {all}"
    }
  })
)

/** A text with the name under which people know it. */
export interface Document {
  readonly file: string
  readonly text: string
}

const reasons: Readonly<Record<string, "file.missing" | "file.folder" | "file.forbidden">> = {
  ENOENT: "file.missing",
  ENOTDIR: "file.missing",
  EISDIR: "file.folder",
  EACCES: "file.forbidden",
  EPERM: "file.forbidden"
}

/** Reads one file; a failure of the disk itself is thrown, it is nobody's input. */
export const read = (file: string, root = "."): Issue.Checked<Document> => {
  try {
    return Issue.ok({ file, text: readFileSync(resolve(root, file), "utf8") })
  } catch (cause) {
    const code = reasons[(cause as NodeJS.ErrnoException).code ?? ""]
    if (code === undefined) throw cause
    return Issue.fail(issue(code, {}, { place: { file, line: 1, column: 1 } }))
  }
}

/** Reads a source of the configuration; a pattern gives every file it fits, in order of name. */
export const readSource = (source: Source, root: string, name: string): Issue.Checked<ReadonlyArray<Document>> => {
  if (typeof source !== "string") return Issue.ok([{ file: name, text: source.text }])
  const files = source.includes("*")
    ? globSync(source, { cwd: root })
        .toSorted()
        .map((file) => relative(root, resolve(root, file)))
    : [source]
  if (files.length === 0) return Issue.fail(issue("file.missing", {}, { place: { file: source, line: 1, column: 1 } }))
  return all(files.map((file) => read(file, root)))
}

/** Every value, or every issue. */
export const all = <A>(checked: ReadonlyArray<Issue.Checked<A>>): Issue.Checked<ReadonlyArray<A>> => {
  const issues = checked.flatMap((one) => (one.ok ? [] : one.issues))
  return issues.length > 0 ? { ok: false, issues } : Issue.ok(checked.flatMap((one) => (one.ok ? [one.value] : [])))
}

/** The preset of that id. */
export const association = (id: string): Issue.Checked<Association.Association> => {
  const found = Association.byId(id)
  return found === null
    ? Issue.fail(
        issue("association.unknown", { given: id, all: Association.presets.map((preset) => preset.id).join(", ") })
      )
    : Issue.ok(found)
}

/** A template judged on its own and against its association. */
export interface Judged {
  readonly template: Template.Template
  readonly compiled: Compiled.Compiled
  readonly association: Association.Association
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/** Resolves the first of several texts, with the packs behind them. */
const resolved = (
  given: readonly [Document, ...Document[]],
  forAssociation: Association.Association
): Issue.Checked<Overlay.Resolved> => {
  const [top, ...rest] = given
  const dimensions = packs.sets(rest)
  return Overlay.resolve([top, ...rest.filter((one) => !packs.isSet(one))], { association: forAssociation, dimensions })
}

/** Judges the text of one template; what it extends is looked for among `beside`, then among the packs. */
export const judge = (
  document: Document,
  forAssociation: Association.Association,
  beside: ReadonlyArray<Document> = []
): Issue.Checked<Judged> => {
  const own = beside.filter((other) => other !== document)
  const parsed = resolved([document, ...own, ...packs.beneath([document, ...own])], forAssociation)
  if (!parsed.ok) return parsed
  const { template, warnings } = parsed.value
  const compiled = Compiled.make(template, { association: forAssociation })
  return compiled.ok
    ? Issue.ok({ template, compiled: compiled.value, association: forAssociation, warnings })
    : compiled
}

/** Reads a file of text; a workbook is told how it becomes one. */
export const readText = (name: string): Issue.Checked<Document> => {
  const found = read(name)
  return found.ok && found.value.text.startsWith("PK\u0003\u0004")
    ? Issue.fail(issue("file.workbook", { file: name }, { place: { file: name, line: 1, column: 1 } }))
    : found
}

/** A file, or where there is none of that name, the pack. */
const readOrPack = (name: string): Issue.Checked<Document> => {
  const found = readText(name)
  if (found.ok || found.issues.some(({ code }) => code === "file.workbook")) return found
  const pack = packs.named(name)
  if (pack !== null) return Issue.ok(pack)
  const isId = /^[a-z0-9-]+\/[a-z0-9-]+(?:@[\^~\d.]+)?$/u.test(name)
  return isId ? Issue.fail(issue("pack.missing", { id: name }, { place: { file: name, line: 1, column: 1 } })) : found
}

/** The pack of that id that is no template: shared dimensions, or the targets of a term. */
export const sharedPack = (id: string): Document | null => (read(id).ok ? null : packs.shared(id))

/** Reads files by name, one at least, a pack by its id; and behind them the packs that they extend. */
export const documents = (names: ReadonlyArray<string>): Issue.Checked<readonly [Document, ...Document[]]> => {
  const found = all(names.map((one) => readOrPack(one)))
  if (!found.ok) return found
  const [first, ...rest] = found.value
  return Issue.ok([first!, ...rest, ...packs.beneath(found.value)])
}

/** A template with its layers, and whose it is. */
export interface ResolvedFor extends Overlay.Resolved {
  readonly association: Association.Association
}

/** The association whose name stands before the stroke of the id at the bottom; the Women's Union for others' names. */
const ownAssociation = (given: ReadonlyArray<Document>): string =>
  given
    .map(({ text }) => /^template:\s*"?([a-z0-9-]+)\//mu.exec(text)?.[1] ?? "")
    .findLast((owner) => Association.byId(owner) !== null) ?? Association.vwu.id

/**
 * Reads a template with everything it extends; its bases are looked for in the files beside it, then in the packs. Held
 * against the association that is named, or the one whose template it is.
 */
export const resolveTemplate = (
  file: string,
  bases: ReadonlyArray<string>,
  associationId?: string
): Issue.Checked<ResolvedFor> => {
  const given = documents([file, ...bases])
  const against = association(associationId ?? (given.ok ? ownAssociation(given.value) : Association.vwu.id))
  if (!against.ok) return against
  const read = given.ok ? resolved(given.value, against.value) : given
  return read.ok ? Issue.ok({ ...read.value, association: against.value }) : read
}

/** Reads and judges a template file, against the Women's Union unless told otherwise. */
export const readTemplate = (file: string, associationId = "vwu"): Issue.Checked<Judged> => {
  const against = association(associationId)
  if (!against.ok) return against
  const document = readOrPack(file)
  return document.ok ? judge(document.value, against.value) : document
}
