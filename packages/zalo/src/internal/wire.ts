/** Takes the bytes of a request from a server, no more of them than asked for. */
import type { IncomingMessage } from "node:http"

const joined = (chunks: ReadonlyArray<Uint8Array>): Uint8Array =>
  chunks.length === 1 ? chunks[0]! : new Uint8Array(Buffer.concat(chunks))

/** The body; of a longer one, the beginning, which is longer than `most` too. */
export const ofFetch = async (request: Request, most: number): Promise<Uint8Array> => {
  if (request.body === null) return new Uint8Array(0)
  const chunks: Array<Uint8Array> = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    size += value.length
    if (size > most) {
      await reader.cancel()
      break
    }
  }
  return joined(chunks)
}

/** The same of Node's own server; `null` when the sender went away. */
export const ofNode = (request: IncomingMessage, most: number): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    const chunks: Array<Uint8Array> = []
    let size = 0
    request.on("data", (chunk: Uint8Array) => {
      if (size > most) return
      chunks.push(chunk)
      size += chunk.length
    })
    request.on("end", () => resolve(joined(chunks)))
    request.on("error", () => resolve(null))
    request.on("close", () => resolve(null))
  })
