/**
 * What a configuration names, read and judged: the tree, the people, the templates, the calendar. Nothing is opened
 * unless all of it holds.
 */

import type * as Instant from "@lienhoi/calendar/Instant"
import * as Notice from "@lienhoi/calendar/Notice"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import type { Association } from "@lienhoi/hierarchy/Association"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as EventFile from "@lienhoi/hierarchy/EventFile"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as PeopleTable from "@lienhoi/hierarchy/PeopleTable"
import * as UnitTable from "@lienhoi/hierarchy/UnitTable"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as TargetSet from "@lienhoi/template/TargetSet"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as ConsultationChannel from "@lienhoi/zalo/ConsultationChannel"
import * as TemplateChannel from "@lienhoi/zalo/TemplateChannel"
import type { AppConfig } from "../Config.ts"
import * as files from "../files.ts"
import * as packs from "./packs.ts"

const texts = Catalogue.make({ "by-hand": { vi: "gặp hoặc gọi điện", en: "in person or by telephone" } })

/** Everything an app stands on. */
export interface Household {
  readonly association: Association
  readonly hierarchy: Hierarchy.Hierarchy
  readonly directory: Directory.Directory
  readonly calendar: WorkingDays.WorkingDays
  /** By id. */
  readonly templates: ReadonlyMap<string, Compiled>
  readonly targets: ReadonlyArray<TargetSet.TargetSet>
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/** Known from the beginning: what a list says holds whatever moment is asked about. */
const recordedAt = "1900-01-01T00:00:00.000Z"
const by = { person: "config" }

/** How the head line of a history begins; everything else is a table. */
const history = /^\uFEFF?\{"format":/u

/** People are told once the whole history is: nobody takes an office in a unit that is not known yet. */
const lastOf = ({ events }: Hierarchy.Hierarchy): Instant.Instant => events.at(-1)?.recordedAt ?? recordedAt

const none: Issue.Checked<ReadonlyArray<files.Document>> = Issue.ok([])

/** Reads it all; every problem of every file is told. */
export const load = (config: AppConfig, root: string): Issue.Checked<Household> => {
  const association = files.association(config.association)
  if (!association.ok) return association
  const since = PlainDate.parse(config.since)
  if (!since.ok) return Issue.fail(...since.issues.map((found) => ({ ...found, path: ["since"] })))
  const effectiveOn = since.value
  const unitFiles = files.readSource(config.units, root, "units")
  const peopleFiles = config.people === undefined ? none : files.readSource(config.people, root, "people")
  const templateFiles = files.all(
    config.templates.map((source, i) => files.readSource(source, root, `template ${i + 1}`))
  )
  const targetFiles = files.all(
    (config.targets ?? []).map((source, i) => files.readSource(source, root, `targets ${i + 1}`))
  )

  const options = { association: association.value, by, recordedAt, effectiveOn }
  const units = from(unitFiles, ({ file, text }) => {
    if (!history.test(text)) return UnitTable.read(text, { ...options, file })
    const told = EventFile.read(text, { association: association.value, file })
    return told.ok ? Issue.ok({ events: told.value.hierarchy.events, warnings: [] }) : told
  })
  const judged = templateFiles.ok
    ? files.all(
        templateFiles.value
          .flat()
          .flatMap((document, _, all) => (packs.isSet(document) ? [] : [files.judge(document, association.value, all)]))
      )
    : templateFiles
  const targets = from(flat(targetFiles), ({ file, text }) =>
    TargetSet.parse(text, { file, association: association.value })
  )
  const tree = units.ok
    ? Hierarchy.make({ association: association.value, events: units.value.flatMap((one) => one.events) })
    : units
  const people = tree.ok
    ? from(peopleFiles, (document) =>
        PeopleTable.read(document.text, {
          hierarchy: tree.value,
          by,
          recordedAt: lastOf(tree.value),
          effectiveOn,
          file: document.file
        })
      )
    : peopleFiles.ok
      ? Issue.ok([])
      : peopleFiles
  if (!tree.ok || !people.ok || !judged.ok || !units.ok || !targets.ok) {
    return { ok: false, issues: [tree, people, judged, targets].flatMap((one) => (one.ok ? [] : one.issues)) }
  }
  const hierarchy = Hierarchy.record(
    tree.value,
    people.value.flatMap((one) => one.events)
  )
  const directory = Directory.make(people.value.flatMap((one) => one.people).map((person) => reachable(person, config)))
  if (!hierarchy.ok) return hierarchy
  if (!directory.ok) return directory
  return Issue.ok({
    association: association.value,
    hierarchy: hierarchy.value,
    directory: directory.value,
    calendar: WorkingDays.make({ layers: [Notice.stateBodies, ...(config.notices ?? [])] }),
    templates: new Map(judged.value.map(({ template, compiled }) => [template.id, compiled])),
    targets: targets.value,
    warnings: [...units.value, ...people.value, ...judged.value].flatMap((one) => one.warnings)
  })
}

/**
 * Whoever can be named can be written to by hand: at the number that is known, else in person. Whoever has an id at the
 * Official Account, or a phone number, can be sent template messages when templates are chosen.
 */
const reachable = (person: Directory.Person, { channels = {} }: AppConfig): Directory.Person => ({
  ...person,
  contacts: [
    ...person.contacts,
    ...(channels.zalo?.templates === undefined ? [] : byTemplate(person)),
    {
      channel: ByHandChannel.channelName,
      address: person.contacts.find(({ channel }) => channel === "phone")?.address ?? texts["by-hand"].vi
    }
  ]
})

/** By the id at the account, which is cheaper, else by phone. */
const byTemplate = ({ contacts }: Directory.Person): Directory.Person["contacts"] => {
  const addressOf = (name: string) => contacts.find(({ channel }) => channel === name)?.address
  const [user, phone] = [addressOf(ConsultationChannel.channelName), addressOf("phone")]
  const address = user === undefined ? phone : `uid:${user}`
  return address === undefined ? [] : [{ channel: TemplateChannel.channelName, address }]
}

const flat = <A>(all: Issue.Checked<ReadonlyArray<ReadonlyArray<A>>>): Issue.Checked<ReadonlyArray<A>> =>
  all.ok ? Issue.ok(all.value.flat()) : all

const from = <A>(
  documents: Issue.Checked<ReadonlyArray<files.Document>>,
  read: (document: files.Document) => Issue.Checked<A>
): Issue.Checked<ReadonlyArray<A>> => (documents.ok ? files.all(documents.value.map(read)) : documents)
