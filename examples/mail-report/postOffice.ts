/**
 * The mail servers of the story, inside this process: one that takes mail (SMTP) and one that the association reads (IMAP).
 * What goes to the association's domain lies in its mailbox, all other mail in the hands of whoever it was sent to.
 */
import type { AddressInfo } from "node:net"
import hoodiecrow from "hoodiecrow-imap"
import { SMTPServer } from "smtp-server"

/** A mail somebody received. */
export interface Delivered {
  readonly to: string
  readonly raw: Buffer
}

/** Both servers. */
export interface PostOffice extends AsyncDisposable {
  readonly smtpPort: number
  readonly imapPort: number
  /** What lies in a person's hands, oldest first; taking it empties the box. */
  readonly collect: (address: string) => ReadonlyArray<Buffer>
}

export const user = "hop"
export const password = "chi-de-thu"

const received = "15-Oct-2026 08:00:00 +0700"

/** Opens both on free ports of this machine. `domain` is the association's. */
export const open = async (domain: string): Promise<PostOffice> => {
  const boxes = new Map<string, Array<Buffer>>()
  const imap = hoodiecrow({ plugins: ["ID", "IDLE"], users: { [user]: { password } }, storage: { INBOX: {}, "": {} } })
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Array<Buffer> = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        const raw = Buffer.concat(chunks)
        for (const { address } of session.envelope.rcptTo) {
          if (address.endsWith(`@${domain}`)) {
            imap.appendMessage("INBOX", [], received, `Delivered-To: ${address}\r\n${raw.toString("latin1")}`)
          } else boxes.set(address, [...(boxes.get(address) ?? []), raw])
        }
        done()
      })
    }
  })
  await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", done))
  await new Promise<void>((done) => imap.listen(0, "127.0.0.1", done))
  return {
    smtpPort: (smtp.server.address() as AddressInfo).port,
    imapPort: (imap.server.address() as AddressInfo).port,
    collect: (address) => {
      const mails = boxes.get(address) ?? []
      boxes.delete(address)
      return mails
    },
    [Symbol.asyncDispose]: async () => {
      await new Promise<void>((done) => void smtp.close(done))
      await new Promise<void>((done) => void imap.close(done))
    }
  }
}
