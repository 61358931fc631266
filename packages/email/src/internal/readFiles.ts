/** The files of a mail, each read as a form and filed, or with what stands in the way. */
import * as FormFile from "@lienhoi/report/FormFile"
import type { Label } from "@lienhoi/template/Label"
import type { Issue } from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import * as Mail from "../Mail.ts"
import { type Bearer, type Filed, MailDesk, type MailDeskError } from "../MailDesk.ts"

/** A file that goes back. */
export interface Enclosed {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** What the sender wrote stands in it. */
  readonly theirs: boolean
}

/** One form. */
export type Form = {
  readonly file: string
  /** Whether it bears a stamp of ours. */
  readonly stamped: boolean
  readonly enclosed: Enclosed | null
  /** The label of the template it belongs to. */
  readonly label: Label | null
} & (
  | {
      readonly became: "recorded" | "no-op" | "newer"
      readonly about: string
      readonly readBack: ReadonlyArray<string>
      readonly warnings: ReadonlyArray<Issue>
    }
  | { readonly became: "refused"; readonly issues: ReadonlyArray<Issue> }
  | { readonly became: "asked"; readonly question: Bilingual }
)

/** What a mail brought. */
export type Read =
  | { readonly is: "forms"; readonly forms: ReadonlyArray<Form>; readonly left: number }
  /** Nothing that can be read by a program: pictures, papers, or no file at all. */
  | { readonly is: "photo" | "other" | "none"; readonly enclosed: Enclosed | null }

/** Forms read from one mail; more are left and the answer says so. */
const most = 20

const endingOf = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ""

const sheets = new Set(["xlsx", "xlsm", "xlsb", "xls", "xltx", "ods", "et", "csv"])
const papers = new Set(["docx", "doc", "pdf", "pptx", "odt", "zip", "rar", "7z", "txt", "html", "htm"])

const isForm = ({ name, type, bytes }: Mail.MailPart): boolean => {
  const ending = endingOf(name ?? "")
  if (sheets.has(ending)) return true
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b
  return /spreadsheet|ms-excel/.test(type) || (packed && !papers.has(ending))
}

/** A picture as small as a logo under a signature is no photo of a form. */
const isPhoto = ({ type, bytes }: Mail.MailPart): boolean => type.startsWith("image/") && bytes.length > 30_000

/** Files of the mail, and of mails that were forwarded inside it, two deep. */
const filesOf = async (mail: Mail.Mail, depth = 0): Promise<ReadonlyArray<Mail.MailPart>> => {
  const found: Array<Mail.MailPart> = []
  for (const file of Mail.files(mail)) {
    if (file.type !== "message/rfc822" || depth === 2) {
      found.push(file)
      continue
    }
    const inside = await Mail.parse(file.bytes)
    if (inside.ok) found.push(...(await filesOf(inside.value, depth + 1)))
  }
  return found
}

/** Who sent it and which of our messages it answers. */
export interface Source {
  readonly mail: Mail.Mail
  readonly person: string | null
  readonly token: string | null
}

type Work<A> = Effect.Effect<A, MailDeskError, MailDesk | FormFile.FormFile>

export const readFiles = (source: Source, bearer: Bearer | null): Work<Read> =>
  Effect.gen(function* () {
    const desk = yield* MailDesk
    const known: FormFile.Known = { ...desk.known, ofToken: () => Promise.resolve(bearer?.wanted ?? null) }
    const files = yield* Effect.promise(() => filesOf(source.mail))
    const forms = [...new Map(files.filter(isForm).map((file) => [file.sha256, file])).values()]
    if (forms.length === 0) {
      const is = files.some(isPhoto) ? "photo" : files.some(({ type }) => !type.startsWith("image/")) ? "other" : "none"
      return { is, enclosed: yield* fresh(known, source.person, bearer) }
    }
    const read = yield* Effect.forEach(forms.slice(0, most), (file) => readForm(source, known, bearer, file))
    return { is: "forms", forms: read, left: Math.max(0, forms.length - most) }
  })

/** A form for what the message was about, else for what that person owes next; `null` when there is nothing. */
const fresh = (known: FormFile.Known, person: string | null, bearer: Bearer | null): Work<Enclosed | null> =>
  Effect.gen(function* () {
    if (person === null) return null
    const wanted = bearer?.wanted ?? (yield* Effect.promise(() => known.ofSender(person)))[0]
    if (wanted === undefined || !(yield* Effect.promise(() => known.mayFile(person, wanted.unit)))) return null
    const occasion = yield* Effect.promise(() => known.occasion(wanted))
    return occasion === null ? null : yield* writeForm(occasion, false)
  })

const writeForm = (occasion: FormFile.Occasion, theirs: boolean): Work<Enclosed> =>
  Effect.gen(function* () {
    const { write, format } = yield* FormFile.FormFile
    const bytes = yield* write(occasion)
    const name = `${occasion.unit.name} ${occasion.period.id}.${format.ending}`.replaceAll(/[/\\:*?"<>|]/g, "-")
    return { name, mediaType: format.mediaType, bytes, theirs }
  })

const readForm = (
  { mail, person, token }: Source,
  known: FormFile.Known,
  bearer: Bearer | null,
  part: Mail.MailPart
): Work<Form> =>
  Effect.gen(function* () {
    const forms = yield* FormFile.FormFile
    const desk = yield* MailDesk
    const file = part.name ?? `bieu-mau.${forms.format.ending}`
    const received = { bytes: part.bytes, file }
    const reading = yield* forms.read(received, { sender: person, token }, known)
    if (reading.is === "asks") {
      const question = reading.message
      const enclosed =
        person === null || reading.question === "who"
          ? null
          : yield* filledIn(received, { sender: person, token }, known, reading.candidates[0])
      return { became: "asked", file, stamped: reading.question === "who", question, enclosed, label: null }
    }
    if (reading.is === "refused") {
      const { issues, because, wanted } = reading
      const enclosed =
        because === "values"
          ? yield* corrected(received, issues, forms, desk.language)
          : yield* fresh(known, person, bearer)
      const label = yield* labelOf(known, because === "values" ? wanted : null)
      return { became: "refused", file, stamped: wanted !== null, issues, enclosed, label }
    }
    const { submission, occasion, warnings } = reading
    const { label } = occasion.template.template
    const filed = yield* desk.file(idOf(mail, part), submission)
    if (filed.is === "refused") {
      const issues = filed.issues.map((issue) => FormFile.placed(issue, reading.places, file))
      const marked = yield* corrected(received, issues, forms, desk.language)
      return { became: "refused", file, stamped: true, issues, enclosed: marked, label }
    }
    const enclosed = filed.is === "newer" ? yield* newest(known, submission) : null
    return { became: filed.is, file, stamped: true, ...told(filed), warnings, enclosed, label }
  })

const told = ({ about, readBack }: Exclude<Filed, { is: "refused" }>) => ({ about, readBack })

/** The id under which the figures of one file of one mail are filed, always the same. */
const idOf = ({ digest }: Mail.Mail, { sha256 }: Mail.MailPart): string =>
  `mail-${digest.slice(0, 32)}-${sha256.slice(0, 16)}`

const labelOf = (known: FormFile.Known, wanted: FormFile.Wanted | null): Effect.Effect<Label | null> =>
  wanted === null
    ? Effect.succeed(null)
    : Effect.map(
        Effect.promise(() => known.occasion(wanted)),
        (occasion) => occasion?.template.template.label ?? null
      )

const corrected = (
  received: FormFile.Received,
  issues: ReadonlyArray<Issue>,
  { correct, format }: FormFile.FormFile["Service"],
  language: "vi" | "en"
): Effect.Effect<Enclosed | null> =>
  Effect.map(correct(received, issues, language), (bytes) =>
    bytes === null ? null : { name: received.file, mediaType: format.mediaType, bytes, theirs: true }
  )

/** The form as it stands on file, for whoever sent older figures. */
const newest = (known: FormFile.Known, wanted: FormFile.Wanted): Work<Enclosed | null> =>
  Effect.flatMap(
    Effect.promise(() => known.occasion(wanted)),
    (occasion) => (occasion === null ? Effect.succeed(null) : writeForm(occasion, false))
  )

/** A stamped form with the figures of one that lost its stamp: sending it back says which report it is. */
const filledIn = (
  received: FormFile.Received,
  road: FormFile.Road,
  known: FormFile.Known,
  about: FormFile.Wanted | undefined
): Work<Enclosed | null> =>
  Effect.gen(function* () {
    if (about === undefined) return null
    const reading = yield* (yield* FormFile.FormFile).read(received, { ...road, about }, known)
    if (reading.is !== "submission") {
      const occasion = yield* Effect.promise(() => known.occasion(about))
      return occasion === null ? null : yield* writeForm(occasion, false)
    }
    const { occasion, submission } = reading
    const { template, unit, period, previous = null, sameLastYear = null, targets = null } = occasion
    const { cells } = template.validate(submission.values, { unit, period, previous, sameLastYear, targets })
    return yield* writeForm({ ...occasion, current: cells }, true)
  })
