/** Who is in office where. */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import { UnitPicker } from "@lienhoi/react/UnitPicker"
import { useCallback } from "react"
import { client } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Link, Trouble, useKnown, usePerson, useSay } from "./context.tsx"
import { go } from "./route.ts"

const PeoplePage = ({ unit }: { readonly unit: string }) => {
  const say = useSay()
  const { language } = useKnown()
  const { unit: own } = usePerson()
  const { answer, again } = useAsked(`unit ${unit}`, () => client.units.unit({ params: { unit }, query: {} }))
  const tree = useCallback(() => client.units.tree({ query: {} }), [])
  return (
    <>
      <h1>{say("people-title")}</h1>
      <UnitPicker
        label={say("people-pick")}
        tree={tree}
        value={unit}
        onChange={(found) => go(`/can-bo/${found?.id ?? own}`)}
        language={language}
      />
      {answer === null ? (
        <p className="vp-wait">{say("loading")}</p>
      ) : !answer.ok ? (
        <Trouble answer={answer} retry={again} />
      ) : (
        <>
          <section className="vp-card">
            <h2>{answer.value.unit.name}</h2>
            <p>{answer.value.unit.path.split(" › ").slice(1).join(" › ")}</p>
            {answer.value.officers.length === 0 ? <p>{say("people-vacant")}</p> : null}
            <ul className="vp-list">
              {answer.value.officers.map((officer) => (
                <li key={officer.person}>
                  <strong>{officer.name}</strong>
                  <span>{say("people-since", { title: officer.title, since: PlainDate.format(officer.since) })}</span>
                </li>
              ))}
            </ul>
          </section>
          {answer.value.children.length === 0 ? null : (
            <>
              <h2>{say("people-below")}</h2>
              <ul className="vp-list">
                {answer.value.children.map((child) => (
                  <li key={child.id}>
                    <Link to={`/can-bo/${child.id}`}>{child.name}</Link>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </>
  )
}

export default PeoplePage
