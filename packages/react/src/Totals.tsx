/**
 * The figures of a unit and of the units below it, section by section: a list with steps down on a phone, a table on a
 * desk. Every figure says how much stands behind it and opens where it comes from.
 *
 * @since 0.1.0
 */
import type * as Aggregation from "@lienhoi/aggregation/Explanation"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as Zone from "@lienhoi/calendar/Zone"
import type { Basis } from "@lienhoi/report/Report"
import * as Compiled from "@lienhoi/template/Compiled"
import type { Template } from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react"
import { ExplainDialog } from "./internal/ExplainDialog.tsx"
import { FigureList, FigureTable } from "./internal/figures.tsx"
import { partsOf, written } from "./internal/figureTexts.ts"
import type { Given, Question } from "./internal/given.ts"
import { moment } from "./internal/moment.ts"
import { Stale, Trouble, Waiting } from "./internal/Trouble.tsx"
import { useLoaded } from "./internal/useLoaded.ts"
import { useWide } from "./internal/useWide.ts"
import type { Answer } from "./Load.tsx"
import { TreeChange } from "./TreeChange.tsx"

export type { Given, Place, Question } from "./internal/given.ts"

/** What totals are shown with. */
export interface Props {
  readonly template: Template
  readonly period: Period.Period
  /** The unit to begin with; steps down start here. */
  readonly unit: string
  /** Fetches figures: `client.units.unit` and `client.totals.total` together. */
  readonly load: (question: Question) => Promise<Answer<Given>>
  /** Fetches where a figure comes from: `client.totals.explain`. */
  readonly explain: (question: Question & { readonly field: string }) => Promise<Answer<Aggregation.Explanation>>
  /** Whatever is different after something has changed (a counter): what is shown is fetched again, in place. */
  readonly version?: string | number
  /** The line is dead: what is shown may be old. */
  readonly stale?: boolean
  /** What to begin with; `approved` when left out. */
  readonly basis?: Basis
  readonly language?: Language
  /** Told when somebody stepped down or up. */
  readonly onUnit?: (unit: string) => void
  /** Whose clock tells how old figures are; Viet Nam when left out. */
  readonly zone?: Zone.Zone
  /** The clock of the device, in milliseconds, when left out. */
  readonly now?: () => number
}

const texts = Catalogue.make({
  title: { vi: "Số liệu {unit}: {period}", en: "Figures of {unit}: {period}" },
  trail: { vi: "Đang xem", en: "You are here" },
  basis: { vi: "Tính những báo cáo", en: "Count reports that are" },
  submitted: { vi: "đã gửi, kể cả chưa duyệt", en: "handed in, approved or not" },
  approved: { vi: "đã duyệt", en: "approved" },
  sealed: { vi: "đã chốt", en: "sealed" },
  year: { vi: "Lũy kế từ đầu năm", en: "Year to date" },
  below: { vi: "Xem từng đơn vị trực thuộc", en: "The units below" },
  leftOut: { vi: "Đã nhận nhưng chưa tính được", en: "Received and not counted" },
  updated: { vi: "Số liệu vừa cập nhật. {changes}", en: "The figures have changed. {changes}" },
  change: { vi: "{label}: {before} thành {now}", en: "{label}: {before} became {now}" },
  broken: { vi: "Mẫu báo cáo này chưa dùng được.", en: "This template does not hold." }
})

const bases: ReadonlyArray<Basis> = ["submitted", "approved", "sealed"]

const deviceClock = (): number => Date.now()

const keyOf = (unit: string, column: string): string => `${unit} ${column}`

/** Keys of the figures whose number is another one than before. */
const changedIn = (before: Given | null, now: Given): ReadonlySet<string> => {
  if (before === null) return new Set()
  const old = new Map(before.figures.map((figure) => [keyOf(figure.unit, figure.column), figure]))
  return new Set(
    now.figures.flatMap((figure) => {
      const key = keyOf(figure.unit, figure.column)
      const was = old.get(key)
      return was === undefined || (was.value === figure.value && was.reported === figure.reported) ? [] : [key]
    })
  )
}

/** At most so many changes are read out. */
const mostChanges = 2

/** Which figure is open. */
interface Open {
  readonly unit: string
  readonly column: string
}

/** The totals; a template that does not hold is said to be broken. */
export const Totals = (props: Props) => {
  const { language = "vi", template } = props
  const compiled = useMemo(() => Compiled.make(template), [template])
  return compiled.ok ? (
    <Shown key={`${template.id} ${props.unit}`} {...props} compiled={compiled.value} />
  ) : (
    <div className="lh-card lh-bad" role="alert">
      <p>{Catalogue.say(texts, "broken", {}, language)}</p>
      {compiled.issues.map((issue) => (
        <p key={issue.message}>{language === "vi" ? issue.message : issue.english}</p>
      ))}
    </div>
  )
}

const Shown = ({ compiled, ...props }: Props & { readonly compiled: Compiled.Compiled }) => {
  const { explain, language = "vi", load, now = deviceClock, onUnit, period, stale = false, version, zone } = props
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const isWide = useWide()
  const [heading, basisName] = [useId(), useId()]
  const [basis, setBasis] = useState<Basis>(props.basis ?? "approved")
  const [yearToDate, setYearToDate] = useState(false)
  const [trail, setTrail] = useState<ReadonlyArray<string>>([props.unit])
  const [open, setOpen] = useState<Open | null>(null)
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const unit = trail.at(-1)!
  const of = `${period.id}`
  const { at, before, refused, retry, value } = useLoaded<Question & { readonly of: string }, Given>({
    load,
    question: { unit, basis, yearToDate, of },
    version,
    now
  })
  const parts = useMemo(() => partsOf(compiled, language), [compiled, language])
  const rows = useMemo(() => new Map(parts.flatMap((part) => part.rows.map((row) => [row.key, row]))), [parts])
  const figures = useMemo(
    () => new Map(value?.figures.map((figure) => [keyOf(figure.unit, figure.column), figure])),
    [value]
  )
  const changed = useMemo(() => (value === null ? new Set<string>() : changedIn(before, value)), [before, value])
  useEffect(() => {
    if (value === null) return
    setNames(
      (known) => new Map([...known, ...[value.unit, ...value.children].map(({ id, name }) => [id, name] as const)])
    )
  }, [value])

  // What changed while somebody looked is told once, the unit's own figures first.
  const told = useRef<Given | null>(null)
  const [news, setNews] = useState("")
  useEffect(() => {
    if (value === null || before === null || told.current === value || changed.size === 0) return
    told.current = value
    const old = new Map(before.figures.map((figure) => [keyOf(figure.unit, figure.column), figure]))
    const changes = value.figures.flatMap((figure) => {
      const was = old.get(keyOf(figure.unit, figure.column))
      const row = rows.get(figure.column)
      return figure.unit !== value.unit.id || was === undefined || row === undefined || was.value === figure.value
        ? []
        : [
            Catalogue.say(
              texts,
              "change",
              { label: row.label, before: written(row.field, was), now: written(row.field, figure) },
              language
            )
          ]
    })
    const text = changes.slice(0, mostChanges).join("; ")
    setNews(Catalogue.say(texts, "updated", { changes: text }, language).trim())
  }, [before, changed, language, rows, value])

  const go = (to: ReadonlyArray<string>): void => {
    setTrail(to)
    onUnit?.(to.at(-1)!)
  }
  const close = useCallback(() => setOpen(null), [])
  const nameOf = (id: string): string | null => names.get(id) ?? null
  const time = at === null ? "" : moment(Instant.fromMillis(at), zone ?? Zone.vietnam, language)
  return (
    <section className="lh-view lh-totals" aria-labelledby={heading}>
      <p className="lh-unseen" role="status">
        {news}
      </p>
      {trail.length > 1 && (
        <nav aria-label={say("trail")}>
          <ol className="lh-trail">
            {trail.map((id, i) => (
              <li key={id}>
                {i === trail.length - 1 ? (
                  <span aria-current="location">{nameOf(id) ?? id}</span>
                ) : (
                  <button type="button" className="lh-link" onClick={() => go(trail.slice(0, i + 1))}>
                    {nameOf(id) ?? id}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <h2 id={heading}>
        {say("title", { unit: value?.unit.name ?? nameOf(unit) ?? "…", period: Period.format(period, language) })}
      </h2>
      <p className="lh-soft">
        {compiled.template.title}
        {value !== null && ` · ${value.unit.path}`}
      </p>
      {(stale || (refused !== null && refused.problem === null)) && value !== null && (
        <Stale language={language} time={time} />
      )}
      <fieldset>
        <legend>{say("basis")}</legend>
        {bases.map((one) => (
          <label key={one} className="lh-tick">
            <input type="radio" name={basisName} value={one} checked={basis === one} onChange={() => setBasis(one)} />
            {say(one)}
          </label>
        ))}
      </fieldset>
      <button type="button" className="lh-toggle" aria-pressed={yearToDate} onClick={() => setYearToDate(!yearToDate)}>
        {say("year")}
      </button>
      {refused !== null && (value === null || refused.problem !== null) && (
        <Trouble problem={refused.problem} language={language} onRetry={retry} />
      )}
      {value === null && refused === null && <Waiting language={language} />}
      {value !== null && (
        <>
          <TreeChange changes={value.changes ?? []} language={language} />
          {isWide ? (
            <FigureTable
              parts={parts}
              figures={figures}
              changed={changed}
              given={value}
              language={language}
              onFigure={(id, column) => setOpen({ unit: id, column })}
              onUnit={(id) => go([...trail, id])}
            />
          ) : (
            <FigureList
              parts={parts}
              figures={figures}
              changed={changed}
              given={value}
              language={language}
              onFigure={(id, column) => setOpen({ unit: id, column })}
            />
          )}
          {!isWide && value.children.length > 0 && (
            <>
              <h3>{say("below")}</h3>
              <ul className="lh-below">
                {value.children.map(({ id, name }) => (
                  <li key={id}>
                    <button type="button" className="lh-figure" onClick={() => go([...trail, id])}>
                      <span className="lh-name">{name}</span>
                      <span aria-hidden="true">›</span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
          {(value.leftOut ?? []).length > 0 && (
            <div className="lh-card lh-warn">
              <h3>{say("leftOut")}</h3>
              {value.leftOut!.map(({ english, message }) => (
                <p key={message}>{language === "vi" ? message : english}</p>
              ))}
            </div>
          )}
        </>
      )}
      {open !== null && (
        <ExplainDialog
          start={open}
          shown={unit}
          question={{ basis, yearToDate, of }}
          rows={rows}
          names={names}
          explain={explain}
          load={load}
          version={version}
          now={now}
          period={Period.format(period, language)}
          language={language}
          onClose={close}
        />
      )}
    </section>
  )
}
