/** Reads the mailbox once and answers: `node watcher.ts FOLDER SMTP IMAP`. Says a line for each mail, then `done`. */
import { openOffice } from "../office.ts"

const [folder = "", smtp = "", imap = ""] = process.argv.slice(2)
await using app = await openOffice(folder, Number(smtp), Number(imap))
process.stdout.write("open\n")
await app.watchMail({ once: true, tell: (news) => process.stdout.write(`${news.news}\n`) })
await app.work({ once: true })
process.stdout.write("done\n")
