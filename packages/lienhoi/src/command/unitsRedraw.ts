/**
 * `lienhoi units redraw check|preview|apply|assign|undo`: a reorganisation as a plan in a file, judged, looked at, recorded
 * and taken back.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Table from "@lienhoi/words/Table"
import * as files from "../files.ts"
import * as store from "../internal/eventStore.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as held from "./held.ts"
import { owed } from "./redrawDuties.ts"
import * as lines from "./redrawLines.ts"
import * as tree from "./tree.ts"

const texts = Catalogue.make({
  good: {
    vi: "Kế hoạch {id} dùng được: {steps} bước, hiệu lực {date}",
    en: "Plan {id} is good: {steps} steps, effective {date}"
  },
  applied: { vi: "Đã ghi {n} sự kiện của {id} vào {file}.", en: "{n} events of {id} written to {file}." },
  assigned: { vi: "Đã phân công {n} đơn vị; còn {left} chưa phân công.", en: "{n} units assigned; {left} still open." },
  undone: { vi: "Đã thu hồi {id}: {n} sự kiện.", en: "{id} withdrawn: {n} events." },
  "store-needed": {
    vi: "Cần --store THƯ_MỤC: lệnh này ghi vào lịch sử.",
    en: "--store DIR is needed: the command writes to a history."
  },
  "assign-arguments": {
    vi: "Cần một TỆP.csv có cột branch,to; hoặc hai mã: ĐƠN_VỊ NƠI_NHẬN; để trống để xem danh sách chưa phân công.",
    en: "It takes a FILE.csv with columns branch,to; or two ids: UNIT HEIR; nothing to see the list of the unassigned."
  }
})

const issue = Issue.from(
  Catalogue.make({
    "assignment.cell-empty": {
      vi: "Ô này trống; ghi mã của đơn vị và của nơi nhận",
      en: "This cell is empty; write the ids of the unit and of its heir"
    },
    "assignment.twice": {
      vi: "Đơn vị {branch} đã được phân công ở dòng {line}; xóa một dòng",
      en: "Unit {branch} is assigned on line {line} already; remove one"
    }
  })
)

const say = (code: keyof typeof texts, params: Catalogue.Params, language: Language): string =>
  Catalogue.say(texts, code, params, language)

const command = (
  verb: string,
  synopsis: string,
  summary: Command["summary"],
  takes: Command["takes"],
  options: ReadonlyArray<string>,
  run: (call: Call) => tree.Ready<Answer>,
  lists: ReadonlyArray<string> = []
): Command => ({
  words: ["units", "redraw", verb],
  synopsis,
  summary,
  options: [...new Set([...tree.sources.options, ...options])],
  lists: [...tree.sources.lists, ...lists],
  takes,
  run: async (call) => {
    const done = run(call)
    return done.ok ? done.value : done.answer
  }
})

interface Planned extends tree.Tree {
  readonly plan: Reorganisation.Reorganisation
  /** The issues of the plan at their places in its file. */
  readonly placed: (issues: ReadonlyArray<Issue.Issue>) => ReadonlyArray<Issue.Issue>
}

const planned = (call: Call): tree.Ready<Planned> => {
  const file = call.positionals[0]!
  const document = tree.take(files.read(file))
  if (!document.ok) return document
  const { text } = document.value
  const parsed = Reorganisation.parse(text)
  if (!parsed.ok) return tree.refuse(parsed.issues.map((each) => Issue.inFile(each, file)))
  const source = tree.read(call)
  if (!source.ok) return source
  const placed = (issues: ReadonlyArray<Issue.Issue>) =>
    Reorganisation.placed(issues, text).map((each) => Issue.inFile(each, file))
  return tree.ready({ ...source.value, plan: parsed.value, placed })
}

/** `lienhoi units redraw check PLAN` */
export const check = command(
  "check",
  `PLAN.yaml ${tree.sources.synopsis}`,
  { vi: "Kiểm tra một kế hoạch sắp xếp đơn vị", en: "Check a plan of reorganisation" },
  [1, 1],
  [],
  (call) => {
    const read = planned(call)
    if (!read.ok) return read
    const { hierarchy, plan, placed } = read.value
    const issues = placed(Reorganisation.check(hierarchy, plan))
    if (issues.some(({ severity }) => severity === "error")) return tree.refuse(issues)
    const params = { id: plan.id, steps: plan.steps.length, date: PlainDate.format(plan.effectiveOn) }
    return tree.ready({
      end: "done",
      lines: [say("good", params, call.language)],
      json: { plan: plan.id, effectiveOn: plan.effectiveOn, steps: plan.steps.length, warnings: issues },
      warnings: issues
    })
  }
)

/** `lienhoi units redraw preview PLAN` */
export const preview = command(
  "preview",
  `PLAN.yaml ${tree.sources.synopsis} [--template TEMPLATE.yaml…] [--held FILE.csv]`,
  { vi: "Xem trước: ai về đâu, những gì bị ảnh hưởng", en: "See first who goes where and what is touched" },
  [1, 1],
  ["held"],
  (call) => {
    const read = planned(call)
    if (!read.ok) return read
    const { hierarchy, plan, placed } = read.value
    const kept = held.read(call.options.held)
    if (!kept.ok) return tree.refuse(kept.issues)
    const duties = owed(hierarchy, plan, { templates: call.lists.template ?? [], language: call.language })
    if (!duties.ok) return tree.refuse([...placed(duties.planIssues), ...duties.issues])
    const eve = PlainDate.addDays(plan.effectiveOn, -1)
    const positions = Position.officers(hierarchy, eve).map(({ position, title, unit }) => ({
      id: position,
      unit,
      name: title
    }))
    const holdings = held.holdings(kept.value)
    const seen = Reorganisation.preview(hierarchy, plan, {
      ...holdings,
      duties: [...duties.value, ...(holdings.duties ?? [])],
      positions: [...positions, ...(holdings.positions ?? [])]
    })
    const issues = placed(seen.issues)
    const before = Hierarchy.at(hierarchy, eve)
    return tree.ready({
      end: "done",
      lines: lines.preview(plan, seen, before, call.language),
      json: { plan: plan.id, effectiveOn: plan.effectiveOn, ...seen, issues },
      warnings: issues
    })
  },
  ["template"]
)

interface Opened {
  readonly folder: string
  readonly stored: store.Filled
  readonly act: Reorganisation.Act
}

/** Writes alone: nobody else writes between the reading of the history and the writing of it. */
const alone =
  (run: (call: Call) => tree.Ready<Answer>) =>
  (call: Call): tree.Ready<Answer> => {
    const folder = call.options.store
    if (folder === undefined) return tree.usage(texts["store-needed"])
    const filled = tree.take(store.openFilled(folder))
    return filled.ok ? tree.exclusively(call, () => run(call)) : filled
  }

/** What a command needs that writes: a filled store, a moment and a person. */
const opened = (call: Call): tree.Ready<Opened> => {
  const folder = call.options.store
  if (folder === undefined) return tree.usage(texts["store-needed"])
  const recordedAt = tree.recordedAt(call)
  if (!recordedAt.ok) return recordedAt
  const stored = tree.take(store.openFilled(folder))
  if (!stored.ok) return stored
  const by = { person: call.options.by ?? "units-redraw" }
  return tree.ready({ folder, stored: stored.value, act: { recordedAt: recordedAt.value, by } })
}

const keep = ({ folder, stored }: Opened, { hierarchy }: Reorganisation.Applied): tree.Ready<string> =>
  tree.take(store.save(folder, stored, { ...stored.content, hierarchy }))

const writing = ["by", "recorded-at"]

/** `lienhoi units redraw apply PLAN --store DIR` */
export const apply = command(
  "apply",
  "PLAN.yaml --store DIR [--by PERSON] [--recorded-at INSTANT]",
  { vi: "Ghi kế hoạch sắp xếp vào lịch sử đơn vị", en: "Record a plan of reorganisation" },
  [1, 1],
  writing,
  alone((call) => {
    const open = opened(call)
    if (!open.ok) return open
    const read = planned(call)
    if (!read.ok) return read
    const { plan, placed } = read.value
    const applied = Reorganisation.apply(open.value.stored.content.hierarchy, plan, open.value.act)
    if (!applied.ok) return tree.refuse(placed(applied.issues))
    const file = keep(open.value, applied.value)
    if (!file.ok) return file
    const { events, unassigned, warnings } = applied.value
    const nameOf = namesIn(applied.value.hierarchy, plan.effectiveOn)
    return tree.ready({
      end: "done",
      lines: [
        say("applied", { n: events.length, id: plan.id, file: file.value }, call.language),
        ...unassigned.map((each) => lines.unassigned(each, nameOf, call.language))
      ],
      json: { plan: plan.id, events: events.length, store: file.value, unassigned, warnings: placed(warnings) },
      warnings: placed(warnings)
    })
  })
)

const namesIn =
  (hierarchy: Hierarchy.Hierarchy, on: PlainDate.PlainDate) =>
  (id: string | null): string =>
    id === null ? "—" : (Snapshot.unit(Hierarchy.at(hierarchy, on), id)?.name ?? id)

/** `lienhoi units redraw assign …` */
export const assign = command(
  "assign",
  "[FILE.csv | UNIT HEIR] --store DIR [--by PERSON] [--recorded-at INSTANT]",
  {
    vi: "Phân công chi hội của đơn vị bị chia cho nơi nhận; không có gì thì liệt kê chưa phân công",
    en: "Assign branches of divided units to their heirs; with nothing, list those that are open"
  },
  [0, 2],
  writing,
  alone((call) => {
    const open = opened(call)
    if (!open.ok) return open
    const { hierarchy } = open.value.stored.content
    const wanted = assignments(call.positionals)
    if (!wanted.ok) return wanted
    const last = hierarchy.events.reduce((day, event) => (event.effectiveOn > day ? event.effectiveOn : day), "")
    const listed = (unassigned: ReadonlyArray<Reorganisation.Unassigned>) =>
      unassigned.map((each) => lines.unassigned(each, namesIn(hierarchy, last), call.language))
    if (wanted.value === null) {
      const unassigned = Reorganisation.unassigned(hierarchy)
      const params = { n: 0, left: unassigned.length }
      return tree.ready({
        end: "done",
        lines: [say("assigned", params, call.language), ...listed(unassigned)],
        json: { assigned: 0, unassigned }
      })
    }
    const applied = tree.take(Reorganisation.assign(hierarchy, wanted.value, open.value.act))
    if (!applied.ok) return applied
    const { events, unassigned, warnings } = applied.value
    const file = events.length === 0 ? tree.ready(open.value.stored.file) : keep(open.value, applied.value)
    if (!file.ok) return file
    const n = Object.keys(wanted.value).length - warnings.length
    return tree.ready({
      end: "done",
      lines: [say("assigned", { n, left: unassigned.length }, call.language), ...listed(unassigned)],
      json: { assigned: n, unassigned, store: file.value, warnings },
      warnings
    })
  })
)

/** Branch and heir from the line or from a table; `null` when neither is named. */
const assignments = (given: ReadonlyArray<string>): tree.Ready<{ readonly [branch: string]: string } | null> => {
  const [first, heir] = given
  if (first === undefined) return tree.ready(null)
  if (heir !== undefined) return tree.ready({ [first]: heir })
  if (!first.endsWith(".csv")) return tree.usage(texts["assign-arguments"])
  const document = tree.take(files.read(first))
  if (!document.ok) return document
  const table = Table.parse(document.value.text, { needed: ["branch", "to"] })
  if (!table.ok) return tree.refuse(table.issues.map((each) => Issue.inFile(each, first)))
  const found = new Map<string, { readonly to: string; readonly line: number }>()
  const issues = table.value.rows.flatMap((row) => {
    const [branch, to] = [row.cells.branch!, row.cells.to!]
    const place = (heading: string) => ({ place: { file: first, ...Table.placeOf(table.value, row, heading) } })
    const twin = found.get(branch)
    if (branch === "" || to === "") return [issue("assignment.cell-empty", {}, place(branch === "" ? "branch" : "to"))]
    if (twin !== undefined) return [issue("assignment.twice", { branch, line: twin.line }, place("branch"))]
    found.set(branch, { to, line: row.line })
    return []
  })
  if (issues.length > 0) return tree.refuse(issues)
  return tree.ready(Object.fromEntries([...found].map(([branch, { to }]) => [branch, to])))
}

/** `lienhoi units redraw undo ID --store DIR` */
export const undo = command(
  "undo",
  "ID --store DIR [--held FILE.csv] [--by PERSON] [--recorded-at INSTANT]",
  {
    vi: "Thu hồi một lần sắp xếp, nếu chưa có báo cáo, bài đăng, tin nhắn nào dựa vào đó",
    en: "Withdraw a reorganisation, unless reports, posts or messages depend on it"
  },
  [1, 1],
  ["held", ...writing],
  alone((call) => {
    const open = opened(call)
    if (!open.ok) return open
    const kept = held.read(call.options.held)
    if (!kept.ok) return tree.refuse(kept.issues)
    const id = call.positionals[0]!
    const { hierarchy } = open.value.stored.content
    const undone = tree.take(Reorganisation.undo(hierarchy, id, open.value.act, held.dependents(kept.value)))
    if (!undone.ok) return undone
    const file = keep(open.value, undone.value)
    if (!file.ok) return file
    const { events, warnings } = undone.value
    return tree.ready({
      end: "done",
      lines: [say("undone", { id, n: events.length }, call.language)],
      json: { plan: id, events: events.length, store: file.value, warnings },
      warnings
    })
  })
)
