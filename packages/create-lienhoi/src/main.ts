#!/usr/bin/env node
/**
 * `npm create lienhoi DIR` is `lienhoi new DIR` of the version that came along.
 *
 * @since 0.1.0
 */
import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

const manifest = createRequire(import.meta.url).resolve("lienhoi/package.json")
const { bin }: { readonly bin: { readonly lienhoi: string } } = createRequire(import.meta.url)(manifest)
const command = [join(dirname(manifest), bin.lienhoi), "new", ...process.argv.slice(2)]

spawn(process.execPath, command, { stdio: "inherit" }).once("exit", (code) => {
  process.exitCode = code ?? 3
})
