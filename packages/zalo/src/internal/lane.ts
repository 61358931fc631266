/** Under which id an event counts once, and whose events it stands in line with. */
import type { WebhookEvent } from "./events.ts"

/** Text that any store takes: no NUL, no half of a pair of surrogates. */
const storable = (text: string): string => text.toWellFormed().replaceAll("\u0000", "\uFFFD")

const longest = 200

/** Name, message and moment together; where there is no message, the signature, which no other body has. */
export const idOf = (event: WebhookEvent, timestamp: string, name: string, mac: string): string => {
  const id = "id" in event && event.id !== "" ? storable(`${name}/${event.id}/${timestamp}`) : ""
  return id === "" || id.length > longest ? `${storable(name).slice(0, 80)}/${mac}` : id
}

/** The person it is about; groups and the office have lines of their own. */
export const of = (event: WebhookEvent): string => storable(laneOf(event)).slice(0, longest)

const laneOf = (event: WebhookEvent): string => {
  if (event.type === "message" && event.group !== null) return `group/${event.group}/${event.user}`
  if (event.type === "group") return `group/${event.group}`
  if ("user" in event && typeof event.user === "string") return `user/${event.user}`
  return event.type === "template-received" ? `phone/${event.to}` : "office"
}
