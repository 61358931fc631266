/**
 * `lienhoi units import`: lists of units, or a history that another store exported, taken in as events.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as EventFile from "@lienhoi/hierarchy/EventFile"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import type * as UnitSeries from "@lienhoi/hierarchy/UnitSeries"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as files from "../files.ts"
import * as store from "../internal/eventStore.ts"
import type { Answer, Call, Command } from "./Command.ts"
import * as tree from "./tree.ts"

const texts = Catalogue.make({
  turn: {
    vi: "{date}: {units} đơn vị · lập mới {established} · khép {closed} · đổi tên {renamed} · đổi mã {recoded} · đổi loại, cấp {relevelled} · chuyển {moved} · nối tiếp {succeeded}",
    en: "{date}: {units} units · established {established} · closed {closed} · renamed {renamed} · recoded {recoded} · other kind or level {relevelled} · moved {moved} · succeeded {succeeded}"
  },
  doubts: {
    vi: "{n} trường hợp chưa chắc, liệt kê bên dưới; quyết định bằng --identities TỆP hoặc --redraw NGÀY=TỆP.",
    en: "{n} doubtful cases, listed below; decide them with --identities FILE or --redraw DATE=FILE."
  },
  written: { vi: "Đã ghi {n} sự kiện vào {file}.", en: "{n} events written to {file}." },
  "not-written": {
    vi: "{n} sự kiện, chưa ghi vào đâu; thêm --store THƯ_MỤC để ghi.",
    en: "{n} events, written nowhere; add --store DIR to keep them."
  },
  nothing: {
    vi: "Cần ít nhất một danh sách: TỆP.csv, hoặc --snapshot NGÀY=TỆP; hoặc một lịch sử TỆP.jsonl.",
    en: "At least one list is needed: FILE.csv or --snapshot DATE=FILE; or a history FILE.jsonl."
  },
  "all-or-within": {
    vi: "--all và --within loại trừ nhau: danh sách nói về cả cây, hoặc về một đơn vị và bên dưới.",
    en: "--all and --within exclude each other: the list speaks of the whole tree, or of one unit and what is below."
  },
  "jsonl-alone": {
    vi: "Một lịch sử TỆP.jsonl được nhập một mình: bỏ --snapshot, --redraw, --identities.",
    en: "A history FILE.jsonl is taken in alone: leave out --snapshot, --redraw and --identities."
  }
})

const issue = Issue.from(
  Catalogue.make({
    "store.not-empty": {
      vi: "Kho {file} đã có lịch sử; một lịch sử khác chỉ nhập được vào thư mục trống",
      en: "Store {file} holds a history already; another one can only be taken into an empty folder"
    }
  })
)

/** `lienhoi units import …` */
export const importUnits: Command = {
  words: ["units", "import"],
  synopsis:
    "[FILE.csv [--on DATE] | FILE.jsonl] [--snapshot DATE=FILE…] [--redraw DATE=FILE…] [--identities FILE] [--strict] [--within CODE | --all] [--store DIR] [--basis TEXT] [--by PERSON] [--recorded-at INSTANT] [--association vwu]",
  summary: {
    vi: "Nhập danh sách đơn vị theo ngày thành các sự kiện lập, khép, đổi tên, đổi mã, chuyển",
    en: "Take dated lists of units in as events: established, closed, renamed, recoded, moved"
  },
  options: ["association", "store", "identities", "within", "on", "basis", "by", "recorded-at"],
  lists: ["snapshot", "redraw"],
  switches: ["strict", "all"],
  takes: [0, 1],
  run: async (call) => {
    const done = tree.exclusively(call, () => run(call))
    return done.ok ? done.value : done.answer
  }
}

const run = (call: Call): tree.Ready<Answer> => {
  const [file] = call.positionals
  const recordedAt = tree.recordedAt(call)
  if (!recordedAt.ok) return recordedAt
  if (file?.endsWith(".jsonl") === true) return takeHistory(call, file)
  const snapshots = tree.listings(call, "snapshot")
  if (!snapshots.ok) return snapshots
  const single = file === undefined ? tree.ready([]) : listing(call, file)
  if (!single.ok) return single
  const all = [...snapshots.value, ...single.value]
  if (all.length === 0) return tree.usage(texts.nothing)
  const stored = call.options.store === undefined ? tree.ready(null) : tree.take(store.open(call.options.store))
  if (!stored.ok) return stored
  const onto = stored.value?.content?.hierarchy
  const { basis, by, within } = call.options
  if (within !== undefined && call.switches.has("all")) return tree.usage(texts["all-or-within"])
  const content = tree.series(call, all, {
    recordedAt: recordedAt.value,
    ...(onto === undefined ? {} : { onto }),
    ...(within !== undefined ? { scope: { within } } : call.switches.has("all") ? { scope: "all" as const } : {}),
    ...(basis === undefined ? {} : { basis }),
    ...(by === undefined ? {} : { by: { person: by } })
  })
  if (!content.ok) return content
  const serious = doubtful(content.value)
  if (call.switches.has("strict") && serious.length > 0)
    return tree.refuse(serious.map((each) => ({ ...each, severity: "error" as const })))
  const association = tree.take(files.association(call.options.association ?? onto?.association.id ?? "vwu"))
  if (!association.ok) return association
  const { events, form } = content.value
  const made = tree.take(
    onto === undefined ? Hierarchy.make({ association: association.value, events }) : Hierarchy.record(onto, events)
  )
  if (!made.ok) return made
  const written = keep(call, stored.value, { hierarchy: made.value, form })
  return written.ok ? tree.ready(answer(call, content.value, written.value)) : written
}

/** A list without days of its own holds from `--on`, or from today. */
const listing = (call: Call, file: string): tree.Ready<ReadonlyArray<UnitSeries.Listing>> => {
  const date = tree.day(call.options.on ?? Instant.dateIn(Instant.fromMillis(Date.now())))
  if (!date.ok) return date
  const document = tree.take(files.read(file))
  return document.ok ? tree.ready([{ date: date.value, ...document.value }]) : document
}

/** What `--strict` does not let pass. */
const doubtful = ({ doubts, warnings }: UnitSeries.Content): ReadonlyArray<Issue.Issue> => [
  ...doubts.map((doubt) => doubt.issue),
  ...warnings.filter(({ code }) => code === "redraw.crosses" || code === "redraw.shares-assumed")
]

const keep = (call: Call, stored: store.Stored | null, content: EventFile.EventFile): tree.Ready<string | null> =>
  stored === null ? tree.ready(null) : tree.take(store.save(call.options.store!, stored, content))

const answer = ({ language }: Call, content: UnitSeries.Content, file: string | null): Answer => {
  const { events, turns, doubts, warnings } = content
  const say = (code: keyof typeof texts, params: Catalogue.Params) => Catalogue.say(texts, code, params, language)
  return {
    end: "done",
    lines: [
      ...turns.map((turn) => say("turn", { ...turn, date: PlainDate.format(turn.on) })),
      ...(doubts.length === 0 ? [] : [say("doubts", { n: doubts.length })]),
      file === null ? say("not-written", { n: events.length }) : say("written", { n: events.length, file })
    ],
    json: { events: events.length, turns, doubts, warnings, store: file },
    warnings: [...doubts.map((doubt) => doubt.issue), ...warnings]
  }
}

/** A history of another store, whole, into an empty one. */
const takeHistory = (call: Call, file: string): tree.Ready<Answer> => {
  const { store: folder, identities } = call.options
  if (identities !== undefined || Object.values(call.lists).some((list) => list.length > 0))
    return tree.usage(texts["jsonl-alone"])
  const document = tree.take(files.read(file))
  if (!document.ok) return document
  const read = tree.take(EventFile.read(document.value.text, { file }))
  if (!read.ok) return read
  const stored = folder === undefined ? tree.ready(null) : tree.take(store.open(folder))
  if (!stored.ok) return stored
  if (stored.value !== null && stored.value.content !== null)
    return tree.refuse([issue("store.not-empty", { file: stored.value.file })])
  const written = keep(call, stored.value, read.value)
  if (!written.ok) return written
  const n = read.value.hierarchy.events.length
  const params = { n, file: written.value ?? "" }
  return tree.ready({
    end: "done",
    lines: [Catalogue.say(texts, written.value === null ? "not-written" : "written", params, call.language)],
    json: { events: n, store: written.value }
  })
}
