/** LibreOffice as somebody else's program. */
import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Whether it is here. */
export const isHere = spawnSync("soffice", ["--version"]).status === 0
if (!isHere) console.warn("SKIPPED LOUDLY: soffice (LibreOffice) is not here; no report was opened by it.")

/** Opens every file and saves it as another kind, by name; one that it cannot open is missing from the answer. */
export const convert = (
  files: { readonly [name: string]: Uint8Array },
  to: string
): { readonly [name: string]: Uint8Array } => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-soffice-"))
  try {
    const names = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    })
    const out = join(folder, "out")
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`
    execFileSync("soffice", [profile, "--headless", "--convert-to", to, "--outdir", out, ...names], {
      stdio: "ignore",
      timeout: 240_000
    })
    return Object.fromEntries(readdirSync(out).map((name) => [name, new Uint8Array(readFileSync(join(out, name)))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
