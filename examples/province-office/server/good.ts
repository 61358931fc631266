import { Issue } from "lienhoi"

/** Something the office cannot go on with, in words for the person at the terminal. */
export class Refused extends Error {
  readonly codes: ReadonlyArray<string>
  constructor(issues: ReadonlyArray<Issue.Issue>) {
    super(issues.map((issue) => Issue.format(issue)).join("\n"))
    this.codes = issues.map(({ code }) => code)
  }
}

/** The value of an answer; its issues are thrown. */
export const good = <A>(checked: Issue.Checked<A>): A => {
  if (checked.ok) return checked.value
  throw new Refused(checked.issues)
}
