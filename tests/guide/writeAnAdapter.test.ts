import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { fences, root, same } from "./follow.ts"
import "../../docs/guides/write-a-channel/SmsChannel.test.ts"
import "../../docs/guides/write-a-store/store.test.ts"

/** The page shows whole files, piece by piece, and nothing that is not in them. */
const isCutFrom = (page: string, folder: string, files: ReadonlyArray<string>): void => {
  const shown = Map.groupBy(
    fences(`docs/guides/${page}`).filter(({ info }) => info !== ""),
    ({ info }) => info
  )
  it(`${page} shows ${files.join(", ")} whole`, () => {
    expect([...shown.keys()]).toEqual(files)
    for (const file of files) {
      const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "")
      const pieces = shown.get(file)!.map(({ text }) => text)
      const whole = readFileSync(join(root, "docs/guides", folder, file), "utf8")
      for (const piece of pieces) expect(whole).toContain(piece.trimEnd())
      expect(lines(pieces.join("\n"))).toEqual(lines(whole))
    }
  })
}

isCutFrom("viet-kenh-gui.md", "write-a-channel", ["SmsChannel.ts", "SmsChannel.test.ts"])
isCutFrom("viet-kho.md", "write-a-store", ["SqliteFile.ts", "SqliteRunLog.ts", "SqliteJournal.ts", "store.test.ts"])
same("docs/guides/viet-kenh-gui.md", "docs/guides/write-a-channel.md")
same("docs/guides/viet-kho.md", "docs/guides/write-a-store.md")
