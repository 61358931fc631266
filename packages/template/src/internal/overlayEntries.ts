import type { Overlay } from "./overlaid.ts"
import type { Path } from "./yaml.ts"

/** The name of the change that stands at a path, the same before and after others are left out. */
export const entryAt = (overlay: Overlay, path: Path): string | null => {
  const [top, at, inner, place] = path
  switch (top) {
    case "relabel":
    case "tighten":
    case "due":
      return `${top}/${at}`
    case "choices":
      return `${top}/${at}/${inner}`
    case "hide":
    case "order":
      return `${top}/${overlay[top][at as number]}`
    case "targets":
      return `targets/${overlay.targets[at as number]?.key}`
    case "rules":
      return `${top}/${overlay.rules[at as number]?.when}`
    case "sections": {
      const part = overlay.sections.find(({ key }) => key === at)
      if (inner === "add") return `add/${part?.add[place as number]?.key}`
      return inner === "order" ? `place/${part?.order[place as number]}` : `sections/${at}`
    }
    default:
      return null
  }
}

/** The overlay without the change of that name. */
export const without = (overlay: Overlay, entry: string): Overlay => ({
  ...overlay,
  due: overlay.due.filter(({ level }) => `due/${level}` !== entry),
  order: overlay.order.filter((key) => `order/${key}` !== entry),
  hide: overlay.hide.filter((key) => `hide/${key}` !== entry),
  relabel: overlay.relabel.filter(({ key }) => `relabel/${key}` !== entry),
  tighten: overlay.tighten.filter(({ key }) => `tighten/${key}` !== entry),
  choices: overlay.choices.filter(({ field, under }) => `choices/${field}/${under}` !== entry),
  targets: overlay.targets.filter(({ key }) => `targets/${key}` !== entry),
  rules: overlay.rules.filter(({ when }) => `rules/${when}` !== entry),
  sections: overlay.sections
    .filter(({ key }) => `sections/${key}` !== entry)
    .map((part) => ({
      ...part,
      add: part.add.filter(({ key }) => `add/${key}` !== entry),
      order: part.order.filter((key) => `place/${key}` !== entry && `add/${key}` !== entry)
    }))
})
