/** What would be sent, line by line, before it goes. */
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { useEffect, useRef } from "react"
import { say } from "./formTexts.ts"

export const ReadLines = (props: { readonly lines: ReadonlyArray<string>; readonly language: Language }) =>
  props.lines.length === 0 ? (
    <p>{say(props.language, "no-figures")}</p>
  ) : (
    <ul className="lh-lines">
      {props.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )

export const ReadingBack = (props: {
  readonly id: string
  readonly lines: ReadonlyArray<string>
  /** Worth a second look; nothing is kept back for them. */
  readonly warnings: ReadonlyArray<Issue>
  readonly language: Language
  readonly send: () => void
  readonly change: () => void
}) => {
  const { change, id, language, lines, send, warnings } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section className="lh-card lh-read" aria-labelledby={id}>
      <h3 id={id} tabIndex={-1} ref={heading}>
        {say(language, "read-back")}
      </h3>
      <ReadLines lines={lines} language={language} />
      {warnings.length > 0 && (
        <>
          <p>{say(language, "look")}</p>
          <ul>
            {warnings.map((one) => (
              <li key={`${one.code} ${one.path.join(" ")} ${one.message}`}>
                {language === "vi" ? one.message : one.english}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="lh-actions">
        <button type="button" className="lh-button" onClick={send}>
          {say(language, "go")}
        </button>
        <button type="button" className="lh-button lh-second" onClick={change}>
          {say(language, "change")}
        </button>
      </div>
    </section>
  )
}
