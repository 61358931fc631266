import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"

const texts = Catalogue.make({
  "rebase.both": {
    vi: "{what} của {key}: mẫu gốc đổi từ “{old}” thành “{theirs}”, tỉnh đang dùng “{mine}”",
    en: "{what} of {key}: the base went from “{old}” to “{theirs}”, you have “{mine}”"
  },
  "rebase.due": {
    vi: "Hạn nộp của cấp {key}: mẫu gốc đã đổi, tỉnh cũng có hạn riêng",
    en: "Due date of level {key}: the base changed it, and you have your own"
  },
  "rebase.taken": {
    vi: "Mẫu gốc mới có mã {theirs} ({label}), trùng với chỉ tiêu riêng {mine}",
    en: "The new base has the key {theirs} ({label}), as your own field {mine}"
  },
  "rebase.section": {
    vi: "Mẫu gốc mới bỏ phần “{key}”, nơi tỉnh có chỉ tiêu riêng",
    en: "The new base drops the section “{key}”, where you have fields of your own"
  },
  "rebase.gone": {
    vi: "Bỏ “{change}”: mẫu gốc mới không còn {key}",
    en: "“{change}” is left out: the new base no longer has {key}"
  },
  "rebase.strict": {
    vi: "Bỏ “{change}”: mẫu gốc mới đã chặt bằng hoặc hơn",
    en: "“{change}” is left out: the new base is as strict or stricter"
  },
  "rebase.range": {
    vi: "extends đổi từ {old} thành {new}",
    en: "extends changes from {old} to {new}"
  },
  "choice.mine": { vi: "Giữ của tỉnh", en: "Keep yours" },
  "choice.theirs": { vi: "Theo mẫu gốc", en: "Take the base's" },
  "choice.drop": { vi: "Bỏ thay đổi này của tỉnh", en: "Leave your change out" },
  "choice.rename": { vi: "Giữ chỉ tiêu riêng, đổi mã", en: "Keep your field under another key" }
})

/** Codes of {@link issue}. */
export type RebaseCode = keyof typeof texts & string

/** Says what meets in a rebase. */
export const issue = Issue.from(texts)
