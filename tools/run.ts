/** Runs a program to its end and keeps what it said. */
import { spawn } from "node:child_process"
import { join } from "node:path"
import { npm as npmCall } from "./npm.mjs"
import { root } from "./packages.ts"

export interface Outcome {
  readonly code: number
  readonly stdout: string
  /** Both streams, as a person would have seen them. */
  readonly output: string
}

interface Options {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly shell?: boolean
}

export const run = (command: string, args: ReadonlyArray<string>, options: Options = {}): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...options.env }
    const child = spawn(command, args, { cwd: root, ...options, env, stdio: ["ignore", "pipe", "pipe"] })
    let stdout = ""
    let output = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text
      output += text
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text
    })
    child.on("error", reject)
    child.on("close", (code) => resolve({ code: code ?? 1, stdout, output }))
  })

/** A program of `node_modules/.bin`. */
export const tool = (name: string, args: ReadonlyArray<string>, options: Options = {}): Promise<Outcome> =>
  run(join(root, "node_modules/.bin", name), args, { shell: process.platform === "win32", ...options })

export const npm = (args: ReadonlyArray<string>, options: Options = {}): Promise<Outcome> => {
  const call = npmCall(args)
  return run(call.command, call.args, { shell: call.shell, ...options, env: { ...call.env, ...options.env } })
}

/** The lines of a failed program; a good end has nothing to say. */
export const complaints = ({ code, output }: Outcome): ReadonlyArray<string> =>
  code === 0 ? [] : output.split("\n").filter((line) => line.trim() !== "")
