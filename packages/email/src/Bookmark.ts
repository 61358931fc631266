/**
 * How far each folder has been read: UIDVALIDITY and UID of the last mail that was dealt with. It saves work and nothing
 * else: a bookmark that is lost or old makes mails come in again, and a mail that comes in again changes nothing.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { openStateFile } from "./internal/stateFile.ts"

/** A place in a folder. */
export interface Mark {
  /** The folder's UIDVALIDITY: with another one, the numbers mean other mails. */
  readonly validity: string
  /** The last UID that was dealt with; 0 before the first. */
  readonly uid: number
}

/** The bookmark cannot be read or kept at the moment. */
export class BookmarkError extends Schema.TaggedError<BookmarkError>()("BookmarkError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Remembers places in folders. */
export class Bookmark extends Context.Service<
  Bookmark,
  {
    /** `null` for a folder never read. */
    readonly read: (folder: string) => Effect.Effect<Mark | null, BookmarkError>
    readonly keep: (folder: string, mark: Mark) => Effect.Effect<void, BookmarkError>
  }
>()("@lienhoi/email/Bookmark") {}

const attempt = <A>(work: () => A): Effect.Effect<A, BookmarkError> =>
  Effect.try({ try: work, catch: (cause) => new BookmarkError({ cause }) })

/** Forgets with the process. */
export const layerMemory: Layer.Layer<Bookmark> = Layer.sync(Bookmark, () => {
  const marks = new Map<string, Mark>()
  return Bookmark.of({
    read: (folder) => attempt(() => marks.get(folder) ?? null),
    keep: (folder, mark) => attempt(() => void marks.set(folder, mark))
  })
})

/** Keeps it in a file of one process; a damaged file counts as none. */
export const layerFile = (path: string): Layer.Layer<Bookmark> =>
  Layer.sync(Bookmark, () => {
    const file = openStateFile<Mark>(path)
    return Bookmark.of({
      read: (folder) => attempt(() => file.read()[folder] ?? null),
      keep: (folder, mark) => attempt(() => file.write({ ...file.read(), [folder]: mark }))
    })
  })
