/**
 * The words a person sees for where a report stands.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"

const texts = Catalogue.make({
  none: { vi: "Chưa nộp", en: "Not yet in" },
  draft: { vi: "Lưu nháp", en: "Draft" },
  submitted: { vi: "Đã gửi", en: "Sent" },
  returned: { vi: "Bị trả lại", en: "Returned" },
  approved: { vi: "Đã duyệt", en: "Approved" },
  sealed: { vi: "Đã chốt", en: "Sealed" },
  waived: { vi: "Được miễn", en: "Waived" }
})

/** Where the report of one unit and period stands, as the board shows it. */
export type Status = keyof typeof texts

/** `approved` → `Đã duyệt`. */
export const say = (status: Status, language: Language = "vi"): string => Catalogue.say(texts, status, {}, language)

/** How a status is toned on a page, beside its words. */
export const tone = (status: Status): "good" | "warn" | "bad" | "idle" =>
  (
    ({
      none: "bad",
      draft: "warn",
      submitted: "warn",
      returned: "bad",
      approved: "good",
      sealed: "good",
      waived: "idle"
    }) as const
  )[status]
