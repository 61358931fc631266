/** What leaves the desk of a browser leaves as the account that wrote it. */
import { expect, it, vi } from "vitest"

const letter = {
  report: { lineage: "mau/thang", unit: "x1-1", period: "2024-10" },
  template: { lineage: "mau/thang", id: "mau/thang", version: "1.0.0" },
  values: { HV: 3 },
  seen: 0,
  at: "2024-10-16T01:00:00.000Z",
  said: null
}

it("a form that waits is not sent by whoever signed in next on the same phone", async () => {
  vi.stubGlobal("location", new URL("http://van-phong.example/"))
  const asked: Array<string> = []
  const signedIn = { account: "tk-hoa" }
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`)
    if (request.url.endsWith("/me"))
      return Response.json({ ...signedIn, person: "x", name: null, offices: [], grants: [] })
    return Response.json({
      outcome: "recorded",
      report: { revision: 1, revisions: [{ at: "2024-10-16T01:00:01.000Z" }] }
    })
  })
  try {
    const { send } = await import("../../examples/province-office/web/desk.ts")
    const hers = send(
      "tk-hoa",
      () => true,
      () => asked.push("expired")
    )
    expect(await hers(letter)).toEqual({ is: "received", at: "2024-10-16T01:00:01.000Z", revision: 1 })
    signedIn.account = "tk-lien"
    asked.length = 0
    expect(await hers(letter)).toEqual({ is: "sign-in" })
    expect(asked).toEqual(["GET /api/me", "expired"])
  } finally {
    vi.unstubAllGlobals()
  }
})
