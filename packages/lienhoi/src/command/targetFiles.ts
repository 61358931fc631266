/**
 * Files of targets where a template may be named: `lienhoi template check | show | diff`.
 *
 * @since 0.1.0
 */
import * as TargetSet from "@lienhoi/template/TargetSet"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as files from "../files.ts"
import type { Answer } from "./Command.ts"

const texts = Catalogue.make({
  good: {
    vi: "Bộ chỉ tiêu {id} dùng được: {n} chỉ tiêu phấn đấu, {status}",
    en: "Target set {id} is good: {n} targets, {status}"
  },
  unheld: {
    vi: "  chưa đối chiếu với mẫu; thêm --base MẪU.yaml để kiểm tra mã số liệu",
    en: "  not held against templates; add --base TEMPLATE.yaml to check the fields"
  }
})

/** The set in a file or a pack; `null` when it is no file of targets, or cannot be read at all. */
export const read = (
  file: string,
  bases: ReadonlyArray<string>,
  associationId = "vwu"
): Issue.Checked<TargetSet.TargetSet> | null => {
  const pack = files.sharedPack(file)
  const document = pack === null ? files.read(file) : Issue.ok(pack)
  if (!document.ok || !TargetSet.isTargetSet(document.value.text)) return null
  const association = files.association(associationId)
  const resolved = files.all(bases.map((base) => files.resolveTemplate(base, [], associationId)))
  if (!association.ok || !resolved.ok) return association.ok ? (resolved as Issue.Checked<never>) : association
  const templates = resolved.value.map(({ template }) => template)
  return TargetSet.parse(document.value.text, {
    file,
    association: association.value,
    ...(templates.length === 0 ? {} : { templates })
  })
}

/** What checking a set answers. */
export const checked = (set: Issue.Checked<TargetSet.TargetSet>, isHeld: boolean, language: Language): Answer => {
  if (!set.ok) return { end: "bad-input", issues: set.issues }
  const { id, items, status } = set.value
  const params = { id, n: items.length, status: TargetSet.statusNames[status][language] }
  return {
    end: "done",
    lines: [
      Catalogue.say(texts, "good", params, language),
      ...(isHeld || items.length === 0 ? [] : [texts.unheld[language]])
    ],
    json: { targets: set.value }
  }
}

/** What showing a set answers: its canonical text. */
export const shown = (set: Issue.Checked<TargetSet.TargetSet>): Answer =>
  set.ok
    ? { end: "done", lines: TargetSet.print(set.value).trimEnd().split("\n"), json: { targets: set.value } }
    : { end: "bad-input", issues: set.issues }
