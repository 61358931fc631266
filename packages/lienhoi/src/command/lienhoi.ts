/**
 * The `lienhoi` command: reads the line of this process, prints the answer, leaves the exit code.
 *
 * @since 0.1.0
 */
import * as calendar from "./calendar.ts"
import { demo } from "./demo.ts"
import { exportForms } from "./formExport.ts"
import { readForms } from "./formRead.ts"
import { run } from "./Line.ts"
import * as mail from "./mail.ts"
import * as outbox from "./outbox.ts"
import { create } from "./projectNew.ts"
import * as remind from "./remind.ts"
import { print } from "./reportPrint.ts"
import { read } from "./reportRead.ts"
import { restate } from "./reportRestate.ts"
import { search } from "./search.ts"
import * as store from "./store.ts"
import { exportStore, importStore, rekey } from "./storeFile.ts"
import { rebuild } from "./storeRebuild.ts"
import { verify } from "./storeVerify.ts"
import * as template from "./template.ts"
import { exportBook } from "./templateBook.ts"
import { importBook } from "./templateImport.ts"
import { list } from "./templateList.ts"
import { merge } from "./templateMerge.ts"
import { migrate } from "./templateMigrate.ts"
import { scaffold } from "./templateNew.ts"
import * as preview from "./templatePreview.ts"
import { publish } from "./templatePublish.ts"
import * as versions from "./templateVersions.ts"
import * as units from "./units.ts"
import { importUnits } from "./unitsImport.ts"
import * as redraw from "./unitsRedraw.ts"
import * as show from "./unitsShow.ts"
import { worker } from "./worker.ts"
import * as zalo from "./zalo.ts"
import { simulate } from "./zaloSimulate.ts"

const commands = [
  create,
  demo,
  units.check,
  importUnits,
  show.at,
  show.diff,
  show.exportUnits,
  show.trace,
  redraw.check,
  redraw.preview,
  redraw.apply,
  redraw.assign,
  redraw.undo,
  read,
  restate,
  print,
  template.check,
  exportBook,
  importBook,
  exportForms,
  readForms,
  list,
  preview.preview,
  preview.page,
  versions.show,
  versions.diff,
  versions.rebase,
  merge,
  scaffold,
  publish,
  migrate,
  calendar.holidays,
  calendar.period,
  calendar.due,
  store.init,
  store.status,
  rebuild,
  verify,
  exportStore,
  importStore,
  rekey,
  worker,
  remind.plan,
  remind.run,
  remind.why,
  outbox.unsettled,
  outbox.ask,
  outbox.retry,
  outbox.drop,
  outbox.mark,
  outbox.release,
  search,
  zalo.connect,
  zalo.doctor,
  zalo.templates,
  zalo.send,
  simulate,
  mail.send,
  mail.watch,
  mail.parse
]

// Whoever reads us may have seen enough: `lienhoi calendar holidays 2026 | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
  process.exit()
})

process.exitCode = await run(commands, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text)
})
