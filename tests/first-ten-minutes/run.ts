/**
 * The first ten minutes of a developer, timed: `node tests/first-ten-minutes/run.ts`. In an empty folder it types what the page
 * of `create-lienhoi` says, then what the page of the project made by it says, while the office runs. Packages come from
 * wherever npm gets its own; `npm run release:rehearse` runs this on the registry it has just published to.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, dirname, join } from "node:path"
import { commandsOf } from "./commands.ts"

const page = new URL("../../packages/create-lienhoi/README.md", import.meta.url)
const folder = mkdtempSync(join(tmpdir(), "lienhoi-ten-minutes-"))
// The Node that runs this is the one a reader has: npm's own scripts find it first.
const env = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  npm_config_yes: "true"
}

/** A command as a person types it, in a group of its own so that Ctrl-C reaches all of it. */
const type = (command: string, cwd: string): { readonly child: ChildProcess; readonly said: () => string } => {
  const child = spawn(command, { cwd, env, shell: true, detached: true, stdio: ["ignore", "pipe", "pipe"] })
  let said = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text
    })
  return { child, said: () => said }
}

const finish = async (command: string, cwd: string): Promise<string> => {
  const { child, said } = type(command, cwd)
  const [code] = await once(child, "close")
  if (code !== 0) throw new Error(`${command}\nended with ${code}\n${said()}`)
  return said()
}

/** Types `npm start` and comes back when the office says where it is; the window stays open. */
const open = async (command: string, cwd: string) => {
  const { child, said } = type(command, cwd)
  while (!said().includes("/api/docs")) {
    if (child.exitCode !== null) throw new Error(`${command}\nended with ${child.exitCode}\n${said()}`)
    await Promise.race([once(child.stdout!, "data"), once(child, "close")])
  }
  const close = async () => {
    const ended = once(child, "close")
    process.kill(-child.pid!, "SIGINT")
    await ended
  }
  return { password: /password: (\S+)/u.exec(said())?.[1] ?? "", close }
}

const began = performance.now()
const timed = async <A>(command: string, work: () => Promise<A>): Promise<A> => {
  const start = performance.now()
  const answer = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6)
  console.log(`${seconds} s  ${command.length > 100 ? `${command.slice(0, 97)}…` : command}`)
  return answer
}

let place = folder
let office: Awaited<ReturnType<typeof open>> | null = null
try {
  for (const command of commandsOf(readFileSync(page, "utf8"))) {
    if (command.startsWith("cd ")) place = join(place, command.slice(3))
    else if (command === "npm start") office = await timed(command, () => open(command, place))
    else await timed(command, () => finish(command, place))
  }
  if (office === null) throw new Error("the page does not say npm start")
  const { password } = office
  const done = ["npm install", "npm test", "npm start"]
  for (const written of commandsOf(readFileSync(join(place, "README.md"), "utf8"))) {
    if (done.includes(written) || written.startsWith("npx lienhoi account")) continue
    const command = written.startsWith("curl ") ? `${written.replace('"…"', `"${password}"`)} --fail --silent` : written
    const said = await timed(written, () => finish(command, place))
    if (written.includes("/api/boards/") && !said.includes('"submitted"')) throw new Error(`the board says ${said}`)
  }
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  together, of 600`)
  process.exitCode = performance.now() - began < 600_000 ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await office?.close()
  rmSync(folder, { recursive: true, force: true })
}
