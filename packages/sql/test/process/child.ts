import { type ChildProcess, spawn } from "node:child_process"

/** A process that runs one of the files beside this one. */
export interface Child {
  readonly process: ChildProcess
  /** Whole lines it has said so far. */
  readonly lines: () => ReadonlyArray<string>
  /** What it complained about. */
  readonly complaints: () => string
  /** Its exit code, `null` when it was killed. */
  readonly ended: Promise<number | null>
  /** Waits until it has said so many lines. */
  readonly said: (count: number) => Promise<void>
}

/** Starts it. */
export const start = (file: string, ...args: ReadonlyArray<string>): Child => {
  const path = new URL(file, import.meta.url).pathname
  const child = spawn(process.execPath, ["--conditions=@lienhoi/source", path, ...args], {
    stdio: ["ignore", "pipe", "pipe"]
  })
  let out = ""
  let err = ""
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)))
  const lines = () => out.split("\n").slice(0, -1)
  return {
    process: child,
    lines,
    complaints: () => err,
    ended,
    said: async (count) => {
      while (lines().length < count && child.exitCode === null && child.signalCode === null)
        await new Promise((go) => setTimeout(go, 10))
      if (lines().length < count) throw new Error(`${file} ended after ${lines().length} lines: ${err}`)
    }
  }
}
