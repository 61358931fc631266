/** Her figures beside those that somebody handed in meanwhile: she says which ones stay. */
import * as Asking from "@lienhoi/template/Asking"
import type { Cells } from "@lienhoi/template/Cell"
import * as ReadBack from "@lienhoi/template/ReadBack"
import { say } from "./formTexts.ts"
import { keysOf } from "./judging.ts"
import type { Around } from "./QuestionView.tsx"

interface Line {
  readonly key: string
  readonly label: string
  readonly mine: string
  readonly theirs: string
}

const linesOf = ({ language, level, template }: Around, mine: Cells, theirs: Cells): ReadonlyArray<Line> =>
  Asking.sections(template, level, language)
    .flatMap(({ questions }) => questions)
    .filter(({ number }) => number !== null)
    .flatMap(({ field }) =>
      keysOf(field).map((key) => {
        const item = field.disaggregate.flatMap(({ items }) => items).find((one) => key === `${field.key}[${one.key}]`)
        const label = Asking.label(field, language)
        const table = (cells: Cells): string => JSON.stringify(cells[key] ?? null)
        const isSame = table(mine) === table(theirs)
        const text = (cells: Cells): string => ReadBack.cell(field, cells[key], language)
        return {
          key,
          label: item === undefined ? label : `${label}, ${item.label}`,
          mine: text(mine),
          theirs: text(theirs),
          isSame
        }
      })
    )
    .filter(({ isSame }) => !isSame)

export const Newer = (props: {
  readonly around: Around
  readonly mine: Cells
  readonly theirs: Cells
  readonly keepMine: () => void
  readonly keepTheirs: () => void
}) => {
  const { around, keepMine, keepTheirs, mine, theirs } = props
  const { language } = around
  const lines = linesOf(around, mine, theirs)
  return (
    <section className="lh-card lh-warn" role="alert">
      <p>{say(language, "newer")}</p>
      {lines.length === 0 ? (
        <p>{say(language, "same")}</p>
      ) : (
        <table className="lh-compare">
          <thead>
            <tr>
              <th scope="col">{say(language, "question")}</th>
              <th scope="col">{say(language, "mine")}</th>
              <th scope="col">{say(language, "theirs")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <th scope="row">{line.label}</th>
                <td>{line.mine}</td>
                <td>{line.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="lh-actions">
        <button type="button" className="lh-button" onClick={keepMine}>
          {say(language, "keep-mine")}
        </button>
        <button type="button" className="lh-button lh-second" onClick={keepTheirs}>
          {say(language, "keep-theirs")}
        </button>
      </div>
    </section>
  )
}
