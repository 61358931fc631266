/**
 * Versions of templates as they were issued. A version never changes and never goes away: reports name it for as long as
 * records are kept.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Published } from "@lienhoi/template/Published"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

/** That version was issued before and says something else. */
export class OtherContent extends Schema.TaggedError<OtherContent>()("OtherContent", {
  id: Schema.String,
  version: Schema.String
}) {
  readonly isRetryable = false
}

/** Somebody issued another version meanwhile that starts on that day or later. Read again, then issue again. */
export class Overtaken extends Schema.TaggedError<Overtaken>()("Overtaken", {
  id: Schema.String,
  version: Schema.String,
  from: Schema.String
}) {
  readonly isRetryable = true
}

/** The store cannot be reached at the moment. Nothing was kept. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Why a version was not kept or read. */
export class TemplateStoreError extends Schema.TaggedError<TemplateStoreError>()("TemplateStoreError", {
  reason: Schema.Union([OtherContent, Overtaken, Unavailable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** Keeps issued versions. */
export class TemplateStore extends Context.Service<
  TemplateStore,
  {
    /** Keeps a version; the same version once more adds nothing. */
    readonly publish: (
      published: Published,
      act: { readonly by: string; readonly at: Instant }
    ) => Effect.Effect<void, TemplateStoreError>
    /** Every version, or those of one lineage, the earliest start first. */
    readonly list: (lineage?: string) => Effect.Effect<ReadonlyArray<Published>, TemplateStoreError>
    /** `null` when that version was never issued. */
    readonly get: (id: string, version: string) => Effect.Effect<Published | null, TemplateStoreError>
  }
>()("@lienhoi/sql/TemplateStore") {}

const fail = (reason: TemplateStoreError["reason"]) => Effect.fail(new TemplateStoreError({ reason }))

const unavailable = (cause: unknown): TemplateStoreError =>
  new TemplateStoreError({ reason: new Unavailable({ cause }) })

const make = Effect.map(Store, ({ association, sql, transaction }) =>
  TemplateStore.of({
    publish: (published, { by, at }) =>
      transaction(
        Effect.gen(function* () {
          const { id, version, lineage, from, digest } = published
          // Issuing is rare; one at a time keeps the order of starts.
          yield* sql.unsafe("LOCK TABLE lienhoi.template IN SHARE ROW EXCLUSIVE MODE")
          const earlier = yield* sql.unsafe<{ version: string; digest: string; starts: PlainDate }>(
            `SELECT version, digest, starts_on::text AS starts FROM lienhoi.template
             WHERE association = $1 AND id = $2 ORDER BY starts_on`,
            [association, id]
          )
          const same = earlier.find((one) => one.version === version)
          if (same !== undefined)
            return same.digest === digest && same.starts === from
              ? undefined
              : yield* fail(new OtherContent({ id, version }))
          const last = earlier.at(-1)
          if (last !== undefined && last.starts >= from)
            return yield* fail(new Overtaken({ id, version: last.version, from: last.starts }))
          yield* sql.unsafe(
            `INSERT INTO lienhoi.template
               (association, id, version, lineage, starts_on, digest, published, published_at, published_by)
             VALUES ($1, $2, $3, $4, $5::date, $6, $7::json, $8::timestamptz, $9)`,
            [association, id, version, lineage, from, digest, JSON.stringify(published), at, by]
          )
        })
      ).pipe(Effect.asVoid, orOutage(unavailable)),
    list: (lineage) =>
      transaction(
        sql.unsafe<{ published: Published }>(
          `SELECT published FROM lienhoi.template WHERE association = $1 AND ($2::text IS NULL OR lineage = $2)
           ORDER BY starts_on, id`,
          [association, lineage ?? null]
        )
      ).pipe(
        Effect.map((rows) => rows.map(({ published }) => published)),
        orOutage(unavailable)
      ),
    get: (id, version) =>
      transaction(
        sql.unsafe<{ published: Published }>(
          "SELECT published FROM lienhoi.template WHERE association = $1 AND id = $2 AND version = $3",
          [association, id, version]
        )
      ).pipe(
        Effect.map(([row]) => row?.published ?? null),
        orOutage(unavailable)
      )
  })
)

/** The templates of the store's association. */
export const layer: Layer.Layer<TemplateStore, never, Store> = Layer.effect(TemplateStore, make)
