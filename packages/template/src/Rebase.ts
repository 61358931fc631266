/**
 * Moves an overlay from one version of its base to another: what only one side changed is taken over, what both changed
 * is a conflict with choices, and nothing of the overlay is lost without a word.
 *
 * @since 0.1.0
 */
import type { Place } from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Apply from "./internal/applyOverlay.ts"
import { equal } from "./internal/canonical.ts"
import * as Namespace from "./internal/namespace.ts"
import { entryAt, without } from "./internal/overlayEntries.ts"
import { issue, type RebaseCode } from "./internal/rebaseTexts.ts"
import { renamed } from "./internal/renameOverlay.ts"
import type { Overlay } from "./Overlay.ts"
import * as Template from "./Template.ts"
import * as Version from "./Version.ts"

/** What can be done about a conflict. */
export type ChoiceId = "mine" | "theirs" | "drop" | "rename"

/** Everything that can be done about conflicts: keep one's own, take the base's, leave the change out, give the field another key. */
export const choices: ReadonlyArray<ChoiceId> = ["mine", "theirs", "drop", "rename"]

/** One conflict. */
export interface Conflict {
  /** Stable, for {@link Decisions}. */
  readonly id: string
  readonly message: string
  readonly english: string
  /** Where the overlay's change stands, when it was read from a file. */
  readonly place: Place | null
  readonly choices: ReadonlyArray<{ readonly id: ChoiceId; readonly text: Bilingual }>
}

/** What somebody chose, by the id of the conflict. */
export type Decisions = { readonly [conflict: string]: ChoiceId }

/** What came out. */
export interface Rebase {
  /** Whether nothing is left to decide; then the overlay holds on the new base. */
  readonly clean: boolean
  /** The overlay for the new base; where something is undecided, with the overlay's own side. */
  readonly overlay: Overlay
  /** What it makes of the new base; `null` while there are conflicts. */
  readonly template: Template.Template | null
  readonly conflicts: ReadonlyArray<Conflict>
  /** What was changed in the overlay without asking, because there was nothing to choose. */
  readonly notes: ReadonlyArray<Bilingual>
}

type Params = { readonly [name: string]: string | number }

/** The overlay on its way, and what is said about it. */
class Desk {
  overlay: Overlay
  readonly conflicts: Array<Conflict> = []
  readonly notes: Array<Bilingual> = []
  readonly #original: Overlay
  readonly #decisions: Decisions

  constructor(overlay: Overlay, decisions: Decisions) {
    this.overlay = overlay
    this.#original = overlay
    this.#decisions = decisions
  }

  note(code: RebaseCode, params: Params): void {
    const { message, english } = issue(code, params)
    this.notes.push({ vi: message, en: english })
  }

  /** Leaves a change out because what it speaks of is gone. */
  drop(entry: string, code: "rebase.gone" | "rebase.strict", key: string): void {
    this.note(code, { change: entry, key })
    this.overlay = without(this.overlay, entry)
  }

  /** What was decided; a conflict, and `null`, when nothing was. */
  decide(
    id: string,
    path: ReadonlyArray<string | number>,
    found: { readonly message: string; readonly english: string },
    offered: ReadonlyArray<ChoiceId>
  ): ChoiceId | null {
    const decided = this.#decisions[id]
    if (decided !== undefined && offered.includes(decided)) return decided
    const { where } = this.#original
    const spot = where?.of(path)
    const file = where?.file == null ? {} : { file: where.file }
    this.conflicts.push({
      id,
      message: found.message,
      english: found.english,
      place: spot === undefined ? null : { line: spot.line, column: spot.column, ...file },
      choices: offered.map((choice) => {
        const { message, english } = issue(`choice.${choice}`)
        return { id: choice, text: { vi: message, en: english } }
      })
    })
    return null
  }
}

type Bases = readonly [Template.Template, Template.Template]

const rebaseWords = (desk: Desk, [before, now]: Bases): void => {
  for (const words of desk.overlay.relabel) {
    const { key } = words
    const [old, current] = [Template.field(before, key), Template.field(now, key)]
    if (current === null) {
      desk.drop(`relabel/${key}`, "rebase.gone", key)
      continue
    }
    for (const part of ["label", "labelEn", "hint"] as const) {
      const [mine, theirs] = [words[part], current[part]]
      if (mine === null || theirs === old?.[part] || theirs === mine) continue
      const params = { what: part, key, old: old?.[part] ?? "–", theirs: theirs ?? "–", mine }
      const chosen = desk.decide(`relabel/${key}/${part}`, ["relabel", key], issue("rebase.both", params), [
        "mine",
        "theirs"
      ])
      if (chosen !== "theirs") continue
      const relabel = desk.overlay.relabel.map((one) => (one.key === key ? { ...one, [part]: null } : one))
      desk.overlay = { ...desk.overlay, relabel }
    }
  }
}

const rebaseRanges = (desk: Desk, [, now]: Bases): void => {
  for (const key of desk.overlay.hide) {
    if (Template.field(now, key) === null) desk.drop(`hide/${key}`, "rebase.gone", key)
  }
  for (const { field } of desk.overlay.choices) {
    if (Template.field(now, field) !== null) continue
    for (const { under } of desk.overlay.choices.filter((one) => one.field === field)) {
      desk.drop(`choices/${field}/${under}`, "rebase.gone", field)
    }
  }
  for (const tighter of desk.overlay.tighten) {
    const { key } = tighter
    const base = Template.field(now, key)
    if (base === null) {
      desk.drop(`tighten/${key}`, "rebase.gone", key)
      continue
    }
    for (const bound of ["min", "max"] as const) {
      const [mine, theirs] = [tighter[bound], base[bound]]
      if (mine === null || theirs === null || (bound === "min" ? theirs < mine : theirs > mine)) continue
      desk.note("rebase.strict", { change: `tighten/${key}/${bound}`, key })
      const tighten = desk.overlay.tighten.map((one) => (one.key === key ? { ...one, [bound]: null } : one))
      desk.overlay = { ...desk.overlay, tighten }
    }
  }
}

const rebaseDue = (desk: Desk, [before, now]: Bases): void => {
  const rules = (of: Pick<Template.Template, "due">, level: string) => of.due.filter((rule) => rule.level === level)
  for (const level of new Set(desk.overlay.due.map((rule) => rule.level))) {
    const theirs = rules(now, level)
    if (equal(rules(before, level), theirs) || equal(rules(desk.overlay, level), theirs)) continue
    const chosen = desk.decide(`due/${level}`, ["due", level], issue("rebase.due", { key: level }), ["mine", "theirs"])
    if (chosen === "theirs") desk.overlay = without(desk.overlay, `due/${level}`)
  }
}

const rebaseSections = (desk: Desk, [before, now]: Bases): void => {
  const has = (template: Template.Template, key: string) => template.sections.find((section) => section.key === key)
  for (const { key, add, title } of desk.overlay.sections) {
    const old = has(before, key)
    if (old === undefined || has(now, key) !== undefined) continue
    const path = ["sections", key]
    if (add.length === 0) desk.drop(`sections/${key}`, "rebase.gone", key)
    else if (desk.decide(`sections/${key}`, path, issue("rebase.section", { key }), ["mine", "drop"]) === "drop") {
      desk.overlay = without(desk.overlay, `sections/${key}`)
    } else {
      const kept = { title: title ?? old.title, titleEn: old.titleEn }
      const sections = desk.overlay.sections.map((part) => (part.key === key ? { ...part, ...kept } : part))
      desk.overlay = { ...desk.overlay, sections }
    }
  }
  const isOwn = (key: string) => desk.overlay.sections.some(({ add }) => add.some((field) => field.key === key))
  for (const key of desk.overlay.sections.flatMap((part) => part.order)) {
    if (!isOwn(key) && Template.field(now, key) === null) desk.drop(`place/${key}`, "rebase.gone", key)
  }
  for (const key of desk.overlay.order) {
    const isThere = has(now, key) !== undefined || desk.overlay.sections.some((part) => part.key === key)
    if (!isThere) desk.drop(`order/${key}`, "rebase.gone", key)
  }
}

/** Fields of its own that the new base has as well. */
const rebaseAdded = (desk: Desk, [, now]: Bases): void => {
  const namespace = Namespace.of(desk.overlay.id)
  for (const part of desk.overlay.sections) {
    part.add.forEach(({ key }, i) => {
      const theirs = Template.field(now, key) ?? Template.field(now, key.slice(namespace.length))
      if (theirs === null) return
      const found = issue("rebase.taken", { mine: key, theirs: theirs.key, label: theirs.label })
      const path = ["sections", part.key, "add", i]
      const chosen = desk.decide(`add/${key}`, path, found, ["theirs", "rename"])
      if (chosen === "rename") desk.overlay = renamed(desk.overlay, key, `${key}_rieng`)
      if (chosen === "theirs") {
        const rest = desk.overlay.sections.map((one) => ({ ...one, add: one.add.filter((field) => field.key !== key) }))
        desk.overlay = renamed({ ...desk.overlay, sections: rest }, key, theirs.key)
      }
    })
  }
}

/** What the new base refuses in the end; leaving one change out may bring another to light. */
const rebaseRefused = (desk: Desk, now: Template.Template, known: ReadonlySet<string>): Template.Template | null => {
  const tried = new Set<string>()
  for (;;) {
    const { template, issues } = Apply.apply(now, { ...desk.overlay, where: null })
    const wrong = issues.filter((one) => one.severity === "error")
    if (wrong.length === 0) return desk.conflicts.length === 0 ? template : null
    const dropped = wrong.find((one) => {
      const entry = entryAt(desk.overlay, one.path)
      const id = entry ?? one.path.join("/")
      if (tried.has(id) || known.has(id)) return false
      tried.add(id)
      if (desk.decide(id, one.path, one, entry === null ? [] : ["drop"]) !== "drop") return false
      desk.overlay = without(desk.overlay, id)
      return true
    })
    if (dropped === undefined) return null
  }
}

/**
 * The overlay of the old base on the new one.
 *
 * @example
 * ```ts
 * import { Overlay, Rebase, Template } from "@lienhoi/template"
 *
 * const base = (label: string) => {
 *   const read = Template.parse(
 *     [
 *       "template: vwu/hoi-vien",
 *       "title: Hội viên",
 *       "period: month",
 *       "window: fifteenth",
 *       "due: { chi_hoi: 15 }",
 *       "sections:",
 *       "  to_chuc:",
 *       "    title: Tổ chức",
 *       "    asked_of: [chi_hoi]",
 *       "    fields:",
 *       `      - { key: TC04, label: ${label}, type: count, combine: { units: sum, periods: last } }`
 *     ].join("\n")
 *   )
 *   if (!read.ok) throw new Error(read.issues[0]?.message)
 *   return read.value.template
 * }
 * const local = Overlay.parse("template: hau-giang/hoi-vien\nextends: vwu/hoi-vien@^1\nrelabel: { TC04: Chị em }")
 * if (!local.ok) throw new Error(local.issues[0]?.message)
 *
 * const met = Rebase.of(base("Hội viên"), base("Hội viên chính thức"), local.value)
 * met.conflicts.map((one) => one.id) // => ["relabel/TC04/label"]
 * Rebase.of(base("Hội viên"), base("Hội viên chính thức"), local.value, { "relabel/TC04/label": "mine" }).clean // => true
 * ```
 */
export const of = (
  oldBase: Template.Template,
  newBase: Template.Template,
  overlay: Overlay,
  decisions: Decisions = {}
): Rebase => {
  const desk = new Desk(overlay, decisions)
  const bases: Bases = [oldBase, newBase]
  rebaseWords(desk, bases)
  rebaseRanges(desk, bases)
  rebaseDue(desk, bases)
  rebaseSections(desk, bases)
  rebaseAdded(desk, bases)
  if (!Version.isWithin(newBase.version, overlay.base.range)) {
    const range = `^${newBase.version}`
    desk.note("rebase.range", { old: overlay.base.range, new: range })
    desk.overlay = { ...desk.overlay, base: { ...overlay.base, range } }
  }
  const known = new Set(desk.conflicts.map(({ id }) => id))
  const template = rebaseRefused(desk, newBase, known)
  const { conflicts, notes } = desk
  return { clean: template !== null, overlay: desk.overlay, template, conflicts, notes }
}
