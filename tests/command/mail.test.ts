import { createHash } from "node:crypto"
import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { lienhoi } from "./hamlet.ts"

const folder = mkdtempSync(join(tmpdir(), "lienhoi-mail-"))
const put = (name: string, text: string | Uint8Array): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe("lienhoi mail parse", () => {
  it("says what a mail is about, whom it claims to come from, and every part with type, bytes and sha256", async () => {
    const bytes = Buffer.from("PK\u0003\u0004 không thật")
    const mail = put(
      "bao-cao.eml",
      [
        "From: =?utf-8?B?Q2jhu4sgTGFu?= <Lan@xa.example>",
        "To: hop@hoi.example",
        "Subject: =?utf-8?B?QsOhbyBjw6Fv?=",
        "Message-ID: <1@xa.example>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Xin gui.",
        "--b",
        'Content-Type: application/octet-stream; name="../xa 1.xlsx"',
        "Content-Transfer-Encoding: base64",
        "",
        bytes.toString("base64"),
        "--b--",
        ""
      ].join("\r\n")
    )
    const { status, stdout } = await lienhoi("mail", "parse", mail, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      subject: "Báo cáo",
      from: { name: "Chị Lan", address: "lan@xa.example" },
      kind: "person",
      parts: [
        { name: null, type: "text/plain" },
        {
          name: "xa 1.xlsx",
          type: "application/octet-stream",
          bytes: bytes.length,
          sha256: createHash("sha256").update(bytes).digest("hex")
        }
      ]
    })
  })

  it("tells a file that is no mail, is empty or is not there", async () => {
    const book = put("so.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0]))
    for (const [file, told] of [
      [book, "không phải thư"],
      [put("trong.eml", ""), "Thư không có nội dung"],
      [join(folder, "khong-co.eml"), "Không có tệp thư"]
    ] as const) {
      const { status, stderr, stdout } = await lienhoi("mail", "parse", file)
      expect([file, status, (stderr + stdout).includes(told)]).toEqual([file, 1, true])
    }
  })
})
