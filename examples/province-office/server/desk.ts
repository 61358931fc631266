/**
 * What the pages of this office ask beyond the API: its clock, what was sent, the printed report, the redraw.
 */
import { existsSync, readdirSync } from "node:fs"
import { readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import type { Identity } from "@lienhoi/http/Identity"
import { Catalogue, Instant, Issue, Message, OfficialReport, PlainDate, PreviewChannel, ReportWord } from "lienhoi"
import { october } from "./neighbours.ts"
import type { Office } from "./office.ts"
import * as Redraw from "./redraw.ts"

/** The monthly report of the province. */
const template = "hau-giang/bao-cao-thang"

/** A mail as it lies in the mailbox. */
export interface Mail {
  readonly key: string
  /** `null` where nobody knows any more. */
  readonly to: string | null
  readonly at: Instant.Instant
  readonly subject: string
  readonly body: string
}

/** What the desk stands on. */
export interface Options {
  readonly office: Office
  readonly identity: Identity
  /** Whether only this machine reaches the office: then the mailbox is open to whoever sits at it. */
  readonly isLocal: boolean
}

/** A message as the mailbox and the list of what was sent show it. */
export interface Letter {
  readonly key: string
  readonly kind: string
  readonly to: string
  /** The road it went or is to go: `email`, `zalo`, `by-hand`; `null` while none was picked. */
  readonly road: string | null
  readonly state: string
  readonly at: Instant.Instant
  readonly reason: string | null
  readonly subject: string | null
  readonly body: string
}

const issue = Issue.from(
  Catalogue.make({
    "office.print": {
      vi: "Bản in có mọi số liệu của đơn vị, nên chỉ in được khi tài khoản xem được toàn bộ báo cáo của đơn vị đó. Xem số ở trang tổng hợp, hoặc nhờ người quản trị của đơn vị cấp trên giao quyền xem.",
      en: "The printed report has every figure of the unit, so only an account that sees all of its reports prints it. Look at the totals instead, or ask the administrator of the unit above for the right to see them."
    }
  })
)

const json = (value: unknown, status = 200): Response =>
  Response.json(value, { status, headers: { "cache-control": "no-store" } })

/** Bytes of what the desk is told: a key and a word. */
const longest = 10_000

/** What was sent, as JSON; `null` when it is none, `"too-large"` when it is longer than anything the pages send. */
const told = async (request: Request): Promise<unknown> => {
  const parts: Array<Uint8Array> = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > longest) return "too-large"
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"))
  } catch {
    return null
  }
}

const refused = (status: 401 | 403 | 404 | 413 | 422): Response => json(null, status)

const whenOf = ({ row, state }: Awaited<ReturnType<Office["app"]["outbox"]>>[number]): Instant.Instant =>
  "when" in state ? state.when : state.at === "handing" ? state.since : row.notBefore

/** The newest first. */
const letters = async ({ app }: Office): Promise<ReadonlyArray<Letter>> => {
  const posted = await app.outbox()
  return posted
    .flatMap((one): ReadonlyArray<Letter> => {
      const read = Message.decode(one.row.payload)
      if (!read.ok) return []
      const { key, kind, to, subject, body } = read.value
      const { state, attempts } = one
      return [
        {
          key,
          kind,
          to: app.directory.people.get(to.id)?.name ?? to.id,
          road: "channel" in state ? state.channel : (attempts.at(-1)?.channel ?? null),
          // What the office itself took off somebody's list: the report came in meanwhile.
          state: state.at === "undelivered" && state.by === "app" ? "cancelled" : state.at,
          at: whenOf(one),
          reason: state.at === "undelivered" ? state.reason : null,
          subject,
          body
        }
      ]
    })
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** Mails shown at once. */
const most = 50

/**
 * What went out by mail, the newest first, as it was written into the folder: the store forgets the words of some (links to
 * sign in) once they are sent.
 */
const mails = async (office: Office): Promise<ReadonlyArray<Mail>> => {
  if (!existsSync(office.mails)) return []
  const sent = new Map((await letters(office)).map((letter) => [PreviewChannel.paths(letter).text, letter]))
  const now = Instant.toMillis(office.clock.now())
  const files = await Promise.all(
    readdirSync(office.mails)
      .filter((name) => name.endsWith(".txt"))
      .map(async (name) => ({ name, age: Date.now() - (await stat(join(office.mails, name))).mtimeMs }))
  )
  const newest = files.toSorted((a, b) => a.age - b.age).slice(0, most)
  return Promise.all(
    newest.map(async ({ name, age }) => {
      const [subject = "", ...lines] = (await readFile(join(office.mails, name), "utf8")).split("\n")
      const letter = sent.get(name)
      const at = letter?.at ?? Instant.fromMillis(Math.floor(now - age))
      return { key: name, to: letter?.to ?? null, at, subject, body: lines.join("\n").trim() }
    })
  )
}

/** Answers addresses under `/office`. */
export const make = ({ office, identity, isLocal }: Options) => {
  const { app, clock } = office
  let redraw: ReturnType<typeof Redraw.open> | null = null
  const redrawn = () => {
    redraw ??= Redraw.open()
    return redraw
  }

  const leads = async (account: string, unit: string): Promise<boolean> => {
    const grants = await app.grants(account)
    return grants.ok && grants.value.some((grant) => grant.unit === unit && grant.role === "figures")
  }
  const isProvince = (account: string) => leads(account, "hg")

  const report = async (unit: string, period: string, viewer: string): Promise<Response> => {
    // What is printed hides nothing: it is for whoever may read the unit's own report, not for those who see totals.
    const seen = await app.report({ template, period, unit, viewer })
    if (!seen.ok) return json([issue("office.print", {}, { path: ["unit"] })], 403)
    const day = PlainDate.format(Instant.dateIn(clock.now()))
    const made = await OfficialReport.of(app, {
      template,
      period,
      unit,
      basis: "submitted",
      date: Instant.dateIn(clock.now())
    })
    if (!made.ok) return json(made.issues, 422)
    return new Response((await ReportWord.write(made.value)) as Uint8Array<ArrayBuffer>, {
      headers: {
        "content-type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "content-disposition": `attachment; filename="bao-cao-${unit}-${period}-${day.replaceAll("/", "-")}.docx"`,
        "cache-control": "no-store"
      }
    })
  }

  /** What a person who found out about a message says. */
  const settle = async (request: Request, by: string): Promise<Response> => {
    const said = await told(request)
    if (said === "too-large") return refused(413)
    const { key, as } = (said ?? {}) as { readonly key?: unknown; readonly as?: unknown }
    if (typeof key !== "string") return refused(422)
    if (as === "arrived") return json(await app.settle(key, { arrived: true, by }))
    if (as === "again")
      return json((await app.retry(key, by)) || (await app.settle(key, { arrived: false, again: true, by })))
    if (as === "drop") return json((await app.drop(key, by)) || (await app.settle(key, { arrived: false, by })))
    return refused(422)
  }

  /** `null` for an address of somebody else. */
  return async (request: Request): Promise<Response | null> => {
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.startsWith("/office/")) return null
    const [, , what, ...rest] = pathname.split("/")
    const route = `${request.method} ${what}`
    if (route === "GET about") {
      return json({ now: clock.now(), phones: isLocal ? office.phones : null, template, period: october, isLocal })
    }
    const who = await identity.of(request)
    if (route === "GET mails") {
      if (!isLocal && (who === null || !(await isProvince(who.account)))) return refused(403)
      return json(await mails(office))
    }
    if (who === null) return refused(401)
    // A cookie goes along wherever the browser was told to go: changes are taken from our own pages only.
    if (request.method === "POST" && request.headers.get("sec-fetch-site") !== "same-origin") return refused(403)
    switch (route) {
      case "POST clock":
        clock.moveTo(clock.nextMorning())
        await office.catchUp()
        return json({ now: clock.now() })
      case "GET report":
        return report(rest[0] ?? "", rest[1] ?? "", who.account)
      case "GET outbox":
        return (await isProvince(who.account)) ? json(await letters(office)) : refused(403)
      case "POST outbox":
        return (await isProvince(who.account)) ? settle(request, who.person) : refused(403)
      case "GET redraw": {
        if (rest[0] === "tree") return json(redrawn().tree(searchParams.get("on") ?? "2025-07-01"))
        return json(redrawn().changes(decodeURIComponent(rest[0] ?? "")))
      }
      default:
        return refused(404)
    }
  }
}
