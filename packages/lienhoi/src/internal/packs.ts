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

/** What a text is called, as far as it can be read. */
const headOf = ({ text }: Document): { readonly id: string; readonly version: string } | null => {
  if (Overlay.isOverlay(text)) {
    const read = Overlay.parse(text, { dimensions: Pack.dimensions() })
    return read.ok ? read.value : null
  }
  const read = Template.parse(text, { dimensions: Pack.dimensions() })
  return read.ok ? read.value.template : null
}

/** The packs that these files extend and do not bring along: files come first, packs last. */
export const beneath = (documents: ReadonlyArray<Document>): ReadonlyArray<Document> => {
  const heads = documents.map(headOf).filter((head) => head !== null)
  const bases = documents.flatMap(({ text }) => {
    const read = Overlay.isOverlay(text) ? Overlay.parse(text, { dimensions: Pack.dimensions() }) : null
    return read?.ok ? [read.value.base] : []
  })
  const missing = bases.filter(
    ({ id, range }) => !heads.some((head) => head.id === id && Version.isWithin(head.version, range))
  )
  return [...new Set(missing.map(({ id, range }) => `${id}@${range}`))].flatMap((name) => {
    const pack = Pack.find(name)
    return pack === null ? [] : [whole(pack)]
  })
}

/** The shared dimensions that these files bring, and those of the packs. */
export const dimensions = (documents: ReadonlyArray<Document>): ReadonlyArray<DimensionSet.DimensionSet> => {
  const own = documents.flatMap(({ text, file }) => {
    const read = DimensionSet.isDimensionSet(text) ? DimensionSet.parse(text, { file }) : null
    return read?.ok ? [read.value] : []
  })
  const isOwn = (set: DimensionSet.DimensionSet) => own.some(({ id, version }) => id === set.id && version === set.version)
  return [...own, ...Pack.dimensions().filter((set) => !isOwn(set))]
}
