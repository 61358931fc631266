/** A new project is a folder that runs: its own test is run in it, as its owner would. */
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, test } from "@effect/vitest"

const root = fileURLToPath(new URL("../../", import.meta.url))
const source = "--conditions=@lienhoi/source"
const main = join(root, "packages/lienhoi/src/command/main.ts")

const inFolder = (work: (folder: string) => void) => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-new-"))
  try {
    work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const node = (cwd: string, ...args: ReadonlyArray<string>) => {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  return spawnSync(process.execPath, [source, ...args], { cwd, env, encoding: "utf8" })
}

test("lienhoi new: what it makes passes its own test and every command of its page", { timeout: 120_000 }, () =>
  inFolder((folder) => {
    const made = node(folder, main, "new", "hoi-mau", "--json")
    assert.strictEqual(made.status, 0, made.stderr)
    const project = join(folder, "hoi-mau")
    assert.includeMembers(JSON.parse(made.stdout).written, ["lienhoi.config.ts", "test/month.test.ts"])
    symlinkSync(join(root, "node_modules"), join(project, "node_modules"))
    const own = node(project, "--test", "test/month.test.ts")
    assert.strictEqual(own.status, 0, own.stdout)
    for (const line of [
      ["store", "init", "./data"],
      ["template", "check", "templates/bao-cao-thang.yaml"],
      ["template", "preview", "templates/nhom-zalo.yaml", "--out", "nhom-zalo.html"]
    ]) {
      const ran = node(project, main, ...line)
      assert.strictEqual(ran.status, 0, `${line.join(" ")}\n${ran.stdout}${ran.stderr}`)
    }
    assert.include(readdirSync(project), "nhom-zalo.html")
  })
)

test("lienhoi new: a name that cannot be used and a folder with files are refused, and nothing is written", () =>
  inFolder((folder) => {
    for (const name of ["Hội Phụ nữ", "-x", "9a"]) {
      const refused = node(folder, main, "new", "--", name)
      assert.include([1, 2], refused.status, name)
    }
    mkdirSync(join(folder, "co-tep"))
    writeFileSync(join(folder, "co-tep", "ghi-chu.txt"), "")
    const refused = node(folder, main, "new", "co-tep")
    assert.strictEqual(refused.status, 1)
    assert.match(refused.stderr, /co-tep.*đã có tệp/u)
    assert.deepStrictEqual(readdirSync(folder), ["co-tep"])
  }))
