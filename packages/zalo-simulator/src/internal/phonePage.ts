/** The page of phones, as HTML: a grid, one phone of 360 px a person. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html, trusted } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import { texts } from "./phoneTexts.ts"
import { type Chat, chats } from "./phoneView.ts"
import { dayOf, type Sim, timeOf, written } from "./sim.ts"
import type { Message, Person } from "./state.ts"

type Say = (code: keyof typeof texts, params?: Catalogue.Params) => string

const field = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`
const fields = (all: { readonly [name: string]: string }): ReadonlyArray<Html> =>
  Object.entries(all).map(([name, value]) => field(name, value))

/** One thing a person may do, as a form with one button. */
const deed = (person: string, label: string, act: { readonly [name: string]: string }, quiet = false): Html =>
  html`<form method="post" action="/phones/act">${fields({ person, ...act })}<button${quiet && html` class="quiet"`}>${label}</button></form>`

const lines = (text: string): ReadonlyArray<Html> =>
  text.split("\n").map((line, i) => html`${i > 0 && html`<br>`}${line}`)

const attachment = (say: Say, one: Message["attachments"][number]): Html | null => {
  const { payload, type } = one
  const url = typeof payload.url === "string" ? payload.url : ""
  if (type === "image" || type === "gif" || type === "sticker")
    return html`<a href="${url}"><img src="${url}" alt="${say("image")}"></a>`
  if (type === "file") return html`<a href="${url}">${say("file", { name: String(payload.name) })}</a>`
  if (type === "location") {
    const at = payload.coordinates as { readonly latitude: string; readonly longitude: string }
    return html`<span>${say("place", { at: `${at.latitude}, ${at.longitude}` })}</span>`
  }
  if (payload.template_type === "request_user_info" || payload.template_type === "list") {
    const all = (Array.isArray(payload.elements) ? payload.elements : [payload]) as ReadonlyArray<{
      readonly title?: string
      readonly subtitle?: string
    }>
    return html`<ul>${all.map(({ title = "", subtitle = "" }) => html`<li><b>${title}</b><br>${subtitle}</li>`)}</ul>`
  }
  return url === ""
    ? html`<span>${say("other", { kind: type })}</span>`
    : html`<a href="${url}">${say("other", { kind: type })}</a>`
}

/** A button of a message: what it asks is sent, what it opens is told. */
const button = (say: Say, person: string, message: Message, one: Message["buttons"][number], index: number): Html => {
  if (one.type.startsWith("oa.query."))
    return deed(person, one.title, { do: "press", message: message.id, button: String(index) })
  const payload = one.payload as { readonly url?: string; readonly phone_code?: string }
  const what = payload.url ?? payload.phone_code ?? ""
  return payload.url === undefined
    ? html`<span class="opens">${one.title} (${say("opens", { what })})</span>`
    : html`<a class="opens" href="${what}" rel="noreferrer" target="_blank">${one.title}</a>`
}

const name = (sim: Sim, say: Say, chat: Chat, one: Message, person: string): string => {
  if (one.from === person) return say("you")
  if (one.from !== null) return sim.state.people.get(one.from)?.name ?? one.from
  return (
    (one.account === null ? sim.state.bots.get(one.bot ?? "")?.name : sim.state.accounts.get(one.account)?.name) ??
    chat.title
  )
}

const message = (sim: Sim, say: Say, chat: Chat, one: Message, person: string): Html => {
  const mine = one.from === person
  const parts = one.attachments.map((each) => attachment(say, each) ?? html``)
  const hearts = one.reactions.length === 0 ? "" : ` ♥ ${one.reactions.length}`
  return html`<li class="${mine ? "mine" : "theirs"}" data-message="${one.id}"><div class="bubble"><span class="who">${name(sim, say, chat, one, person)}</span>${one.template !== null && html`<span class="kind">${say("template")}</span>`}${one.text !== "" && html`<p>${lines(one.text)}</p>`}${parts}${one.buttons.map((each, index) => button(say, person, one, each, index))}</div><div class="foot"><time>${timeOf(one.at)}</time>${hearts}${
    !mine &&
    chat.kind === "account" &&
    hearts === "" &&
    deed(person, say("heart"), { do: "react", message: one.id, icon: "/-heart" }, true)
  }</div></li>`
}

const bar = (say: Say, chat: Chat, person: string): Html => {
  const act = (label: Parameters<Say>[0], what: string) => deed(person, say(label), { do: what, ...chat.place }, true)
  if (chat.kind === "bot") return html``
  if (chat.kind === "account") {
    const asked = chat.messages.some(({ attachments }) =>
      attachments.some(({ payload }) => payload.template_type === "request_user_info")
    )
    return html`${chat.follower ? act("unfollow", "unfollow") : act("follow", "follow")}${chat.blocked ? act("unblock", "unblock") : act("block", "block")}${!chat.chatted && act("chatnow", "chatnow")}${asked && act("share", "share-info")}`
  }
  switch (chat.standing) {
    case "in":
      return html`${!chat.mayWrite && html`<p>${say("locked")}</p>`}${act("leave", "leave")}`
    case "invited":
      return html`<p>${say("invited")}</p>${deed(person, say("accept"), { do: "accept", ...chat.place })}${act("decline", "decline")}`
    case "waiting":
      return html`<p>${say("waiting")}</p>`
    default:
      return html`<p>${say("outside")}</p>${act("join", "join")}`
  }
}

const compose = (say: Say, chat: Chat, person: string): Html => {
  const hidden = fields({ person, do: "send", ...chat.place })
  return html`<div class="compose"><form method="post" action="/phones/act">${hidden}<label class="away" for="t-${chat.id}">${say("write", { to: chat.title })}</label><textarea id="t-${chat.id}" name="text" rows="2" required placeholder="${say("write", { to: chat.title })}"></textarea><button>${say("send")}</button></form><form method="post" action="/phones/photo" enctype="multipart/form-data">${hidden}<label class="quiet pick">${say("photo")}<input class="away" type="file" name="file" accept="image/*"></label></form>${deed(person, say("location"), { do: "send", kind: "location", ...chat.place }, true)}</div>`
}

const chat = (sim: Sim, say: Say, one: Chat, person: string): Html => {
  const kind = one.kind === "group" ? say("group", { n: one.members }) : say(one.kind)
  return html`<details name="phone-${person}" id="${one.id}" data-unread="${one.unread}"><summary><span class="name">${one.title}</span><span class="kind">${kind}</span><span class="badge" data-live="badge">${one.unread > 0 && say("unread", { n: one.unread })}</span></summary><div class="bar" data-live="bar">${bar(say, one, person)}</div><ol class="log" role="log" aria-label="${one.title}" tabindex="0" data-live="log">${one.messages.length === 0 ? html`<li class="none">${say("empty")}</li>` : one.messages.map((each) => message(sim, say, one, each, person))}</ol><div data-live="compose">${one.mayWrite && compose(say, one, person)}</div>${field("see", JSON.stringify({ do: "see", person, ...one.place }))}</details>`
}

const phone = (sim: Sim, say: Say, person: Person): Html => {
  const number =
    person.phone === null
      ? say("no-phone")
      : `0${person.phone.slice(2, 5)} ${person.phone.slice(5, 8)} ${person.phone.slice(8)}`
  return html`<section class="phone" id="phone-${person.key}" aria-labelledby="h-${person.key}"><header><h2 id="h-${person.key}">${person.name}</h2><p>${number}</p></header>${chats(sim, person).map((one) => chat(sim, say, one, person.key))}</section>`
}

const style = trusted(`
:root{color-scheme:light;--ink:#16202c;--soft:#5b6775;--line:#d5dce5;--paper:#fff;--wash:#eef3f8;--accent:#0b5cad;--mine:#d9ecff}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.45 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--ink);background:var(--wash)}
main,body>header{padding:1rem}
body>header{background:var(--paper);border-bottom:1px solid var(--line)}
h1{font-size:1.25rem;margin:0}
.time{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin-top:.5rem}
.time p,header p{margin:0}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,360px),360px));gap:1rem;justify-content:center;align-items:start}
.phone{width:100%;background:var(--paper);border:1px solid var(--line);border-radius:1.25rem;overflow:hidden}
.phone>header{padding:.75rem 1rem;background:var(--accent);color:#fff}
.phone h2{font-size:1.125rem;margin:0}
details{border-top:1px solid var(--line)}
summary{display:flex;flex-wrap:wrap;gap:0 .5rem;align-items:baseline;padding:.75rem 1rem;min-height:48px;cursor:pointer}
summary::marker{content:""}
.name{font-weight:600;flex:1 1 60%}
.kind{color:var(--soft);font-size:.875rem}
.badge:not(:empty){background:#b3261e;color:#fff;border-radius:1rem;padding:0 .5rem;font-size:.875rem}
.bar,.compose{display:flex;flex-wrap:wrap;gap:.5rem;padding:.5rem 1rem;align-items:center}
.bar:empty{display:none}
.bar p{margin:0;flex:1 1 100%}
.log{list-style:none;margin:0;padding:.75rem;background:var(--wash);height:22rem;overflow-y:auto;display:flex;flex-direction:column;gap:.5rem}
.log>li{max-width:85%;align-self:flex-start}
.log>li.mine{align-self:flex-end}
.log>li.none{align-self:center;color:var(--soft)}
.bubble{background:var(--paper);border:1px solid var(--line);border-radius:.875rem;padding:.5rem .75rem;overflow-wrap:anywhere}
.mine .bubble{background:var(--mine)}
.bubble p{margin:.125rem 0}
.bubble img{max-width:100%;max-height:12rem;border-radius:.5rem;display:block}
.bubble ul{margin:.25rem 0;padding-left:1.25rem}
.bubble form,.opens{display:block;margin-top:.375rem}
.who{display:block;font-weight:600;font-size:.875rem;color:var(--soft)}
.mine .who{display:none}
.foot{display:flex;gap:.5rem;align-items:center;font-size:.8125rem;color:var(--soft)}
.mine .foot{justify-content:flex-end}
form{margin:0}
.compose>form:first-child{flex:1 1 100%;display:flex;gap:.5rem}
textarea{flex:1;font:inherit;padding:.5rem .75rem;border:1px solid var(--soft);border-radius:.75rem;resize:vertical;min-width:0}
button,.pick{font:inherit;min-height:44px;padding:.25rem 1rem;border:1px solid var(--accent);border-radius:.75rem;background:var(--accent);color:#fff;cursor:pointer}
button.quiet,.pick{background:var(--paper);color:var(--accent);display:inline-flex;align-items:center}
.bubble button{width:100%;background:var(--paper);color:var(--accent)}
.foot button{min-height:44px;padding:0 .5rem;border-color:transparent;background:none;font-size:.8125rem}
:focus-visible,.pick:focus-within{outline:3px solid #f59f00;outline-offset:2px}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
#wrong:empty{display:none}
#wrong{background:#b3261e;color:#fff;padding:.5rem 1rem;margin:0}
a{color:var(--accent)}
`)

/** The page; `only` shows one person's phone. */
export const page = (sim: Sim, language: Language, only: string | null, mayMove: boolean): string => {
  const say: Say = (code, params = {}) => Catalogue.say(texts, code, params, language)
  const people = [...sim.state.people.values()].filter(({ key }) => only === null || key === only)
  const step = (label: Parameters<Say>[0], ms: number) =>
    html`<form method="post" action="/phones/clock">${field("advance", String(ms))}<button class="quiet">${say(label)}</button></form>`
  const now = `${timeOf(sim.now())} ${written(dayOf(sim.now()))}`
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${say("title")}</title><link rel="icon" href="data:,"><style>${style}</style><script src="/phones/script.js" defer></script></head>
<body><header><h1>${say("title")}</h1><p>${say("about")}</p><div class="time"><p data-live="now" id="now">${say("now", { time: now })}</p>${mayMove && step("hour", 3_600_000)}${mayMove && step("day", 86_400_000)}${only !== null && html`<a href="/">${say("everybody")}</a>`}</div></header>
<p id="wrong" role="alert"></p>
<main>${people.length === 0 ? html`<p>${say("nobody")}</p>` : people.map((person) => phone(sim, say, person))}</main></body></html>`
    .text
}
