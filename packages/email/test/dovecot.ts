/** A real mail server of another make: Debian's Dovecot, with one folder of its own, on free ports, gone afterwards. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { connect, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createTransport } from "nodemailer"

const program = "/usr/sbin/dovecot"

/** Whether it is installed with what is used here. */
export const isThere = (): boolean =>
  existsSync(program) && existsSync("/usr/lib/dovecot/imap") && existsSync("/usr/lib/dovecot/lmtp")

export const loudly =
  "SKIPPED: no Dovecot on this machine. apt-get install dovecot-imapd dovecot-lmtpd, then run again."

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

const isRoot = process.getuid?.() === 0
const [uid, gid] = isRoot ? [65534, 65534] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0]

const config = (folder: string, imap: number, lmtp: number): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
${isRoot ? "" : `default_login_user = ${process.env.USER ?? "nobody"}\ndefault_internal_user = ${process.env.USER ?? "nobody"}\n`}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%n
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
passdb {
  driver = static
  args = password=chi-de-thu
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%n
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
`

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, "127.0.0.1")
    socket.once("data", () => {
      socket.destroy()
      done(true)
    })
    socket.once("error", () => done(false))
  })

/** A running server. */
export interface Dovecot extends AsyncDisposable {
  readonly imap: number
  readonly folder: string
  /** Hands a mail over (LMTP), as a mail server on the way would. */
  readonly deliver: (raw: Uint8Array, to?: string) => Promise<void>
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
}

export const open = async (): Promise<Dovecot> => {
  const folder = mkdtempSync(join(tmpdir(), "dovecot-"))
  chmodSync(folder, 0o755)
  for (const name of ["mail", "run", "state"]) mkdirSync(join(folder, name))
  if (isRoot) execFileSync("chown", [`${uid}:${gid}`, join(folder, "mail")])
  const imap = await freePort()
  const lmtp = await freePort()
  writeFileSync(join(folder, "dovecot.conf"), config(folder, imap, lmtp))
  let child: ChildProcess | null = null
  const start = async () => {
    child = spawn(program, ["-F", "-c", join(folder, "dovecot.conf")], { stdio: "ignore" })
    for (let i = 0; i < 100 && !(await answers(imap)); i++) await new Promise((go) => setTimeout(go, 100))
    if (!(await answers(imap))) throw new Error(`Dovecot does not start; see ${folder}/log`)
  }
  const stop = async () => {
    if (child === null) return
    const ended = new Promise((done) => child?.once("exit", done))
    child.kill("SIGTERM")
    await ended
    child = null
  }
  await start()
  return {
    imap,
    folder,
    start,
    stop,
    deliver: async (raw, to = "hop@hoi.example") => {
      const post = createTransport({ host: "127.0.0.1", port: lmtp, lmtp: true, ignoreTLS: true } as Parameters<
        typeof createTransport
      >[0])
      await post.sendMail({ envelope: { from: "a@b.example", to: [to] }, raw: Buffer.from(raw) })
      post.close()
    },
    [Symbol.asyncDispose]: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
