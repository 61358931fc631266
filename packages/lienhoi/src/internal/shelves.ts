/**
 * The shelf of an app in plain Promises.
 */
import type { ReportKey } from "@lienhoi/report/ReportKey"
import * as KeyError from "@lienhoi/sql/KeyError"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import type { For, Record, Shelf } from "../Shelf.ts"
import * as Shelving from "./shelving.ts"

const issue = Issue.from(
  Catalogue.make({
    "shelf.secret": {
      vi: "Tài liệu mật không được đưa vào kho nào; bỏ ra khỏi đây",
      en: "What is secret goes into no store; leave it out"
    },
    "shelf.erased": {
      vi: "{person} đã được xóa theo yêu cầu; không ghi lại được",
      en: "{person} was erased and cannot be kept again"
    },
    "shelf.unreadable": {
      vi: "Không mở được tệp này: khóa không đúng hoặc tệp đã bị sửa; chạy: lienhoi store verify",
      en: "This file does not open: the key is another or it was changed; run: lienhoi store verify"
    }
  })
)

type Run = <A, E>(effect: Effect.Effect<A, E>) => Promise<A>

/** What is wrong with the input is a value; what is wrong with the world is thrown on. */
const checked = <A>(effect: Effect.Effect<A, Shelving.Trouble>): Effect.Effect<Issue.Checked<A>, Shelving.Trouble> =>
  effect.pipe(
    Effect.map((value) => Issue.ok(value)),
    Effect.catch((error): Effect.Effect<Issue.Checked<A>, Shelving.Trouble> => {
      switch (error.reason._tag) {
        case "Secret":
          return Effect.succeed(Issue.fail(issue("shelf.secret")))
        case "Erased":
          return Effect.succeed(
            Issue.fail(issue("shelf.erased", { person: "id" in error.reason ? error.reason.id : error.reason.person }))
          )
        case "Unreadable":
          return Effect.succeed(Issue.fail(issue("shelf.unreadable")))
        case "KeyError":
          return Effect.succeed(Issue.fail(KeyError.toIssue(error.reason)))
        default:
          return Effect.fail(error)
      }
    })
  )

/** The face of a shelf. */
export const of = (
  shelving: Shelving.Shelving["Service"],
  run: Run,
  naming: (file: string) => Promise<ReadonlyArray<ReportKey>>
): Shelf => {
  type Kept = NonNullable<Shelving.Shelving["Service"]["kept"]>
  const over = <A>(work: (kept: Kept) => Effect.Effect<A, Shelving.Trouble>): Promise<Issue.Checked<A>> =>
    shelving.kept === null ? Promise.resolve(Shelving.needsStore) : run(checked(work(shelving.kept)))

  /** Registers name people: they are for who sees the persons of a unit on the own line, those that name nobody for its figures. */
  const seen = (lineage: string, viewer: string | undefined) =>
    viewer === undefined
      ? Effect.succeed(() => true)
      : Effect.map(
          Effect.all([shelving.sight(viewer, "persons", lineage), shelving.sight(viewer, "figures", lineage)]),
          ([persons, figures]) =>
            ({ unit, label }: Record): boolean =>
              unit !== null && (persons(unit) === "all" || (label.personal === "none" && figures(unit) === "all"))
        )

  return {
    search: (text, options = {}) => run(shelving.search(text, options)),
    grant: (grants) => run(checked(Effect.as(shelving.grant(grants), grants.length))),
    grants: (account) => run(checked(shelving.grants(account))),
    people: {
      put: (person) => over(({ people }) => Effect.as(people.put(person), person)),
      get: (id) => over(({ people }) => people.get(id)),
      find: (field, value) => over(({ people }) => people.find(field, value)),
      erase: (ids) => over(({ people }) => Effect.as(people.erase(ids), ids.length))
    },
    records: {
      put: (record) => over(({ records }) => Effect.as(records.put(record), record)),
      get: (lineage, key, { viewer }: For = {}) =>
        over(({ records }) =>
          Effect.zipWith(records.get(lineage, key), seen(lineage, viewer), (record, isSeen) =>
            record !== null && isSeen(record) ? record : null
          )
        ),
      list: (lineage, { viewer, ...query } = {}) =>
        over(({ records }) =>
          Effect.zipWith(records.list(lineage, query), seen(lineage, viewer), (all, isSeen) => all.filter(isSeen))
        ),
      remove: (lineage, key) => over(({ records }) => Effect.as(records.remove(lineage, key), 1))
    },
    files: {
      put: (attachment) => run(checked(shelving.files.put(attachment))),
      get: (id) => run(checked(shelving.files.get(id))),
      handedInBy: (id) => run(checked(shelving.files.handedInBy(id))),
      namedBy: async (id) => Issue.ok(await naming(id)),
      erase: (ids) => run(checked(Effect.as(shelving.files.erase(ids), ids.length)))
    }
  }
}
