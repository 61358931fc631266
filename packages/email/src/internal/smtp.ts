/** The SMTP client behind one function: a mail goes in, and what became of it comes out as data. */
import type { Readable } from "node:stream"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { createTransport } from "nodemailer"
import { isHere, type MailServer } from "../MailServer.ts"
import { type Handed, judge } from "./smtpAnswer.ts"

/** A mail ready to be written: every text in it is one line, every address was checked. */
export interface Posting {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  /** Where answers and delivery reports go. */
  readonly back: string
  readonly messageId: string
  readonly thread: ReadonlyArray<string>
  /** Whether it answers a mail. */
  readonly answers: boolean
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly language: string
  readonly files: ReadonlyArray<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>
}

interface Options {
  readonly server: MailServer
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: Redacted.Redacted<string> }
}

/** An open pool. */
interface Post {
  /** Why nothing is sent with these settings; `null` when they hold. */
  readonly refused: string | null
  readonly send: (posting: Posting) => Effect.Effect<Handed>
  readonly close: () => void
}

/** A media type that is none would be a header of its own making. */
const mediaType = (text: string): string =>
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i.test(text) ? text : "application/octet-stream"

/** Longer than a busy server takes, shorter than the outbox waits. */
const patience = { connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 15_000, dnsTimeout: 5000 }

export const open = ({ server, dkim }: Options, connections: number): Post => {
  const { host, port, security, user, password, authority } = server
  const transport = createTransport({
    pool: true,
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    tls: { minVersion: "TLSv1.2", ...(authority === undefined ? {} : { ca: authority }) },
    maxConnections: connections,
    maxMessages: 100,
    // A mail is handed over once per call: the outbox tries again, not the client.
    maxRequeues: 0,
    ...patience,
    // Nothing of ours is ever read from a path or an address that stands in a message.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: Redacted.value(password) } }),
    ...(dkim === undefined
      ? {}
      : {
          dkim: {
            domainName: dkim.domain,
            keySelector: dkim.selector,
            privateKey: Redacted.value(dkim.privateKey)
          }
        })
  } as Parameters<typeof createTransport>[0])
  // Of a mail of which not a byte was asked for, the server cannot have anything.
  const streams = new Map<string, Readable>()
  transport.use("stream", (mail, done) => {
    const { message } = mail
    const create = message.createReadStream.bind(message)
    message.createReadStream = (...args) => {
      const stream = create(...args)
      streams.set(message.messageId(), stream)
      return stream
    }
    done()
  })
  return {
    refused: security === "none" && !isHere(host) ? "not encrypted" : null,
    close: () => transport.close(),
    send: (posting) =>
      Effect.callback<Handed>((resume, signal) => {
        const { messageId } = posting
        const finish = (handed: Handed): void => {
          streams.delete(messageId)
          resume(Effect.succeed(handed))
        }
        transport.sendMail({ ...mailOf(posting), signal } as Parameters<typeof transport.sendMail>[0]).then(
          () => finish({ answer: "taken" }),
          (cause: unknown) => finish(judge(cause, streams.get(messageId)?.readableDidRead ?? false))
        )
      })
  }
}

const mailOf = ({ from, to, back, messageId, thread, answers, subject, text, html, language, files }: Posting) => ({
  from,
  to: to.name === "" ? to.address : to,
  replyTo: back,
  envelope: { from: back, to: [to.address] },
  messageId,
  ...(thread.length === 0 ? {} : { inReplyTo: thread[0]!, references: [...thread] }),
  subject,
  text,
  html,
  // RFC 3834: no program answers what a program wrote.
  headers: {
    "Auto-Submitted": answers ? "auto-replied" : "auto-generated",
    "X-Auto-Response-Suppress": "All",
    "Content-Language": language
  },
  attachments: files.map(({ name, mediaType: type, bytes }) => ({
    filename: name,
    contentType: mediaType(type),
    contentDisposition: "attachment" as const,
    content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }))
})
