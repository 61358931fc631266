/** One question: its words, its boxes, what is wrong with the answer. */
import * as Asking from "@lienhoi/template/Asking"
import type { Cell, Cells } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import type { Template } from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { type FunctionComponent, memo, type ReactNode } from "react"
import { best, type Files, type Renderer } from "../Renderer.tsx"
import { say } from "./formTexts.ts"
import { Given } from "./GivenAnswer.tsx"
import { keysOf } from "./judging.ts"

/** What all questions of a form share. */
export interface Around {
  readonly template: Template
  readonly level: string
  readonly previous: Cells | null
  readonly language: Language
  readonly renderers: ReadonlyArray<Renderer>
  readonly files: Files
  readonly isReadOnly: boolean
  /** Begins every id of this form. */
  readonly prefix: string
  readonly answer: (key: string, given: unknown) => void
}

interface Props {
  readonly around: Around
  readonly question: Asking.Question
  /** The answers of this question alone: its own and those of its items. */
  readonly given: Input
  /** Its cells. */
  readonly cells: Cells
  readonly issues: ReadonlyArray<Issue>
}

/** The id of a question on a form. */
export const idOf = (prefix: string, key: string): string => `${prefix}-${key}`

const isApart = (given: unknown): given is { readonly notApplicable: unknown } =>
  typeof given === "object" && given !== null && "notApplicable" in given

/** What is wrong, one line each. */
export const Problems = (props: { readonly issues: ReadonlyArray<Issue>; readonly language: Language }) =>
  props.issues.map((one) => (
    <p key={`${one.code} ${one.path.join(" ")} ${one.message}`} className={`lh-${one.severity}`}>
      {props.language === "vi" ? one.message : one.english}
    </p>
  ))

const Parts = ({
  box,
  field,
  id,
  language
}: {
  readonly box: (key: string, id: string) => ReactNode
  readonly field: Field.Field
  readonly id: string
  readonly language: Language
}) =>
  field.disaggregate.map(({ by, complete, items, label }) => (
    <fieldset className="lh-parts" key={by}>
      <legend>
        {say(language, "parts", { by: label })} {complete && say(language, "whole")}
      </legend>
      {items.map((item) => (
        <div className="lh-part" key={item.key}>
          <label htmlFor={`${id}-${item.key}`}>{item.label}</label>
          {box(`${field.key}[${item.key}]`, `${id}-${item.key}`)}
        </div>
      ))}
    </fieldset>
  ))

/** Why it does not apply, in her words. */
const Apart = ({
  around,
  describedBy,
  id,
  name,
  reason
}: {
  readonly around: Around
  readonly describedBy: string
  readonly id: string
  readonly name: string
  readonly reason: unknown
}) => (
  <div className="lh-part">
    <label htmlFor={`${id}-why`}>{say(around.language, "why")}</label>
    <input
      className="lh-box"
      id={`${id}-why`}
      type="text"
      autoComplete="off"
      aria-describedby={describedBy}
      value={typeof reason === "string" ? reason : ""}
      onChange={(event) => around.answer(name, { notApplicable: event.target.value })}
    />
    <button type="button" className="lh-small" onClick={() => around.answer(name, null)}>
      {say(around.language, "applies")}
    </button>
  </div>
)

/** The small buttons under a question: nothing happened, or it does not apply. */
const Ways = ({ around, field, id }: { readonly around: Around; readonly field: Field.Field; readonly id: string }) => {
  const { answer, language } = around
  return (
    <div className="lh-ways">
      {Field.isNumeric(field) && field.type !== "ratio" && (
        <button
          type="button"
          className="lh-small"
          aria-describedby={`${id}-label`}
          onClick={() => answer(field.key, say(language, "nothing"))}
        >
          {say(language, "zero")}
        </button>
      )}
      <button
        type="button"
        className="lh-small lh-quiet"
        aria-describedby={`${id}-label`}
        onClick={() => answer(field.key, { notApplicable: "" })}
      >
        {say(language, "not-applicable")}
      </button>
    </div>
  )
}

const Asked = ({ around, cells, given, issues, question }: Props) => {
  const { files, isReadOnly, language, prefix, renderers } = around
  const { field, number } = question
  const id = idOf(prefix, field.key)
  const renderer = best(renderers, field)!
  const describedBy = `${id}-hint ${id}-problem`
  const isWrong = issues.some(({ severity }) => severity === "error")
  const isLocked = isReadOnly || field.source?.locked === true
  const own = given[field.key] ?? null
  const box = (key: string, at: string): ReactNode =>
    isLocked ? (
      <Given field={field} id={at} cell={cells[key]} language={language} address={files.address} />
    ) : (
      <renderer.Component
        field={field}
        id={at}
        name={key}
        describedBy={describedBy}
        isWrong={isWrong}
        given={given[key] ?? null}
        cell={cells[key]}
        language={language}
        answer={(next) => around.answer(key, next)}
        files={files}
      />
    )
  const must = Asking.must(field, language)
  const head = (
    <>
      {number}. {Asking.label(field, language)}
      {field.unit !== null && <span className="lh-hint"> ({field.unit})</span>}
      {must !== null && !isReadOnly && <span className="lh-must"> {must}</span>}
    </>
  )
  const body = (
    <>
      <Hint id={id} lines={Asking.help(field, around)} />
      {isApart(own) && !isLocked ? (
        <Apart around={around} describedBy={describedBy} id={id} name={field.key} reason={own.notApplicable} />
      ) : (
        <>
          {box(field.key, id)}
          {!isLocked && <Ways around={around} field={field} id={id} />}
          <Parts box={box} field={field} id={id} language={language} />
        </>
      )}
      <div className="lh-problem" id={`${id}-problem`} aria-live="polite">
        <Problems issues={issues} language={language} />
      </div>
    </>
  )
  return renderer.isGroup === true || isApart(own) ? (
    <fieldset className="lh-group" aria-describedby={describedBy}>
      <legend id={`${id}-label`}>{head}</legend>
      {body}
    </fieldset>
  ) : (
    <>
      <label htmlFor={id} id={`${id}-label`}>
        {head}
      </label>
      {body}
    </>
  )
}

const Hint = ({ id, lines }: { readonly id: string; readonly lines: ReadonlyArray<string> }) => (
  <p className="lh-hint" id={`${id}-hint`}>
    {lines.map((line) => (
      <span key={line}>{line}</span>
    ))}
  </p>
)

const Computed = ({ around, cells, issues, question: { field } }: Props) => {
  const id = idOf(around.prefix, field.key)
  const { language } = around
  return (
    <>
      <label htmlFor={id}>
        {Asking.label(field, language)}
        {field.unit !== null && <span className="lh-hint"> ({field.unit})</span>}
      </label>
      <Hint id={id} lines={[say(language, "computed"), ...Asking.help(field, around)]} />
      <output className="lh-given" id={id} name={field.key}>
        {ReadBack.cell(field, cells[field.key], language)}
      </output>
      <div className="lh-problem" id={`${id}-problem`} aria-live="polite">
        <Problems issues={issues} language={language} />
      </div>
    </>
  )
}

const View = (props: Props) => (
  <div
    className="lh-question"
    data-field={props.question.field.key}
    id={`${idOf(props.around.prefix, props.question.field.key)}-question`}
  >
    {props.question.number === null ? <Computed {...props} /> : <Asked {...props} />}
  </div>
)

const isSameCell = (a: Cell | undefined, b: Cell | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b))

const isSame = (a: Props, b: Props): boolean =>
  a.around === b.around &&
  a.question === b.question &&
  keysOf(a.question.field).every((key) => a.given[key] === b.given[key] && isSameCell(a.cells[key], b.cells[key])) &&
  a.issues.length === b.issues.length &&
  a.issues.every(({ message }, n) => message === b.issues[n]!.message)

/** A question is drawn again when something about it changed: a keystroke in one leaves the others alone. */
export const QuestionView: FunctionComponent<Props> = memo(View, isSame)
