/**
 * Makes the form of one level live: the validator that the server runs, run at every keystroke. What is wrong stands
 * under its question once somebody has been there, computed figures follow, questions open and close.
 *
 * @since 0.1.0
 */

import type * as Cell from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import type * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Settled from "@lienhoi/template/Settled"
import * as Template from "@lienhoi/template/Template"
import type { Context, Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { html } from "@lienhoi/words/Html"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as FormView from "../page/FormView.ts"
import * as TableView from "../page/TableView.ts"

const texts = Catalogue.make({
  // What is typed, in the words of the reports, whatever the language of the page.
  zero: { vi: "không phát sinh", en: "không phát sinh" },
  ready: { vi: "Gửi được. Đọc lại trước khi gửi:", en: "Ready to send. Read it once more:" },
  trial: { vi: "Đây là bản xem thử, không có gì được gửi đi.", en: "This is a preview; nothing is sent anywhere." },
  errors: { vi: "Còn {n} chỗ phải sửa", en: "{n} things to mend" },
  warnings: { vi: "Có {n} chỗ nên xem lại", en: "{n} things to look at again" },
  good: { vi: "Chưa thấy gì sai", en: "Nothing is wrong so far" }
})

/** What a form is made live with. */
export interface Options {
  readonly form: HTMLFormElement
  readonly compiled: Compiled
  readonly context: Context
  readonly language: Language
}

type Box = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isBox = (element: Element): element is Box =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement

const boxesIn = (root: ParentNode): ReadonlyArray<Box> => [...root.querySelectorAll("[name]")].filter(isBox)

/** What stands in a box, as it is sent; `null` for nothing. Of a file only its name is ever looked at. */
const given = (box: Box): Input[string] => {
  if (!(box instanceof HTMLInputElement)) return box.value === "" ? null : box.value
  if (box.type === "radio") return box.checked ? box.value : null
  if (box.type === "file") return box.files?.length ? [...box.files].map(({ name }) => name) : null
  return box.value === "" ? null : box.value
}

const inTable = (box: Box): boolean => box.closest("[data-table]") !== null

const rowOf = (row: Element): { readonly [column: string]: unknown } =>
  Object.fromEntries(boxesIn(row).flatMap((box) => (given(box) === null ? [] : [[box.name, given(box)]])))

/** What stands in a table: the rows that were added, or the fixed ones by key; `null` when nothing does. */
const tableOf = (table: Element): unknown => {
  const rows = [...table.querySelectorAll<HTMLElement>("[data-row]")]
    .map((row) => [row.dataset.row!, rowOf(row)] as const)
    .filter(([, cells]) => Object.keys(cells).length > 0)
  if (rows.length === 0) return null
  return table.querySelector("[data-rows]") === null ? Object.fromEntries(rows) : rows.map(([, cells]) => cells)
}

/** The answers as they stand in the form, closed questions included. */
const answers = (form: HTMLFormElement): Input => {
  const plain = boxesIn(form).filter((box) => !inTable(box) && given(box) !== null)
  const tables = [...form.querySelectorAll<HTMLElement>("[data-table]")]
    .map((table) => [table.dataset.table!, tableOf(table)] as const)
    .filter(([, rows]) => rows !== null)
  return Object.fromEntries([...plain.map((box) => [box.name, given(box)] as const), ...tables])
}

const ownerOf = ({ path }: Issue): string => String(path[0] ?? "").split("[")[0]!

const questionOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>("[data-field]")

/** Fills the totals of a grid: below its columns, beside its rows. */
const totals = (question: Element, field: Field.Field, cell: Cell.Cell | undefined): void => {
  const rows = cell?.state === "value" && Array.isArray(cell.value) ? (cell.value as ReadonlyArray<Cell.Cells>) : []
  const sum = (cells: ReadonlyArray<Cell.Cell | undefined>): string => ReadBack.sum(field, cells) ?? "…"
  for (const output of question.querySelectorAll<HTMLOutputElement>("[data-column-total]")) {
    output.value = sum(rows.map((row) => row[output.dataset.columnTotal!]))
  }
  for (const output of question.querySelectorAll<HTMLOutputElement>("[data-row-total]")) {
    const row = rows[field.rows.findIndex(({ key }) => key === output.dataset.rowTotal)]
    output.value = sum(field.rowTotals.map((column) => row?.[column]))
  }
}

const show = (
  { compiled, form, language }: Options,
  { closed, seen }: Settled.Settled,
  isTold: (key: string) => boolean
): void => {
  for (const question of form.querySelectorAll<HTMLElement>("[data-field]")) {
    const key = question.dataset.field!
    const field = Template.field(compiled.template, key)!
    const issues = seen.issues.filter((issue) => ownerOf(issue) === key && isTold(key))
    const isWrong = issues.some(({ severity }) => severity === "error")
    question.hidden = closed.has(key)
    question.querySelector(".problem")!.innerHTML = issues
      .map(
        ({ english, message, severity }) =>
          html`<p class="${severity}">${language === "vi" ? message : english}</p>`.text
      )
      .join("")
    for (const box of boxesIn(question)) box.setAttribute("aria-invalid", String(isWrong))
    const output = question.querySelector<HTMLOutputElement>("output[name]")
    if (output !== null) output.value = ReadBack.cell(field, seen.cells[key], language)
    totals(question, field, seen.cells[key])
  }
  for (const section of form.querySelectorAll<HTMLElement>("[data-section]")) {
    section.hidden = section.querySelector("[data-field]:not([hidden])") === null
  }
}

/** Where the first mistake stands; its first box takes the focus. */
const goTo = (form: HTMLFormElement, issue: Issue): void => {
  const question = form.querySelector(`[data-field="${CSS.escape(ownerOf(issue))}"]`)
  if (question === null) return
  question.scrollIntoView({ block: "center" })
  boxesIn(question)[0]?.focus({ preventScroll: true })
}

/** Reads back what would be sent. */
const readBack = ({ compiled, context, language }: Options, { seen }: Settled.Settled): string => {
  const say = (code: keyof typeof texts) => Catalogue.say(texts, code, {}, language)
  const lines = ReadBack.lines(compiled.template, context.unit.level, seen.cells, language)
  return html`<p><b>${say("ready")}</b></p><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul><p class="hint">${say("trial")}</p>`
    .text
}

const stateOf = ({ language }: Options, { seen }: Settled.Settled): string => {
  const errors = seen.issues.filter(({ severity }) => severity === "error").length
  const warnings = seen.issues.length - errors
  const code = errors > 0 ? "errors" : warnings > 0 ? "warnings" : "good"
  return Catalogue.say(texts, code, { n: errors > 0 ? errors : warnings }, language)
}

const renumber = (table: Element, language: Language): void => {
  table.querySelectorAll("[data-row] > legend").forEach((legend, n) => {
    legend.textContent = TableView.rowTitle(n, language)
  })
}

/** Binds a form that `FormView` rendered. Nothing leaves the page; sending shows what would be sent. */
export const bind = (options: Options): void => {
  const { compiled, context, form, language } = options
  const touched = new Set<string>()
  let isSent = false
  let rows = 1000
  const readback = form.querySelector(".readback")!
  const state = form.querySelector(".state")!
  const look = (): Settled.Settled => {
    const settled = Settled.of(compiled, answers(form), context)
    show(options, settled, (key) => isSent || touched.has(key))
    if (isSent || touched.size > 0) state.textContent = stateOf(options, settled)
    readback.innerHTML = ""
    return settled
  }
  const touch = (event: Event): void => {
    const key = event.target instanceof Element ? questionOf(event.target)?.dataset.field : undefined
    if (key !== undefined) touched.add(key)
    look()
  }
  const onButton = (button: HTMLElement): void => {
    const { zero } = button.dataset
    const table = button.closest<HTMLElement>("[data-table]")
    if (zero !== undefined) {
      const box = form.elements.namedItem(zero) as HTMLInputElement
      box.value = Catalogue.say(texts, "zero", {}, language)
      touched.add(zero)
      box.focus()
    }
    if (table !== null && "addRow" in button.dataset) {
      const field = Template.field(compiled.template, table.dataset.table!)!
      const id = FormView.idOf(context.unit.level, field.key)
      const list = table.querySelector("[data-rows]")!
      list.insertAdjacentHTML("beforeend", TableView.row(field, id, rows++, language).text)
      boxesIn(list.lastElementChild!)[0]?.focus()
    }
    if (table !== null && "dropRow" in button.dataset) {
      button.closest("[data-row]")!.remove()
      table.querySelector<HTMLElement>("[data-add-row]")!.focus()
    }
    if (table !== null) renumber(table, language)
    look()
  }
  form.addEventListener("input", touch)
  form.addEventListener("change", touch)
  form.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button[type=button]") : null
    if (button !== null) onButton(button)
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    isSent = true
    const settled = look()
    const first = settled.seen.issues.find(({ severity }) => severity === "error")
    if (first === undefined) readback.innerHTML = readBack(options, settled)
    else goTo(form, first)
  })
  look()
}
