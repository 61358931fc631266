import type * as Issue from "@lienhoi/words/Issue"
import { issue, type TextCode } from "./texts.ts"
import type { Path, Places } from "./yaml.ts"

/** What a template needs to know of the file it was read from. */
export type Located = Pick<Places, "of" | "isSpoiled">

/** Where an issue goes: not after something else has been said about the same value. */
export interface Say {
  (path: Path, code: TextCode, params?: { readonly [name: string]: string | number }, severity?: "warning"): void
  readonly add: (path: Path, found: Issue.Issue) => void
}

/** Says things about a template into a list. */
export const saying = (issues: Array<Issue.Issue>, places: Located | undefined): Say => {
  const add = (path: Path, found: Issue.Issue): void => {
    if (places?.isSpoiled(path)) return
    const spot = places?.of(path)
    // The place of a formula's issue counts characters of the formula.
    const inner = spot?.exact === true && found.place !== undefined ? found.place.column - 1 : 0
    const { place: _, ...rest } = found
    issues.push({ ...rest, path, ...(spot && { place: { line: spot.line, column: spot.column + inner } }) })
  }
  return Object.assign(
    (path: Path, code: TextCode, params = {}, severity: "error" | "warning" = "error") =>
      add(path, issue(code, params, { severity })),
    { add }
  )
}
