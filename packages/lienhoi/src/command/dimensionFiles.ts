/**
 * Files of shared dimensions where a template may be named: `lienhoi template check`.
 *
 * @since 0.1.0
 */
import * as DimensionSet from "@lienhoi/template/DimensionSet"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as files from "../files.ts"
import type { Answer } from "./Command.ts"

const texts = Catalogue.make({
  good: { vi: "Bộ chiều {id} dùng được: {n} chiều", en: "The shared dimensions {id} are good: {n} of them" }
})

/** What checking a file or a pack of shared dimensions answers; `null` when it is none, or cannot be read at all. */
export const checked = (file: string, language: Language): Answer | null => {
  const pack = files.sharedPack(file)
  const document = pack === null ? files.read(file) : Issue.ok(pack)
  if (!document.ok || !DimensionSet.isDimensionSet(document.value.text)) return null
  const set = DimensionSet.parse(document.value.text, { file })
  if (!set.ok) return { end: "bad-input", issues: set.issues }
  const { id, dimensions } = set.value
  const lines = [Catalogue.say(texts, "good", { id, n: dimensions.length }, language)]
  return { end: "done", lines, json: { dimensions: set.value } }
}
