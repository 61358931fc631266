/**
 * What Excel demands of a workbook and a tolerant reader does not notice: the order of elements (ECMA-376, 18.2, 18.3, 18.8), names
 * with quotes and dollars, its limits, and parts that are all declared. Gives what Excel would offer to repair.
 */
import * as Xml from "./report/xml.ts"

const sheetOrder = [
  "sheetPr",
  "dimension",
  "sheetViews",
  "sheetFormatPr",
  "cols",
  "sheetData",
  "sheetCalcPr",
  "sheetProtection",
  "protectedRanges",
  "scenarios",
  "autoFilter",
  "sortState",
  "dataConsolidate",
  "customSheetViews",
  "mergeCells",
  "phoneticPr",
  "conditionalFormatting",
  "dataValidations",
  "hyperlinks",
  "printOptions",
  "pageMargins",
  "pageSetup",
  "headerFooter",
  "rowBreaks",
  "colBreaks",
  "customProperties",
  "cellWatches",
  "ignoredErrors",
  "smartTags",
  "drawing",
  "legacyDrawing",
  "legacyDrawingHF",
  "picture",
  "oleObjects",
  "controls",
  "webPublishItems",
  "tableParts",
  "extLst"
]
const bookOrder = [
  "fileVersion",
  "fileSharing",
  "workbookPr",
  "workbookProtection",
  "bookViews",
  "sheets",
  "functionGroups",
  "externalReferences",
  "definedNames",
  "calcPr",
  "oleSize",
  "customWorkbookViews",
  "pivotCaches",
  "extLst"
]
const styleOrder = [
  "numFmts",
  "fonts",
  "fills",
  "borders",
  "cellStyleXfs",
  "cellXfs",
  "cellStyles",
  "dxfs",
  "tableStyles",
  "colors",
  "extLst"
]
const dxfOrder = ["font", "numFmt", "fill", "alignment", "border", "protection"]

/** Functions that Excel has had since 2007; another name needs a prefix, or does not exist. */
const functions = new Set(
  "ABS AND AVERAGE AVERAGEIF COUNT COUNTA COUNTIF IF IFERROR INT ISBLANK ISERROR ISLOGICAL ISNUMBER ISTEXT MAX MIN NA NOT OR ROUND SUM SUMIF SUMIFS SUMPRODUCT SUBTOTAL".split(
    " "
  )
)

const cellRange = "\\$?[A-Z]{1,3}\\$?\\d{1,7}(?::\\$?[A-Z]{1,3}\\$?\\d{1,7})?"
const ranges =
  /^(?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!\$(?:\d+:\$\d+|[A-Z]+:\$[A-Z]+|[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)$/u

const number = (letters: string): number => [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0)

interface Box {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}
const boxOf = (ref: string): Box => {
  const [from = "", to = from] = ref.split(":")
  const at = (one: string) => {
    const [, letters = "", row = ""] = /^\$?([A-Z]+)\$?(\d+)$/u.exec(one) ?? []
    return { row: Number(row), column: number(letters) }
  }
  const [a, b] = [at(from), at(to)]
  return { top: a.row, left: a.column, bottom: b.row, right: b.column }
}
const meet = (a: Box, b: Box): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right

const inOrder = (of: Xml.Element, order: ReadonlyArray<string>): ReadonlyArray<string> => {
  const at = of.children.map(({ name }) => order.indexOf(name))
  const unknown = of.children.flatMap(({ name }, n) => (at[n] === -1 ? [`<${of.name}> has <${name}>`] : []))
  const wrong = of.children.flatMap(({ name }, n) =>
    n > 0 && at[n]! < at[n - 1]! ? [`<${name}> stands behind <${of.children[n - 1]!.name}>`] : []
  )
  return [...unknown, ...wrong]
}

/** What is wrong with a formula; `most` signs at most. */
const formulaFaults = (formula: string, most: number): ReadonlyArray<string> => {
  const bare = formula.replaceAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'/gu, "0")
  const found: Array<string> = []
  if (formula === "" || formula.startsWith("=")) found.push(`formula ${formula.slice(0, 20)}`)
  if (formula.length > most) found.push(`a formula of ${formula.length} signs`)
  for (const [, name = ""] of bare.matchAll(/([\p{L}_][\p{L}\p{N}_.]*)\(/gu))
    if (!functions.has(name)) found.push(`function ${name}`)
  let depth = 0
  const counts: Array<number> = []
  for (const sign of bare) {
    if (sign === "(") counts.push(1)
    if (sign === "," && counts.length > 0) counts[counts.length - 1]!++
    if (sign === ")" && (counts.pop() ?? 999) > 255) found.push("more than 255 arguments, or a bracket too many")
    depth = Math.max(depth, counts.length)
  }
  if (counts.length > 0) found.push("a bracket is open")
  if (depth > 64) found.push(`brackets ${depth} deep`)
  if (/[{};]|#REF!/u.test(bare)) found.push(`formula ${bare.slice(0, 60)}`)
  return found
}

const sheetFaults = (sheet: Xml.Element, strings: number, styles: number, dxfs: number): ReadonlyArray<string> => {
  const found: Array<string> = [...inOrder(sheet, sheetOrder)]
  let row = 0
  for (const one of Xml.all(sheet, "row")) {
    if (Number(one.attributes.r) <= row) found.push(`row ${one.attributes.r} behind ${row}`)
    row = Number(one.attributes.r)
    if (Number(one.attributes.ht ?? 0) > 409.5) found.push(`row ${row} is ${one.attributes.ht} points high`)
    let column = 0
    for (const cell of one.children) {
      const at = boxOf(cell.attributes.r!)
      if (at.top !== row || at.left <= column) found.push(`cell ${cell.attributes.r}`)
      column = at.left
      if (Number(cell.attributes.s ?? 0) >= styles) found.push(`style of ${cell.attributes.r}`)
      const [value] = Xml.all(cell, "v")
      if (cell.attributes.t === "s" && !(Number(value?.text) < strings)) found.push(`text of ${cell.attributes.r}`)
      for (const { text } of Xml.all(cell, "f")) found.push(...formulaFaults(text, 8192))
    }
  }
  let last = 0
  for (const { attributes } of Xml.all(sheet, "col")) {
    if (Number(attributes.min) <= last || Number(attributes.width ?? 0) > 255) found.push(`column ${attributes.min}`)
    last = Number(attributes.max)
  }
  const merges = Xml.all(sheet, "mergeCell").map(({ attributes }) => boxOf(attributes.ref!))
  merges.forEach((one, n) => {
    if (one.top === one.bottom && one.left === one.right) found.push("a merge of one cell")
    if (merges.slice(0, n).some((other) => meet(one, other))) found.push(`merges meet in row ${one.top}`)
  })
  const rules = Xml.all(sheet, "dataValidation")
  const said = Xml.all(sheet, "dataValidations")[0]?.attributes.count
  if (said !== undefined && Number(said) !== rules.length) found.push("number of rules")
  for (const rule of rules) {
    const { error = "", errorTitle = "", prompt = "", promptTitle = "", sqref = "" } = rule.attributes
    if (error.length > 255 || prompt.length > 255) found.push(`message of ${sqref} is too long`)
    if (errorTitle.length > 32 || promptTitle.length > 32) found.push(`title of ${sqref} is too long`)
    if (!new RegExp(`^${cellRange}(?: ${cellRange})*$`, "u").test(sqref)) found.push(`rule for ${sqref}`)
    for (const { text } of rule.children) found.push(...formulaFaults(text, 255))
  }
  const priorities = Xml.all(sheet, "cfRule").map((rule) => {
    if (!(Number(rule.attributes.dxfId ?? 0) < dxfs)) found.push("style of a condition")
    for (const { text } of Xml.all(rule, "formula")) found.push(...formulaFaults(text, 8192))
    return rule.attributes.priority
  })
  if (new Set(priorities).size !== priorities.length) found.push("two conditions of one priority")
  for (const { text } of Xml.all(sheet, "oddFooter")) if (text.length > 255) found.push("the footer is too long")
  return found
}

/** Where a relationship of a part leads. */
const targetOf = (from: string, target: string): string =>
  new URL(target, `file:///${from.replace("_rels/", "").replace(/\.rels$/u, "")}`).pathname.slice(1)

/** What Excel would not take; empty when it takes everything. */
export const faults = (bytes: Uint8Array): ReadonlyArray<string> => {
  const parts = Xml.parts(bytes)
  const part = (name: string) => Xml.parse(parts.get(name)!)
  const found: Array<string> = []
  const types = part("[Content_Types].xml")
  const byName = new Set(Xml.all(types, "Override").map(({ attributes }) => attributes.PartName!.slice(1)))
  const byEnding = new Set(Xml.all(types, "Default").map(({ attributes }) => attributes.Extension))
  for (const name of byName) if (!parts.has(name)) found.push(`${name} is declared and not there`)
  for (const name of parts.keys())
    if (name !== "[Content_Types].xml" && !byName.has(name) && !byEnding.has(name.split(".").at(-1)!))
      found.push(`${name} is not declared`)
  for (const name of parts.keys())
    if (name.endsWith(".rels"))
      for (const { attributes } of Xml.all(part(name), "Relationship"))
        if (attributes.TargetMode !== "External" && !parts.has(targetOf(name, attributes.Target!)))
          found.push(`${name} leads to ${attributes.Target}`)

  const book = part("xl/workbook.xml")
  found.push(...inOrder(book, bookOrder))
  const names = Xml.all(book, "sheet").map(({ attributes }) => attributes.name!)
  for (const name of names)
    if (name === "" || name.length > 31 || /[[\]:*?/\\]|^'|'$/u.test(name)) found.push(`sheet ${name}`)
  if (new Set(names.map((name) => name.toLowerCase())).size !== names.length) found.push("two sheets of one name")
  if (!Xml.all(book, "sheet").some(({ attributes }) => attributes.state === undefined))
    found.push("no sheet to be seen")
  const defined = Xml.all(book, "definedName").map(({ attributes, text }) => {
    const list = text.match(/(?:'(?:[^']|'')+'|[^',])+/gu) ?? []
    if (attributes.name!.startsWith("_xlnm.") && !(list.length > 0 && list.every((one) => ranges.test(one))))
      found.push(`name ${attributes.name} = ${text}`)
    if (!(Number(attributes.localSheetId ?? 0) < names.length)) found.push(`scope of ${attributes.name}`)
    return `${attributes.localSheetId ?? ""} ${attributes.name!.toLowerCase()}`
  })
  if (new Set(defined).size !== defined.length) found.push("a name is defined twice")

  const styles = part("xl/styles.xml")
  found.push(...inOrder(styles, styleOrder))
  const dxfs = Xml.one(styles, "dxfs").children
  for (const one of dxfs) found.push(...inOrder(one, dxfOrder))
  const shared = parts.has("xl/sharedStrings.xml") ? Xml.all(part("xl/sharedStrings.xml"), "si") : []
  for (const { text } of shared) if (text.length > 32_767) found.push(`a text of ${text.length} signs`)
  for (const name of parts.keys())
    if (/^xl\/worksheets\/[^/]+\.xml$/u.test(name))
      for (const fault of sheetFaults(
        part(name),
        shared.length,
        Xml.one(styles, "cellXfs").children.length,
        dxfs.length
      ))
        found.push(`${name}: ${fault}`)
  return [...new Set(found)]
}
