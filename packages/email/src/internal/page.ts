import type { Message } from "@lienhoi/messaging/Message"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { escaped } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"

const texts = Catalogue.make({
  files: { vi: "Tệp gửi kèm: {names}", en: "Files: {names}" },
  automatic: {
    vi: "Thư này do chương trình gửi. Trả lời thư này thì thư đến đúng nơi; xin giữ nguyên địa chỉ nhận.",
    en: "This mail was sent by a program. An answer to it arrives in the right place; please keep the address as it is."
  }
})

/** One line without control characters: what may stand in a header. */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim()

/** A text without what no reader should see: control characters other than line breaks and tabs. */
const clean = (text: string): string =>
  text.replaceAll(/\r\n?|[\u2028\u2029]/g, "\n").replaceAll(/(?![\n\t])\p{Cc}/gu, "")

const bullet = /^\s*[-•*] +/

/** A block of lines: a list when each begins with a dash, else a paragraph. */
const block = (text: string): string => {
  const lines = text.split("\n")
  const list = lines.findIndex((line) => bullet.test(line))
  if (list === -1 || !lines.slice(list).every((line) => bullet.test(line)))
    return `<p style="margin:0 0 12px">${lines.map(escaped).join("<br>\n")}</p>`
  const items = lines.slice(list).map((line) => `<li>${escaped(line.replace(bullet, ""))}</li>`)
  const head = list === 0 ? "" : `${block(lines.slice(0, list).join("\n"))}\n`
  return `${head}<ul style="margin:0 0 12px;padding-left:20px">\n${items.join("\n")}\n</ul>`
}

/** Only a web, mail or telephone link can be pressed; another stays visible as text. */
const link = (title: string, href: string): string =>
  /^(?:https?:\/\/|mailto:|tel:)/i.test(href)
    ? `<p style="margin:0 0 12px"><a href="${escaped(href)}" style="display:inline-block;padding:10px 16px;background:#0b4f9e;color:#ffffff;border-radius:6px;text-decoration:none">${escaped(title)}</a></p>`
    : `<p style="margin:0 0 12px">${escaped(title)}: ${escaped(href)}</p>`

/** A message as plain text and as a page, both from its body. */
export const page = (message: Message, language: Language): { readonly text: string; readonly html: string } => {
  const body = clean(message.body).trim()
  const links = message.links.map(({ title, href }) => ({ title: oneLine(title), href: oneLine(href) }))
  const names = message.attachments.map(({ name }) => oneLine(name)).join(", ")
  const files = names === "" ? "" : Catalogue.say(texts, "files", { names }, language)
  const automatic = texts.automatic[language]
  const blocks = body.split(/\n{2,}/).map(block)
  return {
    text: `${[body, ...links.map(({ title, href }) => `${title}: ${href}`), files, `-- \n${automatic}`].filter((one) => one !== "").join("\n\n")}\n`,
    html: `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin:0;padding:16px;background:#ffffff;color:#111827;font:17px/1.5 'Times New Roman',Tinos,serif">
${[...blocks, ...links.map(({ title, href }) => link(title, href))].join("\n")}
${files === "" ? "" : `<p style="margin:0 0 12px">${escaped(files)}</p>\n`}<p style="margin:24px 0 0;color:#4b5563;font-size:14px">${escaped(automatic)}</p>
</body>
</html>
`
  }
}
