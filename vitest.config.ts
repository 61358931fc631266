import { defineConfig } from "vitest/config"

/** Tests read the sources of every package (condition `@lienhoi/source`): no build stands between a change and its test. */
export default defineConfig({
  resolve: { conditions: ["@lienhoi/source", "node", "import", "default"] },
  ssr: { resolve: { conditions: ["@lienhoi/source", "node", "import", "default"] } },
  test: {
    include: ["packages/*/test/**/*.test.{ts,tsx}", "tests/**/*.test.ts", "examples/*/test/**/*.test.ts"],
    setupFiles: ["tests/seed.ts"],
    env: { TZ: "Asia/Kathmandu" },
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
