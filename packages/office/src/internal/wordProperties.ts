/** What a Word file says of itself: its title and its own date, never when or where it was printed. */
import * as Html from "@lienhoi/words/Html"
import type { ReportDocument } from "../ReportDocument.ts"
import { oneLine } from "./printable.ts"

const escaped = (text: string): string => Html.escaped(oneLine(text))

/** The part of the package that holds them. */
export const properties = ({
  letterhead,
  summary,
  type
}: ReportDocument): { readonly path: string; readonly data: string } => {
  const day = `${letterhead.date ?? "1980-01-01"}T00:00:00Z`
  const dated = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${day}</dcterms:${name}>`
  return {
    path: "docProps/core.xml",
    data: [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
      ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
      ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
      `<dc:title>${escaped(`${type} ${summary}`)}</dc:title>`,
      `<dc:creator>${escaped(letterhead.issuer)}</dc:creator><dc:language>vi-VN</dc:language>`,
      `${dated("created")}${dated("modified")}</cp:coreProperties>`
    ].join("")
  }
}
