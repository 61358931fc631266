/** Photos and files of reports: taken from who is signed in, handed to who sees a report that names them. */
import * as Label from "@lienhoi/template/Label"
import * as NamedFiles from "@lienhoi/template/NamedFiles"
import type { Template } from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Office } from "../Office.ts"
import { askChecked, refuse } from "./asking.ts"
import * as FileKind from "./fileKind.ts"
import type { Uploads } from "./uploads.ts"

/** The largest file, in bytes. */
const largest = 10_000_000

const issue = Issue.from(
  Catalogue.make({
    "http.file-empty": { vi: "Tệp {name} trống; chọn lại tệp", en: "File {name} is empty; choose it again" },
    "http.file-large": {
      vi: "Tệp {name} lớn hơn {max} MB; xin thu nhỏ rồi gửi lại",
      en: "File {name} is larger than {max} MB; make it smaller and send it again"
    },
    "http.file-kind": {
      vi: "Không nhận được tệp {name}; chỉ nhận: {kinds}",
      en: "File {name} is not taken; these are: {kinds}"
    },
    "http.file-unknown": {
      vi: "Không có ảnh hoặc tệp {file}; xin chọn và gửi lại ảnh",
      en: "There is no photo or file {file}; choose it and send it again"
    },
    "http.files-many": {
      vi: "Báo cáo có quá nhiều ảnh và tệp; bớt lại, nhiều nhất {max}",
      en: "The report names too many photos and files; at most {max}"
    }
  })
)

/** A name as it is kept: the last part of a path, without what no file system takes, not long. */
const nameOf = (given: string | undefined, ending: string): string => {
  const last = (given ?? "").normalize("NFC").split(/[/\\]/u).at(-1) ?? ""
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "")
    .trim()
    .slice(-100)
  return clean === "" || /^\.+$/u.test(clean) ? `tep.${ending}` : clean
}

/**
 * Whether the caller may see a file: she uploaded it, or sees a report that names it. What this process does not remember
 * stands beside the file: it may have been handed to another server, or before a restart.
 */
const isHers = (office: Pick<Office, "files">, kept: Uploads, file: string) =>
  Effect.gen(function* () {
    const { person, reach } = yield* Caller
    if (kept.isBy(file, person.account)) return true
    const reports = yield* askChecked(() => office.files.namedBy(file))
    if (reports.some(({ unit, lineage }) => reach.sight(unit, lineage) === "all")) return true
    return (yield* askChecked(() => office.files.handedInBy(file))) === person.account
  })

/** Most files that one form names. */
const most = 200

/** Goes on when every file that the answers name is one that the caller sees: nobody reads a file by naming it. */
export const ownFiles = (
  office: Pick<Office, "files">,
  kept: Uploads,
  template: Template,
  values: { readonly [key: string]: unknown }
) =>
  Effect.gen(function* () {
    const named = NamedFiles.of(template, values)
    if (named.length > most)
      return yield* refuse("bad-input", [issue("http.files-many", { max: most }, { path: ["values"] })])
    const strange: Array<string> = []
    for (const file of named) if (!(yield* isHers(office, kept, file))) strange.push(file)
    if (strange.length > 0)
      return yield* refuse(
        "bad-input",
        strange.map((file) => issue("http.file-unknown", { file: file.slice(0, 60) }, { path: ["values"] }))
      )
  })

const policy = "default-src 'none'; sandbox"

/** The answers of the group `files`. */
export const files = (office: Pick<Office, "files">, kept: Uploads) =>
  HttpApiBuilder.group(Api, "files", (handlers) =>
    handlers
      .handleRaw("put", ({ query }) =>
        Effect.gen(function* () {
          const { person } = yield* Caller
          const incoming = yield* HttpServerRequest.HttpServerRequest
          const bytes = yield* Effect.promise(
            async () => new Uint8Array(await (incoming.source as Request).arrayBuffer())
          )
          const short = nameOf(query.name, "bin")
          const refused = (found: Issue.Issue) => refuse("bad-input", [found])
          const path = { path: ["payload"] }
          if (bytes.length === 0) return yield* refused(issue("http.file-empty", { name: short }, path))
          if (bytes.length > largest)
            return yield* refused(issue("http.file-large", { name: short, max: largest / 1_000_000 }, path))
          const kind = FileKind.of(bytes, short)
          if (kind === null)
            return yield* refused(issue("http.file-kind", { name: short, kinds: FileKind.names }, path))
          if (!kept.may(person.account)) return yield* refuse("too-many", [], { seconds: 3600 })
          const name = nameOf(query.name, kind.ending)
          const { mediaType } = kind
          // Nobody has looked at it: it may show anybody.
          const label = { ...Label.internal, personal: "sensitive", reviewed: false } as const
          const id = yield* askChecked(() =>
            office.files.put({ name, mediaType, bytes, person: null, label, by: person.account })
          )
          kept.put(id, person.account)
          return { id, name, mediaType, bytes: bytes.length }
        })
      )
      .handle("get", ({ params: { id } }) =>
        Effect.gen(function* () {
          // One that is not there and one that is not hers look alike.
          if (!(yield* isHers(office, kept, id))) return yield* refuse("not-yours")
          const found = yield* askChecked(() => office.files.get(id))
          if (found === null) return yield* refuse("not-yours")
          const kind = FileKind.of(found.bytes, found.name)
          const isShown = kind?.isPicture === true
          return HttpServerResponse.uint8Array(found.bytes, {
            contentType: kind?.mediaType ?? "application/octet-stream",
            headers: {
              "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(found.name)}`,
              "content-security-policy": policy,
              "x-content-type-options": "nosniff",
              "cache-control": "private, no-cache"
            }
          })
        })
      )
  )
