#!/usr/bin/env node
/**
 * Starts the `lienhoi` command, on a Node that can run it: an older one is told so before it trips over our modules.
 *
 * @since 0.1.0
 */
const least = [22, 19] as const
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

if (major < least[0] || (major === least[0] && minor < least[1])) {
  const version = least.join(".")
  process.stderr.write(
    `lienhoi cần Node ${version} trở lên; máy đang chạy ${process.versions.node}.\nlienhoi needs Node ${version} or later; this is ${process.versions.node}.\n`
  )
  process.exitCode = 3
} else {
  await import("./lienhoi.ts")
}
