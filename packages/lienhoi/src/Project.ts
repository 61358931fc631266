/**
 * The files of a new project: a configuration, a server, units and people, a form of its own, an overlay on one of the packs,
 * a test and a page that says what to do next. All of it runs as it stands; places and people are made up.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { config, form, overlay, people, readme, server, test, units } from "./internal/projectTexts.ts"

/** One file; `path` starts at the folder of the project. */
export interface File {
  readonly path: string
  readonly content: string
}

/** What is asked before a project is made. */
export interface Options {
  /** The name of the folder; it becomes the name of the package and the owner of the templates. */
  readonly name: string
  /** The version of `lienhoi` that the project asks for: `0.1.0`. */
  readonly version: string
  /** The version of `effect` beside it: `^4.1.0`. */
  readonly effect: string
}

const issue = Issue.from(
  Catalogue.make({
    "project.name": {
      vi: "Tên thư mục “{name}” không dùng được; chỉ dùng chữ thường không dấu, số và dấu gạch ngang, như hoi-phu-nu",
      en: "A project cannot be called “{name}”; use small letters without accents, digits and hyphens: hoi-phu-nu"
    }
  })
)

/** The files of a project, or why its name cannot be used. */
export const files = ({ name, version, effect }: Options): Issue.Checked<ReadonlyArray<File>> => {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(name))
    return Issue.fail(issue("project.name", { name: name.slice(0, 60) }))
  const manifest = {
    name,
    version: "0.0.0",
    private: true,
    type: "module",
    engines: { node: ">=22.19" },
    scripts: { start: "node server.ts", test: "node --test test/*.test.ts" },
    dependencies: { "@lienhoi/http": version, effect, lienhoi: version }
  }
  return Issue.ok([
    { path: "package.json", content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: ".gitignore", content: "node_modules\ndata\n" },
    { path: "README.md", content: readme(name) },
    { path: "lienhoi.config.ts", content: config },
    { path: "server.ts", content: server },
    { path: "units.csv", content: units },
    { path: "people.csv", content: people },
    { path: "templates/nhom-zalo.yaml", content: form(name) },
    { path: "templates/bao-cao-thang.yaml", content: overlay(name) },
    { path: "test/month.test.ts", content: test(name) }
  ])
}
