/** What a form knows and decides while it is filled in; how it looks is not its concern. */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Form } from "@lienhoi/report/Form"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Settled } from "@lienhoi/template/Settled"
import type { Issue } from "@lienhoi/words/Issue"
import { useEffect, useMemo, useState } from "react"
import type { Drafts } from "../Drafts.tsx"
import type { Outgoing, State } from "../Outgoing.tsx"
import { isError, judge, keyed, ownerOf, reportOf } from "./judging.ts"
import { type Filling, useDraft } from "./useDraft.ts"

/** What a sheet stands on. */
export interface Options {
  readonly form: Form
  readonly compiled: Compiled
  readonly drafts: Drafts
  readonly outgoing: Outgoing
  readonly now: () => Instant
  /** Where the form is that was sent; `null` when none was. */
  readonly state: State | null
  /** Goes on with a newer form of the same report. */
  readonly renew: (form: Form) => void
}

/** A choice between her figures and those that somebody handed in meanwhile. */
interface Choice {
  readonly mine: Settled
  readonly theirs: Form
  readonly keepMine: () => Promise<void>
  readonly keepTheirs: () => Promise<void>
}

/** One form as it stands now. */
export interface Sheet {
  readonly filling: Filling
  readonly settled: Settled
  readonly isReadOnly: boolean
  /** What is to be said: of questions she has been at, of all once she wanted to send. */
  readonly issues: ReadonlyArray<Issue>
  /** Whether anything was answered or sent yet. */
  readonly isBegun: boolean
  /** Whether she reads it back before it goes. */
  readonly isReading: boolean
  readonly stopReading: () => void
  /** Marks a question as one she has been at. */
  readonly touch: (key: string) => void
  /** She wants to send; gives the first mistake that keeps it back. */
  readonly ask: () => Issue | null
  readonly send: () => Promise<void>
  /** Takes back what waits, or opens again what arrived. */
  readonly change: () => Promise<void>
  readonly choice: Choice | null
}

const none: ReadonlyArray<Issue> = []

export const useSheet = (options: Options): Sheet => {
  const { compiled, drafts, form, now, outgoing, renew, state } = options
  const { template } = form
  const report = useMemo(() => reportOf(form), [form])
  const isReadOnly = !form.may.submit
  const given = useMemo(() => keyed(template, form.given), [template, form.given])
  const filling = useDraft({ drafts, report, revision: form.revision, given, isReadOnly, now })
  const { answers, older } = filling
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [isAsked, setAsked] = useState(false)
  const [isReading, setReading] = useState(false)
  const settled = useMemo(() => judge(compiled, form, answers), [compiled, form, answers])

  useEffect(() => {
    if (state?.is !== "received" || state.revision <= form.revision) return
    // Figures that arrived before this page had read them are the server's to tell: an empty form is none of hers.
    if (Object.keys(settled.input).length === 0) return
    renew({ ...form, revision: state.revision, given: settled.input, status: "submitted", reason: null })
  }, [state, form, renew, settled])

  const refused = state?.is === "refused" ? state.issues : none
  const issues = useMemo(() => {
    const own = settled.seen.issues
    const isTold = (owner: string): boolean => isAsked || touched.has(owner) || (touched.size > 0 && owner === "rules")
    const isKnown = (one: Issue): boolean =>
      own.some(({ code, message }) => code === one.code && message === one.message)
    // What the server alone knows stands beside what we found ourselves, until she touches the question.
    const theirs = refused.filter((one) => !isKnown(one) && !touched.has(ownerOf(one)))
    return [...own.filter((one) => isTold(ownerOf(one))), ...theirs]
  }, [settled, refused, isAsked, touched])

  const post = async (seen: number): Promise<void> => {
    setReading(false)
    setTouched(new Set())
    await filling.flush()
    const { id, lineage, version } = template
    await outgoing.send({ report, template: { lineage, id, version }, values: settled.input, seen, at: now() })
  }

  const theirs = state?.is === "newer" ? state.form : older !== null && form.cells !== null ? form : null
  const mine = useMemo(
    () => (state?.is === "newer" || older === null ? settled : judge(compiled, form, older.answers)),
    [state, older, settled, compiled, form]
  )
  const choice: Choice | null =
    theirs === null || isReadOnly
      ? null
      : {
          mine,
          theirs,
          keepMine: async () => {
            if (state?.is === "newer") await post(theirs.revision)
            else if (older !== null) {
              await filling.restart(older.answers)
              filling.replace(older.answers)
            }
          },
          keepTheirs: async () => {
            await outgoing.takeBack(report)
            await filling.restart(keyed(template, theirs.given))
            renew(theirs)
          }
        }

  return {
    filling,
    settled,
    isReadOnly,
    issues,
    isBegun: isAsked || touched.size > 0,
    isReading,
    stopReading: () => setReading(false),
    touch: (key) => {
      const owner = key.split("[")[0]!.toLowerCase()
      setTouched((before) => (before.has(owner) ? before : new Set([...before, owner])))
      setReading(false)
    },
    ask: () => {
      setAsked(true)
      const first = settled.seen.issues.find(isError) ?? null
      setReading(first === null)
      return first
    },
    send: () => post(form.revision),
    change: async () => {
      if (state?.is === "received") await outgoing.acknowledge(report)
      else await outgoing.takeBack(report)
    },
    choice
  }
}
