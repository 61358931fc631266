/** What became of a form that was sent. */
import type { Zone } from "@lienhoi/calendar/Zone"
import type { Language } from "@lienhoi/words/Language"
import type { State } from "../Outgoing.tsx"
import { say } from "./formTexts.ts"
import { moment } from "./moment.ts"

export const Progress = (props: {
  readonly state: State
  readonly language: Language
  readonly zone: Zone
  readonly signIn: (() => void) | undefined
  readonly change: () => void
}) => {
  const { change, language, signIn, state, zone } = props
  switch (state.is) {
    case "sending":
      return <p className="lh-card">{say(language, "sending")}</p>
    case "waiting":
      return (
        <div className="lh-card lh-warn">
          <p>{say(language, "waiting")}</p>
          <button type="button" className="lh-button lh-second" onClick={change}>
            {say(language, "change")}
          </button>
        </div>
      )
    case "sign-in":
      return (
        <div className="lh-card lh-warn">
          <p>{say(language, "sign-in")}</p>
          <div className="lh-actions">
            {signIn !== undefined && (
              <button type="button" className="lh-button" onClick={signIn}>
                {say(language, "sign-in-now")}
              </button>
            )}
            <button type="button" className="lh-button lh-second" onClick={change}>
              {say(language, "change")}
            </button>
          </div>
        </div>
      )
    case "refused":
      return (
        <div className="lh-card lh-bad">
          <p>{say(language, "refused")}</p>
          <ul>
            {state.issues
              .filter(({ severity }) => severity === "error")
              .map((one) => (
                <li key={`${one.code} ${one.path.join(" ")}`}>{language === "vi" ? one.message : one.english}</li>
              ))}
          </ul>
        </div>
      )
    case "received":
      return (
        <div className="lh-card lh-good">
          <p>{say(language, "received", { time: moment(state.at, zone, language), revision: state.revision })}</p>
          <button type="button" className="lh-button lh-second" onClick={change}>
            {say(language, "again")}
          </button>
        </div>
      )
    case "newer":
      return null
  }
}
