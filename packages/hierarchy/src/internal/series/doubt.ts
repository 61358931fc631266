/** A doubt in words. */
import { format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { Suspicion } from "./identify.ts"
import { issue } from "./texts.ts"

const shown = 3

/** Why the units were kept apart, and the row that would make them one. */
export const doubtIssue = (on: PlainDate, { reason, old, new: fresh, others }: Suspicion): Issue => {
  const neighbours = others.slice(0, shown).join(", ") + (others.length > shown ? ", …" : "")
  const why = issue(`doubt.${reason}`, {
    date: format(on),
    old: old.code,
    oldName: old.name,
    oldLevel: old.level,
    new: fresh?.code ?? "",
    newName: fresh?.name ?? "",
    newLevel: fresh?.level ?? "",
    n: others.length,
    other: others[0] ?? "",
    neighbours
  })
  const line = `${on},${old.code},${fresh?.code ?? ""}`
  const code = fresh === null ? "doubt.lost" : "doubt.parted"
  const said = {
    vi: issue(code, { doubt: why.message, line, old: old.code }),
    en: issue(code, { doubt: why.english, line, old: old.code })
  }
  return {
    ...why,
    severity: "warning",
    message: said.vi.message,
    english: said.en.english,
    path: [old.code],
    ...placeOf(fresh ?? old)
  }
}

const placeOf = ({ source }: Suspicion["old"]): Pick<Issue, "place"> =>
  source === null
    ? {}
    : { place: { ...(source.file === "" ? {} : { file: source.file }), line: source.row.line, column: 1 } }
