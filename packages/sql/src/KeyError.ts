/**
 * Why something in a box could not be read. Says which box, never what is in it nor with which key.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Schema from "effect/Schema"

/** The key ring lacks keys that the store was written with. */
export class MissingKey extends Schema.TaggedError<MissingKey>()("MissingKey", {
  /** Their ids, with commas between. */
  ids: Schema.String
}) {}

/** The key ring has a key of that id, and it is another one. */
export class WrongKey extends Schema.TaggedError<WrongKey>()("WrongKey", { id: Schema.String }) {}

/** What stands there was changed, or moved from another row, or closed with another key. */
export class Damaged extends Schema.TaggedError<Damaged>()("Damaged", {
  table: Schema.String,
  row: Schema.String,
  column: Schema.String
}) {}

const texts = Catalogue.make({
  "keys.missing": {
    vi: "Thiếu khóa {ids} mà kho này đã dùng; thêm khóa đó vào sau khóa đang dùng rồi chạy lại",
    en: "The key {ids}, which this store was written with, is missing; add it after the key in use, then start again"
  },
  "keys.wrong": {
    vi: "Khóa {id} không phải khóa mà kho này đã dùng; xem lại khóa",
    en: "The key {id} is not the one this store was written with; check the key"
  },
  "keys.damaged": {
    vi: "Không mở được dữ liệu ở bảng {table}, dòng {row}, cột {column}: đã bị sửa hoặc khóa không đúng; chạy: lienhoi store verify",
    en: "What stands in table {table}, row {row}, column {column} does not open: it was changed, or the key is another; run: lienhoi store verify"
  }
})

const issue = Issue.from(texts)

/** Not read. Match on `reason`; trying again does not help. */
export class KeyError extends Schema.TaggedError<KeyError>()("KeyError", {
  reason: Schema.Union([MissingKey, WrongKey, Damaged])
}) {
  readonly isRetryable = false
  override get message(): string {
    return toIssue(this).message
  }
}

/** The error as an issue. */
export const toIssue = ({ reason }: KeyError): Issue.Issue => {
  switch (reason._tag) {
    case "MissingKey":
      return issue("keys.missing", { ids: reason.ids })
    case "WrongKey":
      return issue("keys.wrong", { id: reason.id })
    case "Damaged":
      return issue("keys.damaged", { table: reason.table, row: reason.row, column: reason.column })
  }
}
