/**
 * Makes the repository ready for one command and runs it: `node tools/ready.mjs test node tools/test.ts`. Installs what
 * that command needs and nothing else, once. Plain JavaScript without dependencies, because it is what runs first, on
 * the machine's own Node.
 *
 * Node itself comes through npm (`optionalDependencies` of the root), and the command runs on that one. It is started
 * from here and not behind `&&` in a script: a shell that has just run the machine's `node` would run it again.
 */
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { delimiter, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { npm } from "./npm.mjs"

const demo = [
  ...[
    "words",
    "calendar",
    "hierarchy",
    "template",
    "report",
    "aggregation",
    "messaging",
    "reminders",
    "sql",
    "office",
    "email",
    "zalo",
    "zalo-simulator",
    "packs",
    "lienhoi"
  ].map((name) => `packages/${name}`),
  "examples/hau-giang",
  "examples/redraw-2025"
]
const test = [
  ...demo,
  "examples/mail-report",
  "examples/zalo-report",
  "examples/own-server",
  "examples/province-office",
  "examples/other-servers",
  "packages/http",
  "packages/react",
  "packages/create-lienhoi",
  "packages/testing",
  "tests",
  "docs"
]
const build = [...test, "tools"]

/** What each command needs, as workspaces. */
const sets = {
  demo,
  "zalo-report": [...demo, "examples/zalo-report"],
  "province-office": [...demo, "packages/http", "packages/react", "examples/province-office"],
  "own-server": [...demo.filter((workspace) => workspace.startsWith("packages/")), "examples/own-server"],
  "other-servers": [...demo, "packages/http", "packages/react", "examples/other-servers"],
  "mail-report": [...demo, "examples/mail-report"],
  test,
  build,
  rehearse: [...build, "tools/rehearsal"],
  docs: build,
  check: [...build, "benchmarks", "tools/rehearsal"],
  bench: [...demo, "packages/http", "packages/react", "examples/province-office", "benchmarks"]
}

const leastNode = [22, 19]

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, "node_modules")
const stamp = join(modules, ".lienhoi-ready.json")

/** One line for a person, on the error stream: what the command prints stays its own. */
const say = (vietnamese, english) => process.stderr.write(`${vietnamese} / ${english}\n`)

const stop = (vietnamese, english, code) => {
  say(vietnamese, english)
  process.exit(code)
}

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex")

/** What stands in node_modules, as far as this script knows: nothing known is an empty list. */
const installed = () => {
  try {
    return JSON.parse(readFileSync(stamp, "utf8"))
  } catch {
    return { lock: lockHash(), workspaces: [] }
  }
}

const diskUse = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((total, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return total + diskUse(path)
    const { blocks, size } = lstatSync(path)
    return total + (blocks === undefined ? size : blocks * 512)
  }, 0)

const install = (set, needed) => {
  const lock = lockHash()
  const before = installed()
  const afresh = !existsSync(join(modules, ".package-lock.json")) || before.lock !== lock
  const workspaces = [...new Set([...before.workspaces, ...needed])]
  const start = performance.now()

  say(`Đang cài những gì lệnh "${set}" cần…`, `Installing what "${set}" needs…`)
  const { command, args, env, shell } = npm([
    ...(afresh ? ["ci", "--include-workspace-root"] : ["install", "--no-save"]),
    "--ignore-scripts",
    ...(afresh ? workspaces : needed).flatMap((workspace) => ["--workspace", workspace])
  ])
  const { status } = spawnSync(command, args, { cwd: root, env, shell, stdio: ["ignore", 2, 2] })
  if (status !== 0) {
    stop(
      "Không cài được; xem dòng lỗi của npm ở trên, kiểm tra mạng rồi chạy lại",
      "Could not install; read npm's lines above, check the network and run again",
      3
    )
  }
  writeFileSync(stamp, `${JSON.stringify({ lock, workspaces }, null, 2)}\n`)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  const megabytes = (diskUse(modules) / 1e6).toFixed(0)
  say(`Đã cài: node_modules ${megabytes} MB, ${seconds} giây`, `Installed: ${megabytes} MB, ${seconds} s`)
}

const env = { ...process.env, PATH: [join(modules, ".bin"), process.env.PATH].join(delimiter) }
const shell = process.platform === "win32"

/** The Node that commands get. Refuses one that is too old, before anything fails in a way nobody understands. */
const nodeToUse = () => {
  const question = "[process.versions.node, process.execPath].join()"
  const { stdout } = spawnSync("node", ["--print", question], { encoding: "utf8", env, shell })
  const [version = "?", path = "node"] = (stdout ?? "").trim().split(",")
  const [major = 0, minor = 0] = version.split(".").map(Number)
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return path
  const least = leastNode.join(".")
  return stop(
    `Cần Node ${least} trở lên, đang có ${version}. Hãy chạy qua npm (npm run …), không dùng --omit=optional; xóa node_modules rồi chạy lại`,
    `Node ${least} or later is needed, found ${version}. Run through npm (npm run …), without --omit=optional; delete node_modules and run again`,
    3
  )
}

const [set, program, ...rest] = process.argv.slice(2)
if (!Object.hasOwn(sets, set ?? "")) {
  stop(
    `Cách dùng: node tools/ready.mjs ${Object.keys(sets).join("|")} [lệnh cần chạy]`,
    "Usage: name what to make ready, then the command to run",
    2
  )
}
const needed = sets[set].filter((workspace) => existsSync(join(root, workspace, "package.json")))
const { lock, workspaces } = installed()
if (lock !== lockHash() || needed.some((workspace) => !workspaces.includes(workspace))) install(set, needed)

const node = nodeToUse()
if (program !== undefined) {
  const options = { cwd: root, stdio: "inherit" }
  const { status } =
    program === "node"
      ? spawnSync(node, rest, { ...options, env })
      : spawnSync(program, rest, { ...options, env, shell })
  process.exit(status ?? 1)
}
