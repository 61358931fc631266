/**
 * The form of one report, live: the validator of the server runs at every keystroke, computed figures follow, questions
 * open and close, everything typed is kept on the phone, and what is sent arrives once, with or without a line.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Zone from "@lienhoi/calendar/Zone"
import type * as Report from "@lienhoi/report/Form"
import * as Asking from "@lienhoi/template/Asking"
import * as Compiled from "@lienhoi/template/Compiled"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Settled from "@lienhoi/template/Settled"
import * as Template from "@lienhoi/template/Template"
import type { Context } from "@lienhoi/template/Validation"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { type FormEvent, useCallback, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from "react"
import type { Drafts } from "./Drafts.tsx"
import { boxes } from "./internal/boxes.tsx"
import { fileBox } from "./internal/FileBox.tsx"
import { say } from "./internal/formTexts.ts"
import { moment } from "./internal/moment.ts"
import { Newer } from "./internal/Newer.tsx"
import { Progress } from "./internal/Progress.tsx"
import { type Around, idOf, keysOf, Problems, QuestionView } from "./internal/QuestionView.tsx"
import { tables } from "./internal/TableBox.tsx"
import { useDraft } from "./internal/useDraft.ts"
import type { Outgoing, State } from "./Outgoing.tsx"
import type { Renderer } from "./Renderer.tsx"

/** What a form is shown with. */
export interface Props {
  /** Everything about the report, as the server gave it. */
  readonly form: Report.Form
  /** Where what she types is kept. */
  readonly drafts: Drafts
  /** The way out. */
  readonly outgoing: Outgoing
  /** Asked for before ours: the one that suits a field best draws its boxes. Give the same array each time. */
  readonly renderers?: ReadonlyArray<Renderer>
  readonly language?: Language
  /** Whose clock tells when something was kept or received; Viet Nam when left out. */
  readonly zone?: Zone.Zone
  /** The moment that drafts are dated with; the clock of the device when left out. */
  readonly now?: () => Instant.Instant
  /** Leads to where she signs in, when the session has ended; afterwards call `outgoing.nudge()`. */
  readonly signIn?: () => void
  /** Called once when a form has arrived. */
  readonly onReceived?: (received: { readonly at: Instant.Instant; readonly revision: number }) => void
  /** Where a photo or a file on the server can be looked at. */
  readonly addressOf?: (file: string) => string
}

const ours: ReadonlyArray<Renderer> = [...boxes, fileBox, ...tables]

const deviceClock = (): Instant.Instant => Instant.fromMillis(Date.now())

const reportOf = ({ period, template, unit }: Report.Form) => ({
  lineage: template.lineage,
  unit: unit.id,
  period: period.id
})

/** The form; a template that does not hold is said to be broken. */
export const Form = (props: Props) => {
  const { form, language = "vi", onReceived, outgoing } = props
  const compiled = useMemo(() => Compiled.make(form.template), [form.template])
  // Of two that are known the newer one: what came back beside a refusal may be newer than what the page was opened with.
  const [later, setLater] = useState<Report.Form | null>(null)
  const { lineage, period, unit } = reportOf(form)
  const current =
    later !== null && later.revision > form.revision && later.unit.id === unit && later.period.id === period
      ? { ...later, template: form.template }
      : form
  const known = useSyncExternalStore(
    outgoing.subscribe,
    () => outgoing.state({ lineage, unit, period }),
    () => null
  )
  const isOver =
    known?.is === "received" &&
    (current.revision > known.revision || (current.revision === known.revision && current.status !== "submitted"))
  const state = isOver ? null : known
  const told = useRef<State | null>(null)
  useEffect(() => {
    if (isOver) void outgoing.acknowledge({ lineage, unit, period })
    if (state?.is !== "received" || told.current === state) return
    told.current = state
    onReceived?.({ at: state.at, revision: state.revision })
  }, [isOver, lineage, onReceived, outgoing, period, state, unit])
  if (!compiled.ok) {
    return (
      <p className="lh-card lh-bad" role="alert">
        {say(language, "broken")}
      </p>
    )
  }
  return (
    <Sheet
      {...props}
      key={`${lineage}/${unit}/${period}/${current.revision}`}
      form={current}
      compiled={compiled.value}
      state={state}
      renew={setLater}
    />
  )
}

const ownerOf = ({ path }: Issue): string =>
  String(path[0] ?? "")
    .split("[")[0]!
    .toLowerCase()

const isError = ({ severity }: Issue): boolean => severity === "error"

/** Answers under the keys as the template writes them; what it does not know stays as it is and is found by the validator. */
const keyed = (template: Report.Form["template"], given: Report.Form["given"]): Report.Form["given"] => {
  const known = Template.fields(template).flatMap(keysOf)
  const byLower = new Map(known.map((key) => [key.toLowerCase(), key]))
  const named = (key: string): string => {
    const own = byLower.get(key.toLowerCase()) ?? key
    return Object.hasOwn(given, own) ? key : own
  }
  return Object.fromEntries(Object.entries(given).map(([key, one]) => [named(key), one]))
}

interface SheetProps extends Props {
  readonly compiled: Compiled.Compiled
  readonly state: State | null
  readonly renew: (form: Report.Form) => void
}

const none: ReadonlyArray<Issue> = []

const Sheet = (props: SheetProps) => {
  const { addressOf, compiled, drafts, form, language = "vi", now = deviceClock, outgoing, renew } = props
  const { renderers, signIn, state, zone = Zone.vietnam } = props
  const { template, unit } = form
  const report = useMemo(() => reportOf(form), [form])
  const isReadOnly = !form.may.submit
  const given = useMemo(() => keyed(template, form.given), [template, form.given])
  const filling = useDraft({ drafts, report, revision: form.revision, given, isReadOnly, now })
  const { answers } = filling
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [isAsked, setAsked] = useState(false)
  const [isReading, setReading] = useState(false)
  const id = useId()
  const prefix = `lh${id.replaceAll(/\W/gu, "")}`
  const root = useRef<HTMLFormElement>(null)
  const reading = useRef<HTMLHeadingElement>(null)

  const context = useMemo(
    (): Context => ({
      unit: { id: unit.id, level: unit.level, kind: unit.kind },
      period: form.period,
      previous: form.previous,
      sameLastYear: form.sameLastYear,
      targets: form.targets
    }),
    [form, unit]
  )
  const settled = useMemo(() => Settled.of(compiled, answers, context), [compiled, answers, context])
  const sections = useMemo(() => Asking.sections(template, unit.level, language), [template, unit.level, language])
  const { answer } = filling
  const around = useMemo(
    (): Around => ({
      template,
      level: unit.level,
      previous: form.previous,
      language,
      renderers: [...(renderers ?? []), ...ours],
      files: {
        keep: drafts.keepFile,
        read: drafts.file,
        address: (file) => addressOf?.(file) ?? null
      },
      isReadOnly,
      prefix,
      answer: (key, given) => {
        const owner = key.split("[")[0]!.toLowerCase()
        setTouched((before) => (before.has(owner) ? before : new Set([...before, owner])))
        setReading(false)
        answer(key, given)
      }
    }),
    [addressOf, answer, drafts, form.previous, isReadOnly, language, prefix, renderers, template, unit.level]
  )

  const refused = state?.is === "refused" ? state.issues : none
  const isTold = useCallback((key: string) => isAsked || touched.has(key), [isAsked, touched])
  const issues = useMemo(() => {
    const own = settled.seen.issues
    // What the server alone knows stands beside what we found ourselves, until she touches the question.
    const theirs = refused.filter(
      (one) => !own.some(({ code, message }) => code === one.code && message === one.message)
    )
    return [
      ...own.filter((one) => isTold(ownerOf(one)) || (touched.size > 0 && ownerOf(one) === "rules")),
      ...theirs.filter((one) => !touched.has(ownerOf(one)))
    ]
  }, [settled, refused, isTold, touched])

  useEffect(() => {
    if (state?.is !== "received" || state.revision <= form.revision) return
    renew({ ...form, revision: state.revision, given: settled.input, status: "submitted", reason: null })
  }, [state, form, renew, settled])

  useEffect(() => {
    if (isReading) reading.current?.focus()
  }, [isReading])

  const goTo = (issue: Issue): void => {
    const question = [...(root.current?.querySelectorAll<HTMLElement>("[data-field]") ?? [])].find(
      (one) => one.dataset.field?.toLowerCase() === ownerOf(issue)
    )
    const box =
      question?.querySelector<HTMLElement>("[aria-invalid=true]") ??
      question?.querySelector<HTMLElement>("input, select, textarea, button")
    question?.scrollIntoView({ block: "center" })
    box?.focus({ preventScroll: true })
  }

  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(true)
    const first = settled.seen.issues.find(isError)
    setReading(first === undefined)
    if (first !== undefined) goTo(first)
  }

  const letter = (seen: number) => ({
    report,
    template: { lineage: template.lineage, id: template.id, version: template.version },
    values: settled.input,
    seen,
    at: now()
  })
  const send = async (): Promise<void> => {
    setReading(false)
    setTouched(new Set())
    await filling.flush()
    await outgoing.send(letter(form.revision))
  }
  const change = async (): Promise<void> => {
    if (state?.is === "received") await outgoing.acknowledge(report)
    else await outgoing.takeBack(report)
  }

  const newer =
    state?.is === "newer" ? state.form : filling.older !== null && !isReadOnly && form.cells !== null ? form : null
  const mine = useMemo(
    () =>
      state?.is === "newer" || filling.older === null ? settled : Settled.of(compiled, filling.older.answers, context),
    [state, filling.older, settled, compiled, context]
  )
  const keepMine = async (seen: number): Promise<void> => {
    if (state?.is === "newer") {
      await filling.flush()
      await outgoing.send(letter(seen))
      return
    }
    const { older } = filling
    if (older === null) return
    await filling.restart(older.answers)
    filling.replace(older.answers)
  }
  const keepTheirs = async (theirs: Report.Form): Promise<void> => {
    await outgoing.takeBack(report)
    await filling.restart(theirs.given)
    renew(theirs)
  }

  const errors = settled.seen.issues.filter(isError).length
  const warnings = settled.seen.issues.length - errors
  const isBusy = state !== null && (state.is === "sending" || state.is === "waiting" || state.is === "received")
  const isShown = isAsked || touched.size > 0
  const questions = sections.flatMap((section) => section.questions)
  const asked = questions.filter(({ number }) => number !== null).length
  const open = questions.filter(({ field }) => !settled.closed.has(field.key))
  const shown = new Set(open.map(({ field }) => field.key.toLowerCase()))
  const general = issues.filter((one) => !shown.has(ownerOf(one)))
  const lines = ReadBack.lines(template, unit.level, settled.seen.cells, language)

  return (
    <form className="lh-form" ref={root} noValidate onSubmit={onSubmit} aria-labelledby={`${prefix}-title`}>
      <header className="lh-head">
        <h2 id={`${prefix}-title`}>{Asking.title(template, language)}</h2>
        <p>
          {unit.name} · {Period.format(form.period, language)}
          <br />
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
      {isReadOnly && <p className="lh-card">{say(language, "read-only")}</p>}
      {filling.resumed !== null && state === null && (
        <div className="lh-card">
          <p>{say(language, "resumed", { time: moment(filling.resumed.at, zone, language) })}</p>
          <button type="button" className="lh-small" onClick={() => void filling.restart(form.given)}>
            {say(language, "afresh")}
          </button>
        </div>
      )}
      <div role="status">
        {state !== null && (
          <Progress state={state} language={language} zone={zone} signIn={signIn} change={() => void change()} />
        )}
      </div>
      {newer !== null && (
        <Newer
          around={around}
          mine={mine.seen.cells}
          theirs={newer.cells ?? {}}
          keepMine={() => void keepMine(newer.revision)}
          keepTheirs={() => void keepTheirs(newer)}
        />
      )}
      {isBusy || (newer !== null && state === null) ? (
        <ReadLines lines={lines} language={language} />
      ) : (
        <>
          {sections.map(({ questions, section, title }) => {
            const seen = questions.filter(({ field }) => !settled.closed.has(field.key))
            return (
              seen.length > 0 && (
                <section key={section.key} aria-labelledby={idOf(prefix, `section-${section.key}`)}>
                  <h3 id={idOf(prefix, `section-${section.key}`)}>{title}</h3>
                  {seen.map((question) => {
                    const keys = keysOf(question.field)
                    return (
                      <QuestionView
                        key={question.field.key}
                        around={around}
                        question={question}
                        given={Object.fromEntries(keys.map((key) => [key, answers[key] ?? null]))}
                        cells={Object.fromEntries(
                          keys.flatMap((key) => {
                            const cell = (isReadOnly ? (form.cells ?? settled.seen.cells) : settled.seen.cells)[key]
                            return cell === undefined ? [] : [[key, cell]]
                          })
                        )}
                        issues={issues.filter((one) => ownerOf(one) === question.field.key.toLowerCase())}
                      />
                    )
                  })}
                </section>
              )
            )
          })}
          {!isReadOnly && (
            <>
              <div className="lh-state" role="status">
                {isShown && (
                  <p>
                    {errors > 0
                      ? say(language, "errors", { n: errors })
                      : warnings > 0
                        ? say(language, "warnings", { n: warnings })
                        : say(language, "good")}
                    {filling.kept.is === "kept" &&
                      ` · ${say(language, "kept", { time: moment(filling.kept.at, zone, language) })}`}
                  </p>
                )}
                <Problems issues={general} language={language} />
                {filling.kept.is === "failed" && <p className="lh-error">{say(language, "not-kept")}</p>}
              </div>
              {!isReading && (
                <button type="submit" className="lh-button" disabled={!filling.isReady}>
                  {say(language, "send")}
                </button>
              )}
            </>
          )}
          {isReading && (
            <section className="lh-card lh-read" aria-labelledby={`${prefix}-read`}>
              <h3 id={`${prefix}-read`} tabIndex={-1} ref={reading}>
                {say(language, "read-back")}
              </h3>
              <ReadLines lines={lines} language={language} />
              {warnings > 0 && (
                <>
                  <p>{say(language, "look")}</p>
                  <ul>
                    {settled.seen.issues.map((one) => (
                      <li key={`${one.code} ${one.path.join(" ")} ${one.message}`}>
                        {language === "vi" ? one.message : one.english}
                      </li>
                    ))}
                  </ul>
                </>
              )}
              <div className="lh-actions">
                <button type="button" className="lh-button" onClick={() => void send()}>
                  {say(language, "go")}
                </button>
                <button type="button" className="lh-button lh-second" onClick={() => setReading(false)}>
                  {say(language, "change")}
                </button>
              </div>
            </section>
          )}
        </>
      )}
    </form>
  )
}

const ReadLines = ({ language, lines }: { readonly lines: ReadonlyArray<string>; readonly language: Language }) =>
  lines.length === 0 ? (
    <p>{say(language, "no-figures")}</p>
  ) : (
    <ul className="lh-lines">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
