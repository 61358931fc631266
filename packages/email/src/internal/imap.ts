/** One folder over IMAP. */
import * as Instant from "@lienhoi/calendar/Instant"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { ImapFlow } from "imapflow"
import { limits } from "../Mail.ts"
import { MailboxError, Misconfigured, type OpenFolder, Unavailable } from "../Mailbox.ts"
import { isHere, type MailServer } from "../MailServer.ts"

interface ImapError {
  readonly message?: string
  readonly code?: string
  readonly authenticationFailed?: boolean
  readonly responseStatus?: string
  readonly serverResponseCode?: string
  readonly mailboxMissing?: boolean
}

const problem = (folder: string, cause: unknown): MailboxError => {
  const error: ImapError = typeof cause === "object" && cause !== null ? cause : {}
  const certificate = /CERT|SELF_SIGNED|ALTNAME|ERR_TLS|ISSUER/.test(error.code ?? "")
  // UNAVAILABLE, RFC 5530: the server cannot check passwords just now.
  const passes = error.serverResponseCode === "UNAVAILABLE" || error.serverResponseCode === "INUSE"
  const settings = error.authenticationFailed === true || error.mailboxMissing === true || certificate
  const detail = error.serverResponseCode ?? error.code ?? error.message ?? "?"
  const reason = settings && !passes ? new Misconfigured({ detail }) : new Unavailable({ detail })
  return new MailboxError({ folder, reason, cause })
}

const clientOf = (server: MailServer): ImapFlow => {
  const { host, port, security, user = "", password, authority } = server
  const client = new ImapFlow({
    host,
    port,
    secure: security === "tls",
    ...(security === "tls" ? {} : { doSTARTTLS: security === "starttls" }),
    tls: { minVersion: "TLSv1.2", ...(authority === undefined ? {} : { ca: authority }) },
    auth: { user, pass: password === undefined ? "" : Redacted.value(password) },
    logger: false,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 5 * 60_000,
    // Many firewalls forget a silent connection after five minutes.
    maxIdleTime: 4 * 60_000,
    autoIdleDelay: 50,
    maxLiteralSize: 2 * limits.bytes
  })
  // What goes wrong is told by the call that is under way and by `close`.
  client.on("error", () => {})
  return client
}

/** What a person should be told is waited for: news, the end of the connection, or the time to look. */
const bell = (client: ImapFlow) => {
  let rung = false
  let closed = false
  let wake: (() => void) | null = null
  const ring = (): void => {
    rung = true
    wake?.()
  }
  client.on("exists", ring)
  client.on("close", () => {
    closed = true
    wake?.()
  })
  return {
    isClosed: () => closed,
    wait: Effect.callback<void>((resume) => {
      const done = (): void => {
        wake = null
        rung = false
        resume(Effect.void)
      }
      if (rung || closed) return done()
      wake = done
      return Effect.sync(() => {
        wake = null
      })
    })
  }
}

export const openImap = (
  server: MailServer,
  look: Duration.Input,
  folder: string
): Effect.Effect<OpenFolder, MailboxError, Scope.Scope> =>
  Effect.gen(function* () {
    const { host, security } = server
    if (security === "none" && !isHere(host))
      return yield* new MailboxError({ folder, reason: new Misconfigured({ detail: "not encrypted" }) })
    const client = yield* Effect.acquireRelease(
      Effect.sync(() => clientOf(server)),
      (open) => Effect.sync(() => open.close())
    )
    const attempt = <A>(work: () => Promise<A>): Effect.Effect<A, MailboxError> =>
      Effect.tryPromise({ try: work, catch: (cause) => problem(folder, cause) })
    const hungUp = new MailboxError({ folder, reason: new Unavailable({ detail: "hung up" }) })

    const news = bell(client)
    yield* attempt(() => client.connect())
    const opened = yield* attempt(() => client.mailboxOpen(folder, { readOnly: true }))
    return {
      validity: String(opened.uidValidity),
      after: (uid) =>
        attempt(async () => {
          const found = await client.fetchAll(
            `${uid + 1}:*`,
            { uid: true, size: true, internalDate: true },
            { uid: true }
          )
          return found
            .filter((mail) => mail.uid > uid)
            .toSorted((a, b) => a.uid - b.uid)
            .map(({ uid: one, size = 0, internalDate }) => ({
              uid: one,
              size,
              at: Instant.fromMillis(new Date(internalDate ?? 0).getTime() || 0)
            }))
        }).pipe(
          Effect.filterOrFail(
            () => !news.isClosed(),
            () => hungUp
          )
        ),
      fetch: (uid) =>
        attempt(async () => {
          const found = await client.fetchOne(String(uid), { uid: true, source: true }, { uid: true })
          return found === undefined || found === false || found.source === undefined
            ? null
            : new Uint8Array(found.source)
        }).pipe(
          Effect.filterOrFail(
            () => !news.isClosed(),
            () => hungUp
          )
        ),
      changed: news.wait.pipe(
        Effect.timeoutOption(look),
        Effect.andThen(Effect.suspend(() => (news.isClosed() ? Effect.fail(hungUp) : Effect.void)))
      )
    }
  })
