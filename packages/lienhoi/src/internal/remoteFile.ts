/**
 * A file that an event names by its address, fetched within bounds: encrypted, from a named host of the open internet, at
 * most three redirections, each held to the same. Whoever writes an address must not make this server ask its own network.
 */

/** What was fetched; `bytes` are `null` when there is no file to be had. */
export interface Fetched {
  /** As HTTP says; 413 for a file that is too large, 421 for an address that is not asked. */
  readonly status: number
  readonly bytes: Uint8Array | null
}

/** The largest file, in bytes. */
const most = 25_000_000
const redirections = 3
const seconds = 20

const isNumber = /^\[|^[\d.]+$|^0x/iu
const isInside = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|test)$/iu

/** Whether an address may be asked. `isLocal`: the configuration names a Zalo of this machine, which speaks plain HTTP. */
export const mayAsk = (text: string, isLocal: boolean): URL | null => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) return null
  if (isLocal) return url.protocol === "https:" || url.protocol === "http:" ? url : null
  const { hostname, protocol, username } = url
  const isOutside = hostname.includes(".") && !isNumber.test(hostname) && !isInside.test(hostname)
  return protocol === "https:" && username === "" && isOutside ? url : null
}

const read = async (answer: Response): Promise<Fetched> => {
  if (!answer.ok || answer.body === null) return { status: answer.status, bytes: null }
  const chunks: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of answer.body) {
    size += chunk.length
    if (size > most) return { status: 413, bytes: null }
    chunks.push(chunk)
  }
  return { status: answer.status, bytes: new Uint8Array(Buffer.concat(chunks)) }
}

/** Fetches it, within 20 seconds in all. */
export const fetched = async (address: string, isLocal: boolean, signal: AbortSignal): Promise<Fetched> => {
  const until = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)])
  let next = address
  for (let hop = 0; hop <= redirections; hop++) {
    const url = mayAsk(next, isLocal)
    if (url === null) return { status: 421, bytes: null }
    const answer = await fetch(url, { redirect: "manual", signal: until })
    const location = answer.headers.get("location")
    if (answer.status < 300 || answer.status >= 400 || location === null) return read(answer)
    await answer.body?.cancel()
    next = URL.canParse(location, url) ? new URL(location, url).href : ""
  }
  return { status: 421, bytes: null }
}
