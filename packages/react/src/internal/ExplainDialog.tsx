/** Where a figure comes from, over the totals: steps further in and back out, and leaves by Escape or its button. */
import type * as Aggregation from "@lienhoi/aggregation/Explanation"
import type { Basis } from "@lienhoi/report/Report"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { useEffect, useId, useMemo, useRef, useState } from "react"
import { Explanation } from "../Explanation.tsx"
import type { Answer } from "../Load.tsx"
import type { Row } from "./figureTexts.ts"
import type { Given, Question } from "./given.ts"
import { Trouble, Waiting } from "./Trouble.tsx"
import { useLoaded } from "./useLoaded.ts"

const texts = Catalogue.make({
  title: { vi: "Vì sao ra số này", en: "Where this figure comes from" },
  trail: { vi: "Đang xem", en: "You are here" },
  close: { vi: "Đóng", en: "Close" },
  submitted: { vi: "tính cả báo cáo chưa duyệt", en: "reports not yet approved included" },
  approved: { vi: "chỉ tính báo cáo đã duyệt", en: "approved reports only" },
  sealed: { vi: "chỉ tính báo cáo đã chốt", en: "sealed reports only" },
  year: { vi: "lũy kế từ đầu năm", en: "year to date" }
})

interface Step {
  readonly unit: string
  /** The unit's name, known where the step was taken. */
  readonly name: string
  readonly column: string
}

interface Asked {
  readonly basis: Basis
  readonly yearToDate: boolean
  readonly of: string
}

interface Both {
  readonly explanation: Aggregation.Explanation
  readonly names: ReadonlyArray<readonly [string, string]>
}

export const ExplainDialog = (props: {
  readonly start: Pick<Step, "unit" | "column">
  /** The unit whose figures stand behind the dialog: the names of those below it are known. */
  readonly shown: string
  readonly question: Asked
  readonly rows: ReadonlyMap<string, Row>
  readonly names: ReadonlyMap<string, string>
  readonly explain: (question: Question & { readonly field: string }) => Promise<Answer<Aggregation.Explanation>>
  readonly load: (question: Question) => Promise<Answer<Given>>
  readonly version: unknown
  readonly now: () => number
  readonly period: string
  readonly language: Language
  readonly onClose: () => void
}) => {
  const { explain, language, load, names, now, onClose, question, rows, shown, start, version } = props
  const say = (code: keyof typeof texts) => Catalogue.say(texts, code, {}, language)
  const frame = useRef<HTMLDialogElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const heading = useId()
  const [steps, setSteps] = useState<ReadonlyArray<Step>>([{ ...start, name: names.get(start.unit) ?? start.unit }])
  const step = steps.at(-1)!
  const asked = { ...question, unit: step.unit, field: step.column }
  // Further down nobody has told the names of the units below yet: they come with the unit's figures.
  const { refused, retry, value } = useLoaded<typeof asked, Both>({
    question: asked,
    version,
    now,
    load: async ({ basis, field, unit, yearToDate }) => {
      const [explained, around] = await Promise.all([
        explain({ basis, field, unit, yearToDate }),
        unit === shown ? null : load({ basis, unit, yearToDate })
      ])
      if (!explained.ok) return explained
      const named = around?.ok === true ? [around.value.unit, ...around.value.children] : []
      return {
        ok: true,
        value: { explanation: explained.value, names: named.map(({ id, name }) => [id, name] as const) }
      }
    }
  })
  const known = useMemo(() => new Map([...names, ...(value?.names ?? [])]), [names, value])
  const row = rows.get(step.column)
  useEffect(() => {
    if (frame.current?.open === false) frame.current.showModal()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step begins at its heading
  useEffect(() => {
    title.current?.focus()
  }, [steps])
  const nameOf = (unit: string): string | null => known.get(unit) ?? null
  const whole = [
    value?.explanation.path ?? step.name,
    props.period,
    ...(question.yearToDate ? [say("year")] : []),
    say(question.basis)
  ]
  return (
    <dialog ref={frame} className="lh-view lh-explain" aria-labelledby={heading} onClose={onClose}>
      <button type="button" className="lh-small" onClick={() => frame.current?.close()}>
        {say("close")}
      </button>
      {steps.length > 1 && (
        <nav aria-label={say("trail")}>
          <ol className="lh-trail">
            {steps.map(({ column, name: unitName, unit }, i) => {
              const isOther = column !== steps[i - 1]?.column && i > 0
              const name = isOther ? (rows.get(column)?.label ?? column) : unitName
              return (
                <li key={`${unit} ${column}`}>
                  {i === steps.length - 1 ? (
                    <span aria-current="location">{name}</span>
                  ) : (
                    <button type="button" className="lh-link" onClick={() => setSteps(steps.slice(0, i + 1))}>
                      {name}
                    </button>
                  )}
                </li>
              )
            })}
          </ol>
        </nav>
      )}
      <p className="lh-soft">{say("title")}</p>
      <h2 id={heading} ref={title} tabIndex={-1}>
        {row?.label ?? step.column}
      </h2>
      <p className="lh-soft">{whole.join(" · ")}</p>
      {refused !== null && <Trouble problem={refused.problem} language={language} onRetry={retry} />}
      {value === null && refused === null && <Waiting language={language} />}
      {value !== null && row !== undefined && (
        <Explanation
          key={`${step.unit} ${step.column}`}
          explanation={value.explanation}
          field={row.field}
          nameOf={nameOf}
          labelOf={(column) => rows.get(column)?.label ?? null}
          language={language}
          onUnit={(unit) => setSteps([...steps, { unit, name: nameOf(unit) ?? unit, column: step.column }])}
          onColumn={(column) => setSteps([...steps, { ...step, column }])}
        />
      )}
    </dialog>
  )
}
