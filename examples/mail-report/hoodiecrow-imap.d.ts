/** What we use of the IMAP server for tests; it brings no types. */
declare module "hoodiecrow-imap" {
  import type { Server } from "node:net"

  interface ImapServer {
    readonly server: Server
    readonly listen: (port: number, host: string, done: () => void) => void
    readonly close: (done: () => void) => void
    readonly appendMessage: (folder: string, flags: ReadonlyArray<string>, received: string, raw: string) => unknown
  }

  const make: (options: {
    readonly plugins?: ReadonlyArray<string>
    readonly users?: { readonly [name: string]: { readonly password: string } }
    readonly storage?: { readonly [folder: string]: object }
  }) => ImapServer
  export default make
}
