/** The board of a unit above: who has reported, who waits for approval, what needs a second look. */
import { Board } from "@lienhoi/react/Board"
import { client, which } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Link, useKnown, usePerson, useSay } from "./context.tsx"
import { go } from "./route.ts"

const UpperHome = () => {
  const say = useSay()
  const { about, language, isStale } = useKnown()
  const { unit, unitName } = usePerson()
  const { answer, value, again } = useAsked(`board ${unit}`, () => client.totals.board({ params: which(about, unit) }))
  const below = value?.groups.find(({ head }) => head.unit === unit)?.lines ?? []
  const waiting = below.filter(({ status }) => status === "submitted")
  return (
    <>
      <h1>{unitName}</h1>
      {value === null ? null : (
        <section className={`vp-card${waiting.length > 0 ? " vp-warn" : ""}`}>
          <h2>{waiting.length > 0 ? say("board-wait", { n: waiting.length }) : say("board-wait-none")}</h2>
          {waiting.length === 0 ? null : (
            <ul className="vp-list">
              {waiting.map((line) => (
                <li key={line.unit}>
                  <Link to={`/bao-cao/${line.unit}`}>{line.name}</Link>
                  {value.flagged.some((flag) => flag.unit === line.unit) ? (
                    <span className="vp-flag">{say("look-at-this")}</span>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
          <p>
            <Link to={`/bao-cao/${unit}`} className="vp-button">
              {say("report-of", { unit: unitName })}
            </Link>
          </p>
        </section>
      )}
      <Board
        board={value}
        refused={answer?.ok === false ? answer : null}
        stale={isStale}
        onUnit={(one) => go(`/bao-cao/${one}`)}
        onRetry={again}
        language={language}
      />
    </>
  )
}

export default UpperHome
