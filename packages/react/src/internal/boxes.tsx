/** The boxes of answers that are one word, number, date or choice. */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Asking from "@lienhoi/template/Asking"
import * as Field from "@lienhoi/template/Field"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { fold } from "@lienhoi/words/Text"
import type { Props, Renderer } from "../Renderer.tsx"
import { boxText, dateTyped, tidied } from "./boxText.ts"

const texts = Catalogue.make({
  choose: { vi: "Chọn…", en: "Choose…" },
  yes: { vi: "Có", en: "Yes" },
  no: { vi: "Không", en: "No" },
  pick: { vi: "Chọn ngày trên lịch: {label}", en: "Pick a day: {label}" },
  example: { vi: "ngày/tháng/năm", en: "day/month/year" }
})

/** Text longer than this is given several lines. */
const longLine = 200

/** More choices than this are a list that opens. */
const mostRadios = 6

const orNull = (text: string): string | null => (text === "" ? null : text)

const modeOf = (field: Field.Field): "numeric" | "decimal" | "text" => {
  if (!Field.isNumeric(field)) return "text"
  return field.type === "count" || field.type === "money" ? "numeric" : "decimal"
}

const Line = ({ answer, cell, describedBy, field, given, id, isWrong, name }: Props) => (
  <input
    className="lh-box"
    id={id}
    name={name}
    type="text"
    inputMode={modeOf(field)}
    autoComplete="off"
    aria-describedby={describedBy}
    aria-invalid={isWrong}
    value={boxText(field, given)}
    onChange={(event) => answer(orNull(event.target.value))}
    onBlur={() => {
      const tidy = tidied(field, given, cell)
      if (tidy !== given) answer(tidy)
    }}
  />
)

const Lines = ({ answer, describedBy, field, given, id, isWrong, name }: Props) => (
  <textarea
    className="lh-box"
    id={id}
    name={name}
    rows={4}
    aria-describedby={describedBy}
    aria-invalid={isWrong}
    value={boxText(field, given)}
    onChange={(event) => answer(orNull(event.target.value))}
  />
)

const DateBox = (props: Props) => {
  const { answer, describedBy, field, given, id, isWrong, language, name } = props
  const text = boxText(field, given)
  const read = PlainDate.parse(text)
  return (
    <span className="lh-date">
      <input
        className="lh-box"
        id={id}
        name={name}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder={Catalogue.say(texts, "example", {}, language)}
        aria-describedby={describedBy}
        aria-invalid={isWrong}
        value={text}
        onChange={(event) => answer(orNull(dateTyped(event.target.value)))}
        onBlur={() => {
          if (read.ok && PlainDate.format(read.value) !== text) answer(PlainDate.format(read.value))
        }}
      />
      <input
        className="lh-pick"
        type="date"
        aria-label={Catalogue.say(texts, "pick", { label: Asking.label(field, language) }, language)}
        value={read.ok ? read.value : ""}
        onChange={(event) => answer(event.target.value === "" ? null : PlainDate.format(event.target.value))}
      />
    </span>
  )
}

const itemsOf = (field: Field.Field, language: Language): ReadonlyArray<Field.Item> =>
  field.type === "bool"
    ? (["yes", "no"] as const).map((key) => ({
        key: String(key === "yes"),
        label: Catalogue.say(texts, key, {}, language)
      }))
    : field.choices

/** A finer choice is told with the one it stands under. */
const labelOf = ({ label, under }: Field.Item, choices: ReadonlyArray<Field.Item>): string => {
  const above = choices.find(({ key }) => key === under)
  return above === undefined ? label : `${above.label}: ${label}`
}

/** Which one is chosen: as the validator reads it, else as it was given. */
const chosen = ({ cell, given }: Props, items: ReadonlyArray<Field.Item>): string => {
  if (cell?.state === "value" && typeof cell.value !== "object") return String(cell.value)
  const text = fold(String(given ?? ""))
  return items.find(({ key, label }) => fold(key) === text || fold(label) === text)?.key ?? ""
}

const Select = (props: Props) => {
  const { answer, describedBy, field, id, isWrong, language, name } = props
  const items = itemsOf(field, language)
  return (
    <select
      className="lh-box"
      id={id}
      name={name}
      aria-describedby={describedBy}
      aria-invalid={isWrong}
      value={chosen(props, items)}
      onChange={(event) => answer(orNull(event.target.value))}
    >
      <option value="">{Catalogue.say(texts, "choose", {}, language)}</option>
      {items.map((item) => (
        <option key={item.key} value={item.key}>
          {labelOf(item, field.choices)}
        </option>
      ))}
    </select>
  )
}

const Radios = (props: Props) => {
  const { answer, describedBy, field, id, isWrong, language } = props
  const items = itemsOf(field, language)
  const now = chosen(props, items)
  return (
    <div className="lh-choices">
      {items.map((item) => (
        <label className="lh-choice" key={item.key} htmlFor={`${id}-${item.key}`}>
          <input
            id={`${id}-${item.key}`}
            name={id}
            type="radio"
            value={item.key}
            aria-describedby={describedBy}
            aria-invalid={isWrong}
            checked={now === item.key}
            onChange={() => answer(item.key)}
          />
          <span>{labelOf(item, field.choices)}</span>
        </label>
      ))}
    </div>
  )
}

const isShortList = (field: Field.Field): boolean =>
  field.type === "bool" || (field.type === "choice" && field.choices.length <= mostRadios)

const isLong = ({ max, type }: Field.Field): boolean => type === "text" && (max ?? longLine + 1) > longLine

/** For one answer in one box, inside the rows of a table too. */
export const rowBoxes: ReadonlyArray<Renderer> = [
  { rank: () => 0, Component: Line },
  { rank: ({ type }) => (type === "date" ? 1 : -1), Component: DateBox },
  { rank: ({ type }) => (type === "choice" || type === "bool" ? 1 : -1), Component: Select }
]

/** The same where there is room: long texts in several lines, a few choices as buttons. */
export const boxes: ReadonlyArray<Renderer> = [
  ...rowBoxes,
  { rank: (field) => (isLong(field) ? 1 : -1), Component: Lines },
  { rank: (field) => (isShortList(field) ? 2 : -1), Component: Radios, isGroup: true }
]
