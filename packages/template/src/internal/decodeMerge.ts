import type * as Issue from "@lienhoi/words/Issue"
import * as Issues from "@lienhoi/words/Issue"
import { Document } from "yaml"
import { type Choice, choices, type Decision, type Move } from "./merged.ts"
import { open } from "./yaml.ts"

type Read = Pick<Decision, "choice" | "of" | "key">

/** Reads a file of decisions. */
export const decode = (text: string, name: string | null): Issue.Checked<ReadonlyArray<Read>> => {
  const file = open(text)
  const named = () => (name === null ? file.issues : file.issues.map((one) => Issues.inFile(one, name)))
  if (file.root === null) return { ok: false, issues: named() }
  const entry = file.map(file.root, ["merge", "decisions"])
  file.needed(entry, "merge")
  const decisions = file.list(entry.get("decisions")).map((one): Read => {
    const row = file.map(one, ["choice", "key", "of", "confidence", "reason"])
    if (row.get("choice") === null) file.needed(row, "choice")
    const choice: Choice = file.oneOf(row.get("choice"), choices) ?? "different"
    const of = row.get("of")
    if (of === null) file.needed(row, "of")
    const fields = of === null ? [] : file.entries(of).map(([source, key]) => [source, file.words(key) ?? ""] as const)
    return { choice, of: Object.fromEntries(fields), key: file.words(row.get("key")) }
  })
  return Issues.unless(named(), () => decisions)
}

const note = ` Quyết định khi nhập mẫu. Sửa "choice" rồi chạy lại lệnh với --decisions:
   same       là một: cộng chung; không được nếu khác loại, đơn vị tính hay cách cộng
   different  để riêng từng tỉnh cũ
   rename     để riêng, với mã (key) khác`

/** A file of decisions. */
export const print = (id: string, decisions: ReadonlyArray<Decision>): string => {
  const rows = decisions.map(({ choice, key, of, confidence, reason }) => ({
    choice,
    ...(key === null ? {} : { key }),
    of,
    ...(confidence === null ? {} : { confidence }),
    reason: reason.vi
  }))
  const document = new Document({ merge: id, decisions: rows }, { aliasDuplicateObjects: false })
  document.commentBefore = note
  return document.toString({ lineWidth: 0 })
}

/** A file of moves. */
export const printMoves = (moves: ReadonlyArray<Move>): string => {
  const rows = moves.map(({ from, declared }) => ({ from: from.id, version: from.version, ...declared }))
  const document = new Document({ moves: rows }, { aliasDuplicateObjects: false })
  document.commentBefore =
    " Báo cáo của các tỉnh cũ chuyển sang mẫu chung: lienhoi template migrate CŨ MỚI --declared TỆP-NÀY"
  return document.toString({ lineWidth: 0 })
}
