/** The form as she sees it. */
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import type { Zone } from "@lienhoi/calendar/Zone"
import * as Asking from "@lienhoi/template/Asking"
import type { Cells } from "@lienhoi/template/Cell"
import * as ReadBack from "@lienhoi/template/ReadBack"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { type FormEvent, useEffect, useId, useMemo, useRef } from "react"
import type { Renderer } from "../Renderer.tsx"
import { say } from "./formTexts.ts"
import { isError, keysOf, ownerOf, sectionsOf } from "./judging.ts"
import { moment } from "./moment.ts"
import { Newer } from "./Newer.tsx"
import { Progress } from "./Progress.tsx"
import { type Around, idOf, Problems, QuestionView } from "./QuestionView.tsx"
import { ReadingBack, ReadLines } from "./ReadingBack.tsx"
import { type Options, type Sheet, useSheet } from "./useSheet.ts"

interface Props extends Options {
  readonly renderers: ReadonlyArray<Renderer>
  readonly language: Language
  readonly zone: Zone
  readonly signIn: (() => void) | undefined
  readonly addressOf: ((file: string) => string) | undefined
}

/** The first box that is wrong takes the focus; a question without boxes its first button. */
const goTo = (root: HTMLElement | null, issue: Issue): void => {
  const questions = [...(root?.querySelectorAll<HTMLElement>("[data-field]") ?? [])]
  const question = questions.find((one) => one.dataset.field?.toLowerCase() === ownerOf(issue))
  const box =
    question?.querySelector<HTMLElement>("[aria-invalid=true]") ??
    question?.querySelector<HTMLElement>("input, select, textarea, button")
  question?.scrollIntoView({ block: "center" })
  box?.focus({ preventScroll: true })
}

/** The days that her figures are about, where the month of the report is not the month on the wall. */
const days = ({ period, template }: Props["form"], language: Language): string | null => {
  const { from, to } = Window.of(period, template.window)
  return from === period.from && to === period.to
    ? null
    : say(language, "window", { from: PlainDate.format(from), to: PlainDate.format(to) })
}

const Head = ({ asked, form, id, language }: Pick<Props, "form" | "language"> & { asked: number; id: string }) => (
  <>
    <header className="lh-head">
      <h2 id={id}>{Asking.title(form.template, language)}</h2>
      <p>
        {form.unit.name} · {Period.format(form.period, language)}
        <br />
        {days(form, language) !== null && (
          <>
            {days(form, language)}
            <br />
          </>
        )}
        {say(language, "count", { n: asked })}
        {form.due !== null && ` · ${say(language, "due", { date: PlainDate.format(form.due) })}`}
      </p>
    </header>
    {form.status === "returned" && form.reason !== null && (
      <div className="lh-card lh-bad" role="alert">
        <p>{say(language, "returned", { reason: form.reason })}</p>
        <p>{say(language, "returned-next")}</p>
      </div>
    )}
    {!form.may.submit && <p className="lh-card">{say(language, "read-only")}</p>}
  </>
)

/** Whether anything is wrong, and whether it is kept. */
const Standing = (props: Pick<Props, "language" | "zone"> & { sheet: Sheet; general: ReadonlyArray<Issue> }) => {
  const { general, language, sheet, zone } = props
  const { kept } = sheet.filling
  const { issues } = sheet.settled.seen
  const errors = issues.filter(isError).length
  const code = errors > 0 ? "errors" : issues.length > 0 ? "warnings" : "good"
  return (
    <div className="lh-state" role="status">
      {sheet.isBegun && (
        <p>
          {say(language, code, { n: errors > 0 ? errors : issues.length })}
          {kept.is === "kept" && ` · ${say(language, "kept", { time: moment(kept.at, zone, language) })}`}
        </p>
      )}
      <Problems issues={general} language={language} />
      {kept.is === "failed" && <p className="lh-error">{say(language, "not-kept")}</p>}
    </div>
  )
}

const pick = (cells: Cells, keys: ReadonlyArray<string>): Cells =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const cell = cells[key]
      return cell === undefined ? [] : [[key, cell]]
    })
  )

export const SheetView = (props: Props) => {
  const { addressOf, drafts, form, language, renderers, signIn, state, zone } = props
  const { template, unit } = form
  const sheet = useSheet(props)
  const { choice, filling, isReadOnly, settled } = sheet
  const { answer, answers } = filling
  const { touch } = sheet
  const sections = useMemo(() => sectionsOf(form, language), [form, language])
  const prefix = `lh${useId().replaceAll(/\W/gu, "")}`
  const root = useRef<HTMLFormElement>(null)
  const touching = useRef(touch)
  touching.current = touch

  const around = useMemo(
    (): Around => ({
      template,
      level: unit.level,
      previous: form.previous,
      language,
      renderers,
      files: { keep: drafts.keepFile, read: drafts.file, address: (file) => addressOf?.(file) ?? null },
      isReadOnly,
      prefix,
      answer: (key, given) => {
        touching.current(key)
        answer(key, given)
      }
    }),
    [addressOf, answer, drafts, form.previous, isReadOnly, language, prefix, renderers, template, unit.level]
  )

  // The button to send stands at the foot of a form that is then folded: what came of it is brought before her eyes.
  const progress = useRef<HTMLDivElement>(null)
  const isSentHere = useRef(false)
  const standing = state?.is ?? null
  useEffect(() => {
    if (!isSentHere.current || standing === null) return
    if (standing !== "sending") isSentHere.current = false
    progress.current?.scrollIntoView({ block: "center" })
    progress.current?.focus({ preventScroll: true })
  }, [standing])

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    const first = sheet.ask()
    if (first !== null) goTo(root.current, first)
  }

  const questions = sections.flatMap((section) => section.questions)
  const isOpen = ({ field }: Asking.Question): boolean => !settled.closed.has(field.key)
  const shown = new Set(questions.filter(isOpen).map(({ field }) => field.key.toLowerCase()))
  const cells = isReadOnly ? (form.cells ?? settled.seen.cells) : settled.seen.cells
  // Of what is not asked, as things are, nothing is read back.
  const open = Object.fromEntries(Object.entries(settled.seen.cells).filter(([key]) => !settled.closed.has(key)))
  const lines = ReadBack.lines(template, unit.level, open, language)
  const isAway = state?.is === "sending" || state?.is === "waiting" || state?.is === "received"
  const isToChoose = choice !== null && state === null

  return (
    <form className="lh-form" ref={root} noValidate onSubmit={onSubmit} aria-labelledby={`${prefix}-title`}>
      <Head
        asked={questions.filter(({ number }) => number !== null).length}
        form={form}
        id={`${prefix}-title`}
        language={language}
      />
      {filling.resumed !== null && state === null && (
        <div className="lh-card">
          <p>{say(language, "resumed", { time: moment(filling.resumed.at, zone, language) })}</p>
          <button type="button" className="lh-small" onClick={() => void filling.restart(form.given)}>
            {say(language, "afresh")}
          </button>
        </div>
      )}
      <div role="status" ref={progress} tabIndex={-1}>
        {state !== null && (
          <Progress state={state} language={language} zone={zone} signIn={signIn} change={() => void sheet.change()} />
        )}
      </div>
      {choice !== null && (
        <Newer
          around={around}
          mine={choice.mine.seen.cells}
          theirs={choice.theirs.cells ?? {}}
          keepMine={() => void choice.keepMine()}
          keepTheirs={() => void choice.keepTheirs()}
        />
      )}
      {isAway || isToChoose ? (
        // What arrived before this page had read the draft is not known here: then nothing is said of its figures.
        (lines.length > 0 || state?.is !== "received") && <ReadLines lines={lines} language={language} />
      ) : (
        <>
          {sections
            .filter((section) => section.questions.some(isOpen))
            .map(({ questions: all, section, title }) => (
              <section key={section.key} aria-labelledby={idOf(prefix, `section-${section.key}`)}>
                <h3 id={idOf(prefix, `section-${section.key}`)}>{title}</h3>
                {all.filter(isOpen).map((question) => {
                  const keys = keysOf(question.field)
                  return (
                    <QuestionView
                      key={question.field.key}
                      around={around}
                      question={question}
                      given={Object.fromEntries(keys.map((key) => [key, answers[key] ?? null]))}
                      cells={pick(cells, keys)}
                      issues={sheet.issues.filter((one) => ownerOf(one) === question.field.key.toLowerCase())}
                    />
                  )
                })}
              </section>
            ))}
          {!isReadOnly && (
            <Standing
              general={sheet.issues.filter((one) => !shown.has(ownerOf(one)))}
              language={language}
              sheet={sheet}
              zone={zone}
            />
          )}
          {!isReadOnly && !sheet.isReading && (
            <button type="submit" className="lh-button" disabled={!filling.isReady}>
              {say(language, "send")}
            </button>
          )}
          {sheet.isReading && (
            <ReadingBack
              id={`${prefix}-read`}
              lines={lines}
              warnings={settled.seen.issues}
              language={language}
              send={() => {
                isSentHere.current = true
                void sheet.send()
              }}
              change={sheet.stopReading}
            />
          )}
        </>
      )}
    </form>
  )
}
