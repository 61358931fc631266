/**
 * Where the commands about units take their tree from: a store that keeps events, or dated lists in files, read anew each
 * time.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Form } from "@lienhoi/hierarchy/CodeTable"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as UnitSeries from "@lienhoi/hierarchy/UnitSeries"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Checked, Issue } from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as files from "../files.ts"
import * as store from "../internal/eventStore.ts"
import type { Answer, Call } from "./Command.ts"

const texts = Catalogue.make({
  "no-source": {
    vi: "Cần một cây đơn vị: --store THƯ_MỤC, hoặc --snapshot NGÀY=TỆP (có thể nhiều lần).",
    en: "A tree is needed: --store DIR, or --snapshot DATE=FILE (as often as needed)."
  },
  dated: {
    vi: "--{option} nhận NGÀY=TỆP, ví dụ --{option} 2025-07-01=don-vi.csv; không hiểu «{given}».",
    en: "--{option} takes DATE=FILE, for example --{option} 2025-07-01=units.csv; cannot read «{given}»."
  },
  day: {
    vi: "Cần một ngày, ví dụ 2025-07-01; không hiểu «{given}».",
    en: "A date is needed, for example 2025-07-01; cannot read «{given}»."
  },
  instant: {
    vi: "--{option} nhận một thời điểm, ví dụ 2025-06-25T02:00:00.000Z; không hiểu «{given}».",
    en: "--{option} takes a moment, for example 2025-06-25T02:00:00.000Z; cannot read «{given}»."
  }
})

/** Options by which a command is told its tree. */
export const sources = {
  options: ["association", "store", "identities", "known-at"],
  lists: ["snapshot", "redraw"],
  synopsis: "(--store DIR | --snapshot DATE=FILE…)"
} as const

/** What a command can end with before it began. */
type Stopped = Exclude<Answer, { readonly end: "done" }>

/** Either a value, or the answer the command ends with. */
export type Ready<A> = { readonly ok: true; readonly value: A } | { readonly ok: false; readonly answer: Stopped }

export const ready = <A>(value: A): Ready<A> => ({ ok: true, value })

/** The command was called wrongly. */
export const usage = (message: Bilingual): Ready<never> => ({ ok: false, answer: { end: "usage", message } })

/** The input is wrong. */
export const refuse = (issues: ReadonlyArray<Issue>): Ready<never> => ({
  ok: false,
  answer: { end: "bad-input", issues }
})

/** What was checked, or its issues as the answer. */
export const take = <A>(checked: Checked<A>): Ready<A> => (checked.ok ? checked : refuse(checked.issues))

const both = (code: keyof typeof texts, params: Catalogue.Params): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

/** Answers while no other command writes to the store; without a store there is nothing to wait for. */
export const exclusively = (call: Call, work: () => Ready<Answer>): Ready<Answer> => {
  const folder = call.options.store
  if (folder === undefined) return work()
  const done = take(store.exclusively(folder, work))
  return done.ok ? done.value : done
}

/** A date as people write it. */
export const day = (given: string): Ready<PlainDate.PlainDate> => {
  const read = PlainDate.parse(given)
  return read.ok ? ready(read.value) : usage(both("day", { given }))
}

/** The moment an option names; `null` when it does not come. */
const instant = (call: Call, option: string): Ready<Instant.Instant | null> => {
  const given = call.options[option]
  if (given === undefined) return ready(null)
  const read = Instant.parse(given)
  return read.ok ? ready(read.value) : usage(both("instant", { option, given }))
}

/** The moment something is recorded at: the option's, or now. */
export const recordedAt = (call: Call): Ready<Instant.Instant> => {
  const asked = instant(call, "recorded-at")
  return asked.ok ? ready(asked.value ?? Instant.fromMillis(Date.now())) : asked
}

/** `DATE=FILE` options as dated texts. */
export const listings = (call: Call, option: string): Ready<ReadonlyArray<UnitSeries.Listing>> => {
  const found: Array<UnitSeries.Listing> = []
  const issues: Array<Issue> = []
  for (const given of call.lists[option] ?? []) {
    const at = given.indexOf("=")
    const date = PlainDate.parse(given.slice(0, Math.max(at, 0)))
    const file = given.slice(at + 1)
    if (!date.ok || file === "") return usage(both("dated", { option, given }))
    const read = files.read(file)
    if (read.ok) found.push({ date: date.value, ...read.value })
    else issues.push(...read.issues)
  }
  return issues.length > 0 ? refuse(issues) : ready(found)
}

/** A tree and how its lists are written. */
export interface Tree {
  readonly hierarchy: Hierarchy.Hierarchy
  readonly form: Form
  /** What a person should look at again; of a store that was settled when it was filled. */
  readonly warnings: ReadonlyArray<Issue>
}

/** What a series of lists says, with everything a person decided about it. */
export const series = (
  call: Call,
  snapshots: ReadonlyArray<UnitSeries.Listing>,
  around: Pick<UnitSeries.Options, "recordedAt"> & Partial<Pick<UnitSeries.Options, "onto" | "scope" | "basis" | "by">>
): Ready<UnitSeries.Content> => {
  const association = take(files.association(call.options.association ?? around.onto?.association.id ?? "vwu"))
  if (!association.ok) return association
  const redraws = listings(call, "redraw")
  if (!redraws.ok) return redraws
  const named = call.options.identities
  const identities = named === undefined ? ready(null) : take(files.read(named))
  if (!identities.ok) return identities
  return take(
    UnitSeries.read(snapshots, {
      by: { person: "units-import" },
      ...around,
      association: association.value,
      redraws: redraws.value,
      ...(identities.value === null ? {} : { identities: identities.value })
    })
  )
}

/** The tree of `--store` or of the `--snapshot`s. */
export const read = (call: Call): Ready<Tree> => {
  const folder = call.options.store
  if (folder !== undefined) {
    const opened = take(store.openFilled(folder))
    return opened.ok ? ready({ ...opened.value.content, warnings: [] }) : opened
  }
  const snapshots = listings(call, "snapshot")
  if (!snapshots.ok) return snapshots
  if (snapshots.value.length === 0) return usage(texts["no-source"])
  const content = series(call, snapshots.value, { recordedAt: "1900-01-01T00:00:00.000Z" })
  if (!content.ok) return content
  const association = take(files.association(call.options.association ?? "vwu"))
  if (!association.ok) return association
  const { events, form, doubts, warnings } = content.value
  const made = take(Hierarchy.make({ association: association.value, events }))
  if (!made.ok) return made
  return ready({ hierarchy: made.value, form, warnings: [...doubts.map((doubt) => doubt.issue), ...warnings] })
}

/** What was known by `--known-at`; everything when it does not come. */
export const view = (call: Call): Ready<{ readonly knownAt: Instant.Instant | null }> => {
  const knownAt = instant(call, "known-at")
  return knownAt.ok ? ready({ knownAt: knownAt.value }) : knownAt
}
