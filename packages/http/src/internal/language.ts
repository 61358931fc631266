/** The language a request asks for: English when it names English first, Vietnamese otherwise. */
import type { Language } from "@lienhoi/words/Language"

/** Reads `Accept-Language`. */
export const languageOf = (header: string | null): Language => (/^\s*en\b/iu.test(header ?? "") ? "en" : "vi")
