/**
 * What a province changes in the template of the centre, as data of its own: it adds questions, words them, orders,
 * hides and tightens, and can never change what the level above adds up. Whatever holds under an overlay holds, projected,
 * under its base (law Overlay). The keywords stand in this package's README.
 *
 * @since 0.1.0
 */
import type { Association } from "@lienhoi/hierarchy/Association"
import * as Issue from "@lienhoi/words/Issue"
import type { Cells } from "./Cell.ts"
import type { DimensionSet } from "./DimensionSet.ts"
import * as Apply from "./internal/applyOverlay.ts"
import * as DecodeOverlay from "./internal/decodeOverlay.ts"
import type { Overlay } from "./internal/overlaid.ts"
import * as OverlayJson from "./internal/overlayJson.ts"
import { issue } from "./internal/overlayTexts.ts"
import * as Print from "./internal/print.ts"
import * as Project from "./internal/project.ts"
import type { JsonOverlay } from "./JsonOverlay.ts"
import * as Template from "./Template.ts"
import type { Context, Input } from "./Validation.ts"
import * as Version from "./Version.ts"

export type { Finer, Overlay, Part, Relabel, Tighten, Where } from "./internal/overlaid.ts"

/** A text and the name of its file. */
export interface Document {
  readonly text: string
  readonly file?: string
}

/** Whose levels and routes the template is for; without it they are not checked. */
export interface Options {
  readonly association?: Association
  /** Sets of shared dimensions that templates and overlays may name. */
  readonly dimensions?: ReadonlyArray<DimensionSet>
  /** Registers and templates that feed them; without them only the form of `from` is checked. */
  readonly templates?: ReadonlyArray<Template.Template>
}

/** A template with all its layers. */
export interface Resolved {
  readonly template: Template.Template
  /** From the one at the bottom, which extends nothing, to the template itself. */
  readonly layers: ReadonlyArray<Template.Template>
  /** What each layer above the first changes in the one below it. */
  readonly overlays: ReadonlyArray<Overlay>
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/** Reads an overlay; what only the base can tell is found by {@link apply}. */
export const parse = (
  text: string,
  options: { readonly file?: string } & Pick<Options, "dimensions"> = {}
): Issue.Checked<Overlay> => {
  const { overlay, issues } = DecodeOverlay.decode(text, options.file ?? null, options.dimensions)
  const named = options.file === undefined ? issues : issues.map((one) => Issue.inFile(one, options.file!))
  return Issue.unless(named, () => overlay!)
}

/** Whether a text extends another template. */
export const isOverlay = (text: string): boolean => DecodeOverlay.extendsAnother(text)

/** The overlay as JSON in the keywords of its file; its own keys stand without their namespace. */
export const toJson = (overlay: Overlay): JsonOverlay => OverlayJson.toJson(overlay)

/**
 * The overlay as YAML, always in the same order, without the comments of the file it came from. Reading it again with
 * {@link parse} gives the same overlay.
 *
 * @example
 * ```ts
 * import { Overlay } from "@lienhoi/template"
 *
 * const read = Overlay.parse("extends: vwu/hoi-vien@^1\ntemplate: hau-giang/hoi-vien\nhide: anh")
 * read.ok && Overlay.print(read.value).split("\n").slice(0, 2) // => ["template: hau-giang/hoi-vien", "extends: vwu/hoi-vien@^1"]
 * ```
 */
export const print = (overlay: Overlay): string => Print.print(toJson(overlay))

/**
 * The template that an overlay makes of its base, of the same lineage; otherwise every reason why it may not, where its
 * author wrote it.
 *
 * @example
 * ```ts
 * import { Overlay, Template } from "@lienhoi/template"
 *
 * const base = Template.parse(
 *   [
 *     "template: vwu/hoi-vien",
 *     "title: Hội viên",
 *     "period: month",
 *     "window: fifteenth",
 *     "due: { chi_hoi: 15 }",
 *     "sections:",
 *     "  to_chuc:",
 *     "    title: Tổ chức Hội",
 *     "    asked_of: [chi_hoi]",
 *     "    fields:",
 *     "      - { key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last } }"
 *   ].join("\n")
 * )
 * const local = Overlay.parse(
 *   ["template: hau-giang/hoi-vien", "extends: vwu/hoi-vien@^1", "hide: [TC04]", "tighten: { TC04: { required: true } }"].join("\n"),
 *   { file: "hau-giang.yaml" }
 * )
 * const made = base.ok && local.ok ? Overlay.apply(base.value.template, local.value) : null
 *
 * made?.ok === false ? made.issues.map((one) => one.message) : [] // => ["Không ẩn được TC04 (Hội viên): cấp trên cộng số này"]
 * made?.ok === false ? made.issues[0]?.place : null // => { file: "hau-giang.yaml", line: 3, column: 8 }
 * ```
 */
export const apply = (
  base: Template.Template,
  overlay: Overlay,
  options: Options = {}
): Issue.Checked<Template.Template> => {
  const { template, issues } = Apply.apply(base, overlay, options)
  return Issue.unless(issues, () => template)
}

/** Several overlays, the lowest first, each on what those before it made: the first refusal is the one of that layer. */
export const stack = (
  base: Template.Template,
  overlays: ReadonlyArray<Overlay>,
  options: Options = {}
): Issue.Checked<Template.Template> =>
  overlays.reduce<Issue.Checked<Template.Template>>(
    (made, overlay) => (made.ok ? apply(made.value, overlay, options) : made),
    Issue.ok(base)
  )

/** One text, read as far as it can be read. */
interface Layer {
  readonly id: string
  readonly version: string
  /** `null` for a template that extends nothing. */
  readonly overlay: Overlay | null
  readonly template: Template.Template | null
  readonly issues: ReadonlyArray<Issue.Issue>
}

const layerOf = ({ text, file }: Document, options: Options): Layer => {
  if (isOverlay(text)) {
    const { overlay, issues } = DecodeOverlay.decode(text, file ?? null, options.dimensions)
    const named = file === undefined ? issues : issues.map((one) => Issue.inFile(one, file))
    return { id: overlay?.id ?? "", version: overlay?.version ?? "", overlay, template: null, issues: named }
  }
  const read = Template.parse(text, { ...(file === undefined ? {} : { file }), ...options })
  if (!read.ok) return { id: "", version: "", overlay: null, template: null, issues: read.issues }
  const { template, warnings } = read.value
  return { id: template.id, version: template.version, overlay: null, template, issues: warnings }
}

const atExtends = ({ where }: Overlay, found: Issue.Issue): Issue.Issue => {
  const spot = where?.of(["extends"])
  const placed = { ...found, path: ["extends"], ...(spot && { place: { line: spot.line, column: spot.column } }) }
  return where?.file == null ? placed : Issue.inFile(placed, where.file)
}

/** The layers under a template, the template first; or why one of them is not there. */
const chainOf = (top: Layer, library: ReadonlyArray<Layer>): Issue.Checked<ReadonlyArray<Layer>> => {
  const chain = [top]
  for (let overlay = top.overlay; overlay !== null; overlay = chain.at(-1)!.overlay) {
    const { id, range } = overlay.base
    const named = library.filter((layer) => layer.id === id).toSorted((a, b) => Version.compare(b.version, a.version))
    const base = named.find((layer) => Version.isWithin(layer.version, range))
    if (base === undefined) {
      const found = named.map(({ version }) => version).join(", ")
      const code = named.length === 0 ? "overlay.base-missing" : "overlay.base-version"
      return Issue.fail(atExtends(overlay, issue(code, { id, range, found })))
    }
    if (chain.includes(base)) {
      const names = [...chain, base].map((layer) => layer.id).join(" → ")
      return Issue.fail(atExtends(overlay, issue("overlay.circle", { names })))
    }
    chain.push(base)
  }
  return Issue.ok(chain)
}

/**
 * Reads a template with everything it extends, over any number of layers. The first text is the one that is wanted; the
 * others are where its bases are looked for, by id and version, the newest that fits.
 */
export const resolve = (
  documents: readonly [Document, ...Document[]],
  options: Options = {}
): Issue.Checked<Resolved> => {
  const library = documents.map((document) => layerOf(document, options))
  const [top] = library as [Layer, ...Layer[]]
  const wrong = library.flatMap(({ issues }) => issues).filter((one) => one.severity === "error")
  const chain = chainOf(top, library)
  // Where only the form of the template itself is wrong, what its base refuses is said as well.
  const isTopAlone = wrong.every((one) => top.issues.includes(one)) && top.overlay?.base.id !== ""
  if (!chain.ok) return wrong.length === 0 || isTopAlone ? Issue.fail(...wrong, ...chain.issues) : Issue.fail(...wrong)
  const [bottom, ...above] = chain.value.toReversed()
  if (!isTopAlone || bottom!.template === null) return Issue.fail(...wrong)
  const layers = [bottom!.template]
  const issues = [...chain.value.flatMap((layer) => layer.issues)]
  for (const { overlay } of above) {
    const made = Apply.apply(layers.at(-1)!, overlay!, options)
    issues.push(...made.issues)
    if (made.issues.some((one) => one.severity === "error")) break
    layers.push(made.template)
  }
  const overlays = above.map(({ overlay }) => overlay!)
  return Issue.unless(issues, () => ({ template: layers.at(-1)!, layers, overlays, warnings: issues }))
}

/** What somebody sent, and who and when. */
export interface Sent {
  readonly input: Input
  readonly context: Context
}

/**
 * A submission as the template above would have got it: without what the overlay added, with the choice of the base in place
 * of a finer one; the same unit and period, the cells of earlier periods projected too. `to` is any layer under `from`.
 */
export const project = (sent: Sent, from: Template.Template, to: Template.Template): Sent => {
  const { context } = sent
  const earlier = (cells: Cells | null | undefined) => (cells == null ? null : projectCells(cells, from, to))
  return {
    input: Project.input(sent.input, from, to),
    context: {
      ...context,
      previous: earlier(context.previous),
      sameLastYear: earlier(context.sameLastYear),
      targets: earlier(context.targets)
    }
  }
}

/** The cells of a report that the template above has. */
export const projectCells = (cells: Cells, from: Template.Template, to: Template.Template): Cells =>
  Project.cells(cells, from, to)
