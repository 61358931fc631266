import { fold } from "@lienhoi/words/Text"
import type { Tree } from "./tree.ts"
import type { Imported, Options } from "./xlsForm.ts"
import { type Account, accounting, say } from "./xlsFormAccount.ts"
import { type Choices, listsOf } from "./xlsFormLists.ts"
import { type FormRow, type FormSheet, wordsIn } from "./xlsFormSheet.ts"
import { issue, type XlsFormCode } from "./xlsFormTexts.ts"
import { isNo, isYes, keys, limitsOf, plainTypes } from "./xlsFormWords.ts"
import { type Known, translate } from "./xpath.ts"

/** Where in the new template a cell of the form went, for problems found later. */
interface Origin {
  readonly row: FormRow
  readonly heading: string
  readonly account: Account
}

/** A form in the keywords of templates. */
export interface Draft {
  readonly json: Tree
  readonly accounts: ReadonlyArray<Account>
  /** By the map in {@link json} that it became. */
  readonly origins: ReadonlyMap<Tree, Origin>
  readonly notes: Imported["notes"]
  /** Says which choices are in use, once it is known which fields are left. */
  readonly closeLists: (isThere: (field: Tree) => boolean) => void
}

/** Until somebody says when the answers are due. */
const daysToAnswer = 5

/** Reads a form row by row; every row gets an account. */
export const draftOf = (
  survey: FormSheet,
  choices: FormSheet | null,
  settings: FormSheet | null,
  options: Options
): Draft => {
  const accounts: Array<Account> = []
  const origins = new Map<Tree, Origin>()
  const accountOf = accounting(accounts)
  const levels = options.levels ?? ["chi_hoi"]
  // Settings, then lists of choices, then the questions.
  const [setting, ...moreSettings] = settings?.rows ?? []
  const head: Tree = {}
  const settingAccount = setting === undefined ? null : accountOf(setting, "settings")
  if (setting !== undefined && settingAccount !== null) {
    settingAccount.became = { kind: "head", keys: ["title"] }
    const version = setting.get("version")
    if (/^\d{1,9}(?:\.\d{1,9}){0,2}$/u.test(version)) head.version = version
    else if (version !== "") say(settingAccount, setting, "version", "xlsform.version", { found: version.slice(0, 40) })
  }
  for (const row of moreSettings) {
    const account = accountOf(row, "settings")
    say(account, row, row.filled[0]!, "xlsform.column", { heading: row.filled[0]!, found: row.get(row.filled[0]!) })
  }
  const title = setting?.get("form_title") || setting?.get("title") || survey.name
  const slug = fold(setting?.get("form_id") || setting?.get("id_string") || title)
  const name = slug.replaceAll(/[^a-z0-9]+/gu, "-").replaceAll(/^-+|-+$/gu, "") || "bieu-mau"

  const { lists, use, closeLists } = listsOf(choices?.rows ?? [], accountOf)
  const keyOf = keys()
  const names = new Map<string, Known>()
  const sections: { [key: string]: Tree } = {}
  const rules: Array<Tree> = []
  const first = { key: "chung", title, relevant: [] as ReadonlyArray<string> }
  type Group = { readonly key: string; readonly title: string; readonly relevant: ReadonlyArray<string> }
  type Open =
    | { readonly is: "group"; readonly group: Group; readonly account: Account }
    | { readonly is: "repeat"; readonly table: Tree; readonly row: FormRow; readonly account: Account }
  const open: Array<Open> = []
  const groupNow = (): Group => open.findLast((one) => one.is === "group")?.group ?? first
  const repeatNow = () => open.findLast((one) => one.is === "repeat")
  const sectionKeys = keys()

  const put = (field: Tree, account: Account, row: FormRow): void => {
    const group = groupNow()
    sections[group.key] ??= { title: group.title, asked_of: levels, fields: [] }
    const fields = sections[group.key]!.fields as Array<Tree>
    origins.set(field, { row, heading: "type", account })
    fields.push(field)
  }

  /** An expression as a formula of that kind; otherwise said, and left out. */
  const formulaOf = (
    row: FormRow,
    heading: string,
    account: Account,
    kind: "truth" | null,
    self: Known | null = null
  ): { readonly formula: string; readonly kind: string } | null => {
    const expression = row.get(heading)
    const shown = expression.slice(0, 80)
    let guarded = false
    const made = translate(expression, names, self, () => {
      guarded = true
    })
    if ("reason" in made || (kind !== null && made.kind !== kind)) {
      const reason = "reason" in made ? made.reason.slice(0, 30) : made.kind
      say(account, row, heading, "xlsform.expression", { expression: shown, reason })
      return null
    }
    if (guarded) say(account, row, heading, "xlsform.division", { expression: shown })
    return made
  }

  const relevantOf = (row: FormRow, account: Account, groups: ReadonlyArray<string>): ReadonlyArray<string> => {
    const own = row.get("relevant") === "" ? null : formulaOf(row, "relevant", account, "truth")
    return own === null ? groups : [...groups, own.formula]
  }
  const allOf = (conditions: ReadonlyArray<string>): string | undefined =>
    conditions.length === 0 ? undefined : conditions.length === 1 ? conditions[0] : `AND(${conditions.join("; ")})`

  const requiredOf = (row: FormRow, account: Account): boolean | string | undefined => {
    const said = row.get("required")
    if (isYes(said)) return true
    if (isNo(said)) return undefined
    return formulaOf(row, "required", account, "truth")?.formula
  }

  const words = (row: FormRow, key: string): Tree => {
    const [label, hint] = [wordsIn(row, "label"), wordsIn(row, "hint")]
    return {
      key,
      label: label.vi || row.get("name"),
      ...(label.en === "" ? {} : { label_en: label.en }),
      ...(hint.vi === "" ? {} : { hint: hint.vi })
    }
  }

  const constrain = (row: FormRow, account: Account, field: Tree, self: Known, isColumn: boolean): void => {
    const constraint = row.get("constraint")
    const isNumber = field.type === "count" || field.type === "decimal"
    if (field.type === "count") field.min = "none"
    if (constraint === "") return
    const limits = isNumber ? limitsOf(constraint, field.type === "count") : null
    if (limits !== null) {
      Object.assign(field, limits)
      return
    }
    const shown = constraint.slice(0, 80)
    if (isColumn) {
      say(account, row, "constraint", "xlsform.expression", { expression: shown, reason: "repeat" })
      return
    }
    const made = formulaOf(row, "constraint", account, "truth", self)
    if (made === null) return
    const message = wordsIn(row, "constraint_message").vi || `${String(field.label)}: xem lại câu trả lời`
    const rule = { when: `NOT(${made.formula})`, error: message.replaceAll(/[{}]/gu, ""), field: String(field.key) }
    origins.set(rule, { row, heading: "constraint", account })
    rules.push(rule)
  }

  const itemsOf = (list: Choices): Tree => Object.fromEntries(list.items.map(({ key, label }) => [key, label]))

  const question = (row: FormRow, account: Account, type: string, listName: string): void => {
    const said = row.get("name")
    if (said === "") {
      say(account, row, "name", "xlsform.name")
      return
    }
    if (names.has(said)) {
      say(account, row, "name", "xlsform.name-twice", { name: said })
      return
    }
    const repeat = repeatNow()
    const refuse = (code: XlsFormCode): void =>
      say(account, row, "type", code, { type: row.get("type"), list: listName })
    const list = lists.get(listName)
    const isChoice = type === "select_one" || type === "select_multiple"
    if (isChoice && list === undefined) {
      refuse("xlsform.list")
      return
    }
    const plain = Object.hasOwn(plainTypes, type) ? plainTypes[type]! : null
    if (plain === null && !isChoice && type !== "calculate") {
      refuse(type === "note" ? "xlsform.note" : "xlsform.type")
      return
    }
    if (repeat !== undefined && (type === "select_multiple" || type === "calculate")) {
      refuse("xlsform.in-repeat")
      return
    }

    const conditions = repeat === undefined ? relevantOf(row, account, groupNow().relevant) : []
    if (repeat !== undefined && row.get("relevant") !== "")
      say(account, row, "relevant", "xlsform.expression", {
        expression: row.get("relevant").slice(0, 80),
        reason: "repeat"
      })
    const relevant = allOf(conditions)
    const required = type === "calculate" ? undefined : requiredOf(row, account)
    const more = { ...(required === undefined ? {} : { required }), ...(relevant === undefined ? {} : { relevant }) }
    const combine = { units: "sum", periods: "sum" }

    if (type === "calculate") {
      const made = formulaOf(row, "calculation", account, null)
      if (made === null) return
      if (made.kind !== "number" && made.kind !== "truth") {
        const expression = row.get("calculation").slice(0, 80)
        say(account, row, "calculation", "xlsform.expression", { expression, reason: made.kind })
        return
      }
      const key = keyOf(said)
      const isTruth = made.kind === "truth"
      names.set(said, { key, kind: made.kind, choices: new Map() })
      account.became = { kind: "field", keys: [key] }
      const field = {
        ...words(row, key),
        type: isTruth ? "bool" : "decimal",
        formula: made.formula,
        ...(relevant === undefined ? {} : { relevant })
      }
      put(field, account, row)
      return
    }
    if (type === "select_multiple" && list !== undefined) {
      const base = keyOf(said)
      const made = list.items.map(({ key, label }) => ({ key: keyOf(`${base}_${key}`), choice: key, label }))
      names.set(said, {
        key: base,
        kind: "many",
        choices: new Map(
          [...list.byName].map(([one, key]) => [
            one,
            made.find(({ choice }) => choice === key)!.key.slice(base.length + 1)
          ])
        )
      })
      account.became = { kind: "field", keys: made.map(({ key }) => key) }
      const { label, label_en: _, ...rest } = words(row, base)
      if (required !== undefined)
        say(account, row, "required", "xlsform.expression", { expression: row.get("required"), reason: type })
      if (row.get("constraint") !== "")
        say(account, row, "constraint", "xlsform.expression", {
          expression: row.get("constraint").slice(0, 80),
          reason: type
        })
      for (const one of made) {
        const field: Tree = {
          ...rest,
          key: one.key,
          label: `${String(label)}: ${one.label}`,
          type: "bool",
          ...(relevant === undefined ? {} : { relevant })
        }
        use(listName, field)
        put(field, account, row)
      }
      return
    }

    const key = keyOf(said)
    const fieldType = isChoice ? "choice" : plain!
    const kind = fieldType === "count" || fieldType === "decimal" ? "number" : isChoice ? "choice" : "text"
    const known: Known = {
      key: repeat === undefined ? key : `${String(repeat.table.key)}.${key}`,
      kind,
      choices: list?.byName ?? new Map()
    }
    names.set(said, known)
    const isNumber = kind === "number"
    const field: Tree = {
      ...words(row, key),
      type: fieldType,
      ...(isChoice ? { choices: itemsOf(list!) } : {}),
      ...(isNumber && repeat === undefined ? { combine } : {}),
      ...(repeat === undefined ? more : required === true ? { required: true } : {})
    }
    if (isChoice) use(listName, field)
    constrain(row, account, field, known, repeat !== undefined)
    account.became = { kind: "field", keys: [key] }
    if (repeat === undefined) {
      put(field, account, row)
      return
    }
    if (typeof required === "string")
      say(account, row, "required", "xlsform.expression", { expression: row.get("required"), reason: "repeat" })
    const columns = repeat.table.columns as Array<Tree>
    origins.set(field, { row, heading: "type", account })
    columns.push(field)
  }

  /** A table stands where its repeat ends; one in which nothing is left does not stand at all. */
  const close = (ended: Open): void => {
    if (ended.is === "group") return
    if ((ended.table.columns as ReadonlyArray<Tree>).length > 0) put(ended.table, ended.account, ended.row)
    else {
      ended.account.became = null
      say(ended.account, ended.row, "name", "xlsform.empty", { name: ended.row.get("name") })
    }
  }

  for (const row of survey.rows) {
    const account = accountOf(row, "survey")
    const [type = "", second = "", third = ""] = row
      .get("type")
      .toLowerCase()
      .replace(/^(begin|end)[ _]/u, "$1_")
      .split(/\s+/u)
    const listName = row.get("type").split(/\s+/u)[1] ?? ""
    const said = row.get("name")
    const label = wordsIn(row, "label").vi || said
    if (type === "begin_group") {
      const around = groupNow()
      const key = sectionKeys(said || "phan")
      const heading = around === first ? label : `${around.title} › ${label}`
      const relevant = repeatNow() === undefined ? relevantOf(row, account, around.relevant) : around.relevant
      open.push({
        is: "group",
        account,
        group: repeatNow() === undefined ? { key, title: heading || title, relevant } : around
      })
      account.became = { kind: "section", keys: repeatNow() === undefined ? [key] : [] }
    } else if (type === "begin_repeat") {
      if (repeatNow() !== undefined) {
        say(account, row, "type", "xlsform.in-repeat", { type: "begin repeat" })
        open.push({ is: "group", account, group: groupNow() })
      } else if (said === "" || names.has(said)) {
        say(account, row, "name", said === "" ? "xlsform.name" : "xlsform.name-twice", { name: said })
        open.push({ is: "group", account, group: groupNow() })
      } else {
        const key = keyOf(said)
        const relevant = allOf(relevantOf(row, account, groupNow().relevant))
        const table: Tree = {
          ...words(row, key),
          label: label || key,
          type: "table",
          columns: [],
          ...(relevant === undefined ? {} : { relevant })
        }
        account.became = { kind: "field", keys: [key] }
        names.set(said, { key, kind: "table", choices: new Map() })
        open.push({ is: "repeat", table, row, account })
      }
    } else if (type === "end_group" || type === "end_repeat") {
      const ended = open.pop()
      if (ended === undefined) say(account, row, "type", "xlsform.end")
      else {
        close(ended)
        account.became = { kind: "end", keys: [] }
      }
    } else {
      if (third === "or_other" || second === "or_other") say(account, row, "type", "xlsform.other")
      question(row, account, type, listName)
    }
  }
  // What nobody closed ends with the form.
  while (open.length > 0) close(open.pop()!)

  const json: Tree = {
    template: `${options.owner ?? "dia-phuong"}/${name}`,
    ...head,
    title,
    period: options.period ?? "ad-hoc",
    due: Object.fromEntries(levels.map((level) => [level, { working_days_after: daysToAnswer }])),
    sections,
    ...(rules.length === 0 ? {} : { rules })
  }
  const notes = [
    issue("xlsform.combine", {}, { severity: "warning" }),
    issue("xlsform.due", { days: daysToAnswer }, { severity: "warning" })
  ]
  return { json, accounts, origins, notes, closeLists }
}
