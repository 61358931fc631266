/** What a branch head owes, what came back, what she sent. */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as Remaining from "@lienhoi/calendar/Remaining"
import type * as Outgoing from "@lienhoi/react/Outgoing"
import type { Form } from "@lienhoi/report/Form"
import * as ReadBack from "@lienhoi/template/ReadBack"
import { useEffect, useState, useSyncExternalStore } from "react"
import { client, which } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Link, Trouble, useKnown, usePerson, useSay } from "./context.tsx"
import * as Desk from "./desk.ts"
import type { Code } from "./texts.ts"

/** Where the form is that she sent and that has not arrived; `null` when none is on its way. */
const onItsWay = (state: Outgoing.State | null): Code | null =>
  state === null || state.is === "received"
    ? null
    : state.is === "sending"
      ? "way-sending"
      : state.is === "waiting"
        ? "way-waiting"
        : state.is === "sign-in"
          ? "way-sign-in"
          : "way-stopped"

/** What stands on the button. */
const doing = (form: Form, isBegun: boolean, way: Code | null): Code =>
  way !== null
    ? way === "way-stopped"
      ? "way-open"
      : "look-again"
    : form.status === "returned"
      ? "correct"
      : form.status === "submitted"
        ? "look-again"
        : form.status === "draft" || isBegun
          ? "go-on"
          : "fill-in"

/** What she owes now. */
const Owed = ({ form }: { readonly form: Form }) => {
  const say = useSay()
  const { language, about } = useKnown()
  const [isBegun, setBegun] = useState(false)
  const { unit, period, template, status } = form
  const { outgoing } = Desk.held()
  const state = useSyncExternalStore(outgoing.subscribe, () =>
    outgoing.state({ lineage: template.lineage, unit: unit.id, period: period.id })
  )
  const way = onItsWay(state)
  const above = unit.path.split(" › ")[1] ?? say("the-upper-unit")
  useEffect(() => {
    const report = { lineage: template.lineage, unit: unit.id, period: period.id }
    void Desk.held()
      .drafts.ofReport(report)
      .then((drafts) => setBegun(drafts.length > 0))
  }, [template.lineage, unit.id, period.id])
  const today = Instant.dateIn(about.now)
  const isOpen = status === "none" || status === "draft" || status === "returned"
  return (
    <section className={`vp-card${status === "returned" ? " vp-warn" : ""}`}>
      <h2>{Period.format(period, language)}</h2>
      <p>{template.title}</p>
      <p className={`vp-status vp-is-${way === null ? status : "draft"}`}>{say(way ?? `status-${status}`)}</p>
      {isOpen && form.due !== null ? (
        <p className="vp-due">{say("due", { due: Remaining.format(today, form.due, language) })}</p>
      ) : null}
      {status === "returned" && form.reason !== null ? (
        <div className="vp-note vp-bad">
          <p>
            <strong>{say("returned-title", { who: above })}</strong>
          </p>
          <p className="vp-reason">{form.reason}</p>
        </div>
      ) : null}
      {form.may.submit ? (
        <Link to={`/dien/${unit.id}/${period.id}`} className={`vp-button${isOpen ? " vp-main" : ""}`}>
          {say(doing(form, isBegun, way))}
        </Link>
      ) : status === "approved" || status === "sealed" ? (
        <p className="vp-hint">{say(status === "approved" ? "wrong-approved" : "wrong-sealed", { who: above })}</p>
      ) : null}
    </section>
  )
}

/** One report she sent, opened to read. */
const Sent = ({ form }: { readonly form: Form }) => {
  const say = useSay()
  const { language } = useKnown()
  if (form.cells === null) return null
  return (
    <details className="vp-sent">
      <summary>
        {say("sent-in", { period: Period.format(form.period, language), status: say(`status-${form.status}`) })}
      </summary>
      <ul>
        {ReadBack.lines(form.template, form.unit.level, form.cells, language).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}

/** The page of a branch head. */
export const BranchHome = () => {
  const say = useSay()
  const { about } = useKnown()
  const { unit, name } = usePerson()
  const period = Period.fromId(about.period)
  const before = period.ok ? Period.previous(period.value).id : about.period
  const now = useAsked(`form ${unit} ${about.period}`, () => client.forms.form({ params: which(about, unit) }))
  const last = useAsked(`form ${unit} ${before}`, () => client.forms.form({ params: which(about, unit, before) }))
  if (now.answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!now.answer.ok) return <Trouble answer={now.answer} retry={now.again} />
  const form = now.answer.value
  return (
    <>
      <h1>{say("hello", { address: "chị", name: name?.split(" ").at(-1) ?? "" })}</h1>
      <Owed form={form} />
      <h2>{say("sent-before")}</h2>
      <Sent form={form} />
      {last.value === null ? null : <Sent form={last.value} />}
      {form.cells === null && (last.value === null || last.value.cells === null) ? <p>{say("nothing-sent")}</p> : null}
    </>
  )
}
