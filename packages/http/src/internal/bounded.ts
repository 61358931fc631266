/** Keeps what is sent within bounds, whatever its length says of itself, and however slowly it comes. */

const hasNoBody = new Set(["GET", "HEAD"])

/** Most bytes, and most milliseconds for all of them. */
export interface Bounds {
  readonly bytes: number
  readonly millis?: number
}

/** Milliseconds that a body may take. */
const patience = 60_000

/** The request with its body read; what comes after a bound is not read. */
export const bounded = async (
  request: Request,
  { bytes, millis = patience }: Bounds
): Promise<Request | "too-large" | "too-slow"> => {
  if (hasNoBody.has(request.method) || request.body === null) return request
  if (Number(request.headers.get("content-length") ?? 0) > bytes) return "too-large"
  const parts: Array<Uint8Array<ArrayBuffer>> = []
  let length = 0
  const reader = request.body.getReader()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    reader.cancel().catch(() => {})
  }, millis)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (isLate) return "too-slow"
      if (done) break
      length += value.length
      if (length > bytes) {
        reader.cancel().catch(() => {})
        return "too-large"
      }
      parts.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
  const { method, headers, signal } = request
  return new Request(request.url, { method, headers, signal, body: new Blob(parts) })
}
