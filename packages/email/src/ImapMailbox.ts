/**
 * Reads a mailbox over IMAP: one connection for each open folder, told by the server when mail comes (IDLE). Nothing in the
 * mailbox is changed.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import * as Layer from "effect/Layer"
import { openImap } from "./internal/imap.ts"
import { Mailbox } from "./Mailbox.ts"
import type { MailServer } from "./MailServer.ts"

/** How it is read. */
export interface Options {
  readonly server: MailServer
  /** For servers that do not say by themselves that mail came, and connections that died unnoticed: look so often; 2 minutes when not given. */
  readonly look?: Duration.Input
}

/** The mailbox of a server. A connection is opened with each folder and closed with its scope. */
export const layer = (options: Options): Layer.Layer<Mailbox> =>
  Layer.succeed(Mailbox, { open: (folder) => openImap(options.server, options.look ?? "2 minutes", folder) })
