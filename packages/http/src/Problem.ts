/**
 * What goes wrong over HTTP, as problem details (RFC 9457): a closed list, each with its status, a sentence for a person
 * and, for bad input, every issue with its place. Nothing in it tells what the asker may not see.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Schema from "effect/Schema"

/** One thing that is wrong with what was sent; see `Issue` of `@lienhoi/words`. */
export const IssueBody = Schema.Struct({
  code: Schema.String,
  severity: Schema.Literals(["error", "warning"]),
  path: Schema.Array(Schema.Union([Schema.String, Schema.Int])),
  message: Schema.String,
  english: Schema.String,
  place: Schema.optionalKey(
    Schema.Struct({
      file: Schema.optionalKey(Schema.String),
      line: Schema.Int,
      column: Schema.Int,
      sheet: Schema.optionalKey(Schema.String),
      cell: Schema.optionalKey(Schema.String)
    })
  )
}).annotate({ identifier: "Issue" }) satisfies Schema.Codec<Issue.Issue>

const texts = Catalogue.make({
  "bad-input": { vi: "Số liệu gửi lên chưa đúng", en: "What was sent is not right" },
  "sign-in": {
    vi: "Phiên làm việc đã hết hoặc chưa đăng nhập; xin đăng nhập lại, nội dung đang ghi vẫn còn trên máy",
    en: "Nobody is signed in, or the session has ended; sign in again, what you were writing is still on your device"
  },
  "not-yours": {
    vi: "Tài khoản này không được xem hoặc làm việc đó; hỏi người quản trị của đơn vị cấp trên",
    en: "This account may not see or do that; ask the administrator of the unit above"
  },
  unknown: { vi: "Không có trang hoặc đường dẫn này", en: "There is no such address" },
  "not-json": {
    vi: "Nội dung gửi lên không phải JSON; gửi với content-type: application/json",
    en: "What was sent is no JSON; send it with content-type: application/json"
  },
  "too-large": {
    vi: "Nội dung gửi lên quá lớn (tối đa {max} MB); xin thu nhỏ ảnh hoặc gửi ít tệp hơn",
    en: "What was sent is too large (at most {max} MB); make photos smaller or send fewer files"
  },
  "too-slow": {
    vi: "Đường truyền quá chậm, chưa nhận đủ nội dung sau {seconds} giây và chưa ghi gì; xin gửi lại, nơi sóng tốt hơn",
    en: "The line is too slow: not everything arrived within {seconds} seconds and nothing was recorded; send it again where the line is better"
  },
  "too-many": {
    vi: "Gửi quá nhiều lần trong thời gian ngắn; xin đợi {seconds} giây rồi làm lại",
    en: "Too many requests in a short time; wait {seconds} seconds and try again"
  },
  unavailable: {
    vi: "Máy chủ đang bận hoặc mất kết nối với kho dữ liệu; chưa ghi gì, xin làm lại sau ít phút",
    en: "The server is busy or has lost its store; nothing was recorded, try again in a few minutes"
  }
})

/** Every kind of problem, with the status of its answer. */
export const statuses = {
  "bad-input": 422,
  "sign-in": 401,
  "not-yours": 403,
  unknown: 404,
  "not-json": 415,
  "too-large": 413,
  "too-slow": 408,
  "too-many": 429,
  unavailable: 503
} as const

/** What went wrong. */
export type Kind = keyof typeof statuses

/** A problem as it goes over the line, with the media type `application/problem+json`. */
export const ProblemBody = Schema.Struct({
  /** `urn:lienhoi:problem:bad-input`: stable, for programs. */
  type: Schema.String,
  title: Schema.String,
  status: Schema.Int,
  /** `bad-input` and its like. */
  kind: Schema.Literals(Object.keys(statuses) as ReadonlyArray<Kind>),
  /** Everything that is wrong; empty for all but `bad-input`. */
  issues: Schema.Array(IssueBody)
}).annotate({ identifier: "Problem" })

/** A problem, as a value. */
export type Problem = typeof ProblemBody.Type

/** Where programs tell problems apart. */
export const typeOf = (kind: Kind): string => `urn:lienhoi:problem:${kind}`

/** Makes a problem. */
export const make = (
  kind: Kind,
  {
    language = "vi",
    params = {},
    issues = []
  }: {
    readonly language?: Language
    readonly params?: Catalogue.Params
    readonly issues?: ReadonlyArray<Issue.Issue>
  } = {}
): Problem => ({
  type: typeOf(kind),
  title: Catalogue.say(texts, kind, params, language),
  status: statuses[kind],
  kind,
  issues
})
