/** One report beside last month's, and what the unit above does with it. */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Remaining from "@lienhoi/calendar/Remaining"
import type { Form } from "@lienhoi/report/Form"
import * as Asking from "@lienhoi/template/Asking"
import * as ReadBack from "@lienhoi/template/ReadBack"
import { type FormEvent, useState } from "react"
import { type Answer, client, which } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Link, moment, Trouble, useKnown, usePerson, useSay } from "./context.tsx"
import type { Code } from "./texts.ts"
import { texts } from "./texts.ts"

type Failed = Extract<Answer<unknown>, { readonly ok: false }>

/** The figures of this period and of the last one, side by side. */
const Figures = ({ form, flags }: { readonly form: Form; readonly flags: ReadonlySet<string> }) => {
  const say = useSay()
  const { language } = useKnown()
  const { template, unit, cells, previous } = form
  return (
    <>
      {Asking.sections(template, unit.level, language).map(({ section, title, questions }) => (
        <table key={section.key} className="vp-figures">
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say("field")}</th>
              <th scope="col">{say("this-time")}</th>
              <th scope="col">{say("last-time")}</th>
            </tr>
          </thead>
          <tbody>
            {questions.map(({ field }) => (
              <tr key={field.key} className={flags.has(field.key) ? "vp-flagged" : undefined}>
                <th scope="row">
                  {Asking.label(field, language)}
                  {flags.has(field.key) ? <span className="vp-flag">{say("look-at-this")}</span> : null}
                </th>
                <td>{ReadBack.cell(field, cells?.[field.key], language) || say("nothing")}</td>
                <td>{ReadBack.cell(field, previous?.[field.key], language) || say("nothing")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </>
  )
}

/** Sends a report back: why, and until when. */
const Return = ({
  form,
  today,
  send,
  cancel
}: {
  readonly form: Form
  readonly today: PlainDate.PlainDate
  readonly send: (reason: string, due: PlainDate.PlainDate) => Promise<void>
  readonly cancel: () => void
}) => {
  const say = useSay()
  const { language } = useKnown()
  const [reason, setReason] = useState("")
  const [due, setDue] = useState(() => PlainDate.addDays(today, 1))
  const [isMissing, setMissing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === "" || !PlainDate.isValid(due)) return setMissing(true)
    setBusy(true)
    await send(reason.trim(), due)
    setBusy(false)
  }
  return (
    <form className="vp-card" onSubmit={submit} aria-label={say("return")}>
      <label className="vp-field">
        {say("return-reason")}
        <textarea
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          aria-describedby="goi-y-ly-do"
          aria-invalid={isMissing && reason.trim() === ""}
        />
      </label>
      <p className="vp-hint" id="goi-y-ly-do">
        {say("return-reason-hint")}
      </p>
      {isMissing && reason.trim() === "" ? (
        <p className="vp-note vp-bad" role="alert">
          {say("reason-first")}
        </p>
      ) : null}
      <label className="vp-field">
        {say("return-due")}
        <input
          type="date"
          value={due}
          min={today}
          max={PlainDate.addDays(form.due ?? today, 30)}
          onChange={(event) => setDue(event.target.value)}
          aria-describedby="han-gui-lai"
          aria-invalid={isMissing && !PlainDate.isValid(due)}
        />
      </label>
      {PlainDate.isValid(due) ? (
        // The box writes dates as the browser likes, also 10/15: this says which day it is.
        <p className="vp-hint" id="han-gui-lai">
          {Remaining.format(today, due, language)}
        </p>
      ) : isMissing ? (
        <p className="vp-note vp-bad" id="han-gui-lai" role="alert">
          {say("due-first")}
        </p>
      ) : null}
      <p className="vp-actions">
        <button type="submit" className="vp-button vp-main" disabled={isBusy}>
          {say("return-send")}
        </button>
        <button type="button" className="vp-button" onClick={cancel}>
          {say("cancel")}
        </button>
      </p>
    </form>
  )
}

const happened = (type: string): Code => {
  const code = `happened-${type}`
  return Object.hasOwn(texts, code) ? (code as Code) : "happened-other"
}

const ReportPage = ({ unit }: { readonly unit: string }) => {
  const say = useSay()
  const { about, language, reload } = useKnown()
  const { unit: own } = usePerson()
  const params = which(about, unit)
  const asked = useAsked(`form ${unit}`, () => client.forms.form({ params }))
  const report = useAsked(`report ${unit}`, () => client.reports.report({ params }))
  const history = useAsked(`history ${unit}`, () => client.reports.history({ params }))
  const names = useAsked(`officers ${unit}`, async () => {
    const page = await client.units.unit({ params: { unit }, query: {} })
    if (!page.ok || page.value.unit.parent === null) return page
    const above = await client.units.unit({ params: { unit: page.value.unit.parent }, query: {} })
    const officers = [...page.value.officers, ...(above.ok ? above.value.officers : [])]
    return { ok: true, value: { ...page.value, officers } }
  })
  const [isReturning, setReturning] = useState(false)
  const [told, setTold] = useState<string | null>(null)
  const [failed, setFailed] = useState<Failed | null>(null)
  if (asked.answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!asked.answer.ok) return <Trouble answer={asked.answer} retry={asked.again} />
  const form = asked.answer.value
  const { status, may } = form
  const period = Period.format(form.period, language)
  const name = form.unit.name
  const today = Instant.dateIn(about.now)
  const nameOf = (person: string) => names.value?.officers.find((one) => one.person === person)?.name ?? ""
  const last = report.value?.revisions.at(-1)
  const flags = new Set(last?.flags.map(({ field }) => field) ?? [])

  const done = (answer: Answer<unknown>, text: string) => {
    setFailed(answer.ok ? null : answer)
    setTold(answer.ok ? text : null)
    if (answer.ok) setReturning(false)
    reload()
  }
  const approve = async () =>
    done(await client.reports.approve({ params, payload: {} }), say("approve-done", { unit: name }))
  const seal = async () =>
    done(await client.reports.seal({ params, payload: {} }), say("seal-done", { unit: name, period }))
  const sendBack = async (reason: string, due: PlainDate.PlainDate) =>
    done(
      await client.reports.return({ params, payload: { reason, due } }),
      say("return-done", { unit: name, due: PlainDate.format(due) })
    )
  const isSent = form.cells !== null

  return (
    <>
      <p>
        <Link to="/" className="vp-back">
          {say("page-board")}
        </Link>
      </p>
      <h1>{name}</h1>
      <p>{[period, ...form.unit.path.split(" › ").slice(1)].join(" · ")}</p>
      <p className={`vp-status vp-is-${form.waived === null ? status : "waived"}`}>
        {say(form.waived === null ? `status-${status}` : "status-waived")}
      </p>
      {form.due === null || !(status === "none" || status === "draft" || status === "returned") ? null : (
        <p className="vp-due">{say("due", { due: Remaining.format(today, form.due, language) })}</p>
      )}
      {status === "returned" && form.reason !== null ? <p className="vp-note vp-reason">{form.reason}</p> : null}
      <div aria-live="polite">{told === null ? null : <p className="vp-note vp-good">{told}</p>}</div>
      {failed === null ? null : <Trouble answer={failed} />}
      {isReturning ? (
        <Return form={form} today={today} send={sendBack} cancel={() => setReturning(false)} />
      ) : (
        <p className="vp-actions">
          {may.approve ? (
            <button type="button" className="vp-button vp-main" onClick={approve}>
              {say("approve")}
            </button>
          ) : null}
          {may.return && unit !== own ? (
            <button type="button" className="vp-button" onClick={() => setReturning(true)}>
              {say("return")}
            </button>
          ) : null}
          {may.seal ? (
            <button type="button" className="vp-button vp-main" onClick={seal}>
              {say("seal")}
            </button>
          ) : null}
          {may.submit ? (
            <Link to={`/dien/${unit}/${about.period}`} className={`vp-button${isSent ? "" : " vp-main"}`}>
              {unit === own ? say("send-own", { unit: name }) : say("by-phone")}
            </Link>
          ) : may.amend ? (
            <Link to={`/dien/${unit}/${about.period}`} className="vp-button">
              {say("amend")}
            </Link>
          ) : null}
        </p>
      )}
      {may.seal ? <p className="vp-hint">{say("seal-hint")}</p> : null}
      {isSent && last?.onBehalf === true ? (
        <p className="vp-hint">
          {say("on-behalf", {
            typed: nameOf(last.recordedBy),
            answers: nameOf(last.reportedBy)
          })}
        </p>
      ) : null}
      {isSent ? <Figures form={form} flags={flags} /> : null}
      {form.unit.level === "chi_hoi" ? null : (
        <p className="vp-actions">
          <Link className="vp-button" to={`/tong-hop/${unit}`}>
            {say("see-totals")}
          </Link>
          <a className="vp-button" href={`/office/report/${unit}/${about.period}`} download>
            {say("print")}
          </a>
          <span className="vp-hint">{say("print-hint")}</span>
        </p>
      )}
      {history.value === null || history.value.length === 0 ? null : (
        <>
          <h2>{say("history")}</h2>
          <ol className="vp-history">
            {history.value.map((event) => (
              <li key={event.at + event.type}>
                {say("happened-line", {
                  when: moment(event.at),
                  who: nameOf(event.by.person),
                  what: say(happened(event.type))
                })}
                {event.due === null ? "" : ` (${say("until", { due: PlainDate.format(event.due) })})`}
                {event.reason === null ? "" : `: “${event.reason}”`}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

export default ReportPage
