/**
 * A box to choose a unit among many thousands: one types as one speaks, without accents or tone marks, first letters or a
 * code, and sees where each unit stands. Works with a finger, a keyboard and a screen reader.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { UnitList } from "@lienhoi/hierarchy/UnitList"
import * as UnitSearch from "@lienhoi/hierarchy/UnitSearch"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { useCombobox } from "downshift"
import { memo, useDeferredValue, useEffect, useId, useMemo, useState } from "react"
import { Trouble } from "./internal/Trouble.tsx"
import { useUnitSearch } from "./internal/useUnitSearch.ts"
import type { Answer } from "./Load.tsx"

/** What a picker is shown with. */
export interface Props {
  readonly label: string
  /** The list of a day, or what fetches it: asked once. Give the same list each time. */
  readonly tree: UnitList | (() => Promise<Answer<UnitList>>)
  /** Id of the unit that is chosen. */
  readonly value: string | null
  readonly onChange: (unit: UnitSearch.Found | null) => void
  /** Ids of the levels to choose from; all when left out. */
  readonly levels?: ReadonlyArray<string>
  /** Only that unit and what stands below it. */
  readonly under?: string
  /** Whether units that have ended may be chosen too; `true` when left out. */
  readonly ended?: boolean
  readonly language?: Language
}

const texts = Catalogue.make({
  hint: { vi: "Gõ tên không dấu, chữ cái đầu hoặc mã", en: "Type a name, first letters or a code" },
  preparing: { vi: "Đang chuẩn bị danh sách…", en: "Preparing the list…" },
  some: {
    vi: "{total} đơn vị, đang hiện {n} đơn vị đầu; gõ thêm để thu gọn",
    en: "{total} units, the first {n} are shown; type more to narrow it down"
  },
  all: { vi: "{total} đơn vị", en: "{total} units" },
  none: {
    vi: "Không có đơn vị nào khớp “{query}”; thử gõ ít chữ hơn, chữ cái đầu (dpa) hoặc mã",
    en: "No unit matches “{query}”; try fewer letters, first letters (dpa) or a code"
  },
  ended: { vi: "hết hiệu lực từ {on}", en: "ended on {on}" },
  heirs: { vi: "hết hiệu lực từ {on}, nay thuộc {heirs}", en: "ended on {on}, now in {heirs}" },
  clear: { vi: "Xóa", en: "Clear" }
})

const written = (on: PlainDate.PlainDate): string => `${PlainDate.day(on)}/${PlainDate.month(on)}/${PlainDate.year(on)}`

/** More than the list shows without scrolling. */
const atOnce = 8

/** `hết hiệu lực từ 1/7/2025, nay thuộc Xã Hòa An`. */
const endOf = ({ ended }: UnitSearch.Found, language: Language): string | null =>
  ended === null
    ? null
    : Catalogue.say(
        texts,
        ended.heirs.length === 0 ? "ended" : "heirs",
        { on: written(ended.on), heirs: ended.heirs.join(", ") },
        language
      )

const Choice = memo(function Choice({
  language,
  unit
}: {
  readonly language: Language
  readonly unit: UnitSearch.Found
}) {
  const end = endOf(unit, language)
  return (
    <>
      <span className="lh-name">{unit.name}</span>
      {unit.code !== null && <span className="lh-soft"> {unit.code}</span>}
      {unit.path !== "" && <span className="lh-soft lh-under">{unit.path}</span>}
      {end !== null && <span className="lh-warning lh-under">{end}</span>}
    </>
  )
})

/** The box with its list. */
export const UnitPicker = (props: Props) => {
  const { ended = true, label, language = "vi", levels, onChange, tree, under, value } = props
  const { refused, retry, search } = useUnitSearch(tree)
  const [query, setQuery] = useState("")
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const selected = useMemo(
    () => (search === null || value === null ? null : UnitSearch.unit(search, value)),
    [search, value]
  )
  const wanted = levels?.join(" ")
  // Until somebody types anew, the name of what is chosen is no question.
  const asked = selected !== null && query === selected.name ? "" : query
  const { found, total } = useMemo(
    () =>
      search === null
        ? { found: [], total: 0 }
        : UnitSearch.find(search, asked, {
            ended,
            ...(wanted === undefined ? {} : { levels: wanted.split(" ") }),
            ...(under === undefined ? {} : { under })
          }),
    [search, asked, ended, wanted, under]
  )
  useEffect(() => {
    setQuery(selected?.name ?? "")
  }, [selected])
  // What fits on a phone is drawn at once, the rest when nobody types.
  const settled = useDeferredValue(found)
  const shown = settled === found ? found : found.slice(0, atOnce)
  const inputId = useId()
  const box = useCombobox<UnitSearch.Found>({
    inputId,
    items: [...found],
    inputValue: query,
    selectedItem: selected,
    itemToString: (unit) => unit?.name ?? "",
    itemToKey: (unit) => unit?.id ?? null,
    // Whoever leaves the box without choosing keeps what was chosen before.
    stateReducer: (state, { changes, type }) =>
      type === useCombobox.stateChangeTypes.InputBlur &&
      state.selectedItem !== null &&
      changes.selectedItem === state.selectedItem
        ? { ...changes, inputValue: state.selectedItem.name }
        : changes,
    onInputValueChange: ({ inputValue }) => setQuery(inputValue),
    onSelectedItemChange: ({ selectedItem }) => onChange(selectedItem)
  })
  const count =
    search === null
      ? say("preparing")
      : total === 0
        ? say("none", { query: query.trim() })
        : say(total > found.length ? "some" : "all", { total, n: found.length })
  const end = selected === null ? null : endOf(selected, language)
  return (
    <div className="lh-view lh-picker">
      <label {...box.getLabelProps()} htmlFor={inputId}>
        {label}
      </label>
      <div className="lh-picking">
        <input
          {...box.getInputProps({
            // What is chosen is marked, so that the next letter takes its place.
            onFocus: (event) => event.currentTarget.select(),
            onChange: (event) => setQuery(event.currentTarget.value)
          })}
          className="lh-box"
          placeholder={say("hint")}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        {(value !== null || query !== "") && (
          <button
            type="button"
            className="lh-small"
            onClick={() => {
              if (selected === null) onChange(null)
              else box.reset()
              setQuery("")
              document.getElementById(inputId)?.focus()
            }}
          >
            {say("clear")}
          </button>
        )}
      </div>
      {selected !== null && !box.isOpen && (
        <p className="lh-soft">
          {selected.path}
          {end !== null && <span className="lh-warning lh-under">{end}</span>}
        </p>
      )}
      {refused !== null && <Trouble problem={refused.problem} language={language} onRetry={retry} />}
      <p className={box.isOpen ? "lh-soft" : "lh-unseen"} role="status">
        {box.isOpen ? count : ""}
      </p>
      <ul {...box.getMenuProps()} className="lh-menu" data-open={box.isOpen && found.length > 0}>
        {box.isOpen &&
          shown.map((unit, index) => (
            <li
              key={unit.id}
              {...box.getItemProps({ item: unit, index })}
              className="lh-option"
              data-active={box.highlightedIndex === index}
            >
              <Choice unit={unit} language={language} />
            </li>
          ))}
      </ul>
    </div>
  )
}
