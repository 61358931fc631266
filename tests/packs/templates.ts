/** What the tests of packs look at: templates as the package gives them. */
import { Association } from "@lienhoi/hierarchy"
import { Pack } from "@lienhoi/packs"
import { Field, Template } from "@lienhoi/template"

/** The association whose pack it is. */
export const associationOf = (pack: Pack.Pack): Association.Association => Association.byId(pack.id.split("/")[0]!)!

/** Packs that are templates. */
export const forms: ReadonlyArray<Pack.Pack> = Pack.list().filter((pack) => Pack.template(pack) !== null)

/** Their templates, in the same order. */
export const templates: ReadonlyArray<Template.Template> = forms.map((pack) => Pack.template(pack)!)

/** Those that are owed. */
export const reports: ReadonlyArray<Template.Template> = templates.filter(({ kind }) => kind === "report")

/** The template of that id. */
export const templateOf = (id: string): Template.Template => {
  const found = templates.find((template) => template.id === id)
  if (found === undefined) throw new Error(`There is no pack ${id}`)
  return found
}

/** One field of it. */
export const fieldOf = (id: string, key: string): Field.Field => {
  const found = Template.field(templateOf(id), key)
  if (found === null) throw new Error(`${id} has no field ${key}`)
  return found
}

/** Whether people answer it with a number. */
export const asks = (field: Field.Field): boolean => Field.isNumeric(field) && !Field.isComputed(field)
