/**
 * The form of one report, live: the validator of the server runs at every keystroke, computed figures follow, questions
 * open and close, everything typed is kept on the phone, and what is sent arrives once, with or without a line.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Zone from "@lienhoi/calendar/Zone"
import type * as Report from "@lienhoi/report/Form"
import * as Compiled from "@lienhoi/template/Compiled"
import type { Language } from "@lienhoi/words/Language"
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react"
import type { Drafts } from "./Drafts.tsx"
import { boxes } from "./internal/boxes.tsx"
import { fileBox } from "./internal/FileBox.tsx"
import { say } from "./internal/formTexts.ts"
import { reportOf } from "./internal/judging.ts"
import { SheetView } from "./internal/SheetView.tsx"
import { tables } from "./internal/TableBox.tsx"
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

const noneBefore: ReadonlyArray<Renderer> = []

const deviceClock = (): Instant.Instant => Instant.fromMillis(Date.now())

/** The form; a template that does not hold is said to be broken. */
export const Form = (props: Props) => {
  const { form, language = "vi", now = deviceClock, onReceived, outgoing, renderers = noneBefore } = props
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
  const all = useMemo(() => [...renderers, ...ours], [renderers])
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
    <SheetView
      key={`${lineage}/${unit}/${period}/${current.revision}`}
      form={current}
      compiled={compiled.value}
      drafts={props.drafts}
      outgoing={outgoing}
      now={now}
      state={state}
      renew={setLater}
      renderers={all}
      language={language}
      zone={props.zone ?? Zone.vietnam}
      signIn={props.signIn}
      addressOf={props.addressOf}
    />
  )
}
