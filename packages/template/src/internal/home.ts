import type * as Issue from "@lienhoi/words/Issue"
import * as Namespace from "./namespace.ts"
import type { Overlay } from "./overlaid.ts"
import type { Located } from "./say.ts"
import type { Template } from "./written.ts"
import type { Path } from "./yaml.ts"

/** The path of what the base alone says. */
export const ofBase: Path = ["extends"]

const fieldPath = (path: Path): string => path.slice(0, 4).join("/")

/** The formula that stands there. */
const sourceAt = (template: Template, path: Path): string => {
  const [top, of, , place, part] = path
  if (top === "rules") return template.rules[of as number]?.when ?? ""
  const field = template.sections.find((section) => section.key === of)?.fields[place as number]
  const source = field?.[part as "formula" | "relevant" | "required"]
  return typeof source === "string" ? source : ""
}

/**
 * Leads from the places of a template back to the overlay that made it: what is wrong with the whole is told where its
 * author wrote it, and what comes from the base alone where it extends that base.
 */
export const homeOf = (
  template: Template,
  base: Template,
  overlay: Overlay
): Located & { readonly bring: (issue: Issue.Issue) => Issue.Issue } => {
  const homes = new Map<string, Path>()
  const added = new Map(
    overlay.sections.flatMap((part) => part.add.map(({ key }, i) => [key, ["sections", part.key, "add", i]] as const))
  )
  for (const { key: section, fields } of template.sections) {
    fields.forEach(({ key }, i) => {
      const touched = overlay.tighten.find((one) => one.key.toLowerCase() === key.toLowerCase())
      const home = added.get(key) ?? (touched === undefined ? ofBase : ["tighten", touched.key])
      homes.set(fieldPath(["sections", section, "fields", i]), home)
    })
  }
  const lead = (path: Path): Path => {
    const [top, of, inner] = path
    if (top === "rules") {
      const own = (of as number) - base.rules.length
      return own < 0 ? ofBase : ["rules", own, ...path.slice(2)]
    }
    if (top === "targets") {
      const own = (of as number) - base.targets.length
      return own < 0 ? ofBase : ["targets", own, ...path.slice(2)]
    }
    if (top === "sections" && inner === "fields") {
      const home = homes.get(fieldPath(path)) ?? ofBase
      return home === ofBase ? ofBase : [...home, ...path.slice(4)]
    }
    if (top === "sections") return overlay.sections.some(({ key }) => key === of) ? path : ofBase
    return top === "due" && overlay.due.some(({ level }) => level === of) ? path : ofBase
  }
  const { where } = overlay
  const namespace = Namespace.of(overlay.id)
  const bring = (issue: Issue.Issue): Issue.Issue => {
    const path = lead(issue.path)
    const spot = where?.of(path)
    if (issue.place === undefined || spot === undefined || !spot.exact) return { ...issue, path }
    // Names were given their namespace, which is not there in the file.
    const inner = issue.place.column - spot.column
    const shift = inner === 0 ? 0 : Namespace.added(sourceAt(template, issue.path), namespace, inner)
    return { ...issue, path, place: { ...issue.place, column: issue.place.column - shift } }
  }
  return {
    of: (path) => where?.of(lead(path)),
    isSpoiled: (path) => where?.isSpoiled(lead(path)) ?? false,
    bring
  }
}
