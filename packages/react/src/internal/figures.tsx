/** The figures of a unit and of those below it: a list for a phone, a table for a desk. */
import type { Figure } from "@lienhoi/aggregation/Figure"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { Fragment, useId } from "react"
import { absence, behind, marks, type Part, type Row, written } from "./figureTexts.ts"
import type { Given } from "./given.ts"

/** What both are shown with. */
interface Props {
  readonly parts: ReadonlyArray<Part>
  /** By unit and column. */
  readonly figures: ReadonlyMap<string, Figure>
  /** Keys of what has just changed. */
  readonly changed: ReadonlySet<string>
  readonly given: Given
  readonly language: Language
  readonly onFigure: (unit: string, column: string) => void
}

const texts = Catalogue.make({
  table: { vi: "Bảng số liệu {unit}", en: "Figures of {unit}" },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  whole: { vi: "Toàn {unit}", en: "All of {unit}" },
  measured: { vi: "{label} ({unit})", en: "{label} ({unit})" },
  why: { vi: "Số “…” là số không hiện hoặc chưa có:", en: "“…” stands for what is not shown or not there:" },
  fresh: { vi: "vừa đổi", en: "just changed" }
})

const keyOf = (unit: string, column: string): string => `${unit} ${column}`

const labelOf = ({ field, label }: Row, language: Language): string =>
  field.unit === null ? label : Catalogue.say(texts, "measured", { label, unit: field.unit }, language)

/** On a phone: one line a figure, of the unit alone. */
export const FigureList = ({ changed, figures, given, language, onFigure, parts }: Props) => (
  <>
    {parts.map((part) => (
      <Fragment key={part.key}>
        <h3>{part.title}</h3>
        <ul>
          {part.rows.map((row) => {
            const key = keyOf(given.unit.id, row.key)
            const figure = figures.get(key)
            if (figure === undefined) return null
            const isFresh = changed.has(key)
            const notes = [absence(figure, language), behind(figure, language)].filter(Boolean)
            return (
              <li key={row.key} className={isFresh ? "lh-fresh" : undefined} data-column={row.key}>
                <button type="button" className="lh-figure" onClick={() => onFigure(given.unit.id, row.key)}>
                  <span className={row.isPart ? "lh-of" : undefined}>{labelOf(row, language)}</span>
                  <span className="lh-value">{written(row.field, figure)}</span>
                  <span className="lh-soft lh-under">
                    {notes.join("; ")}
                    {marks(figure, language).map((mark) => (
                      <span key={mark} className="lh-mark lh-under">
                        {mark}
                      </span>
                    ))}
                    {isFresh && <span className="lh-under">{Catalogue.say(texts, "fresh", {}, language)}</span>}
                  </span>
                </button>
              </li>
            )
          })}
        </ul>
      </Fragment>
    ))}
  </>
)

/** On a desk: a line a question, a column for the unit and for each unit below. */
export const FigureTable = (props: Props & { readonly onUnit: (unit: string) => void }) => {
  const { changed, figures, given, language, onFigure, onUnit, parts } = props
  const caption = useId()
  const units = [given.unit, ...given.children]
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const reasons = [...new Set(given.figures.flatMap((figure) => absence(figure, language) ?? []))]
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="lh-scroll" tabIndex={0} aria-labelledby={caption}>
        <table className="lh-table">
          <caption id={caption} className="lh-unseen">
            {say("table", { unit: given.unit.name })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say("indicator")}</th>
              {units.map(({ id, name }, i) => (
                <th key={id} scope="col" data-unit={id}>
                  {i === 0 ? (
                    say("whole", { unit: name })
                  ) : (
                    <button type="button" className="lh-link" onClick={() => onUnit(id)}>
                      {name}
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          {parts.map((part) => (
            <tbody key={part.key}>
              <tr className="lh-section">
                <th scope="rowgroup" colSpan={units.length + 1}>
                  {part.title}
                </th>
              </tr>
              {part.rows.map((row) => (
                <tr key={row.key} data-column={row.key}>
                  <th scope="row" className={row.isPart ? "lh-of" : undefined}>
                    {labelOf(row, language)}
                  </th>
                  {units.map(({ id, name }) => {
                    const key = keyOf(id, row.key)
                    const figure = figures.get(key)
                    return (
                      <td key={id} className={changed.has(key) ? "lh-fresh" : undefined} data-unit={id}>
                        {figure !== undefined && (
                          <button type="button" className="lh-cell" onClick={() => onFigure(id, row.key)}>
                            <span className="lh-unseen">{`${row.label}, ${name}: `}</span>
                            <span className="lh-value">{written(row.field, figure)}</span>
                            {figure.expected > 0 && (
                              <span className="lh-soft lh-under">
                                {`${figure.reported}/${figure.expected}`}
                                <span className="lh-unseen">{` ${absence(figure, language) ?? ""}`}</span>
                              </span>
                            )}
                            {marks(figure, language).map((mark) => (
                              <span key={mark} className="lh-mark lh-under">
                                {mark}
                              </span>
                            ))}
                            {changed.has(key) && <span className="lh-soft lh-under">{say("fresh")}</span>}
                          </button>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {reasons.length > 0 && (
        <p className="lh-soft">
          {say("why")} {reasons.join("; ")}.
        </p>
      )}
    </>
  )
}
