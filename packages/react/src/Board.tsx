/**
 * The board of a period on a screen: how many have reported at each level, who is missing or late and where, what needs a
 * second look. It is given a new board when something has happened, changes in place and says politely what came.
 *
 * @since 0.1.0
 */
import type { UnitChange } from "@lienhoi/hierarchy/UnitChange"
import type * as Report from "@lienhoi/report/Board"
import * as Status from "@lienhoi/report/Status"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { useEffect, useId, useRef, useState } from "react"
import { Stale, Trouble, Waiting } from "./internal/Trouble.tsx"
import type { Problem } from "./Load.tsx"
import { TreeChange } from "./TreeChange.tsx"

/** What a board is shown with. */
export interface Props {
  /** `null` while it is on its way. */
  readonly board: Report.Board | null
  /** Why it did not come; `null` inside: no answer came. Leave it out while all is well. */
  readonly refused?: { readonly problem: Problem | null } | null
  /** The line is dead: what is shown may be old. */
  readonly stale?: boolean
  readonly language?: Language
  /** Somebody wants to see that unit. Without it names are plain words. */
  readonly onUnit?: (unit: string) => void
  /** Asks the server once more. */
  readonly onRetry?: () => void
  /** Whom to ask at a unit that is missing: `Chị Lan, 0900 000 001`. */
  readonly who?: (unit: string) => string | null
  /** What changed in the tree while the shown time ran. */
  readonly changes?: ReadonlyArray<UnitChange>
}

const texts = Catalogue.make({
  title: { vi: "Theo dõi báo cáo: {period}", en: "Reports: {period}" },
  asOf: { vi: "{root} · lúc {time} ngày {date}", en: "{root} · as of {time}, {date}" },
  at: { vi: "{time} ngày {date}", en: "{time}, {date}" },
  received: { vi: "{level} đã báo cáo", en: "{level} reported" },
  onTime: { vi: "{n} đúng hạn", en: "{n} on time" },
  late: { vi: "{n} nộp muộn", en: "{n} late" },
  overdue: { vi: "{n} quá hạn chưa nộp", en: "{n} overdue" },
  returned: { vi: "{n} đang bị trả lại", en: "{n} sent back" },
  waived: { vi: "{n} được miễn", en: "{n} let off" },
  filters: { vi: "Chỉ xem", en: "Show only" },
  "filter-missing": { vi: "Chưa nộp ({n})", en: "Missing ({n})" },
  "filter-late": { vi: "Muộn ({n})", en: "Late ({n})" },
  "filter-flagged": { vi: "Cần xem lại ({n})", en: "Second look ({n})" },
  "filter-all": { vi: "Tất cả ({n})", en: "All ({n})" },
  "none-missing": { vi: "Không còn đơn vị nào chưa nộp.", en: "Nobody is missing." },
  "none-late": { vi: "Không có đơn vị nào muộn.", en: "Nobody is late." },
  "none-flagged": { vi: "Không có số liệu nào cần xem lại.", en: "No figure needs a second look." },
  "none-all": { vi: "Kỳ này chưa đơn vị nào phải báo cáo.", en: "Nobody owes a report for this period." },
  lateMark: { vi: "nộp muộn", en: "late" },
  came: { vi: "Vừa nhận báo cáo: {names}.", en: "Just received: {names}." },
  cameMore: { vi: "Vừa nhận báo cáo: {names} và {n} đơn vị khác.", en: "Just received: {names} and {n} more." },
  changed: { vi: "Bảng theo dõi vừa cập nhật.", en: "The board has changed." }
})

/** So many lines are shown at once; of more the groups are opened one by one. */
const mostOpen = 40

const filters = ["missing", "late", "flagged", "all"] as const

type Filter = (typeof filters)[number]

type Line = Report.UnitLine & { readonly flags: ReadonlyArray<Report.Flagged> }

interface Group {
  readonly unit: string
  readonly name: string
  readonly lines: ReadonlyArray<Line>
}

/** Every line once, under the unit above it. */
const groupsOf = (board: Report.Board): ReadonlyArray<Group> => {
  const flags = Map.groupBy(board.flagged, ({ unit }) => unit)
  const withFlags = (line: Report.UnitLine): Line => ({ ...line, flags: flags.get(line.unit) ?? [] })
  return board.groups.map(({ head, lines }) => ({ ...head, lines: lines.map(withFlags) }))
}

const passes: { readonly [F in Filter]: (line: Line) => boolean } = {
  missing: (line) => !line.received && line.status !== "waived",
  late: (line) => line.overdue || line.timely === false,
  flagged: ({ flags }) => flags.length > 0,
  all: () => true
}

/** At most so many names are read out. */
const mostNames = 3

/** What is new since the board before, as one sentence; `null` when nothing is. */
const news = (before: Report.Board, now: Report.Board, language: Language): string | null => {
  if (before === now || before.period !== now.period || before.root.unit !== now.root.unit) return null
  const waited = new Set(before.missing.map(({ unit }) => unit))
  for (const { unit } of now.missing) waited.delete(unit)
  const names = before.missing.flatMap(({ name, unit }) => (waited.has(unit) ? [name] : []))
  const [first, rest] = [names.slice(0, mostNames), names.length - mostNames]
  if (names.length === 0) {
    const { at: _, ...old } = before
    const { at: __, ...fresh } = now
    return JSON.stringify(old) === JSON.stringify(fresh) ? null : Catalogue.say(texts, "changed", {}, language)
  }
  const code = rest > 0 ? "cameMore" : "came"
  return Catalogue.say(texts, code, { names: first.join(", "), n: rest }, language)
}

const Tile = ({ language, level }: { readonly language: Language; readonly level: Report.LevelLine }) => {
  const { expected, received } = level
  const told = (["onTime", "late", "overdue", "returned", "waived"] as const).filter(
    (code) => code === "onTime" || level[code] > 0
  )
  return (
    <li className="lh-card lh-tile" data-level={level.level}>
      <strong className="lh-big">
        {received}/{expected}
      </strong>
      <span>{Catalogue.say(texts, "received", { level: level.name[language] }, language)}</span>
      <span className="lh-soft">
        {told.map((code) => Catalogue.say(texts, code, { n: level[code] }, language)).join(", ")}
      </span>
      <span className="lh-bar" aria-hidden="true">
        <i style={{ width: `${expected === 0 ? 0 : Math.round((100 * received) / expected)}%` }} />
      </span>
    </li>
  )
}

const UnitLine = ({
  line,
  ...props
}: Pick<Props, "onUnit" | "who"> & { readonly line: Line; readonly language: Language }) => {
  const { language, onUnit, who } = props
  const person = line.received ? null : (who?.(line.unit) ?? null)
  const said = [
    ...(line.received || line.status === "waived" ? [] : [line.dueText[language]]),
    ...(line.timely === false ? [Catalogue.say(texts, "lateMark", {}, language)] : []),
    ...(person === null ? [] : [person]),
    ...line.flags.map(({ text }) => text[language])
  ]
  return (
    <li data-unit={line.unit}>
      <span>
        {onUnit === undefined ? (
          <span className="lh-name">{line.name}</span>
        ) : (
          <button type="button" className="lh-link" onClick={() => onUnit(line.unit)}>
            {line.name}
          </button>
        )}
        {said.map((one) => (
          <span key={one} className="lh-soft lh-under">
            {one}
          </span>
        ))}
      </span>
      <span className={`lh-chip lh-${Status.tone(line.status)}`}>{Status.say(line.status, language)}</span>
    </li>
  )
}

const Shown = ({ board, ...props }: Props & { readonly board: Report.Board; readonly language: Language }) => {
  const { changes = [], language, refused, stale = false } = props
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  const groups = groupsOf(board)
  const lines = groups.flatMap((group) => group.lines)
  const counts = Object.fromEntries(filters.map((one) => [one, lines.filter(passes[one]).length]))
  const [chosen, choose] = useState<Filter | null>(null)
  const filter = chosen ?? (counts.missing === 0 ? "all" : "missing")
  const shown = groups
    .map((group) => ({ ...group, lines: group.lines.filter(passes[filter]) }))
    .filter((group) => group.lines.length > 0)
  // A whole province late would be hundreds of lines: then the heads come first.
  const isOpen = filter !== "all" && shown.reduce((sum, group) => sum + group.lines.length, 0) <= mostOpen
  const heading = useId()
  return (
    <section className="lh-view lh-board" aria-labelledby={heading}>
      <h2 id={heading}>{say("title", { period: board.periodName[language] })}</h2>
      <p className="lh-soft">{say("asOf", { root: board.root.name, ...board.at })}</p>
      {stale && <Stale language={language} time={say("at", board.at)} />}
      {refused != null && <Trouble problem={refused.problem} language={language} onRetry={props.onRetry} />}
      <ul className="lh-tiles">
        {board.levels.map((level) => (
          <Tile key={level.level} level={level} language={language} />
        ))}
      </ul>
      {changes.length > 0 && (
        <TreeChange changes={changes} language={language} {...(props.onUnit && { onUnit: props.onUnit })} />
      )}
      <fieldset className="lh-filters">
        <legend>{say("filters")}</legend>
        {filters.map((one) => (
          <button
            key={one}
            type="button"
            className="lh-toggle"
            aria-pressed={filter === one}
            data-filter={one}
            onClick={() => choose(one)}
          >
            {say(`filter-${one}`, { n: counts[one]! })}
          </button>
        ))}
      </fieldset>
      {shown.length === 0 && <p>{say(`none-${filter}`)}</p>}
      {shown.map((group) => (
        <details key={`${filter} ${group.unit}`} className="lh-group" open={isOpen} data-head={group.unit}>
          <summary>
            <span>{group.name}</span>
            <span>
              {filter === "all"
                ? `${group.lines.filter((line) => line.received).length}/${group.lines.length}`
                : group.lines.length}
            </span>
          </summary>
          <ul className="lh-rows">
            {group.lines.map((line) => (
              <UnitLine
                key={line.unit}
                line={line}
                language={language}
                {...(props.onUnit && { onUnit: props.onUnit })}
                {...(props.who && { who: props.who })}
              />
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}

/**
 * The board.
 *
 * @example
 * ```tsx
 * import { Board } from "@lienhoi/react/Board"
 * import { renderToStaticMarkup } from "react-dom/server"
 *
 * renderToStaticMarkup(<Board board={null} />).includes("Đang tải số liệu…") // => true
 * ```
 */
export const Board = (props: Props) => {
  const { board, language = "vi", onRetry, refused } = props
  const before = useRef(board)
  const [said, tell] = useState("")
  useEffect(() => {
    const [old, now] = [before.current, board]
    before.current = board ?? before.current
    const sentence = old === null || now === null ? null : news(old, now, language)
    if (sentence !== null) tell(sentence)
  }, [board, language])
  return (
    <>
      <p className="lh-unseen" role="status">
        {said}
      </p>
      {board !== null ? (
        <Shown {...props} board={board} language={language} />
      ) : refused != null ? (
        <Trouble problem={refused.problem} language={language} onRetry={onRetry} />
      ) : (
        <Waiting language={language} />
      )}
    </>
  )
}
