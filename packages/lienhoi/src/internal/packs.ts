import * as Pack from "@lienhoi/packs/Pack"
import * as DimensionSet from "@lienhoi/template/DimensionSet"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import * as Version from "@lienhoi/template/Version"

/** A text with the name under which people know it. */
interface Document {
  readonly file: string
  readonly text: string
}

/** A pack as a file that needs no other. */
const whole = (pack: Pack.Pack): Document => {
  const template = Pack.template(pack)
  return { file: pack.file, text: template === null ? pack.text : Template.print(template) }
}

/** The pack of that name, `vwu/bao-cao-thang` or `vwu/bao-cao-thang@^1`. */
export const named = (name: string): Document | null => {
  const pack = Pack.find(name)
  return pack === null ? null : whole(pack)
}

/** The pack of that name that is no template, as it stands. */
export const shared = (name: string): Document | null => {
  const pack = Pack.find(name)
  return pack === null || Pack.template(pack) !== null ? null : { file: pack.file, text: pack.text }
}

/** Whether a text is a set of dimensions. */
export const isSet = ({ text }: Document): boolean => DimensionSet.isDimensionSet(text)

/** The sets among the files. */
export const sets = (documents: ReadonlyArray<Document>): ReadonlyArray<DimensionSet.DimensionSet> =>
  documents.filter(isSet).flatMap(({ text, file }) => {
    const read = DimensionSet.parse(text, { file })
    return read.ok ? [read.value] : []
  })

/** What an overlay extends in which something else is wrong: nobody is to be told that a pack is missing. */
const baseIn = (text: string): Overlay.Overlay["base"] | null => {
  const [, id, range] = /^\s*"?extends"?[ \t]*:[ \t]*["']?([a-z0-9-]+\/[a-z0-9-]+)@([\^~]?[\d.]+)/mu.exec(text) ?? []
  return id === undefined || range === undefined ? null : { id, range }
}

/** The packs that these files extend, and the shared sets that they name, where no file brings them: packs come last. */
export const beneath = (documents: ReadonlyArray<Document>): ReadonlyArray<Document> => {
  const shared = Pack.list("dimensions").filter(({ id, version }) => {
    const isThere = sets(documents).some((set) => set.id === id && set.version === version)
    return !isThere && documents.some((one) => !isSet(one) && one.text.includes(`${id}@`))
  })
  const dimensions = [...sets(documents), ...sets(shared)]
  const forms = documents.filter((one) => !isSet(one))
  const parsed = forms
    .filter(({ text }) => Overlay.isOverlay(text))
    .map(({ text }) => {
      const read = Overlay.parse(text, { dimensions })
      return { overlay: read.ok ? read.value : null, base: read.ok ? read.value.base : baseIn(text) }
    })
  const overlays = parsed.flatMap(({ overlay }) => (overlay === null ? [] : [overlay]))
  const templates = forms.flatMap(({ text }) => {
    const read = Overlay.isOverlay(text) ? null : Template.parse(text, { dimensions })
    return read?.ok ? [read.value.template] : []
  })
  const isAtHand = ({ id, range }: Overlay.Overlay["base"]): boolean =>
    [...overlays, ...templates].some((one) => one.id === id && Version.isWithin(one.version, range))
  const bases = parsed.flatMap(({ base }) => (base === null ? [] : [base]))
  const names = bases.filter((base) => !isAtHand(base)).map(({ id, range }) => `${id}@${range}`)
  return [...[...new Set(names)].map(named).filter((one) => one !== null), ...shared]
}
