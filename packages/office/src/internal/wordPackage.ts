/** Whether a Word file may be opened: no macros, of bounded size, no part larger than it declares. */
import * as Issue from "@lienhoi/words/Issue"
import * as Archive from "./archive.ts"
import { issue } from "./wordFormTexts.ts"

/** At most this much of a form on paper. */
const limits = {
  entries: 1_000,
  totalBytes: 32 * 1024 * 1024,
  entryBytes: 16 * 1024 * 1024,
  ratio: 200,
  cells: 0,
  area: 0,
  tags: 500_000
}

const openings = (bytes: Uint8Array): number => bytes.reduce((count, byte) => (byte === 60 ? count + 1 : count), 0)

/** Whether the text of the document goes on to its end. */
const isWhole = (bytes: Uint8Array): boolean =>
  /<\/(?:\w+:)?document>\s*$/u.test(new TextDecoder().decode(bytes.subarray(Math.max(0, bytes.length - 200))))

/** `null`, or the reason why it stays closed. */
export const admit = async (bytes: Uint8Array): Promise<Issue.Checked<null>> => {
  const entries = Archive.entriesOf(bytes, limits)
  if (!entries.ok) {
    const known = entries.issues.some(({ code }) => code === "workbook.not-one")
    return Issue.fail(issue(known ? "word.not-one" : "word.too-big"))
  }
  const names = entries.value.map(({ name }) => name)
  if (names.some((name) => /(?:^|\/)(?:vbaProject\.bin|activeX\/)/iu.test(name)))
    return Issue.fail(issue("word.macros"))
  if (!names.includes("word/document.xml")) return Issue.fail(issue("word.not-one"))
  let tags = 0
  for (const entry of entries.value) {
    const part = await Archive.unpack(bytes, entry)
    if (!part.ok) return Issue.fail(issue(part.issues[0]?.code === "workbook.lies" ? "word.too-big" : "word.broken"))
    if (entry.name === "word/document.xml" && !isWhole(part.value)) return Issue.fail(issue("word.broken"))
    if (entry.name.endsWith(".xml")) tags += openings(part.value)
    if (tags > limits.tags) return Issue.fail(issue("word.too-big"))
  }
  return Issue.ok(null)
}
