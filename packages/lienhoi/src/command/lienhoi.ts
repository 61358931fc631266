/**
 * The `lienhoi` command: reads the line of this process, prints the answer, leaves the exit code.
 *
 * @since 0.1.0
 */
import { commands } from "./commands.ts"
import { run } from "./Line.ts"

// Whoever reads us may have seen enough: `lienhoi calendar holidays 2026 | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error
  process.exit()
})

process.exitCode = await run(commands, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text)
})
