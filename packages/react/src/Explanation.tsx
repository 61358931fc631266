/**
 * Where one figure comes from: what the unit itself gave, what each unit below brought, which reports and revisions stand
 * behind it, who is missing, what is estimated. This is what a chair opens when somebody asks why a figure jumped.
 *
 * @since 0.1.0
 */
import type * as Aggregation from "@lienhoi/aggregation/Explanation"
import type { Figure } from "@lienhoi/aggregation/Figure"
import * as Status from "@lienhoi/report/Status"
import type { Field } from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import { type ReactNode, useState } from "react"
import { absence, behind, marks, written } from "./internal/figureTexts.ts"

/** What is explained. */
export interface Props {
  readonly explanation: Aggregation.Explanation
  /** The question of the figure. */
  readonly field: Field
  /** Names of the units right below; an id stands for itself where there is none. */
  readonly nameOf: (unit: string) => string | null
  /** Label of what a computed figure is computed from. */
  readonly labelOf?: (column: string) => string | null
  readonly language?: Language
  /** Somebody wants the same figure of a unit below explained. */
  readonly onUnit?: (unit: string) => void
  /** Somebody wants another figure of the same unit explained. */
  readonly onColumn?: (column: string) => void
}

const texts = Catalogue.make({
  inputs: { vi: "Tính từ", en: "Computed from" },
  below: { vi: "Từng đơn vị trực thuộc", en: "Unit by unit" },
  own: { vi: "Tự báo", en: "Its own" },
  reports: { vi: "Những báo cáo tạo thành số này", en: "The reports it is made of" },
  revision: { vi: "lần gửi {n}", en: "revision {n}" },
  period: { vi: "kỳ {period}", en: "period {period}" },
  share: { vi: "{share} của tổng số", en: "{share} of the whole" },
  estimated: { vi: "ước tính", en: "estimated" },
  carried: { vi: "lấy số kỳ trước", en: "an earlier figure" },
  missing: { vi: "Chưa có số ({n})", en: "No figure yet ({n})" },
  notApplicable: { vi: "Không áp dụng ({n})", en: "Not applicable ({n})" },
  returned: { vi: "Đang bị trả lại, vẫn tính ({n})", en: "Sent back and still counted ({n})" },
  more: { vi: "Xem thêm {n}", en: "Show {n} more" },
  web: { vi: "qua trang web", en: "by web form" },
  chat: { vi: "qua tin nhắn", en: "by chat" },
  excel: { vi: "bằng tệp Excel", en: "by Excel file" },
  phone: { vi: "qua điện thoại", en: "by telephone" },
  "by-hand": { vi: "chuyển tay", en: "by hand" },
  file: { vi: "từ tệp số liệu", en: "from a data file" }
})

/** So many lines of a list are shown at first. */
const first = 20

/** A list that does not flood a phone: the first lines, then more when asked. */
const Few = <A,>(props: {
  readonly of: ReadonlyArray<A>
  readonly heading: string
  readonly language: Language
  readonly line: (one: A) => ReactNode
}) => {
  const { heading, language, line, of } = props
  const [shown, show] = useState(first)
  if (of.length === 0) return null
  return (
    <>
      <h3>{heading}</h3>
      <ul className="lh-rows">{of.slice(0, shown).map(line)}</ul>
      {of.length > shown && (
        <button type="button" className="lh-small" onClick={() => show(shown + 5 * first)}>
          {Catalogue.say(texts, "more", { n: Math.min(of.length - shown, 5 * first) }, language)}
        </button>
      )}
    </>
  )
}

const Bar = ({ of, part }: { readonly part: number | null; readonly of: number | null }) =>
  part === null || of === null || of <= 0 || part < 0 ? null : (
    <span className="lh-bar" aria-hidden="true">
      <i style={{ width: `${Math.min(100, Math.round((100 * part) / of))}%` }} />
    </span>
  )

/** One figure as a line that leads further in. */
const Line = (props: {
  readonly name: string
  readonly figure: Figure
  readonly field: Field
  readonly whole: number | null
  readonly language: Language
  readonly onOpen: (() => void) | null
}) => {
  const { field, figure, language, name, onOpen, whole } = props
  const notes = [absence(figure, language), behind(figure, language), ...marks(figure, language)].filter(Boolean)
  const inner = (
    <>
      <span className="lh-name">{name}</span>
      <span className="lh-value">{written(field, figure)}</span>
      <span className="lh-soft lh-under">{notes.join("; ")}</span>
      <span className="lh-under">
        <Bar part={figure.value} of={whole} />
      </span>
    </>
  )
  return onOpen === null ? (
    <div className="lh-figure">{inner}</div>
  ) : (
    <button type="button" className="lh-figure" onClick={onOpen}>
      {inner}
    </button>
  )
}

/** The explanation, without a frame: put it on a page or into a dialog. */
export const Explanation = (props: Props) => {
  const { explanation, field, labelOf, language = "vi", nameOf, onColumn, onUnit } = props
  const { children, contributions, figure, inputs, missing, notApplicable, returned } = explanation
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const none = absence(figure, language)
  const notes = [behind(figure, language), ...marks(figure, language)].filter(Boolean)
  const periods = new Set(contributions.map(({ period }) => period))
  const largest = contributions.toSorted((a, b) => b.value - a.value)
  return (
    <div className="lh-view lh-explanation" data-unit={figure.unit} data-column={figure.column}>
      <p>
        <strong className="lh-big">{written(field, figure)}</strong> {figure.value !== null && field.unit}
      </p>
      {none !== null && <p>{none}</p>}
      {notes.map((note) => (
        <p key={note} className="lh-soft">
          {note}
        </p>
      ))}
      {inputs.length > 0 && (
        <>
          <h3>{say("inputs")}</h3>
          <ul>
            {inputs.map(({ figure: input }) => (
              <li key={input.column}>
                <Line
                  name={labelOf?.(input.column) ?? input.column}
                  figure={input}
                  field={{ ...field, type: "decimal", unit: null }}
                  whole={null}
                  language={language}
                  onOpen={onColumn === undefined ? null : () => onColumn(input.column)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {children.length > 0 && (
        <>
          <h3>{say("below")}</h3>
          <ul>
            {figure.own.value !== null && (
              <li className="lh-figure">
                <span className="lh-name">{say("own")}</span>
                <span className="lh-value">{ReadBack.number(field, figure.own.value)}</span>
                <span className="lh-under">
                  <Bar part={figure.own.value} of={figure.value} />
                </span>
              </li>
            )}
            {children.map((child) => (
              <li key={child.unit}>
                <Line
                  name={nameOf(child.unit) ?? child.unit}
                  figure={child}
                  field={field}
                  whole={figure.value}
                  language={language}
                  onOpen={onUnit === undefined ? null : () => onUnit(child.unit)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      <Few
        heading={say("missing", { n: missing.length })}
        language={language}
        of={missing}
        line={({ path, unit }) => <li key={unit}>{path}</li>}
      />
      <Few
        heading={say("reports")}
        language={language}
        of={largest}
        line={(one) => {
          const told = [
            ...(periods.size > 1 ? [say("period", { period: one.period })] : []),
            say("revision", { n: one.revision }),
            Status.say(one.status, language),
            ...(one.via === null ? [] : [say(one.via)]),
            ...(one.share === null ? [] : [say("share", { share: Numeral.formatPercent(one.share, 1) })]),
            ...(one.estimated ? [say("estimated")] : []),
            ...(one.carried ? [say("carried")] : [])
          ]
          return (
            <li key={`${one.unit} ${one.period}`}>
              <span>
                {one.path}
                <span className="lh-soft lh-under">{told.join(" · ")}</span>
              </span>
              <b className="lh-value">{ReadBack.number(field, one.value)}</b>
            </li>
          )
        }}
      />
      <Few
        heading={say("returned", { n: returned.length })}
        language={language}
        of={returned}
        line={({ path, unit }) => <li key={unit}>{path}</li>}
      />
      <Few
        heading={say("notApplicable", { n: notApplicable.length })}
        language={language}
        of={notApplicable}
        line={({ path, reason, unit }) => (
          <li key={unit}>
            <span>
              {path}
              <span className="lh-soft lh-under">{reason}</span>
            </span>
          </li>
        )}
      />
    </div>
  )
}
