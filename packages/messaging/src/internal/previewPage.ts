import type { Instant } from "@lienhoi/calendar/Instant"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { escaped } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import type { Message } from "../Message.ts"
import { localTime } from "./localTime.ts"

export const texts = Catalogue.make({
  "preview.title": { vi: "Xem trước", en: "Preview" },
  "preview.notice": {
    vi: "Bản xem trước: tin này chưa gửi cho ai.",
    en: "A preview: this message was sent to nobody."
  },
  "preview.person": { vi: "Gửi riêng", en: "To one person" },
  "preview.group": { vi: "Gửi vào nhóm", en: "To a group" },
  "preview.public": { vi: "Đăng công khai", en: "To the public" },
  "preview.files": { vi: "Tệp gửi kèm", en: "Files" }
})

/** Only a web, mail or telephone link can be pressed; another stays visible as text. */
const link = (title: string, href: string): string =>
  /^(?:https?:\/\/|mailto:|tel:)/i.test(href)
    ? `<a class="button" href="${escaped(href)}">${escaped(title)}</a>`
    : `<p>${escaped(title)}: ${escaped(href)}</p>`

const style = `
:root { color-scheme: light }
* { box-sizing: border-box }
body { margin: 0; background: #e5e7eb; color: #111827; font: 17px/1.5 system-ui, sans-serif }
main { width: 360px; max-width: 100%; min-height: 640px; margin: 0 auto; background: #dbe7f5; display: flex; flex-direction: column }
header { background: #0b4f9e; color: #fff; padding: 12px 16px }
header strong { display: block; font-size: 18px }
.bubble { margin: 16px 12px; padding: 12px 16px; background: #fff; border-radius: 12px; overflow-wrap: anywhere }
.bubble h1 { margin: 0 0 8px; font-size: 19px; line-height: 1.3 }
.bubble p { margin: 0 0 8px; white-space: pre-line }
.button { display: block; min-height: 44px; margin-top: 8px; padding: 9px 12px; border-radius: 8px; background: #0b4f9e; color: #fff; text-align: center; text-decoration: none }
time { display: block; margin-top: 8px; font-size: 16px; color: #374151 }
footer { margin-top: auto; padding: 12px 16px; background: #fff; font-size: 16px }
`

/** One message as a page of a phone, 360 px wide, in one file. */
export const previewPage = (message: Message, at: Instant, language: Language): string => {
  const say = (code: keyof typeof texts): string => escaped(Catalogue.say(texts, code, {}, language))
  const { subject, body, links, attachments, to, audience } = message
  const files = attachments.map(({ name }) => escaped(name)).join(", ")
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say("preview.title")}: ${escaped(to.name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header><strong>${escaped(to.name)}</strong>${say(`preview.${audience}`)}</header>
<article class="bubble">
${subject === null ? "" : `<h1>${escaped(subject)}</h1>\n`}<p>${escaped(body)}</p>
${links.map(({ title, href }) => link(title, href)).join("\n")}
${files === "" ? "" : `<p>${say("preview.files")}: ${files}</p>\n`}<time datetime="${at}">${localTime(at)}</time>
</article>
<footer>${say("preview.notice")}</footer>
</main>
</body>
</html>
`
}
