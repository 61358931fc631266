/**
 * What a branch head sees on her phone, one screen a page: the invitation, the questions, the read-back, the answer.
 *
 * @since 0.1.0
 */
import * as Status from "@lienhoi/report/Status"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import { page } from "./Sheet.ts"

/** One question: last time's figure stands beside it, so that nothing is typed from memory. */
export interface Question {
  readonly label: string
  /** Of measure; empty where there is none. */
  readonly unit: string
  readonly hint: string
  readonly value: string
  readonly numeric: boolean
}

/** What stands on a screen, from top to bottom. */
export type Block =
  | { readonly block: "message"; readonly text: string; readonly mine: boolean }
  | { readonly block: "questions"; readonly questions: ReadonlyArray<Question> }
  | { readonly block: "figures"; readonly lines: ReadonlyArray<{ readonly label: string; readonly value: string }> }
  | { readonly block: "button"; readonly text: string; readonly second: boolean }

/** One screen, with the moment it shows and where her report stood then. */
export interface Screen {
  readonly file: string
  readonly title: string
  readonly moment: string
  readonly status: Status.Status
  readonly blocks: ReadonlyArray<Block>
}

const lines = (text: string): ReadonlyArray<Html> => text.split("\n").map((line) => html`${line}<br>`)

const question = (q: Question, i: number): Html =>
  html`<label for="q${i}">${i + 1}. ${q.label}${q.unit !== "" && html` <span class="hint">(${q.unit})</span>`}</label><input id="q${i}" name="q${i}" value="${q.value}" autocomplete="off" inputmode="${
    q.numeric ? "numeric" : "text"
  }" aria-describedby="h${i}"><span class="hint" id="h${i}">${q.hint}</span>`

const block = (b: Block, next: string | null): Html => {
  switch (b.block) {
    case "message":
      return html`<div class="bubble${b.mine ? " mine" : ""}">${lines(b.text)}</div>`
    case "questions":
      return html`<form>${b.questions.map(question)}</form>`
    case "figures":
      return html`<table><tbody>${b.lines.map((line) => html`<tr><th scope="row">${line.label}</th><td class="n"><b>${line.value}</b></td></tr>`)}</tbody></table>`
    case "button":
      return html`<a class="button${b.second ? " second" : ""}" href="${b.second || next === null ? "#" : next}">${b.text}</a>`
  }
}

const texts = Catalogue.make({
  previous: { vi: "‹ Màn hình trước", en: "‹ Previous screen" },
  next: { vi: "Màn hình sau ›", en: "Next screen ›" }
})

/** The screens before and after, by file. */
export interface Beside {
  readonly previous: string | null
  readonly next: string | null
}

const step = (which: keyof Beside, to: string | null, language: Language): Html =>
  to === null
    ? html`<span></span>`
    : html`<a class="step" rel="${which === "next" ? "next" : "prev"}" href="${to}">${Catalogue.say(texts, which, {}, language)}</a>`

/** Renders one screen; its main button leads to the next one. */
export const render = (screen: Screen, { previous, next }: Beside, language: Language = "vi"): string =>
  page({
    title: screen.title,
    language,
    body: html`<div class="phone"><header><strong>${screen.title}</strong></header><main><p class="stamp">${screen.moment} <span class="chip ${Status.tone(
      screen.status
    )}">${Status.say(screen.status, language)}</span></p>${screen.blocks.map((b) => block(b, next))}<nav class="steps">${step("previous", previous, language)}${step("next", next, language)}</nav></main></div>`
  })
