/**
 * Opens the office: the folder, the app over its store, the phones, the accounts; and, at the first start, the month
 * before, so that there is something to compare with.
 */
import { type App, type AppConfig, Instant, openApp } from "lienhoi"
import * as Cast from "./cast.ts"
import * as Folder from "./folder.ts"
import { good } from "./good.ts"
import * as Neighbours from "./neighbours.ts"
import * as OfficeClock from "./officeClock.ts"
import * as Phones from "./phones.ts"

/** When the sample office opens its doors: the morning before the branches' due day. */
const opens = good(Instant.parse("2024-10-14T09:00:00+07:00"))
/** The evening on which reminders were switched on; what would have been sent before is not made up for. */
const evening = good(Instant.parse("2024-10-10T17:00:00+07:00"))
const september = good(Instant.parse("2024-09-28T17:00:00+07:00"))

/** How it is opened. */
export interface Options {
  readonly folder: string
  /** The port of the phones' page; nobody listens there yet. */
  readonly phonesPort: number
  readonly tell: (step: "opening" | "filling" | "people") => void
  /** Milliseconds from any moment on. */
  readonly elapsed: () => number
  /** From 0 to 1; the password is made of it. */
  readonly random: () => number
}

/** An office that is open. */
export interface Office {
  readonly app: App
  readonly clock: OfficeClock.OfficeClock
  /** Of every sample account. */
  readonly password: string
  /** Where the phones are; `null` without the simulator. */
  readonly phones: string | null
  /** The folder of what went out by mail. */
  readonly mails: string
  /** Where Zalo posts what people write. */
  readonly listen: (webhook: string) => void
  /** Plays what is due in the rest of the province, and plans what is to be reminded of. */
  readonly catchUp: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * September, as it was handed in; approved where somebody tries the office out. What an interrupted first start did is not
 * done again.
 */
const fill = async (app: App, set: (moment: Instant.Instant) => void) => {
  set(september)
  await Neighbours.fileMonth(app, "2024-09")
  await Neighbours.approve(
    app,
    "2024-09",
    ["chi_hoi", "co_so", "huyen", "tinh"],
    ({ id, parent }) => parent === Cast.commune || Cast.byHand.has(id)
  )
  set(evening)
  await app.tick()
}

const addAccounts = async ({ accounts, headOf }: App, password: string) => {
  for (const { account, unit } of Cast.members) {
    const person = headOf(unit, "2024-10-14")
    if (person === null || (await accounts.byName(account)) !== null) continue
    good(await accounts.add({ name: account, person, password, offices: true }))
  }
}

/** Opens it. */
export const open = async (options: Options): Promise<Office> => {
  const { tell } = options
  const begin = (): Folder.Notes => ({
    isFilled: false,
    password: Cast.password(options.random),
    playedUntil: september
  })
  const folder = Folder.open(options.folder, begin)
  const simulator = await Phones.simulator()
  let now: () => Instant.Instant = () => opens

  tell("opening")
  const config: AppConfig = {
    association: "vwu",
    since: "2020-01-01",
    units: "./units.csv",
    people: { text: Cast.people({ phones: simulator !== null }) },
    templates: ["./templates/*.yaml"],
    store: folder.path("kho"),
    channels: {
      byHand: { answerWithinDays: 2 },
      preview: { folder: folder.path("thu"), standsFor: "email" },
      ...(simulator === null
        ? {}
        : { zalo: { ...Phones.config, hosts: simulator.hostsAt(`http://127.0.0.1:${options.phonesPort}`) } })
    }
  }
  const app = good(await openApp(config, { root: Cast.province, now: () => now() }))
  try {
    if (!folder.notes().isFilled) {
      tell("filling")
      await fill(app, (moment) => {
        now = () => moment
      })
      now = () => opens
      tell("people")
    }
    await addAccounts(app, folder.notes().password)
    const clock = OfficeClock.open(folder.path("dong-ho.txt"), opens, options.elapsed)
    now = clock.now
    const phones =
      simulator === null
        ? null
        : await Phones.start(simulator, {
            port: options.phonesPort,
            file: folder.path("zalo.json"),
            now: () => Instant.toMillis(clock.now()),
            nameOf: (unit) => app.directory.people.get(app.headOf(unit, "2024-10-14") ?? "")?.name ?? unit
          })
    if (phones !== null && app.zalo !== null) await Phones.connect(phones, app.zalo)

    // One branch head is asked on her phone, question by question; her answers come in as those of a form.
    if (!folder.notes().isFilled && app.zalo !== null)
      good(await app.zalo.inbound.invite({ unit: Cast.asked, period: Neighbours.october }))

    const catchUp = async () => {
      const from = good(Instant.parse(folder.notes().playedUntil))
      const until = clock.now()
      await Neighbours.play(app, from, until)
      folder.note({ playedUntil: until })
      await app.plan()
    }
    await catchUp()
    folder.note({ isFilled: true })
    return {
      app,
      clock,
      password: folder.notes().password,
      phones: phones?.url ?? null,
      mails: folder.path("thu"),
      listen: (url) => phones?.control.webhook({ url }),
      catchUp,
      close: async () => {
        await phones?.stop()
        clock.stop()
        await app.close()
      }
    }
  } catch (cause) {
    await app.close()
    throw cause
  }
}
