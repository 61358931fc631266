/** Keeps what is sent within bounds, whatever its length says of itself. */

const hasNoBody = new Set(["GET", "HEAD"])

/** The request with its body read; `null` when it is longer than `most` bytes. What comes after that is not read. */
export const bounded = async (request: Request, most: number): Promise<Request | null> => {
  if (hasNoBody.has(request.method) || request.body === null) return request
  if (Number(request.headers.get("content-length") ?? 0) > most) return null
  const parts: Array<Uint8Array<ArrayBuffer>> = []
  let length = 0
  for await (const part of request.body) {
    length += part.length
    if (length > most) return null
    parts.push(part)
  }
  return new Request(request.url, { method: request.method, headers: request.headers, body: new Blob(parts) })
}
