/**
 * `lienhoi units at|diff|export|trace`: the tree of a day, what is different on another, the list of a day as a table, and
 * the lives behind a code.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as CodeTable from "@lienhoi/hierarchy/CodeTable"
import * as Difference from "@lienhoi/hierarchy/Difference"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Trace from "@lienhoi/hierarchy/Trace"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import type { Answer, Call, Command } from "./Command.ts"
import { share } from "./share.ts"
import * as tree from "./tree.ts"

const texts = Catalogue.make({
  at: { vi: "Ngày {date}: {n} đơn vị", en: "{date}: {n} units" },
  level: { vi: "  {level}: {n}", en: "  {level}: {n}" },
  unit: { vi: "{indent}{code} {name}", en: "{indent}{code} {name}" },
  diff: {
    vi: "Từ {from} đến {to}: mới {begun}, thôi hoạt động {ended}, thay đổi {changed}, nối tiếp {successions}",
    en: "From {from} to {to}: new {begun}, ended {ended}, changed {changed}, successions {successions}"
  },
  begun: { vi: "+ {name} ({code})", en: "+ {name} ({code})" },
  ended: { vi: "- {name} ({code})", en: "- {name} ({code})" },
  changed: { vi: "~ {name}: {what} {from} → {to}", en: "~ {name}: {what} {from} → {to}" },
  succeeded: { vi: "> {from} → {to}: {share}", en: "> {from} → {to}: {share}" },
  name: { vi: "tên", en: "name" },
  code: { vi: "mã", en: "code" },
  levelOf: { vi: "cấp", en: "level" },
  kind: { vi: "loại", en: "kind" },
  parent: { vi: "đơn vị cấp trên", en: "upper unit" },
  life: { vi: "{name} ({unit}): {from} – {until}", en: "{name} ({unit}): {from} – {until}" },
  now: { vi: "nay", en: "now" },
  bore: { vi: "  mã {code}: {from} – {until}", en: "  code {code}: {from} – {until}" },
  called: { vi: "  tên {name}: {from} – {until}", en: "  name {name}: {from} – {until}" },
  under: { vi: "  trực thuộc {name}: {from} – {until}", en: "  under {name}: {from} – {until}" },
  top: { vi: "(đứng đầu)", en: "(top)" },
  came: { vi: "  từ {name} ({code}), {date}: {share}", en: "  from {name} ({code}), {date}: {share}" },
  went: { vi: "  thành {name} ({code}), {date}: {share}", en: "  into {name} ({code}), {date}: {share}" }
})

const issue = Issue.from(
  Catalogue.make({
    "code.never-borne": {
      vi: "Chưa đơn vị nào từng mang mã {code}; xem lại mã, hoặc nhập danh sách của những ngày trước",
      en: "No unit ever bore code {code}; check the code, or take in the lists of earlier days"
    }
  })
)

const say = (code: keyof typeof texts, params: Catalogue.Params, language: Language): string =>
  Catalogue.say(texts, code, params, language)

const answerOf = async (done: tree.Ready<Answer>): Promise<Answer> => (done.ok ? done.value : done.answer)

/** `lienhoi units at DATE` */
export const at: Command = {
  words: ["units", "at"],
  synopsis: `DATE ${tree.sources.synopsis} [--known-at INSTANT]`,
  summary: { vi: "Cây đơn vị vào một ngày", en: "The tree of units on a day" },
  options: tree.sources.options,
  lists: tree.sources.lists,
  takes: [1, 1],
  run: (call) => answerOf(showAt(call))
}

const showAt = (call: Call): tree.Ready<Answer> => {
  const date = tree.day(call.positionals[0]!)
  if (!date.ok) return date
  const view = tree.view(call)
  if (!view.ok) return view
  const source = tree.read(call)
  if (!source.ok) return source
  const { hierarchy, warnings } = source.value
  const snapshot = Hierarchy.at(hierarchy, date.value, view.value)
  const { language } = call
  const counts = hierarchy.association.levels.flatMap((level) => {
    const n = Snapshot.atLevel(snapshot, level.id).length
    return n === 0 ? [] : [{ level, n }]
  })
  const walk = (units: ReadonlyArray<Unit>, indent: string): ReadonlyArray<string> =>
    units.flatMap((unit) => [
      say("unit", { indent, code: unit.code ?? unit.id, name: unit.name }, language),
      ...walk(Snapshot.children(snapshot, unit.id), `${indent}  `)
    ])
  return tree.ready({
    end: "done",
    lines: [
      say("at", { date: PlainDate.format(date.value), n: snapshot.units.length }, language),
      ...counts.map(({ level, n }) => say("level", { level: level.name[language], n }, language)),
      ...walk(Snapshot.roots(snapshot), "")
    ],
    json: {
      date: date.value,
      knownAt: view.value.knownAt,
      levels: counts.map(({ level, n }) => ({ level: level.id, units: n })),
      units: snapshot.units
    },
    warnings
  })
}

/** `lienhoi units diff A B` */
export const diff: Command = {
  words: ["units", "diff"],
  synopsis: `DATE DATE ${tree.sources.synopsis} [--known-at INSTANT]`,
  summary: { vi: "Cây đơn vị khác nhau thế nào giữa hai ngày", en: "What is different in the tree between two days" },
  options: tree.sources.options,
  lists: tree.sources.lists,
  takes: [2, 2],
  run: (call) => answerOf(showDiff(call))
}

const whatOf = { name: "name", code: "code", level: "levelOf", kind: "kind", parent: "parent" } as const

const showDiff = (call: Call): tree.Ready<Answer> => {
  const [one, other] = [tree.day(call.positionals[0]!), tree.day(call.positionals[1]!)]
  if (!one.ok) return one
  if (!other.ok) return other
  const view = tree.view(call)
  if (!view.ok) return view
  const source = tree.read(call)
  if (!source.ok) return source
  const [from, to] = [one.value, other.value].sort() as [string, string]
  const { hierarchy, warnings } = source.value
  const found = Difference.between(hierarchy, from, to, view.value)
  const { language } = call
  const names = new Map(
    [from, to].flatMap((day) => Hierarchy.at(hierarchy, day, view.value).units.map(({ id, name }) => [id, name]))
  )
  const nameOf = (id: string): string => names.get(id) ?? id
  const shown = (what: keyof typeof whatOf, value: string | null): string =>
    value === null ? "—" : what === "parent" ? nameOf(value) : value
  const named = ({ name, code, id }: Unit) => ({ name, code: code ?? id })
  return tree.ready({
    end: "done",
    lines: [
      say(
        "diff",
        {
          from: PlainDate.format(from),
          to: PlainDate.format(to),
          begun: found.begun.length,
          ended: found.ended.length,
          changed: found.changed.length,
          successions: found.successions.length
        },
        language
      ),
      ...found.ended.map((unit) => say("ended", named(unit), language)),
      ...found.begun.map((unit) => say("begun", named(unit), language)),
      ...found.changed.map(({ name, what, from: was, to: is }) =>
        say(
          "changed",
          { name, what: say(whatOf[what], {}, language), from: shown(what, was), to: shown(what, is) },
          language
        )
      ),
      ...found.successions.map((each) =>
        say(
          "succeeded",
          { from: nameOf(each.from), to: nameOf(each.to), share: share(each.weight, language) },
          language
        )
      )
    ],
    json: found,
    warnings
  })
}

/** `lienhoi units export --at DATE` */
export const exportUnits: Command = {
  words: ["units", "export"],
  synopsis: `--at DATE ${tree.sources.synopsis} [--known-at INSTANT]`,
  summary: {
    vi: "Danh sách đơn vị của một ngày, cùng các cột như lúc nhập",
    en: "The list of units of a day, with the columns it was taken in with"
  },
  options: ["at", ...tree.sources.options],
  lists: tree.sources.lists,
  takes: [0, 0],
  run: (call) => answerOf(exportAt(call))
}

const exportAt = (call: Call): tree.Ready<Answer> => {
  const date = tree.day(call.options.at ?? "")
  if (!date.ok) return date
  const view = tree.view(call)
  if (!view.ok) return view
  const source = tree.read(call)
  if (!source.ok) return source
  const { hierarchy, form } = source.value
  const rows = CodeTable.of(hierarchy, date.value, { ...view.value, dates: form.dates })
  return tree.ready({
    end: "done",
    lines: CodeTable.write(rows, form).trimEnd().split("\n"),
    json: { date: date.value, rows }
  })
}

/** `lienhoi units trace CODE` */
export const trace: Command = {
  words: ["units", "trace"],
  synopsis: `CODE ${tree.sources.synopsis} [--known-at INSTANT]`,
  summary: {
    vi: "Mọi đơn vị từng mang một mã: từ khi nào, từ đâu đến, thành đơn vị nào",
    en: "Every unit that ever bore a code: since when, from whom, into whom"
  },
  options: tree.sources.options,
  lists: tree.sources.lists,
  takes: [1, 1],
  run: (call) => answerOf(showTrace(call))
}

const showTrace = (call: Call): tree.Ready<Answer> => {
  const code = call.positionals[0]!
  const view = tree.view(call)
  if (!view.ok) return view
  const source = tree.read(call)
  if (!source.ok) return source
  const lives = Trace.code(source.value.hierarchy, code, view.value)
  if (lives.length === 0) return tree.refuse([issue("code.never-borne", { code })])
  return tree.ready({
    end: "done",
    lines: lives.flatMap((life) => linesOf(life, call.language)),
    json: { code, units: lives },
    warnings: source.value.warnings.filter(({ path }) => path.includes(code))
  })
}

const linesOf = (life: Trace.Life, language: Language): ReadonlyArray<string> => {
  const span = ({ from, until }: { readonly from: string; readonly until: string | null }) => ({
    from: PlainDate.format(from),
    until: until === null ? say("now", {}, language) : PlainDate.format(PlainDate.addDays(until, -1))
  })
  const kin = (code: "came" | "went", all: ReadonlyArray<Trace.Kin>): ReadonlyArray<string> =>
    all.map((each) => {
      const date = PlainDate.format(each.on)
      return say(
        code,
        { name: each.name, code: each.code ?? each.unit, date, share: share(each.weight, language) },
        language
      )
    })
  return [
    say("life", { name: life.names.at(-1)!.value, unit: life.unit, ...span(life) }, language),
    ...life.codes.map((each) => say("bore", { code: each.value ?? "—", ...span(each) }, language)),
    ...(life.names.length < 2
      ? []
      : life.names.map((each) => say("called", { name: each.value, ...span(each) }, language))),
    ...life.parents.map((each) =>
      say("under", { name: each.value?.name ?? say("top", {}, language), ...span(each) }, language)
    ),
    ...kin("came", life.predecessors),
    ...kin("went", life.successors)
  ]
}
