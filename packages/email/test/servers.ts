/** Mail servers inside the test process, on free ports. */

import type { AddressInfo } from "node:net"
import { createServer, type Server, type Socket } from "node:net"
import { SMTPServer } from "smtp-server"

/** A mail as a server received it. */
interface Received {
  readonly from: string
  readonly to: ReadonlyArray<string>
  readonly raw: Buffer
}

export interface Receiver extends AsyncDisposable {
  readonly port: number
  readonly received: Array<Received>
}

/** Takes every mail; `refuse` may say no to a recipient. */
export const receiver = async (
  refuse: (to: string) => Error | null = () => null,
  options: object = {}
): Promise<Receiver> => {
  const received: Array<Received> = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: ({ address }, _session, done) => done(refuse(address)),
    onAuth: (auth, _session, done) =>
      auth.password === "đúng" ? done(null, { user: auth.username }) : done(new Error("no")),
    onData: (stream, session, done) => {
      const chunks: Array<Buffer> = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks)
        })
        done()
      })
    },
    ...options
  })
  server.on("error", () => {})
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((done) => void server.close(done))
  return { port, received, [Symbol.asyncDispose]: close }
}

/** How a scripted server behaves at each step; a text is its answer, `hang up` closes, `silence` says nothing. */
export interface Script {
  readonly greeting?: string
  readonly from?: string
  readonly to?: string
  readonly data?: string
  /** After the whole mail. */
  readonly end?: string
}

/** A server that plays a script, for what a decent server never does. */
export const scripted = async (script: Script): Promise<AsyncDisposable & { readonly port: number }> => {
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    open.add(socket)
    socket.on("error", () => {})
    socket.on("close", () => open.delete(socket))
    const say = (text: string | undefined, usual: string): void => {
      const answer = text ?? usual
      if (answer === "hang up") socket.destroy()
      else if (answer !== "silence") socket.write(`${answer}\r\n`)
    }
    let reading = false
    let held = ""
    say(script.greeting, "220 ready")
    socket.on("data", (chunk) => {
      held += chunk.toString("latin1")
      for (;;) {
        if (reading) {
          const end = held.indexOf("\r\n.\r\n")
          if (end === -1) return
          held = held.slice(end + 5)
          reading = false
          say(script.end, "250 taken")
          continue
        }
        const end = held.indexOf("\r\n")
        if (end === -1) return
        const line = held.slice(0, end).toUpperCase()
        held = held.slice(end + 2)
        if (line.startsWith("MAIL")) say(script.from, "250 ok")
        else if (line.startsWith("RCPT")) say(script.to, "250 ok")
        else if (line.startsWith("DATA")) {
          reading = (script.data ?? "354 go").startsWith("354")
          say(script.data, "354 go")
        } else if (line.startsWith("QUIT")) socket.end("221 bye\r\n")
        else say(undefined, "250 ok")
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  return {
    port,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((done) => {
        for (const socket of open) socket.destroy()
        server.close(() => done())
      })
  }
}
