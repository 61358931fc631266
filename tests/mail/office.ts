/** An office over a folder, with the mailbox of the story. */
import { join } from "node:path"
import { type App, openApp } from "lienhoi"

const example = join(import.meta.dirname, "../../examples/mail-report")

export const openOffice = async (folder: string, smtp: number, imap: number): Promise<App> => {
  const app = await openApp(
    {
      association: "vwu",
      since: "2025-07-01",
      units: "./units.csv",
      people: "./people.csv",
      templates: ["./templates/*.yaml"],
      store: join(folder, "store"),
      channels: {
        email: {
          smtp: `smtp+clear://127.0.0.1:${smtp}`,
          imap: `imap+clear://hop@127.0.0.1:${imap}`,
          imapPassword: "chi-de-thu",
          mailbox: "hop@hoi.example",
          secret: "chỉ để thử, không có gì bí mật",
          state: join(folder, "mail-state")
        }
      }
    },
    { root: example, now: () => "2026-10-16T02:00:00.000Z" }
  )
  if (!app.ok) throw new Error(app.issues.map(({ message }) => message).join("\n"))
  return app.value
}
