import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { assert, test } from "@effect/vitest"

const main = fileURLToPath(new URL("../../examples/own-server/main.ts", import.meta.url))

/** Starts the example as its own process, and reads where it listens. */
const start = async () => {
  const child = spawn(process.execPath, ["--conditions=@lienhoi/source", main], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const [line] = await once(child.stdout.setEncoding("utf8"), "data")
  const stop = async () => {
    const ended = once(child, "exit")
    child.kill("SIGINT")
    return (await ended)[0]
  }
  return { base: /http:\/\/127\.0\.0\.1:\d+/u.exec(String(line))![0], stop }
}

test("a server with its own database and sign-in takes reports and sums them", async () => {
  const { base, stop } = await start()
  const post = (path: string, fields: Record<string, string>, cookie = "") =>
    fetch(`${base}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie },
      body: new URLSearchParams(fields)
    })
  const signIn = async (ten: string, mat_khau = "mau") =>
    ((await post("/dang-nhap", { ten, mat_khau })).headers.get("set-cookie") ?? "").split(";")[0]!

  assert.strictEqual(await signIn("chi-lan", "sai"), "")
  const [lan, xa] = [await signIn("chi-lan"), await signIn("xa-mau")]
  assert.strictEqual((await fetch(`${base}/bao-cao/2024-10`)).status, 401)
  const form = await (await fetch(`${base}/bao-cao/2024-10`, { headers: { cookie: lan } })).text()
  assert.include(form, "Hội viên trong các nhóm (người)")

  const refused = await post("/bao-cao/2024-10", { NHOM: "4 nhóm", HOI_VIEN: "3" }, lan)
  assert.strictEqual(refused.status, 422)
  assert.include(await refused.text(), "Số hội viên ít hơn số nhóm")
  const taken = await post("/bao-cao/2024-10", { NHOM: "4 nhóm", HOI_VIEN: "1.205" }, lan)
  assert.deepStrictEqual([taken.status, (await taken.text()).includes("Đã nhận")], [200, true])

  const total = await (await fetch(`${base}/tong-hop/2024-10`, { headers: { cookie: xa } })).json()
  assert.deepStrictEqual(total[1], {
    label: "Hội viên trong các nhóm",
    value: 1205,
    reported: 1,
    expected: 2,
    missing: ["Ấp 2 › Xã Mẫu"]
  })
  assert.strictEqual(await stop(), 0)
})
