const entities: { readonly [name: string]: string } = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " }

const entity = (whole: string, name: string): string => {
  if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

/** The words of a page, roughly: what a mail without a plain text says. Linear in its length. */
export const textOfHtml = (html: string): string =>
  html
    .replaceAll(/<(style|script|head)\b[^<]*(?:<(?!\/\1)[^<]*)*<\/\1[^>]*>/gi, "")
    .replaceAll(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^>]{0,1000}>/gi, "\n")
    .replaceAll(/<[^>]{0,10000}>/g, "")
    .replaceAll(/&(#?\w{1,10});/g, entity)
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()
