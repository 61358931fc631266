/** Pictures and files an account puts up before it sends them. */
import { type Received, refuse } from "./answer.ts"
import type { Caller } from "./gate.ts"
import * as Ids from "./ids.ts"
import * as Multipart from "./multipart.ts"
import type { Routes } from "./route.ts"
import { count, measure, monthOf, on, type Sim } from "./sim.ts"
import type { Upload } from "./state.ts"

const megabyte = 1024 * 1024
const kinds = {
  image: { limit: megabyte, types: ["jpg", "png"] },
  gif: { limit: 5 * megabyte, types: ["gif"] },
  file: { limit: 5 * megabyte, types: ["pdf", "doc", "docx"] },
  "template-image": { limit: 500 * 1024, types: ["jpg", "png"] }
} as const

/** What the first bytes say it is. */
const typeOf = (bytes: Buffer, filename: string): string => {
  const head = bytes.subarray(0, 8).toString("latin1")
  if (head.startsWith("\x89PNG")) return "png"
  if (head.startsWith("\xff\xd8")) return "jpg"
  if (head.startsWith("GIF8")) return "gif"
  if (head.startsWith("%PDF")) return "pdf"
  if (head.startsWith("\xd0\xcf\x11\xe0")) return "doc"
  if (head.startsWith("PK") && /\.docx$/i.test(filename)) return "docx"
  return "unknown"
}

/** The codes in which a product refuses uploads. */
interface UploadCodes {
  readonly size: number
  readonly type: number
  readonly quota: number
}
const accountUpload: UploadCodes = { size: -210, type: -201, quota: -211 }

/** Keeps what came and gives it its id. */
export const keep = (
  sim: Sim,
  { app, account }: Caller,
  request: Received,
  kind: Upload["kind"],
  codes = accountUpload
): Upload => {
  const all = Multipart.parts(request.headers["content-type"] ?? "", request.body)
  const part = all?.find(({ field, filename }) => filename !== "" && (field === "file" || field === "image"))
  if (part === undefined) return refuse(codes.type, "file is invalid!")
  const type = typeOf(part.bytes, part.filename)
  const { limit, types } = kinds[kind]
  if (on(sim, "uploads.sizes")) {
    if (!(types as ReadonlyArray<string>).includes(type)) return refuse(codes.type, "file is invalid!")
    if (part.bytes.length > limit) return refuse(codes.size, "file exceeds allowable limit")
  }
  if (count(sim, `uploads/${kind}/${app.id}/${monthOf(sim.now())}`) > measure(sim, "uploads.monthly"))
    return refuse(codes.quota)
  const upload: Upload = {
    id: Ids.token(sim.state, "upload"),
    kind,
    app: app.id,
    account: account.id,
    name: part.filename,
    type,
    size: part.bytes.length,
    checksum: Ids.md5(part.bytes),
    base64: part.bytes.toString("base64"),
    at: sim.now()
  }
  sim.state.uploads.set(upload.id, upload)
  sim.changed()
  return upload
}

const route = (kind: "image" | "gif" | "file", name: "attachment_id" | "token") => ({
  methods: ["POST"],
  permission: "send" as const,
  takes: "raw" as const,
  run: (sim: Sim, caller: Caller, { request }: { readonly request: Received }) => ({
    [name]: keep(sim, caller, request, kind).id
  })
})

export const routes: Routes = {
  "/v2.0/oa/upload/image": route("image", "attachment_id"),
  "/v2.0/oa/upload/gif": route("gif", "attachment_id"),
  "/v2.0/oa/upload/file": route("file", "token")
}
