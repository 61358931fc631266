/** Under which id an event counts once, and whose events it stands in line with. */
import type { WebhookEvent } from "../WebhookEvent.ts"

/** Name, message and moment together; where there is no message, the signature, which no other body has. */
export const idOf = (event: WebhookEvent, timestamp: string, name: string, mac: string): string =>
  "id" in event && event.id !== "" ? `${name}/${event.id}/${timestamp}` : `${name}/${mac}`

/** The person it is about; groups and the office have lines of their own. */
export const of = (event: WebhookEvent): string => {
  if (event.type === "message" && event.group !== null) return `group/${event.group}/${event.user}`
  if (event.type === "group") return `group/${event.group}`
  if ("user" in event && typeof event.user === "string") return `user/${event.user}`
  return event.type === "template-received" ? `phone/${event.to}` : "office"
}
