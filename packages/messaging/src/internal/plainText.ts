import type { Message } from "../Message.ts"

/** The whole message as text one can paste: subject, body, links, names of files. */
export const plainText = (message: Message, files: string): string =>
  [
    ...(message.subject === null ? [] : [message.subject]),
    message.body,
    ...message.links.map(({ title, href }) => `${title}: ${href}`),
    ...(message.attachments.length === 0 ? [] : [`${files}: ${message.attachments.map(({ name }) => name).join(", ")}`])
  ].join("\n\n")
