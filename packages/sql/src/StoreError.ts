/**
 * Why a store was not opened, in words for the person who started it. Nothing was changed when one of these is said.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Schema from "effect/Schema"

/** Another process has the folder open. */
export class InUse extends Schema.TaggedError<InUse>()("InUse", {
  folder: Schema.String,
  pid: Schema.Int,
  host: Schema.String,
  since: Schema.String
}) {
  readonly isRetryable = true
}

/** The folder holds something that is not a store. */
export class OtherFolder extends Schema.TaggedError<OtherFolder>()("OtherFolder", {
  folder: Schema.String,
  found: Schema.String
}) {
  readonly isRetryable = false
}

/** The folder was written by another version of the database engine. */
export class OtherEngine extends Schema.TaggedError<OtherEngine>()("OtherEngine", {
  folder: Schema.String,
  found: Schema.String,
  needed: Schema.String
}) {
  readonly isRetryable = false
}

/** The database holds the tables of another program. */
export class OtherProduct extends Schema.TaggedError<OtherProduct>()("OtherProduct", {
  where: Schema.String,
  found: Schema.String
}) {
  readonly isRetryable = false
}

/** The store was written by a newer version of this program. */
export class Newer extends Schema.TaggedError<Newer>()("Newer", {
  where: Schema.String,
  found: Schema.Int,
  known: Schema.Int
}) {
  readonly isRetryable = false
}

/** The server is older than what we need. */
export class ServerTooOld extends Schema.TaggedError<ServerTooOld>()("ServerTooOld", {
  where: Schema.String,
  found: Schema.String
}) {
  readonly isRetryable = false
}

/** The store was written with keys that were not given, or that are others. */
export class OtherKeys extends Schema.TaggedError<OtherKeys>()("OtherKeys", {
  where: Schema.String,
  /** The ids of the keys, with commas between. */
  ids: Schema.String
}) {
  readonly isRetryable = false
}

/** There is no room left on the disk. */
export class DiskFull extends Schema.TaggedError<DiskFull>()("DiskFull", {
  where: Schema.String,
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** The database did not answer, or answered with a failure. */
export class Unreachable extends Schema.TaggedError<Unreachable>()("Unreachable", {
  where: Schema.String,
  detail: Schema.String,
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

const texts = Catalogue.make({
  InUse: {
    vi: "Kho {folder} đang được một chương trình khác dùng (số tiến trình {pid}, máy {host}, từ {since}); đóng chương trình đó rồi chạy lại",
    en: "The store {folder} is in use by another process (pid {pid}, machine {host}, since {since}); close it, then start again"
  },
  OtherFolder: {
    vi: "Thư mục {folder} có thứ không phải của Liên Hội ({found}); chọn một thư mục trống",
    en: "The folder {folder} holds something else ({found}); choose an empty folder"
  },
  OtherEngine: {
    vi: "Kho {folder} do bộ máy cơ sở dữ liệu bản {found} ghi, bản này đọc {needed}; dùng bản Liên Hội cũ để xuất kho ra, rồi nhập vào kho mới",
    en: "The store {folder} was written by database engine {found}, this one reads {needed}; export it with the older Lienhoi, then import it into a new store"
  },
  OtherProduct: {
    vi: "Cơ sở dữ liệu {where} là của chương trình khác (có {found}); tạo một cơ sở dữ liệu trống cho Liên Hội",
    en: "The database {where} belongs to another program (it has {found}); create an empty database for Lienhoi"
  },
  Newer: {
    vi: "Kho {where} do bản Liên Hội mới hơn ghi (bước {found}, bản này biết đến bước {known}); cài bản mới rồi chạy lại",
    en: "The store {where} was written by a newer Lienhoi (step {found}, this one knows {known}); install the newer one, then start again"
  },
  ServerTooOld: {
    vi: "Máy chủ {where} chạy PostgreSQL {found}; cần từ 15 trở lên, xin nâng cấp",
    en: "The server {where} runs PostgreSQL {found}; 15 or later is needed, please upgrade"
  },
  OtherKeys: {
    vi: "Kho {where} đã dùng khóa {ids}, lần này không có hoặc là khóa khác; thêm khóa đó vào sau khóa đang dùng rồi chạy lại",
    en: "The store {where} was written with the key {ids}, which is missing now or is another one; add it after the key in use, then start again"
  },
  DiskFull: {
    vi: "Ổ đĩa của kho {where} đã đầy, việc vừa rồi không được ghi; dọn bớt rồi chạy lại",
    en: "The disk of the store {where} is full, nothing was written; make room, then start again"
  },
  Unreachable: {
    vi: "Không mở được kho {where}: {detail}; xem máy chủ có chạy không và địa chỉ có đúng không",
    en: "The store {where} cannot be opened: {detail}; see whether the server runs and the address is right"
  }
})

const issue = Issue.from(texts)

/** The store was not opened. Match on `reason`; branch on `isRetryable`. */
export class StoreError extends Schema.TaggedError<StoreError>()("StoreError", {
  reason: Schema.Union([
    InUse,
    OtherFolder,
    OtherEngine,
    OtherProduct,
    Newer,
    ServerTooOld,
    OtherKeys,
    DiskFull,
    Unreachable
  ])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
  override get message(): string {
    return toIssue(this).message
  }
}

/** The error as an issue: code `InUse`, …, text in both languages. */
export const toIssue = ({ reason }: StoreError): Issue.Issue => {
  const params: { [name: string]: string | number } = {}
  for (const [name, value] of Object.entries(reason))
    if (typeof value === "string" || typeof value === "number") params[name] = value
  return { ...issue(reason._tag, params), code: `store.${codes[reason._tag]}` }
}

const codes: { readonly [Tag in StoreError["reason"]["_tag"]]: string } = {
  InUse: "in-use",
  OtherFolder: "other-folder",
  OtherEngine: "other-engine",
  OtherProduct: "other-product",
  Newer: "newer",
  ServerTooOld: "server-too-old",
  OtherKeys: "other-keys",
  DiskFull: "disk-full",
  Unreachable: "unreachable"
}
