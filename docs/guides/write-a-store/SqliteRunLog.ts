/** Up to where reminders were planned. The entry only moves forward, whoever writes. */
import { RunLog } from "@lienhoi/reminders"
import { Effect, Layer } from "effect"
import { SqliteFile } from "./SqliteFile.ts"

const attempt = <A>(f: () => A): Effect.Effect<A, RunLog.RunLogError> =>
  Effect.try({ try: f, catch: (cause) => new RunLog.RunLogError({ cause }) })

/** The runs that one file keeps. */
export const layer: Layer.Layer<RunLog.RunLog, never, SqliteFile> = Layer.effect(
  RunLog.RunLog,
  Effect.map(SqliteFile, ({ sql }) =>
    RunLog.RunLog.of({
      last: (association) =>
        attempt(() => {
          const row = sql.prepare("SELECT up_to FROM run WHERE association = ?").get(association)
          return row === undefined ? null : String(row.up_to)
        }),
      advance: (association, upTo) =>
        attempt(() => {
          sql
            .prepare(
              `INSERT INTO run (association, up_to) VALUES (?, ?)
               ON CONFLICT (association) DO UPDATE SET up_to = excluded.up_to WHERE run.up_to < excluded.up_to`
            )
            .run(association, upTo)
        })
    })
  )
)
