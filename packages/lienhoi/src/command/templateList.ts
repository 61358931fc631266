/**
 * `lienhoi template list`: the ready templates that come with the program, to look at and to extend.
 *
 * @since 0.1.0
 */
import * as Pack from "@lienhoi/packs/Pack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Command } from "./Command.ts"

const kinds = Catalogue.make({
  report: { vi: "báo cáo", en: "report" },
  register: { vi: "sổ", en: "register" },
  case: { vi: "vụ việc", en: "case" },
  notice: { vi: "thông báo", en: "notice" },
  dimensions: { vi: "cách chia", en: "dimensions" },
  targets: { vi: "chỉ tiêu nhiệm kỳ", en: "targets" }
})

const texts = Catalogue.make({
  next: {
    vi: "Xem một mẫu: lienhoi template show MÃ. Dùng làm mẫu gốc: extends: MÃ@^1",
    en: "Look at one: lienhoi template show ID. Use it as a base: extends: ID@^1"
  },
  unknown: {
    vi: "--kind nhận một trong: {all}",
    en: "--kind takes one of: {all}"
  }
})

const isKind = (word: string): word is Pack.Kind => word in kinds

/** `lienhoi template list` */
export const list: Command = {
  words: ["template", "list"],
  synopsis: "[--kind report|register|case|notice|dimensions|targets]",
  summary: { vi: "Các bộ mẫu có sẵn", en: "The ready templates" },
  options: ["kind"],
  takes: [0, 0],
  run: async ({ options, language }) => {
    const { kind } = options
    if (kind !== undefined && !isKind(kind)) {
      const all = Object.keys(kinds).join(", ")
      return {
        end: "usage",
        message: {
          vi: Catalogue.say(texts, "unknown", { all }, "vi"),
          en: Catalogue.say(texts, "unknown", { all }, "en")
        }
      }
    }
    const packs = Pack.list(kind)
    const wide = Math.max(...packs.map(({ id }) => id.length))
    return {
      end: "done",
      lines: [
        ...packs.map(
          ({ id, version, kind: of, title, titleEn }) =>
            `${id.padEnd(wide)}  ${version}  ${Catalogue.say(kinds, of, {}, language)}: ${language === "vi" ? title : (titleEn ?? title)}`
        ),
        Catalogue.say(texts, "next", {}, language)
      ],
      json: packs.map(({ id, version, kind: of, title, file }) => ({ id, version, kind: of, title, file }))
    }
  }
}
