/**
 * The MIME parser, told to leave pages alone: turning HTML into text and back, as it does on its own, takes time with the
 * square of the length, and a mail of 15 MB can be written that keeps it busy for minutes.
 */
import PostalMime, { type Email } from "postal-mime"

/** What we use of a part while it is sorted. */
interface Node {
  content: Uint8Array | ArrayBuffer | null
  readonly contentType: { readonly parsed: { readonly value: string } }
  readonly contentDisposition: { readonly parsed: { readonly value: string } }
  readonly getTextContent: () => string
}

/** The limits of the parser. */
interface Limits {
  readonly depth: number
  readonly headerBytes: number
}

const encoder = new TextEncoder()

/** Parts of HTML come out as files in UTF-8, all other texts as they do. */
class Parser extends PostalMime {
  isInlineTextNode(node: Node): boolean {
    const { value } = node.contentType.parsed
    if (node.contentDisposition.parsed.value === "attachment") return false
    if (value === "text/html" && node.content !== null) node.content = encoder.encode(node.getTextContent())
    return value === "text/plain"
  }
}

export const takeApart = (raw: Uint8Array, { depth, headerBytes }: Limits): Promise<Email> =>
  new Parser({ maxNestingDepth: depth, maxHeadersSize: headerBytes, forceRfc822Attachments: true }).parse(raw)
