/**
 * The story: forms go out to ten communes, come back as different people send them, and the board fills up.
 */
import { execFileSync } from "node:child_process"
import { Mail } from "@lienhoi/email"
import { type App, Issue, type MailNews, openApp } from "lienhoi"
import { createTransport } from "nodemailer"
import { type Commune, communes, type Written } from "./communes.ts"
import * as PostOffice from "./postOffice.ts"

/** What happened to one mail, for people and for tests. */
export interface Step {
  readonly round: number
  readonly unit: string
  readonly who: string
  readonly way: string
  /** Subject of each answer that came back to her. */
  readonly answers: ReadonlyArray<string>
}

/** What the story gives. */
export interface Told {
  readonly steps: ReadonlyArray<Step>
  readonly news: ReadonlyArray<MailNews>
  /** The first answer with problems, whole. */
  readonly problems: string
  readonly received: number
  readonly expected: number
  /** Members in all communes together. */
  readonly members: number | null
  readonly lines: ReadonlyArray<string>
}

const domain = "hoi.example"
const mailbox = `hop@${domain}`
const period = "2026-10"

const hasLibreOffice = (): boolean => {
  try {
    execFileSync("soffice", ["--version"], { stdio: "ignore", timeout: 60_000 })
    return true
  } catch {
    return false
  }
}

const opened = async (root: string, post: PostOffice.PostOffice): Promise<App> => {
  const app = await openApp(
    {
      association: "vwu",
      since: "2025-07-01",
      units: "./units.csv",
      people: "./people.csv",
      templates: ["./templates/*.yaml"],
      channels: {
        email: {
          smtp: `smtp+clear://127.0.0.1:${post.smtpPort}`,
          imap: `imap+clear://${PostOffice.user}@127.0.0.1:${post.imapPort}`,
          imapPassword: PostOffice.password,
          mailbox,
          // Only here: a real office reads its secrets from the environment.
          secret: "chỉ để thử, không có gì bí mật",
          responsible: "nguoi-tinh"
        }
      }
    },
    { root, now: () => "2026-10-16T02:00:00.000Z" }
  )
  if (app.ok) return app.value
  throw new Error(app.issues.map((issue) => Issue.format(issue)).join("\n"))
}

/** Runs it. `root` is the folder of this example. */
export const tell = async (root: string): Promise<Told> => {
  await using post = await PostOffice.open(domain)
  await using app = await opened(root, post)
  const out = createTransport({ host: "127.0.0.1", port: post.smtpPort, ignoreTLS: true })
  const all = communes(hasLibreOffice())
  const forms = new Map<string, Uint8Array>()
  const replyTo = new Map<string, string>()
  const news: Array<MailNews> = []
  const steps: Array<Step> = []
  let problems = ""

  /** What lies in her hands: the newest form and where to answer. */
  const collect = async ({ unit, address }: Commune): Promise<ReadonlyArray<Mail.Mail>> => {
    const mails: Array<Mail.Mail> = []
    for (const raw of post.collect(address)) {
      const mail = await Mail.parse(raw)
      if (!mail.ok) continue
      mails.push(mail.value)
      const form = Mail.files(mail.value).at(-1)
      if (form !== undefined) forms.set(unit, form.bytes)
      replyTo.set(unit, Mail.header(mail.value, "reply-to")[0] ?? mailbox)
    }
    return mails
  }

  const mailBack = async ({ unit, name, address }: Commune, { text, files, from, headers, twice }: Written) => {
    const mail = {
      from: { name, address: from ?? address },
      to: replyTo.get(unit)!,
      subject: "Re: Báo cáo",
      date: new Date("2026-10-16T01:00:00Z"),
      messageId: `<${unit}.${steps.length}.${text.length}@${address.split("@")[1]}>`,
      text,
      ...(headers === undefined ? {} : { headers }),
      attachments: files.map(({ name: filename, type, bytes }) => ({
        filename,
        contentType: type,
        content: Buffer.from(bytes)
      }))
    }
    for (let times = twice === true ? 2 : 1; times > 0; times--) await out.sendMail(mail)
  }

  const sent = await app.sendForms({ period })
  if (!sent.ok) throw new Error(sent.issues.map((issue) => Issue.format(issue)).join("\n"))
  await app.work({ once: true })
  for (const commune of all) await collect(commune)
  const first = new Map(forms)

  for (let round = 1; round <= 2; round++) {
    const writing = all.flatMap((commune) => {
      const write = commune.writes[round - 1]
      return write === undefined ? [] : [{ commune, write }]
    })
    for (const { commune, write } of writing) {
      const desk = { form: forms.get(commune.unit)!, formOf: (unit: string) => first.get(unit)! }
      for (const written of await write(desk)) await mailBack(commune, written)
    }
    await app.watchMail({ once: true, tell: (one) => news.push(one) })
    await app.work({ once: true })
    for (const { commune } of writing) {
      const answers = await collect(commune)
      steps.push({
        round,
        unit: commune.unit,
        who: commune.name,
        way: commune.way,
        answers: answers.map(({ subject }) => subject)
      })
      if (problems === "" && answers[0]?.subject.startsWith("Cần sửa") === true) problems = answers[0].text
    }
  }
  out.close()
  const board = await app.board({ period, basis: "submitted" })
  const members = await app.explain({ period, unit: "tinh", field: "HV01", basis: "submitted" })
  if (!board.ok || !members.ok) throw new Error("no board")
  const level = board.value.levels.find(({ level: id }) => id === "co_so")
  const [received, expected] = [level?.received ?? 0, level?.expected ?? 0]
  const figure = members.value.figure.value
  const told = { steps, news, problems, received, expected, members: typeof figure === "number" ? figure : null }
  return { ...told, lines: linesOf(told, sent.value.length) }
}

const linesOf = (told: Omit<Told, "lines">, sent: number): ReadonlyArray<string> => [
  `Đã gửi ${sent} biểu mẫu kỳ Tháng 10/2026 qua thư.`,
  ...[1, 2].flatMap((round) => [
    "",
    round === 1 ? "Thư gửi về lần một:" : "Sau khi sửa:",
    ...told.steps
      .filter((step) => step.round === round)
      .map(
        ({ unit, who, way, answers }) =>
          `  ${unit} ${who}: ${round === 1 ? `${way}\n      → ` : ""}${answers.join("; ")}`
      )
  ]),
  "",
  "Một thư trả lời có chỗ cần sửa:",
  ...told.problems
    .trim()
    .split("\n")
    .map((line) => `  | ${line}`),
  "",
  `Bảng theo dõi: đã nhận ${told.received}/${told.expected} báo cáo; tổng số hội viên ${told.members ?? "?"}.`
]
