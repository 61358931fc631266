/**
 * What a unit came from and what became of it, as dated sentences with the papers they rest on: shown beside figures when
 * the tree changed while the shown time ran, so that nobody wonders why a commune is new or gone.
 *
 * @since 0.1.0
 */
import * as Hierarchy from "@lienhoi/hierarchy/UnitChange"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { useId } from "react"

/** What is told. */
export interface Props {
  /** As `UnitChange.of` of `@lienhoi/hierarchy` gives them; `UnitChange.within` keeps those of a shown time. */
  readonly changes: ReadonlyArray<Hierarchy.UnitChange>
  readonly language?: Language
  /** Somebody wants to see that other unit. */
  readonly onUnit?: (unit: string) => void
}

const texts = Catalogue.make({
  heading: { vi: "Thay đổi về đơn vị trong thời gian này", en: "Units that changed in this time" },
  see: { vi: "Xem {name}", en: "See {name}" }
})

const othersOf = (change: Hierarchy.UnitChange): ReadonlyArray<Hierarchy.Other> =>
  change.type === "from" || change.type === "into" ? change.others : []

/** The changes, the earliest first; nothing at all when there are none. */
export const TreeChange = ({ changes, language = "vi", onUnit }: Props) => {
  const heading = useId()
  if (changes.length === 0) return null
  return (
    <section className="lh-card lh-warn lh-change" aria-labelledby={heading}>
      <h3 id={heading}>{Catalogue.say(texts, "heading", {}, language)}</h3>
      <ul className="lh-lines">
        {changes
          .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
          .map((change) => {
            const sentence = Hierarchy.sentence(change, language)
            return (
              <li key={`${change.on} ${change.type} ${sentence}`}>
                {sentence}
                {onUnit !== undefined &&
                  othersOf(change).map(({ name, unit }) => (
                    <button key={unit} type="button" className="lh-link" onClick={() => onUnit(unit)}>
                      {Catalogue.say(texts, "see", { name }, language)}
                    </button>
                  ))}
              </li>
            )
          })}
      </ul>
    </section>
  )
}
