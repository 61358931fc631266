/**
 * `lienhoi new DIR`: a project that runs as it stands, in a folder that was not there or is empty.
 *
 * @since 0.1.0
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { writeAll } from "../internal/whole.ts"
import * as Project from "../Project.ts"
import type { Command } from "./Command.ts"

const texts = Catalogue.make({
  made: { vi: "Đã tạo {n} tệp trong {folder}. Tiếp theo:", en: "{n} files were made in {folder}. Next:" }
})

const issue = Issue.from(
  Catalogue.make({
    "project.exists": {
      vi: "Thư mục này đã có tệp, không ghi đè; chọn tên khác hoặc một thư mục trống",
      en: "This folder is not empty, and nothing is overwritten; take another name or an empty folder"
    }
  })
)

interface Manifest {
  readonly version: string
  readonly peerDependencies: { readonly effect: string }
}

const own: Manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"))

/** `lienhoi new DIR` */
export const create: Command = {
  words: ["new"],
  synopsis: "DIR",
  summary: {
    vi: "Tạo một dự án mới chạy được ngay: cấu hình, đơn vị, mẫu, kiểm thử",
    en: "Make a new project that runs as it stands: configuration, units, templates, a test"
  },
  options: [],
  takes: [1, 1],
  run: async ({ positionals: [given = ""], language }) => {
    const folder = resolve(given)
    if (existsSync(folder) && readdirSync(folder).length > 0)
      return { end: "bad-input", issues: [Issue.inFile(issue("project.exists"), given)] }
    const files = Project.files({
      name: basename(folder),
      version: own.version,
      effect: own.peerDependencies.effect
    })
    if (!files.ok) return { end: "bad-input", issues: files.issues }
    writeAll(files.value.map(({ path, content }) => ({ path: join(folder, path), content })))
    return {
      end: "done",
      lines: [
        Catalogue.say(texts, "made", { n: files.value.length, folder: given }, language),
        `  cd ${given}`,
        "  npm install",
        "  npm test"
      ],
      json: { folder, written: files.value.map(({ path }) => path) }
    }
  }
}
