/**
 * Why a reminder is sent, and why another is not, in words a person can check. Reasons hold units, days and titles,
 * never names of people.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual, Language } from "@lienhoi/words/Language"

const texts = Catalogue.make({
  due: {
    vi: "{unit} chưa gửi báo cáo, {remaining}",
    en: "{unit} has not reported, {remaining}"
  },
  gathered: {
    vi: "Gộp {n} báo cáo chưa nhận được thành một tin cho {upper}",
    en: "{n} missing reports gathered in one message to {upper}"
  },
  moved: {
    vi: "{nominal} là ngày nghỉ nên chuyển sang {day}",
    en: "{nominal} is a day off, so moved to {day}"
  },
  "caught-up": {
    vi: "Gửi bù bước lẽ ra gửi lúc {at}",
    en: "Sent late in place of the step due at {at}"
  },
  handover: {
    vi: "Người phụ trách thay đổi từ {day}; người mới chỉ nhận bước mới nhất",
    en: "Another officer answers since {day} and gets the newest step only"
  },
  fulfilled: {
    vi: "{unit} đã gửi báo cáo lúc {at} nên không nhắc",
    en: "{unit} reported at {at}, no reminder needed"
  },
  waived: {
    vi: "{unit} được miễn báo cáo kỳ này nên không nhắc",
    en: "{unit} is let off this report, no reminder needed"
  },
  superseded: {
    vi: "Đã đến bước sau “{step}”; chỉ gửi bước mới nhất",
    en: "The later step “{step}” is due by now; only the newest is sent"
  },
  "in-later-digest": {
    vi: "Đã gộp vào tin của {day}",
    en: "Gathered into the digest of {day}"
  },
  vacant: {
    vi: "{unit} chưa có người phụ trách; báo trong tin gộp cho {upper}",
    en: "Nobody holds the post at {unit}; told in the digest to {upper}"
  },
  nobody: {
    vi: "Từ {unit} lên đến cấp cao nhất chưa ai giữ chức; phân công người phụ trách thì sẽ gửi",
    en: "Nobody is in office from {unit} to the top; name an officer and it will be sent"
  },
  "no-upper": {
    vi: "{unit} ở cấp cao nhất nên không có cấp trên để báo",
    en: "{unit} is at the top, there is no upper unit to tell"
  },
  missed: {
    vi: "Bước của {day} đã qua ngày; kế hoạch bỏ qua bước bị lỡ",
    en: "The day of the step, {day}, is over; the plan skips what was missed"
  },
  "handover-today": {
    vi: "Hôm nay người khác nhận nhiệm vụ; người mới nhận tin lúc {time}",
    en: "Another officer answers from today and is told at {time}"
  },
  held: {
    vi: "Ngoài giờ nhắn tin; chuyển sang {at}",
    en: "Outside the hours for messages; moved to {at}"
  }
})

/** Which reason it is. */
export type Code = keyof typeof texts

/** One reason. */
export interface Reason {
  readonly code: Code
  readonly text: Bilingual
}

/** A reason with its places filled in each language. */
export const make = (code: Code, params: (language: Language) => Catalogue.Params): Reason => ({
  code,
  text: {
    vi: Catalogue.say(texts, code, params("vi"), "vi"),
    en: Catalogue.say(texts, code, params("en"), "en")
  }
})
