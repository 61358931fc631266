import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

/** Tests read the sources of every package (condition `@lienhoi/source`): no build stands between a change and its test. */
export default defineConfig({
  resolve: { conditions: ["@lienhoi/source", "node", "import", "default"] },
  ssr: { resolve: { conditions: ["@lienhoi/source", "node", "import", "default"] } },
  test: {
    include: ["packages/*/test/**/*.test.{ts,tsx}", "tests/**/*.test.ts", "examples/*/test/**/*.test.ts"],
    setupFiles: ["tests/seed.ts"],
    // Every core: on the two of continuous integration vitest would leave one idle.
    maxWorkers: availableParallelism(),
    // Files of one worker share what they import: reading the sources anew for each costs more than most tests do.
    isolate: false,
    env: {
      TZ: "Asia/Kathmandu",
      // Node keeps what it made of the sources: every process that a test starts loads them anew otherwise.
      NODE_COMPILE_CACHE: fileURLToPath(new URL("node_modules/.cache/node-compile/", import.meta.url))
    },
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
