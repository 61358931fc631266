/**
 * The `lienhoi` command in this process: the same line, the same answer, the same exit code, without starting another Node
 * for each. What only a process can do (signals, its own modules, its clock) is asked of one: `hamlet.ts`.
 */
import { commands } from "../../packages/lienhoi/src/command/commands.ts"
import { run } from "../../packages/lienhoi/src/command/Line.ts"

const root = new URL("../../", import.meta.url).pathname

/** What a line came to. */
export interface Ended {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a line as if it were typed in that folder, the root of the repository when none is given. */
export const lienhoiIn =
  (folder: () => string) =>
  async (...args: ReadonlyArray<string>): Promise<Ended> => {
    let stdout = ""
    let stderr = ""
    const before = process.cwd()
    process.chdir(folder())
    try {
      const status = await run(commands, args, {
        out: (text) => {
          stdout += text
        },
        err: (text) => {
          stderr += text
        }
      })
      return { status, stdout, stderr }
    } finally {
      process.chdir(before)
    }
  }

/** Runs a line in the root of the repository. */
export const lienhoi = lienhoiIn(() => root)
