/**
 * The app behind its Promise face: one runtime over journal, outbox, work list and channels.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import * as Outbox from "@lienhoi/messaging/Outbox"
import type { Posted } from "@lienhoi/messaging/Posting"
import { UnitGroups } from "@lienhoi/messaging/UnitGroup"
import * as Unsettled from "@lienhoi/messaging/Unsettled"
import * as Worklist from "@lienhoi/messaging/Worklist"
import * as Ids from "@lienhoi/report/Ids"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Scope from "effect/Scope"
import type { App, OpenOptions } from "../App.ts"
import type { AppConfig } from "../Config.ts"
import type { For } from "../Shelf.ts"
import * as UrgentDesk from "../UrgentDesk.ts"
import * as Accounting from "./accounting.ts"
import * as Annexing from "./annexing.ts"
import * as clock from "./clock.ts"
import * as Counting from "./counting.ts"
import * as Filing from "./filing.ts"
import * as Forms from "./forms.ts"
import * as household from "./household.ts"
import * as Keeping from "./keeping.ts"
import * as MailDesk from "./mailDesk.ts"
import * as Mailing from "./mailing.ts"
import * as MailSettings from "./mailSettings.ts"
import * as Noticing from "./noticing.ts"
import * as Offices from "./offices.ts"
import * as Reports from "./reports.ts"
import * as Sending from "./sending.ts"
import * as Shelves from "./shelves.ts"
import * as Shelving from "./shelving.ts"
import * as Sight from "./sight.ts"
import * as Watching from "./watching.ts"
import * as Work from "./work.ts"
import * as Working from "./working.ts"
import * as Zalo from "./zalo.ts"
import * as ZaloFace from "./zaloFace.ts"
import * as ZaloInbound from "./zaloInbound.ts"

/** Opens the office. */
export const open = async (config: AppConfig, options: OpenOptions): Promise<Issue.Checked<App>> => {
  const { root = ".", language = "vi", now = () => Instant.fromMillis(Date.now()) } = options
  const loaded = household.load(config, root)
  const keys = Keeping.keyRing(config.keys)
  if (!loaded.ok) return keys.ok ? loaded : { ok: false, issues: [...loaded.issues, ...keys.issues] }
  if (!keys.ok) return keys
  const house = loaded.value
  const wrong = Zalo.problems(config.channels?.zalo, house)
  if (wrong.length > 0) return { ok: false, issues: wrong }
  const place = Keeping.locate(config.store, root)
  const kept = Keeping.layer(place, house.association.id, options.visit ?? false, keys.value)
  const mail = MailSettings.read(config, house.association, language)
  if (!mail.ok) return mail
  const misnamed = MailDesk.responsibleIssues(house, mail.value)
  if (misnamed.length > 0) return { ok: false, issues: misnamed }
  const services = Layer.mergeAll(kept, Ids.layerRandom, MailSettings.layer(config, root, mail.value))
  const runtime = ManagedRuntime.make(services.pipe(Layer.provideMerge(clock.layer(now))))
  const built = await runtime.runPromiseExit(Keeping.Whole)
  if (Exit.isFailure(built)) {
    await runtime.dispose()
    return Keeping.refusal(built.cause)
  }
  const shelving = await runtime.runPromise(Shelving.Shelving)
  const filled = await runtime.runPromiseExit(shelving.fill(house, config))
  if (Exit.isFailure(filled)) {
    await runtime.dispose()
    return Keeping.refusal(filled.cause)
  }
  // In memory nothing is behind, and nothing keeps a script from ending.
  if (options.visit !== true && place.engine !== "memory") runtime.runFork(Working.advancing(shelving))
  const run = <A, E>(effect: Effect.Effect<A, E, ManagedRuntime.ManagedRuntime.Services<typeof runtime>>): Promise<A> =>
    runtime.runPromise(effect)
  const reports = Reports.make([...house.templates.values()].map(({ template }) => template))
  const zalo = config.channels?.zalo === undefined ? null : await run(Zalo.open(config.channels.zalo))
  const open = Scope.makeUnsafe()
  const roads = Sending.channels(config, root, language, {
    own: options.channels ?? [],
    zalo,
    mail: mail.value?.out ?? null
  })
  const channels = await run(Scope.provide(roads, open))
  const filing = {
    house,
    reports,
    language,
    offices: Offices.make(house.hierarchy),
    staffed: config.people !== undefined,
    whole: built.value
  }
  const sight = ({ viewer, granted }: For, lineage: string) =>
    viewer === undefined
      ? Effect.succeed(Sight.everything)
      : Effect.mapError(shelving.sight(viewer, "figures", lineage, granted), Keeping.unavailable)
  const care = zalo === null ? Effect.succeed(null) : Zalo.care(zalo)
  let inbound: ZaloInbound.Inbound | null = null
  const receive = run(Effect.context<ZaloFace.Services>()).then((services) =>
    Effect.suspend(() => (inbound === null ? Effect.void : Effect.ignore(inbound.round))).pipe(
      Effect.provideContext(services)
    )
  )
  const work = { house, reports, language, config, channels, sight, shelving, care, receive: await receive }
  const reminders = await run(Work.runner(work))
  const accounting = { house, shelving, channels, language }
  await run(Accounting.followAll(accounting))
  const { act, bring, judge } = Filing

  const desk = mail.value === null ? null : { ...filing, ...work, settings: mail.value, now }
  const take = desk === null ? null : await run(Mailing.taker(desk))
  const needed = <A>(value: A | null, why: () => Issue.Issue): A => {
    if (value === null) throw new Error(Issue.format(why(), language))
    return value
  }

  const ending = new AbortController()
  const changes = Watching.make({
    house,
    reports,
    look: () => run(reports.catchUp),
    sight: (viewer, lineage) => run(sight(viewer === undefined ? {} : { viewer }, lineage)),
    closed: ending.signal
  })
  const grants = (account: string) => Effect.mapError(shelving.grants(account), Keeping.unavailable)

  let face: ZaloFace.Face | null = null
  const close = async () => {
    ending.abort()
    await face?.idle()
    await Effect.runPromise(Scope.close(open, Exit.void))
    await runtime.dispose()
  }
  const app: App = {
    hierarchy: house.hierarchy,
    templates: house.templates,
    warnings: [...house.warnings, ...filled.value],
    directory: house.directory,
    tree: (on) => Hierarchy.at(house.hierarchy, on),
    headOf: (unit, on) => filing.offices(on).headOf(unit)?.person ?? null,

    saveDraft: (given) =>
      run(
        act(
          filing,
          given,
          bring(given, ({ values }) => ({ type: "save-draft", values }))
        )
      ),
    submit: (given) =>
      run(
        act(
          filing,
          given,
          bring(given, (submission) => ({ type: "submit", submission }))
        )
      ),
    amend: (given) =>
      run(
        act(
          filing,
          given,
          bring(given, (submission) => ({ type: "amend", submission, reason: given.reason }))
        )
      ),
    sendBack: (on) =>
      run(
        act(
          filing,
          on,
          judge(on.by, (revision) => ({ type: "return", revision, reason: on.reason, due: on.due }))
        )
      ),
    approve: (on) =>
      run(
        act(
          filing,
          on,
          judge(on.by, (revision) => ({ type: "approve", revision }))
        )
      ),
    seal: (on) =>
      run(
        act(
          filing,
          on,
          judge(on.by, (revision) => ({ type: "seal", revision, digest: on.digest ?? null }))
        )
      ),
    extend: (on) =>
      run(
        act(
          filing,
          on,
          judge(on.by, () => ({ type: "extend", due: on.due, reason: on.reason }))
        )
      ),
    waive: (on) =>
      run(
        act(
          filing,
          on,
          judge(on.by, () => ({ type: "waive", reason: on.reason }))
        )
      ),
    takeIn: (table) => run(Filing.takeIn(filing, table)),

    report: (which) => run(Counting.one(work, which, (key) => reports.get(key))),
    form: (asked) => run(Forms.form({ ...filing, ...work, grants }, asked)),
    changes,
    history: (which) => run(Counting.one(work, which, (key) => reports.historyOf(key))),
    duties: (asked) => run(Counting.duties(work, asked)),
    total: (asked) => run(Counting.total(work, asked)),
    figures: (asked) => run(Counting.figures(work, asked)),
    explain: (asked) => run(Counting.explain(work, asked)),
    board: (asked) => run(Counting.board(work, asked)),
    consolidated: (asked) => run(Counting.consolidated(work, asked)),
    annex: (asked) => run(Annexing.annex(work, asked)),

    tick: () => run(Work.round(work, reminders)),
    outbox: () => run(Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list())),
    worklist: () => run(Effect.flatMap(Worklist.Worklist, (list) => list.items)),
    posted: (key, by) => run(Effect.asVoid(ByHandChannel.posted(key, by))),
    couldNot: (key, by, why) => run(Effect.asVoid(ByHandChannel.couldNot(key, by, why))),
    work: (given = {}) => run(Working.work(work, reminders, given, options.now === undefined)),
    foresee: () => run(Working.foresee(work, reminders)),
    plan: () =>
      run(
        Effect.andThen(
          reports.catchUp,
          Effect.map(reminders.tick, ({ added }) => added)
        )
      ),
    why: (key) => run(Working.why(work, key)),
    unsettled: () => run(Effect.flatMap(Outbox.Outbox, (outbox) => outbox.unsettled(1000))),
    ask: () => run(Unsettled.askAll(channels)),
    settle: (key, found) => run(Working.settle(key, found)),
    release: (by, keys) => run(Working.release(by, keys)),
    retry: (key, by) => run(Working.decide(key, Unsettled.retry(key, by))),
    drop: (key, by) => run(Working.decide(key, Unsettled.drop(key, by))),
    ...Shelves.of(shelving, run, (file) => run(Effect.as(reports.catchUp, file)).then(reports.naming)),
    notices: {
      group: (group) => run(Noticing.register(filing, group)),
      groups: () => run(Effect.flatMap(UnitGroups, ({ living }) => living)),
      list: () => run(Noticing.list(filing)),
      send: (notice) => run(Noticing.send(filing, notice)),
      standing: (id) => run(Noticing.standing(filing, id)),
      acknowledged: (id, unit, at) => run(Noticing.acknowledged(filing, id, unit, at))
    },
    get zalo() {
      return face?.zalo ?? null
    },
    ...Accounting.of(accounting, run),
    sendForms: async (asked) => run(Mailing.sendForms(needed(desk, Mailing.noMailbox), asked)),
    takeMail: async (raw) =>
      run(needed(take, Mailing.noMailbox)({ raw, folder: "", uid: 0, size: raw.length, at: now() })),
    watchMail: async (given = {}) =>
      run(
        Mailing.watch(needed(take, Mailing.noMailbox), needed(mail.value?.inbound ?? null, Mailing.noInbound), given)
      ),
    now,
    gauges: () => {
      if (shelving.gauges !== null) return run(shelving.gauges)
      const isWaiting = ({ state }: Posted): boolean => state.at === "queued" || state.at === "handing"
      return run(
        Effect.map(
          Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list()),
          (rows) => ({ outbox: rows.filter(isWaiting).length, behind: 0 })
        )
      )
    },
    close,
    [Symbol.asyncDispose]: close
  }
  if (zalo !== null) {
    const deps = { house, zalo, language, app, urgent: UrgentDesk.memory() }
    inbound = await run(ZaloInbound.make(deps))
    face = ZaloFace.make({ ...deps, inbound, channels, now }, run)
  }
  return Issue.ok(app)
}
