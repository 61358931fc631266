/**
 * The figures of `docs/scaling.md`: what a person's questions and the workers cost with 1,000, 10,000 and 100,000 units, on
 * a server of its own. Prints the tables as they stand on that page. Under six minutes on two cores: a question is asked
 * 20 times, or as often as 12 seconds let it. All units and names are synthetic.
 *
 * `npm run bench:scaling`, or `node --conditions=@lienhoi/source benchmarks/scaling.ts`
 */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as Overview from "@lienhoi/sql/Overview"
import * as Scope from "@lienhoi/sql/Scope"
import * as Search from "@lienhoi/sql/Search"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { startServer } from "../packages/sql/test/server.ts"
import { seed } from "./delivery.bench.ts"

const sizes = [1_000, 10_000, 100_000]
const workers = [1, 2, 4]
const messages = 8_000
const tries = 20
const patience = 12_000
const today = "2024-10-20"
const sheet = { lineage: "mau/thang", period: "2024-10" }

const put = (table: string, rows: ReadonlyArray<object>) =>
  Effect.flatMap(Store.Store, ({ association, sql, transaction }) =>
    Effect.forEach(
      Array.from({ length: Math.ceil(rows.length / 10_000) }, (_, n) => rows.slice(n * 10_000, (n + 1) * 10_000)),
      (part) =>
        transaction(
          sql.unsafe(
            `INSERT INTO lienhoi.${table} SELECT * FROM json_populate_recordset(NULL::lienhoi.${table}, ($1::text)::json)`,
            [JSON.stringify(part.map((row) => ({ association, ...row })))]
          )
        ),
      { discard: true }
    )
  )

/** A nation, provinces of about 2,900 units, each with communes of about 24 branches. Four of five branches have reported. */
const tree = (size: number) => {
  const provinces = Math.max(1, Math.round(size / 2_900))
  const communes = Math.max(provinces, Math.round((size / 2_900) * 103))
  const unit = (id: string, parent: string | null, level: string) => ({
    route: "own",
    unit: id,
    parent,
    level,
    name: id,
    starts_on: "2024-01-01",
    since: "2024-01-01"
  })
  return [
    unit("n", null, "trung_uong"),
    ...Array.from({ length: provinces }, (_, n) => unit(`t-${n}`, "n", "tinh")),
    ...Array.from({ length: communes }, (_, n) => unit(`x-${n}`, `t-${n % provinces}`, "co_so")),
    ...Array.from({ length: size - 1 - provinces - communes }, (_, n) => unit(`a-${n}`, `x-${n % communes}`, "chi_hoi"))
  ]
}

const fill = (size: number) =>
  Effect.gen(function* () {
    const units = tree(size)
    yield* put("place", units)
    yield* put(
      "standing",
      units
        .filter(({ level }, n) => level === "chi_hoi" && n % 5 !== 0)
        .map(({ unit }) => ({
          ...sheet,
          unit,
          version: 1,
          status: "submitted",
          revision: 1,
          round: 1,
          waived: false,
          flags: 0,
          fulfilled_at: "2024-10-15T01:30:00.000Z"
        }))
    )
    yield* put(
      "found",
      units.map(({ unit }, n) => ({
        kind: n % 2 === 0 ? "person" : "document",
        id: unit,
        text: `Nguyễn Thị Mẫu ${n}`,
        detail: unit,
        rank: 0,
        words: `| nguyen thi mau ${n} |`,
        place: `${n}`
      }))
    )
    yield* Scope.grant(
      [
        ["trung-uong", "n"],
        ["tinh", "t-0"]
      ].flatMap(([account, unit]) =>
        (["figures", "persons"] as const).map((role) => ({
          id: `${account}-${role}`,
          account: account!,
          unit: unit!,
          route: "own",
          role,
          lineage: "*",
          from: "2024-01-01",
          until: null
        }))
      )
    )
    const { sql } = yield* Store.Store
    yield* sql.unsafe("VACUUM (ANALYZE)")
  })

const whole = (value: number): string => Math.round(value).toLocaleString("en")

const middle = (times: ReadonlyArray<number>): string => whole(times.toSorted((a, b) => a - b)[times.length >> 1]!)

const timed = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const times: Array<number> = []
    const first = performance.now()
    for (let n = 0; n < tries && (n < 3 || performance.now() - first < patience); n++) {
      const start = performance.now()
      yield* work
      times.push(performance.now() - start)
    }
    return middle(times)
  })

/** The steps of a plan, outermost first, without numbers. */
const planOf = (text: string) =>
  Effect.flatMap(Store.Store, ({ sql }) =>
    Effect.map(sql.unsafe<{ "QUERY PLAN": string }>(`EXPLAIN (COSTS off) ${text}`), (rows) =>
      rows
        .map((row) => row["QUERY PLAN"])
        .filter((line) => /Scan|Join|Loop|Union|Aggregate/.test(line))
        .map((line) => line.trim().replace(/^-> +/, ""))
    )
  )

const readAt = (size: number) =>
  Effect.gen(function* () {
    yield* fill(size)
    const province = Scope.as({ account: "tinh", today })
    const centre = Scope.as({ account: "trung-uong", today })
    const board = Overview.board({ ...sheet, unit: "t-0", date: today })
    const plan = yield* province(
      planOf(`SELECT unit, status FROM lienhoi.standing WHERE association = '${size}' AND lineage = '${sheet.lineage}'
        AND period = '${sheet.period}'`)
    )
    return {
      plan,
      row: [
        whole(size),
        yield* timed(province(board)),
        yield* timed(centre(board)),
        yield* timed(province(Search.find(`mau ${size >> 1}`))),
        yield* timed(centre(Search.find(`mau ${size >> 1}`))),
        yield* timed(province(Search.find("nguyen thi")))
      ]
    }
  }).pipe(Effect.provide(Store.layer({ association: String(size) })))

const channel = Channel.make({
  capabilities: { ...MemoryChannel.capabilities, name: "memory" },
  quote: () => Effect.succeed({ answer: "now", price: 0 }),
  send: ({ message: { key } }) => Effect.succeed({ id: key, at: "2024-10-15T01:30:00.000Z", answerBy: null })
})

/** One worker: hands over until nothing is due. */
const work = (url: string, association: string, worker: string) =>
  Effect.gen(function* () {
    for (;;) {
      const passed = yield* Delivery.pass({ worker, channels: [channel], limit: 256 })
      if (passed.length === 0) return
    }
  }).pipe(
    Effect.provide(
      SqlOutbox.layer.pipe(
        Layer.provide(Store.layer({ association })),
        Layer.provide(Database.layer(Database.parse(url), { connections: 4 }))
      )
    )
  )

const started = (url: string, association: string, n: number) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ["--conditions=@lienhoi/source", fileURLToPath(import.meta.url), "worker", url, association, `w-${n}`],
      { stdio: ["ignore", "ignore", "inherit"] }
    )
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))))
  })

/** Messages a second by that many processes, from the first of them starting up. */
const deliverWith = (url: string, count: number) =>
  Effect.gen(function* () {
    const association = `workers-${count}`
    yield* seed(association, messages)
    const start = performance.now()
    yield* Effect.promise(() => Promise.all(Array.from({ length: count }, (_, n) => started(url, association, n))))
    return whole(messages / ((performance.now() - start) / 1000))
  })

const [mode, url, association, worker] = process.argv.slice(2)
if (mode === "worker") await Effect.runPromise(work(url!, association!, worker!))
else {
  const server = await startServer()
  try {
    const own = await server.create()
    await Effect.runPromise(
      Effect.gen(function* () {
        yield* Migration.run("benchmark")
        const found = yield* Effect.forEach(sizes, readAt)
        console.log(
          "| units | board of a province, its account | the same, national account | search, one found, province | the same, national | search, all match, province |"
        )
        console.log("| ---: | ---: | ---: | ---: | ---: | ---: |")
        for (const { row } of found) console.log(`| ${row.join(" | ")} |`)
        console.log("\n| workers | messages a second |\n| ---: | ---: |")
        for (const count of workers) console.log(`| ${count} | ${yield* deliverWith(own, count)} |`)
        for (const [i, { plan }] of found.entries())
          console.log(`\nReports of a period, ${whole(sizes[i]!)} units: ${plan.join("; ")}`)
      }).pipe(Effect.provide(Database.layer(Database.parse(own), { connections: 4 })))
    )
  } finally {
    await server.stop()
  }
}
