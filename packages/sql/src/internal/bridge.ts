/**
 * Lets clients of the PostgreSQL protocol talk to the embedded engine. The engine has one session and answers one
 * request at a time; here each client gets a byte stream of its own, and a client that is inside a transaction keeps
 * the engine until that ends.
 */
import { Duplex } from "node:stream"

/** What the embedded engine can do for us. */
export interface Engine {
  /** Takes whole frontend messages and gives all that the backend answers. */
  readonly execProtocolRaw: (message: Uint8Array) => Promise<Uint8Array>
}

/** The way in. */
export interface Bridge {
  /** A new client. */
  readonly connect: () => Duplex
  /** From now on every request is refused, and clients are told so. */
  readonly shut: (because: string) => void
}

const protocolVersion = 196_608
const cancelRequest = 80_877_102
const tlsRequest = 80_877_103
const gssRequest = 80_877_104

/** Types of frontend messages after which the backend speaks: Query, Sync, Flush, and those of a copy. */
const turns = new Set([..."QSHcf"].map((letter) => letter.charCodeAt(0)))
const terminate = "X".charCodeAt(0)

/** Nobody sends a message longer than this; a length beyond it means that the stream is not what it should be. */
const longest = 1 << 30

/** Cuts a stream of bytes into whole messages, without copying a byte more than once. */
class Cutter {
  private chunks: Array<Buffer> = []
  private size = 0
  /** Before the startup message is through, messages have no type byte. */
  started = false

  add(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.size += chunk.length
  }

  /** The next whole message, `null` until it is there. */
  take(): Buffer | null {
    const head = this.started ? 5 : 4
    if (this.size < head) return null
    const first = this.first(head)
    const length = first.readInt32BE(head - 4) + (this.started ? 1 : 0)
    if (length < head || length > longest) throw new Error(`no message has ${length} bytes`)
    if (this.size < length) return null
    const whole = this.first(length)
    const rest = whole.subarray(length)
    this.chunks = rest.length > 0 ? [rest, ...this.chunks.slice(1)] : this.chunks.slice(1)
    this.size -= length
    return whole.subarray(0, length)
  }

  /** The first chunk, made at least so long. */
  private first(length: number): Buffer {
    if (this.chunks[0]!.length >= length) return this.chunks[0]!
    const joined = Buffer.concat(this.chunks)
    this.chunks = [joined]
    return joined
  }
}

/** An ErrorResponse and nothing else: the client closes. */
const refusal = (code: string, message: string): Buffer => {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`, "utf8")
  const head = Buffer.alloc(5)
  head.write("E", 0, "latin1")
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

const simpleQuery = (text: string): Buffer => {
  const body = Buffer.from(`${text}\0`, "utf8")
  const head = Buffer.alloc(5)
  head.write("Q", 0, "latin1")
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** What the last ReadyForQuery of an answer says: `I` idle, `T` in a transaction, `E` in a failed one. */
const statusOf = (answer: Uint8Array): string | null => {
  const at = answer.length - 6
  return at >= 0 && answer[at] === 0x5a && answer[at + 4] === 5 ? String.fromCharCode(answer[at + 5]!) : null
}

/** One engine, its clients, and who of them has it. */
export const make = (engine: Engine): Bridge => {
  const waiting: Array<() => void> = []
  const clients = new Set<Duplex>()
  let taken = false
  let shutBecause: string | null = null

  const acquire = (): Promise<void> =>
    new Promise((go) => {
      if (!taken) {
        taken = true
        go()
      } else waiting.push(go)
    })
  const release = (): void => {
    const next = waiting.shift()
    if (next === undefined) taken = false
    else next()
  }

  const connect = (): Duplex => {
    const cutter = new Cutter()
    let cycle: Array<Buffer> = []
    let mine = false
    let over = false
    let resume: (() => void) | null = null

    const say = (bytes: Uint8Array): Promise<void> =>
      new Promise((go) => {
        if (bytes.length === 0 || duplex.destroyed || duplex.push(bytes)) go()
        else resume = go
      })

    const ask = async (request: Buffer): Promise<void> => {
      if (!mine) await acquire()
      mine = true
      if (shutBecause !== null) throw new Error(shutBecause)
      const answer = await engine.execProtocolRaw(request)
      // Until the backend is idle again the transaction, or the request in pieces, is this client's.
      if (statusOf(answer) === "I") {
        mine = false
        release()
      }
      // The engine may reuse its memory for the next answer.
      await say(Buffer.from(answer))
    }

    const engineAlone = async (text: string): Promise<void> => {
      await acquire()
      try {
        await engine.execProtocolRaw(simpleQuery(text))
      } finally {
        release()
      }
    }

    /** Gives the engine back as it was found, whatever the client left open. */
    const leave = async (): Promise<void> => {
      if (over) return
      over = true
      clients.delete(duplex)
      if (!mine) return
      try {
        if (shutBecause === null) await engine.execProtocolRaw(simpleQuery("ROLLBACK"))
      } finally {
        mine = false
        release()
      }
    }

    const end = async (): Promise<void> => {
      await leave()
      duplex.push(null)
    }

    const start = async (message: Buffer): Promise<void> => {
      const code = message.length >= 8 ? message.readInt32BE(4) : 0
      if (code === tlsRequest || code === gssRequest) return say(Buffer.from("N", "latin1"))
      // What runs in the engine cannot be interrupted from outside; it ends by itself.
      if (code === cancelRequest) return end()
      if (code !== protocolVersion) {
        await say(refusal("08P01", "unknown protocol"))
        return end()
      }
      cutter.started = true
      // Alone, a client starts as on a fresh connection: no statement of an earlier one is prepared.
      if (clients.size === 1) await engineAlone("DEALLOCATE ALL")
      return ask(message)
    }

    const take = async (message: Buffer): Promise<void> => {
      if (!cutter.started) return start(message)
      const type = message[0]!
      if (type === terminate) return end()
      cycle.push(message)
      if (!turns.has(type)) return
      const request = cycle.length === 1 ? cycle[0]! : Buffer.concat(cycle)
      cycle = []
      return ask(request)
    }

    const drain = async (chunk: Buffer): Promise<void> => {
      if (over) return
      cutter.add(chunk)
      for (let message = cutter.take(); message !== null && !over; message = cutter.take()) await take(message)
    }

    const duplex: Duplex = new Duplex({
      allowHalfOpen: false,
      read() {
        const go = resume
        resume = null
        go?.()
      },
      write(chunk: Buffer, _encoding, done) {
        drain(chunk).then(
          () => done(),
          (cause: Error) => done(cause)
        )
      },
      final(done) {
        end().then(
          () => done(),
          (cause: Error) => done(cause)
        )
      },
      destroy(cause, done) {
        resume?.()
        leave().then(
          () => done(cause),
          (failure: Error) => done(cause ?? failure)
        )
      }
    })
    clients.add(duplex)
    return duplex
  }

  return {
    connect,
    shut: (because) => {
      shutBecause = because
      for (const client of clients) client.destroy(new Error(because))
    }
  }
}
