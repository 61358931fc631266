import type * as Issue from "@lienhoi/words/Issue"
import type { Became } from "./xlsForm.ts"
import type { FormRow } from "./xlsFormSheet.ts"
import { issue, type XlsFormCode } from "./xlsFormTexts.ts"

/** What becomes of a row while the form is read. */
export interface Account {
  readonly place: Issue.Place
  became: Became | null
  readonly notes: Array<Issue.Issue>
}

const understood: { readonly [sheet: string]: RegExp } = {
  survey:
    /^(?:type|name|(?:label|hint)(?:::.*)?|required|relevant|constraint|constraint_message(?:::.*)?|calculation)$/u,
  choices: /^(?:list_name|name|value|label(?:::.*)?)$/u,
  settings: /^(?:form_title|title|form_id|id_string|version|default_language)$/u
}

/** Notes something about a row, at one of its cells. */
export const say = (
  account: Account,
  row: FormRow,
  heading: string,
  code: XlsFormCode,
  params: { readonly [name: string]: string } = {}
): void => {
  account.notes.push(issue(code, params, { severity: "warning", place: row.placeOf(heading) }))
}

/** Accounts, one for every row in the order they are opened; columns that say nothing to us are noted at once. */
export const accounting =
  (accounts: Array<Account>) =>
  (row: FormRow, sheet: string): Account => {
    const account: Account = { place: row.placeOf(sheet === "choices" ? "list_name" : "type"), became: null, notes: [] }
    for (const heading of row.filled.filter((one) => !understood[sheet]!.test(one)))
      say(account, row, heading, "xlsform.column", { heading, found: row.get(heading).slice(0, 60) })
    accounts.push(account)
    return account
  }
