/** A copy of the repository in which a release may happen: versions, changelogs, builds, and nothing of it comes back. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs"
import { dirname, join } from "node:path"
import { packages, root } from "../packages.ts"
import { complaints, run } from "../run.ts"

const modules = "node_modules"

/** What stands in the working folder as a commit would have it: tracked or new, not ignored. */
const files = async (): Promise<ReadonlyArray<string>> => {
  const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
  return stdout.split("\0").filter((file) => file !== "" && existsSync(join(root, file)))
}

/** Everything installed, by link; our own packages are those of the copy. */
const linkModules = (folder: string): void => {
  const link = (from: string, to: string) => {
    mkdirSync(dirname(to), { recursive: true })
    symlinkSync(from, to, "junction")
  }
  const own = new Set(packages.map(({ manifest }) => manifest.name))
  for (const name of readdirSync(join(root, modules))) {
    if (own.has(name) || name === "@lienhoi" || name === ".cache") continue
    link(join(root, modules, name), join(folder, modules, name))
  }
  for (const { short, manifest } of packages)
    link(join(folder, "packages", short), join(folder, modules, manifest.name))
  const nested = ["packages", "tools"].flatMap((place) =>
    readdirSync(join(root, place)).map((name) => join(place, name, modules))
  )
  for (const place of nested) if (existsSync(join(root, place))) link(join(root, place), join(folder, place))
}

/** Copies the tree to `folder`, as the first commit of a repository of its own: a changelog asks Git who wrote it. */
export const copyTree = async (folder: string): Promise<ReadonlyArray<string>> => {
  for (const file of await files()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    copyFileSync(join(root, file), join(folder, file))
  }
  linkModules(folder)
  const author = ["-c", "user.name=rehearsal", "-c", "user.email=rehearsal@localhost", "-c", "commit.gpgsign=false"]
  const steps = [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "--all"],
    [...author, "commit", "--quiet", "--no-verify", "--message=Before the release"]
  ]
  for (const step of steps) {
    const problems = complaints(await run("git", step, { cwd: folder }))
    if (problems.length > 0) return problems
  }
  return []
}
