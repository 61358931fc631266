/**
 * The port through which files are written where a person finds them. The inner packages run anywhere, so the disk is
 * the business of whoever provides this.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** The file was not written. */
export class FileSinkError extends Schema.TaggedError<FileSinkError>()("FileSinkError", {
  path: Schema.String,
  cause: Schema.Defect()
}) {}

/** Writes whole files. */
export class FileSink extends Context.Service<
  FileSink,
  {
    /** Writes a file, replacing one of the same path. The path is relative, with `/`, without `..`. */
    readonly write: (path: string, content: string | Uint8Array) => Effect.Effect<void, FileSinkError>
  }
>()("@lienhoi/messaging/FileSink") {}

/** Keeps the files in the given map. */
export const layerMemory = (files: Map<string, string | Uint8Array>): Layer.Layer<FileSink> =>
  Layer.succeed(FileSink, FileSink.of({ write: (path, content) => Effect.sync(() => void files.set(path, content)) }))
