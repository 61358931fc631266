import { describe, expect, it } from "vitest"
import { account, day, hoa, lan, mai, open } from "./fixture.ts"

const base = "/v3.0/oa/group"
const info = (data: unknown) => (data as { readonly group_info: Record<string, unknown> }).group_info

describe("groups of an account", () => {
  it("gmf.assets: each group uses one asset; a used one is -238, an unknown one -201", async () => {
    const { group, oa } = await open()
    const id = await group()
    const create = async (asset_id: string) =>
      (await oa(`${base}/creategroupwithoa`, { group_name: "Nhóm", asset_id, member_user_ids: [lan] })).json.error
    expect([await create("asset-10"), await create("none"), await create("asset-50")]).toEqual([-238, -201, 0])
    const { data } = (await oa("/v3.0/oa/quota/group", { quota_owner: "OA" })).json
    expect(data).toMatchObject([
      { asset_id: "asset-10", status: "used", used_id: id, auto_renew: true },
      { asset_id: "asset-50", status: "used" },
      { asset_id: "asset-100", status: "available", used_id: "" }
    ])
    await oa(`${base}/delete`, { group_id: id })
    expect(await create("asset-10"), "free again").toBe(0)
  })

  it("gmf.create: somebody of the account's administrators is in, nobody unknown, one at least", async () => {
    const { oa, control } = await open()
    const create = async (member_user_ids: ReadonlyArray<string>) =>
      (await oa(`${base}/creategroupwithoa`, { group_name: "Nhóm", asset_id: "asset-50", member_user_ids })).json
    expect((await create([hoa])).error).toBe(-201)
    expect((await create([])).error).toBe(-201)
    expect((await create([lan, "1"])).error).toBe(-201)
    const made = await create([lan, hoa])
    expect(made.data).toMatchObject({ name: "Nhóm", total_member: 3, status: "enabled" })
    expect((made.data as { readonly group_link: string }).group_link).toMatch(/^https:\/\/zalo\.me\/g\//)
    control.set({ "gmf.create": false })
    expect(
      (await oa(`${base}/creategroupwithoa`, { group_name: "Nhóm", asset_id: "asset-10", member_user_ids: [hoa] })).json
        .error
    ).toBe(0)
  })

  it("gmf.members: more than the asset holds is -210, or what is set", async () => {
    const { group, oa, control } = await open()
    const id = await group()
    const more = Array.from({ length: 8 }, (_, i) => {
      control.person({ key: `p${i}`, name: `Người ${i}`, follows: [account.id] })
      return control.ids({ person: `p${i}` }).uid
    })
    const invite = async () => (await oa(`${base}/invite`, { group_id: id, member_user_ids: more })).json.error
    expect(await invite()).toBe(-210)
    control.set({ "gmf.members": -211 })
    expect(await invite()).toBe(-211)
  })

  it("gmf.lapse: an asset that ran out disables its group; a new one enables it", async () => {
    const { group, oa, control, get, hosts, as } = await open()
    control.account({
      id: account.id,
      assets: [
        { id: "short", product: "gmf10", until: "2026-10-20" },
        { id: "next", product: "gmf50", until: "2027-01-01" }
      ]
    })
    const id = await group("short")
    const send = async () =>
      (await oa(`${base}/message`, { recipient: { group_id: id }, message: { text: "a" } })).json.error
    const status = async () => info((await get(`${hosts.openapi}${base}/getgroup?group_id=${id}`)).json.data)
    expect([await send(), (await status()).status]).toEqual([0, "enabled"])
    await control.clock({ at: "2026-10-20T17:00:00.000Z" })
    as(control.grant().access_token)
    expect([await send(), (await status()).status]).toEqual([-237, "disabled"])
    expect((await status()).auto_delete_date).toBe("04/12/2026")
    expect((await oa(`${base}/updateasset`, { group_id: id, asset_id: "next" })).json.error).toBe(0)
    expect(await send()).toBe(0)
    expect((await status()).max_member, "text, as documented").toBe("50")
  })

  it("gmf.dissolve: 45 days after a missed renewal the group is gone, and says so", async () => {
    const { group, control, oa, hear, as } = await open()
    control.account({ id: account.id, assets: [{ id: "short", product: "gmf10", until: "2026-10-20" }] })
    const { names } = await hear()
    const id = await group("short")
    await control.clock({ advance: 45 * day })
    expect(control.groups()[0]!.deleted).toBe(false)
    await control.clock({ advance: day })
    expect(control.groups()[0]!.deleted).toBe(true)
    expect(names()).toEqual(["create_group", "delete_group"])
    as(control.grant().access_token)
    expect((await oa(`${base}/message`, { recipient: { group_id: id }, message: { text: "a" } })).json.error).toBe(-403)
  })

  it("gmf.invite: success is no membership; the person accepts or does not", async () => {
    const { group, oa, control, hear } = await open()
    const id = await group()
    const { caught } = await hear()
    const invited = await oa(`${base}/invite`, { group_id: id, member_user_ids: [mai] })
    expect(invited.json).toEqual({ error: 0, message: "success" })
    expect(control.groups()[0]).toMatchObject({ members: ["lan", "hoa"], invited: ["mai"] })
    control.act({ do: "accept", person: "mai", group: id })
    await control.settled()
    expect(control.groups()[0]!.members).toEqual(["lan", "hoa", "mai"])
    expect(caught.map(({ json }) => json)).toMatchObject([
      { event_name: "user_join_group", group_id: id, oa_id: account.id, users: [{ id: mai }] }
    ])
    expect(() => control.act({ do: "accept", person: "mai", group: id })).toThrow(/not invited/)
  })

  it("gmf.invite-ineligible: whoever neither follows nor wrote lately cannot be asked", async () => {
    const { group, oa, control } = await open()
    const id = await group()
    control.contact({ person: "mai", follower: false })
    const invite = async () => (await oa(`${base}/invite`, { group_id: id, member_user_ids: [mai] })).json.error
    expect(await invite()).toBe(-232)
    control.set({ "gmf.invite-ineligible": -201 })
    expect(await invite()).toBe(-201)
    control.act({ do: "send", person: "mai", text: "Em muốn vào" })
    expect(await invite()).toBe(0)
  })

  it("gmf.approval: people wait until somebody accepts or rejects them", async () => {
    const { group, oa, control, hear, hosts, get } = await open()
    const id = await group()
    await oa(`${base}/updateinfo`, { group_id: id, join_appr: true })
    const { names } = await hear()
    control.act({ do: "join", person: "mai", group: id })
    const pending = await get(`${hosts.openapi}${base}/listpendinginvite?group_id=${id}`)
    expect(pending.json.data).toMatchObject({ total: 1, members: [{ user_id: mai, name: "Lê Thị Mai" }] })
    expect((await oa(`${base}/rejectpendinginvite`, { group_id: id, member_user_ids: [mai] })).json.error).toBe(0)
    expect((await oa(`${base}/acceptpendinginvite`, { group_id: id, member_user_ids: [mai] })).json.error).toBe(-201)
    control.act({ do: "join", person: "mai", group: id })
    await oa(`${base}/acceptpendinginvite`, { group_id: id, member_user_ids: [mai] })
    await control.settled()
    expect(control.groups()[0]!.members).toContain("mai")
    expect(names()).toEqual([
      "user_request_join_group",
      "reject_request_join_group",
      "user_request_join_group",
      "accept_request_join_group",
      "user_join_group"
    ])
  })

  it("gmf.lock: in a locked group only administrators write", async () => {
    const { group, oa, control } = await open()
    const id = await group()
    await oa(`${base}/updateinfo`, { group_id: id, lock_send_msg: "true" })
    expect(() => control.act({ do: "send", person: "hoa", group: id, text: "a" })).toThrow(/locked/)
    control.act({ do: "send", person: "lan", group: id, text: "a" })
    await oa(`${base}/addadmins`, { group_id: id, member_user_ids: [hoa] })
    control.act({ do: "send", person: "hoa", group: id, text: "b" })
    expect(control.messages({ group: id }).map(({ text }) => text)).toEqual(["a", "b"])
  })

  it("gmf.foreign: a group of another account, a dissolved and an unknown one are -403", async () => {
    const { group, oa, control, as } = await open()
    const id = await group()
    const send = async (group_id: string) =>
      (await oa(`${base}/message`, { recipient: { group_id }, message: { text: "a" } })).json.error
    expect(await send("f0e1d2c3b4a596877869")).toBe(-403)
    control.account({ id: "4000000000000000005", name: "Hội khác" })
    as(control.grant({ account: "4000000000000000005" }).access_token)
    expect(await send(id)).toBe(-403)
    as(control.grant({ account: account.id }).access_token)
    expect(await send(id)).toBe(0)
    await oa(`${base}/delete`, { group_id: id })
    expect(await send(id)).toBe(-403)
  })

  it("gmf.no-quota: the answer tells id and group and nothing of quota", async () => {
    const { group, oa } = await open()
    const id = await group()
    const { json } = await oa(`${base}/message`, { recipient: { group_id: id }, message: { text: "Mời họp" } })
    expect(Object.keys(json.data as object).sort()).toEqual(["group_id", "message_id"])
  })

  it("gmf.mentions: members and everybody are named on the phone, strangers are not", async () => {
    const { group, oa, zalo } = await open()
    const id = await group()
    const text = `Mời [@${hoa}] và [@${id}], không [@${mai}]`
    await oa(`${base}/message`, { recipient: { group_id: id }, message: { text } })
    const page = await (await fetch(zalo.url)).text()
    expect(page).toContain(`Mời @Trần Thị Hoa và @Mọi người, không [@${mai}]`)
  })

  it("gmf.page-size: five rows unless the call asks for more", async () => {
    const { group, hosts, get, control, oa } = await open()
    const more = Array.from({ length: 7 }, (_, i) => {
      control.person({ key: `p${i}`, name: `Người ${i}`, follows: [account.id] })
      return control.ids({ person: `p${i}` }).uid
    })
    const id = await group("asset-50", [lan, ...more])
    const list = async (query: string) =>
      (await get(`${hosts.openapi}${base}/listmember?group_id=${id}${query}`)).json.data
    expect(await list("")).toMatchObject({
      total: 9,
      member_count: 5,
      members: [{ oa_id: account.id }, { user_id: lan }, {}, {}, {}]
    })
    expect(await list("&count=50")).toMatchObject({ member_count: 9 })
    expect((await get(`${hosts.openapi}${base}/getgroupsofoa`)).json.data).toMatchObject({
      total: 1,
      groups: [{ group_id: id }]
    })
    await oa(`${base}/removemembers`, { group_id: id, member_user_ids: more.slice(0, 3) })
    expect(await list("&count=50")).toMatchObject({ total: 6 })
  })

  it("what is said in a group is told with the group as recipient, and read back newest first", async () => {
    const { group, control, hear, hosts, get } = await open()
    const id = await group()
    const { caught } = await hear()
    control.act({ do: "send", person: "hoa", group: id, text: "Có mặt" })
    control.act({ do: "send", person: "lan", group: id, urls: ["https://example.vn/a.jpg"] })
    control.act({ do: "leave", person: "hoa", group: id })
    await control.settled()
    expect(caught.map(({ json }) => json)).toMatchObject([
      { event_name: "user_send_group_text", sender: { id: hoa }, recipient: { id }, oa_id: account.id },
      { event_name: "user_send_group_image", message: { attachments: [{ type: "image" }] } },
      { event_name: "user_out_group", users: [{ id: hoa }] }
    ])
    const { json } = await get(`${hosts.openapi}${base}/conversation?group_id=${id}&offset=0&count=10`)
    expect(json.data).toMatchObject([
      { src: 1, type: "photo", group_id: id, from_id: lan },
      { src: 1, message: "Có mặt", from_id: hoa }
    ])
    expect(() => control.act({ do: "send", person: "mai", group: id, text: "a" })).toThrow(/not in that group/)
  })
})
