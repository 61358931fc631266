/** A new project is a folder that runs: its own test is run in it, as its owner would. */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { assert, test } from "@effect/vitest"

const root = fileURLToPath(new URL("../../", import.meta.url))
const source = "--conditions=@lienhoi/source"
const main = join(root, "packages/lienhoi/src/command/main.ts")

const inFolder = async (work: (folder: string) => void | Promise<void>) => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-new-"))
  try {
    await work(folder)
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
      ["template", "check", "templates/bao-cao-thang.yaml"],
      ["template", "preview", "templates/nhom-zalo.yaml", "--out", "nhom-zalo.html"]
    ]) {
      const ran = node(project, main, ...line)
      assert.strictEqual(ran.status, 0, `${line.join(" ")}\n${ran.stdout}${ran.stderr}`)
    }
    assert.include(readdirSync(project), "nhom-zalo.html")
  })
)

/** `npm start` of a project: where it listens, the password it printed, and a way to stop it: as Ctrl-C does, or as systemd. */
const start = async (project: string) => {
  const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"))
  const [program, ...args] = scripts.start.split(" ")
  assert.strictEqual(program, "node")
  const env = { ...process.env, PORT: "0" }
  const child = spawn(process.execPath, [source, ...args], { cwd: project, env, stdio: ["ignore", "pipe", "inherit"] })
  let said = ""
  for await (const text of child.stdout.setEncoding("utf8")) {
    said += text
    if (said.includes("/api/docs")) break
  }
  const stop = async (signal: NodeJS.Signals) => {
    const ended = once(child, "exit")
    child.kill(signal)
    return (await ended)[0]
  }
  return { said, base: /http:\/\/127\.0\.0\.1:\d+/u.exec(said)?.[0] ?? "", stop }
}

test(
  "lienhoi new: npm start opens an office to sign in to, and what was reported is there after a restart",
  { timeout: 120_000 },
  () =>
    inFolder(async (folder) => {
      assert.strictEqual(node(folder, main, "new", "hoi-mau").status, 0)
      const project = join(folder, "hoi-mau")
      symlinkSync(join(root, "node_modules"), join(project, "node_modules"))
      const board = "/api/boards/hoi-mau/nhom-zalo/2026-10/ap-1"

      const first = await start(project)
      const password = /password: (\S+)/u.exec(first.said)?.[1]
      const post = (path: string, body: unknown, cookie = "") =>
        fetch(`${first.base}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: first.base, cookie },
          body: JSON.stringify(body)
        })
      assert.strictEqual((await fetch(`${first.base}${board}`)).status, 401)
      assert.strictEqual((await post("/session", { name: "chi-ap-1", password: "sai mật khẩu" })).status, 401)
      const signedIn = await post("/session", { name: "chi-ap-1", password })
      assert.strictEqual(signedIn.status, 204)
      const cookie = signedIn.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ")
      const report = { values: { NHOM: "4 nhóm", HOI_VIEN: "1.205" } }
      const taken = await post("/api/reports/hoi-mau/nhom-zalo/2026-10/ap-1/submit", report, cookie)
      assert.strictEqual(taken.status, 200, await taken.text())
      assert.strictEqual(await first.stop("SIGTERM"), 0)

      const again = await start(project)
      assert.notInclude(again.said, "password")
      const seen = await fetch(`${again.base}${board}`, { headers: { cookie } })
      assert.deepStrictEqual([seen.status, (await seen.text()).includes('"submitted"')], [200, true])
      assert.strictEqual(await again.stop("SIGINT"), 0)
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
