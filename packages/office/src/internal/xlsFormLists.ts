import { fold } from "@lienhoi/words/Text"
import type { Tree } from "./tree.ts"
import { type Account, say } from "./xlsFormAccount.ts"
import { type FormRow, wordsIn } from "./xlsFormSheet.ts"

/** One list of choices. */
export interface Choices {
  readonly items: ReadonlyArray<{ readonly key: string; readonly label: string; readonly account: Account }>
  readonly byName: ReadonlyMap<string, string>
}

/** Reads the lists of choices, and remembers what was made with each. */
export const listsOf = (rows: ReadonlyArray<FormRow>, accountOf: (row: FormRow, sheet: string) => Account) => {
  const lists = new Map<string, Choices & { readonly rows: Array<FormRow> }>()
  /** What was made with a list. */
  const used = new Map<string, Array<Tree>>()
  const use = (list: string, field: Tree): void => {
    used.set(list, [...(used.get(list) ?? []), field])
  }
  const choiceAccounts: Array<{
    readonly account: Account
    readonly row: FormRow
    readonly list: string
    readonly key: string
  }> = []
  for (const row of rows) {
    const account = accountOf(row, "choices")
    const list = row.get("list_name")
    const said = row.get("name") || row.get("value")
    const found = lists.get(list) ?? { items: [], byName: new Map<string, string>(), rows: [] }
    if (list === "" || said === "") say(account, row, list === "" ? "list_name" : "name", "xlsform.name")
    else if (found.byName.has(said)) say(account, row, "name", "xlsform.choice-twice", { name: said, list })
    else {
      const folded = fold(said).replaceAll(/[^a-z0-9_]+/gu, "_")
      const begun = /^[a-z]/u.test(folded) ? folded : `c${folded.startsWith("_") ? "" : "_"}${folded}`
      let key = begun.slice(0, 60)
      for (let n = 2; [...found.byName.values()].includes(key); n++) key = `${begun.slice(0, 56)}_${n}`
      const label = wordsIn(row, "label").vi || said
      lists.set(list, {
        items: [...found.items, { key, label, account }],
        byName: new Map([...found.byName, [said, key]]),
        rows: [...found.rows, row]
      })
      choiceAccounts.push({ account, row, list, key })
    }
  }

  const closeLists = (isThere: (field: Tree) => boolean): void => {
    for (const { account, row, list, key } of choiceAccounts) {
      if (used.get(list)?.some(isThere)) account.became = { kind: "choice", keys: [key] }
      else say(account, row, "list_name", "xlsform.list-unused", { list })
    }
  }
  return { lists: lists as ReadonlyMap<string, Choices>, use, closeLists }
}
