/** Her figures beside those that somebody handed in meanwhile: she says which ones stay. */
import * as Asking from "@lienhoi/template/Asking"
import type { Cell, Cells } from "@lienhoi/template/Cell"
import type * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import { say } from "./formTexts.ts"
import { Given } from "./GivenAnswer.tsx"
import { keysOf } from "./judging.ts"
import type { Around } from "./QuestionView.tsx"

interface Line {
  readonly key: string
  readonly field: Field.Field
  readonly label: string
}

const nothing: Cell = { state: "missing" }

const isSame = (a: Cell = nothing, b: Cell = nothing): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The answers about which the two differ. */
const linesOf = ({ language, level, template }: Around, mine: Cells, theirs: Cells): ReadonlyArray<Line> =>
  Asking.sections(template, level, language)
    .flatMap(({ questions }) => questions)
    .filter(({ number }) => number !== null)
    .flatMap(({ field }) =>
      keysOf(field).map((key) => {
        const item = field.disaggregate.flatMap(({ items }) => items).find((one) => key === `${field.key}[${one.key}]`)
        const label = Asking.label(field, language)
        return { key, field, label: item === undefined ? label : `${label}, ${item.label}` }
      })
    )
    .filter(({ key }) => !isSame(mine[key], theirs[key]))

const Side = ({ around, cells, line, side }: { around: Around; cells: Cells; line: Line; side: string }) =>
  line.field.type === "table" ? (
    <Given
      field={line.field}
      id={`${around.prefix}-${side}-${line.key}`}
      cell={cells[line.key]}
      language={around.language}
      address={around.files.address}
    />
  ) : (
    ReadBack.cell(line.field, cells[line.key], around.language)
  )

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
                <td>
                  <Side around={around} cells={mine} line={line} side="mine" />
                </td>
                <td>
                  <Side around={around} cells={theirs} line={line} side="theirs" />
                </td>
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
