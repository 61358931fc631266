/** Requests as they came in and answers as Zalo writes them. */

/** A request, read whole. */
export interface Received {
  readonly method: string
  /** `openapi.zalo.me` */
  readonly host: string
  /** `/v3.0/oa/message/cs` */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: { readonly [name: string]: string }
  readonly body: Buffer
}

/** What goes back. */
export interface Answer {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  readonly body: string
}

export const json = (value: unknown, status = 200, headers: { readonly [name: string]: string } = {}): Answer => ({
  status,
  headers: { "content-type": "application/json;charset=utf-8", ...headers },
  body: JSON.stringify(value)
})

/** A business failure of Zalo: caught at the edge of each product and written in its envelope. */
export class Refusal extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** Refuses with the code and the words of Zalo. */
export const refuse = (code: number, message?: string): never => {
  throw new Refusal(code, message ?? messages[code] ?? "Error")
}

const messages: { readonly [code: number]: string } = {
  [-32]: "Your application reached limit call api",
  [-100]: "attachment_id was expired",
  [-200]: "Send message failed",
  [-201]: "Params is invalid!",
  [-204]: "OA is disable",
  [-205]: "OA is not exist",
  [-209]: "Not supported this api, app is not active",
  [-210]: "Parameter exceeds allowable limit",
  [-211]: "Out of quota",
  [-212]: "App has not registed this api",
  [-213]: "User has not followed OA",
  [-216]: "Access token is invalid",
  [-218]: "Out of quota receive",
  [-220]: "access_token is expired or removed",
  [-221]: "OA needs to be verified",
  [-223]: "OA has not authorized this API",
  [-224]: "OA needs to upgrade OA Tier Package",
  [-227]: "User is banned or has been inactive for more than 45 days",
  [-230]: "User has not interacted with the OA in the past 7 days",
  [-232]: "User has not interacted with the OA, or the interaction has expired",
  [-233]: "Message type is invalid or not supported",
  [-234]: "This message cannot be sent at night (from 22:00 to 06:00)",
  [-235]: "This API does not support this type of OA",
  [-237]: "The group is disabled",
  [-238]: "asset_id is already used or disabled",
  [-240]: "MessageV2 API has been shut down",
  [-242]: "Invalid appsecret_proof",
  [-244]: "User has restricted this type of message from your OA",
  [-249]: "Template cannot be sent by UID",
  [-320]: "Your application must connect with Zalo Cloud Account",
  [-321]: "Zalo Cloud Account out of money or cannot be charged",
  [-403]: "OA is not in group"
}

/** The largest integer that a number holds: longer digits are quoted before the text is parsed. */
const bare = /("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g

/** Parses JSON so that long bare integers stay as they were written, as text. */
export const parse = (text: string): unknown =>
  JSON.parse(
    text.replaceAll(bare, (whole, quoted: string | undefined) => (quoted === undefined ? `"${whole}"` : quoted))
  )

export type Body = { readonly [name: string]: unknown }

export const isBody = (value: unknown): value is Body =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The JSON object of a request; refused with the product's own code. */
export const bodyOf = (request: Received, refusal: { readonly code: number; readonly message: string }): Body => {
  try {
    const value = parse(request.body.toString("utf8"))
    if (isBody(value)) return value
  } catch {
    // Falls through to the refusal.
  }
  return refuse(refusal.code, refusal.message)
}

/** A member as text: ids come as text or as bare integers. */
export const text = (value: unknown): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "bigint" ? String(value) : ""

export const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** The `data` of a query, which is JSON. */
export const dataOf = (request: Received): Body => {
  const raw = request.query.get("data")
  if (raw === null) return {}
  try {
    const value = parse(raw)
    if (isBody(value)) return value
  } catch {
    // Falls through to the refusal.
  }
  return refuse(-201, "data is invalid!")
}
