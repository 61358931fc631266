/** What was sent, what waits, what could not be delivered, what nobody knows. */
import { useState } from "react"
import { type Letter, office } from "./api.ts"
import { useAsked } from "./asked.ts"
import { moment, Trouble, useSay } from "./context.tsx"
import { type Code, texts } from "./texts.ts"

const kinds: ReadonlyArray<readonly [code: Code, states: ReadonlyArray<string> | null]> = [
  ["outbox-all", null],
  ["outbox-sent", ["accepted"]],
  ["outbox-waiting", ["queued", "handing"]],
  ["outbox-stuck", ["undelivered", "expired"]],
  ["outbox-unknown", ["unknown"]]
]
const page = 20

const known = (code: string): Code | null => (Object.hasOwn(texts, code) ? (code as Code) : null)

const Message = ({ letter, again }: { readonly letter: Letter; readonly again: () => void }) => {
  const say = useSay()
  const road = letter.road === null ? null : known(`road-${letter.road}`)
  const settle = async (as: "arrived" | "again" | "drop") => {
    await office.settle(letter.key, as)
    again()
  }
  const waits = letter.state === "undelivered" || letter.state === "unknown"
  return (
    <li>
      <details>
        <summary>
          <strong>{letter.to}</strong>
          <span>
            {moment(letter.at)} · {say(known(`state-${letter.state}`) ?? "state-unknown")}
            {letter.road === null ? "" : ` · ${road === null ? letter.road : say(road)}`}
          </span>
        </summary>
        {letter.subject === null ? null : <p>{letter.subject}</p>}
        <p className="vp-text">{letter.body}</p>
      </details>
      {waits ? (
        <p className="vp-actions">
          {letter.state === "unknown" ? (
            <button type="button" className="vp-button" onClick={() => settle("arrived")}>
              {say("settle-arrived")}
            </button>
          ) : null}
          <button type="button" className="vp-button" onClick={() => settle("again")}>
            {say("settle-again")}
          </button>
          <button type="button" className="vp-button" onClick={() => settle("drop")}>
            {say("settle-drop")}
          </button>
        </p>
      ) : null}
    </li>
  )
}

const OutboxPage = () => {
  const say = useSay()
  const { answer, again } = useAsked("outbox", office.outbox)
  const [chosen, setChosen] = useState<Code>("outbox-all")
  const [count, setCount] = useState(page)
  if (answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!answer.ok) return <Trouble answer={answer} retry={again} />
  const letters = answer.value
  const of = (states: ReadonlyArray<string> | null) =>
    states === null ? letters : letters.filter(({ state }) => states.includes(state))
  const shown = of(kinds.find(([code]) => code === chosen)?.[1] ?? null)
  return (
    <>
      <h1>{say("outbox-title")}</h1>
      <label className="vp-field">
        {say("outbox-show")}
        <select
          value={chosen}
          onChange={(event) => {
            setChosen(kinds.find(([code]) => code === event.target.value)?.[0] ?? "outbox-all")
            setCount(page)
          }}
        >
          {kinds.map(([code, states]) => (
            <option key={code} value={code}>
              {say(code, { n: of(states).length })}
            </option>
          ))}
        </select>
      </label>
      {shown.length === 0 ? <p>{say("outbox-none")}</p> : null}
      <ul className="vp-list vp-messages">
        {shown.slice(0, count).map((letter) => (
          <Message key={letter.key} letter={letter} again={again} />
        ))}
      </ul>
      {shown.length > count ? (
        <button type="button" className="vp-button" onClick={() => setCount(count + page)}>
          {say("outbox-more", { n: Math.min(page, shown.length - count) })}
        </button>
      ) : null}
    </>
  )
}

export default OutboxPage
