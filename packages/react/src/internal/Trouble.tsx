/** What a view shows while there is nothing yet, when nothing came, and when what is shown is old. */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { type Problem, sentences } from "../Load.tsx"

const texts = Catalogue.make({
  loading: { vi: "Đang tải số liệu…", en: "Loading…" },
  line: {
    vi: "Chưa tải được: máy đang mất mạng hoặc máy chủ chưa trả lời.",
    en: "Nothing came: there is no line, or the server does not answer."
  },
  again: { vi: "Tải lại", en: "Try again" },
  stale: {
    vi: "Đang mất kết nối. Đây là số liệu lúc {time}; có mạng sẽ tự cập nhật.",
    en: "No connection. These are the figures as of {time}; they follow by themselves when the line is back."
  }
})

/** The place of what is still to come. */
export const Waiting = ({ language }: { readonly language: Language }) => (
  <div className="lh-waiting" aria-busy="true">
    <p role="status">{Catalogue.say(texts, "loading", {}, language)}</p>
    {[1, 2, 3].map((one) => (
      <div key={one} className="lh-ghost" aria-hidden="true" />
    ))}
  </div>
)

/** Why nothing came, with a way to ask again. */
export const Trouble = (props: {
  /** `null`: no answer at all. */
  readonly problem: Problem | null
  readonly language: Language
  readonly onRetry?: (() => void) | undefined
}) => {
  const { language, onRetry, problem } = props
  const said = problem === null ? [Catalogue.say(texts, "line", {}, language)] : sentences(problem, language)
  return (
    <div className="lh-card lh-bad" role="alert">
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {onRetry !== undefined && (
        <button type="button" className="lh-small" onClick={onRetry}>
          {Catalogue.say(texts, "again", {}, language)}
        </button>
      )}
    </div>
  )
}

/** Says how old is what stands there. `time`: `10:05 ngày 14/10/2024`. */
export const Stale = ({ language, time }: { readonly language: Language; readonly time: string }) => (
  <p className="lh-stale" role="status">
    {Catalogue.say(texts, "stale", { time }, language)}
  </p>
)
