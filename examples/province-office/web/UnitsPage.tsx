/** The units on a day, and what the redraw of 2025 makes of them. */

import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { UnitChange } from "@lienhoi/hierarchy/UnitChange"
import type { UnitList } from "@lienhoi/hierarchy/UnitList"
import { TreeChange } from "@lienhoi/react/TreeChange"
import { UnitPicker } from "@lienhoi/react/UnitPicker"
import { useCallback, useState } from "react"
import { office } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Trouble, useKnown, useSay } from "./context.tsx"

const after = "2025-07-01"
/** Shown first: the commune that one can sign in for, as it was. */
const commune = "31357@2024-06-01"

const Changes = ({
  unit,
  name,
  onUnit
}: {
  readonly unit: string
  readonly name: string
  readonly onUnit: (unit: string) => void
}) => {
  const say = useSay()
  const { language } = useKnown()
  const { answer, again } = useAsked(`redraw ${unit}`, () => office.changes<ReadonlyArray<UnitChange>>(unit))
  if (answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!answer.ok) return <Trouble answer={answer} retry={again} />
  return (
    <section>
      <h2>{name}</h2>
      {answer.value.length === 0 ? (
        <p>{say("units-same")}</p>
      ) : (
        <TreeChange changes={answer.value} onUnit={onUnit} language={language} />
      )}
    </section>
  )
}

const UnitsPage = () => {
  const say = useSay()
  const { language } = useKnown()
  const [on, setOn] = useState<PlainDate.PlainDate>(after)
  const [unit, setUnit] = useState<string | null>(commune)
  const { value } = useAsked(`redraw tree ${on}`, () => office.tree<UnitList>(on))
  const tree = useCallback(() => office.tree<UnitList>(on), [on])
  const rows = value === null ? [] : [...value.units, ...value.ended]
  const name = rows.find(([id]) => id === unit)?.[1] ?? unit
  return (
    <>
      <h1>{say("units-title")}</h1>
      <p>{say("units-redraw-note")}</p>
      <label className="vp-field">
        {say("units-day")}
        <input
          type="date"
          value={on}
          min="2024-06-01"
          max="2025-12-31"
          onChange={(event) => {
            if (PlainDate.isValid(event.target.value)) setOn(event.target.value)
          }}
        />
      </label>
      {value === null ? null : (
        <p aria-live="polite">{say("units-count", { date: PlainDate.format(on), n: value.units.length })}</p>
      )}
      <UnitPicker
        key={on}
        label={say("pick-unit")}
        tree={tree}
        value={unit}
        onChange={(found) => setUnit(found?.id ?? null)}
        language={language}
      />
      {unit === null || name === null ? (
        <p>{say("units-pick")}</p>
      ) : (
        <Changes unit={unit} name={name} onUnit={setUnit} />
      )}
    </>
  )
}

export default UnitsPage
