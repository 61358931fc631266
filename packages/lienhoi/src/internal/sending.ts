/**
 * The channels a configuration names, over the disk of this machine.
 */
import { resolve } from "node:path"
import type { ContactState } from "@lienhoi/email/ContactState"
import * as MailChannel from "@lienhoi/email/MailChannel"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import type * as Channel from "@lienhoi/messaging/Channel"
import * as FileSink from "@lienhoi/messaging/FileSink"
import * as PreviewChannel from "@lienhoi/messaging/PreviewChannel"
import type { Worklist } from "@lienhoi/messaging/Worklist"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { AppConfig } from "../Config.ts"
import { writeAll } from "./whole.ts"
import type * as Zalo from "./zalo.ts"

/** Files under a folder. */
const folder = (root: string): Layer.Layer<FileSink.FileSink> =>
  Layer.succeed(
    FileSink.FileSink,
    FileSink.FileSink.of({
      write: (path, content) =>
        Effect.try({
          try: () => writeAll([{ path: resolve(root, path), content }]),
          catch: (cause) => new FileSink.FileSinkError({ path, cause })
        })
    })
  )

/** The channels, ordinary ones before a person's hands. */
export const channels = (
  config: AppConfig,
  root: string,
  language: Language,
  {
    own,
    zalo,
    mail
  }: {
    readonly own: ReadonlyArray<Channel.Contract>
    readonly zalo: Zalo.Connected | null
    readonly mail: MailChannel.Options | null
  }
): Effect.Effect<ReadonlyArray<Channel.Contract>, never, Worklist | ContactState | Scope.Scope> =>
  Effect.gen(function* () {
    const { preview, byHand } = config.channels ?? {}
    return [
      ...own,
      ...(mail === null ? [] : [yield* MailChannel.make(mail)]),
      ...(preview === undefined
        ? []
        : [
            yield* PreviewChannel.make({ language, name: preview.standsFor ?? "preview" }).pipe(
              Effect.provide(folder(resolve(root, preview.folder)))
            )
          ]),
      ...(zalo?.channels ?? []),
      ...(byHand === undefined
        ? []
        : [yield* ByHandChannel.make({ language, answerWithin: `${byHand.answerWithinDays ?? 3} days` })])
    ]
  })
