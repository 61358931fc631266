/**
 * `lienhoi search`: units, people and documents as people type.
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Command } from "./Command.ts"
import * as Configured from "./configured.ts"

const texts = Catalogue.make({
  none: { vi: "Không tìm thấy “{text}”.", en: "Nothing is found for “{text}”." },
  unit: { vi: "đơn vị", en: "unit" },
  person: { vi: "người", en: "person" },
  document: { vi: "tài liệu", en: "document" },
  line: { vi: "  {kind}: {text} ({id})", en: "  {kind}: {text} ({id})" }
})

/** `lienhoi search TEXT… [--config FILE] [--viewer ACCOUNT]` */
export const search: Command = {
  words: ["search"],
  synopsis: "TEXT… [--config FILE] [--viewer ACCOUNT]",
  summary: {
    vi: "Tìm đơn vị, người, tài liệu; gõ không dấu cũng được: lienhoi search hoi lhpn xa tan binh",
    en: "Find units, people and documents; accents may be left out: lienhoi search hoi lhpn xa tan binh"
  },
  options: ["config", "viewer"],
  takes: [1, 50],
  run: (call) =>
    Configured.over(call, async (app) => {
      const { language, options } = call
      const text = call.positionals.join(" ")
      const found = await app.search(text, options.viewer === undefined ? {} : { viewer: options.viewer })
      return {
        end: "done",
        lines:
          found.length === 0
            ? [Catalogue.say(texts, "none", { text }, language)]
            : found.map(({ kind, ...one }) =>
                Catalogue.say(texts, "line", { kind: texts[kind][language], text: one.text, id: one.id }, language)
              ),
        json: found
      }
    })
}
