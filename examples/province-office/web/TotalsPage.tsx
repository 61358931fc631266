/** The figures of a unit, those below it, and where each comes from. */

import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import { Totals } from "@lienhoi/react/Totals"
import { UnitPicker } from "@lienhoi/react/UnitPicker"
import { useCallback } from "react"
import { client, which } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Trouble, useKnown, usePerson, useSay } from "./context.tsx"
import { go } from "./route.ts"

const TotalsPage = ({ unit }: { readonly unit: string }) => {
  const say = useSay()
  const { about, language, version, isStale, now } = useKnown()
  const { unit: own } = usePerson()
  const asked = useAsked(`form ${unit}`, () => client.forms.form({ params: which(about, unit) }))
  const tree = useCallback(() => client.units.tree({ query: {} }), [])
  if (asked.answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!asked.answer.ok) return <Trouble answer={asked.answer} retry={asked.again} />
  const { template, period } = asked.answer.value
  return (
    <>
      <h1>{say("totals-title", { period: Period.format(period, language) })}</h1>
      <UnitPicker
        label={say("pick-unit")}
        tree={tree}
        value={unit}
        under={own}
        onChange={(found) => go(`/tong-hop/${found?.id ?? own}`)}
        language={language}
      />
      <Totals
        template={template}
        period={period}
        unit={unit}
        load={async ({ unit: of, basis, yearToDate }) => {
          const [page, total] = await Promise.all([
            client.units.unit({ params: { unit: of }, query: {} }),
            client.totals.total({
              params: which(about, of),
              query: { basis, ...(yearToDate ? { yearToDate: "true" as const } : {}) }
            })
          ])
          if (!page.ok) return page
          if (!total.ok) return total
          const { figures, leftOut } = total.value
          return { ok: true, value: { unit: page.value.unit, children: page.value.children, figures, leftOut } }
        }}
        explain={({ unit: of, field, basis, yearToDate }) =>
          client.totals.explain({
            params: { ...which(about, of), field },
            query: { basis, ...(yearToDate ? { yearToDate: "true" as const } : {}) }
          })
        }
        version={version}
        stale={isStale}
        basis="submitted"
        now={() => Instant.toMillis(now())}
        language={language}
      />
    </>
  )
}

export default TotalsPage
