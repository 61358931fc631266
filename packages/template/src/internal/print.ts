import { Document, isMap, isScalar, isSeq, type Node, visit } from "yaml"

/** Small maps and lists of words stand on one line. */
const onOneLine: ReadonlyArray<string> = [
  "combine",
  "applies_to",
  "choices",
  "items",
  "rows",
  "asked_of",
  "relevant",
  "totals",
  "row_totals",
  "from",
  "record",
  "next",
  "limit",
  "acknowledge",
  "dimensions",
  "columns",
  "of",
  "base",
  "term",
  "units"
]

/** A file of the language as text. */
export const print = (json: object): string => {
  const document = new Document(json, { aliasDuplicateObjects: false })
  visit(document, {
    Pair: (_, { key, value }) => {
      const small = isScalar(key) && onOneLine.includes(String(key.value))
      if (small && (isMap(value) || (isSeq(value) && !value.items.some(isMap)))) value.flow = true
    }
  })
  const due = document.get("due") as Node | undefined
  if (isMap(due)) for (const { value } of due.items) if (isMap(value) || isSeq(value)) value.flow = true
  return document.toString({ lineWidth: 0 })
}
