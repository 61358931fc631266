import * as Text from "@lienhoi/words/Text"

/** FNV-1a, 32 bits, in hex. */
const digest = (text: string): string => {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, "0")
}

/** A file name made of plain letters from any key; the digest keeps apart keys that read alike. */
export const fileName = (key: string): string => {
  const plain = Text.fold(key)
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
  return `${plain.slice(0, 80)}-${digest(key)}`
}

/** The name of an attached file without anything that leads out of its folder. */
export const safeName = (name: string): string =>
  name
    .replaceAll(/[/\\:\p{Cc}]/gu, "-")
    .replaceAll(/\.{2,}/g, ".")
    .replace(/^\./, "") || "file"
