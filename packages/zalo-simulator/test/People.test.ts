import { describe, expect, it } from "vitest"
import { account, app, day, hoa, lan, mai, open, png } from "./fixture.ts"

describe("uploads", () => {
  it("uploads.sizes: a picture of one megabyte goes, one byte more is -210, another kind -201", async () => {
    const { upload, hosts } = await open()
    const image = async (bytes: Uint8Array, name = "a.png") =>
      (await upload(`${hosts.openapi}/v2.0/oa/upload/image`, bytes, name, "image/png")).json.error
    expect(await image(png(1024 * 1024))).toBe(0)
    expect(await image(png(1024 * 1024 + 1))).toBe(-210)
    expect(await image(new Uint8Array([1, 2, 3]))).toBe(-201)
    const file = async (text: string, name: string) =>
      (await upload(`${hosts.openapi}/v2.0/oa/upload/file`, new TextEncoder().encode(text), name, "application/pdf"))
        .json
    expect((await file("%PDF-1.7 báo cáo", "bao-cao.pdf")).data).toHaveProperty("token")
    expect((await file("MZ", "virus.exe")).error).toBe(-201)
    expect(
      (await upload(`${hosts.openapi}/v2.0/oa/upload/gif`, new TextEncoder().encode("GIF89a"), "a.gif", "image/gif"))
        .json.error
    ).toBe(0)
  })

  it("uploads.monthly: the quota of a month, free again in the next", async () => {
    const { upload, hosts, control, as } = await open()
    control.set({ "uploads.monthly": 1 })
    const image = async () =>
      (await upload(`${hosts.openapi}/v2.0/oa/upload/image`, png(9), "a.png", "image/png")).json.error
    expect([await image(), await image()]).toEqual([0, -211])
    await control.clock({ at: "2026-10-31T17:00:00.000Z" })
    as(control.grant().access_token)
    expect(await image()).toBe(0)
  })

  it("uploads.days: kept for seven days, then -100", async () => {
    const { upload, hosts, control, cs, as } = await open()
    control.act({ do: "send", person: "lan", text: "a" })
    const { token } = (
      await upload(`${hosts.openapi}/v2.0/oa/upload/file`, new TextEncoder().encode("%PDF"), "a.pdf", "application/pdf")
    ).json.data as { readonly token: string }
    const send = async () => (await cs(lan, { attachment: { type: "file", payload: { token } } })).json.error
    await control.clock({ advance: 7 * day })
    as(control.grant().access_token)
    expect(await send()).toBe(0)
    await control.clock({ advance: 1 })
    control.act({ do: "send", person: "lan", text: "b" })
    expect(await send()).toBe(-100)
  })

  it("uploads.bound: another account cannot send it, and a picture is no file", async () => {
    const { upload, hosts, control, cs, as } = await open()
    control.account({ id: "4000000000000000005", name: "Hội khác" })
    control.act({ do: "send", person: "lan", text: "a", account: "4000000000000000005" })
    control.act({ do: "send", person: "lan", text: "a" })
    const { attachment_id } = (await upload(`${hosts.openapi}/v2.0/oa/upload/image`, png(9), "a.png", "image/png")).json
      .data as { readonly attachment_id: string }
    expect((await cs(lan, { attachment: { type: "file", payload: { token: attachment_id } } })).json.error).toBe(-201)
    as(control.grant({ account: "4000000000000000005" }).access_token)
    const { uid } = control.ids({ person: "lan", account: "4000000000000000005" })
    const message = {
      attachment: {
        type: "template",
        payload: { template_type: "media", elements: [{ media_type: "image", attachment_id }] }
      }
    }
    expect((await cs(uid, message)).json.error).toBe(-201)
    control.set({ "uploads.bound": false })
    expect((await cs(uid, message)).json.error).toBe(0)
  })
})

describe("people an account knows", () => {
  it("users.list: fifty a page, filters, none beyond the ten thousandth", async () => {
    const { control, data } = await open()
    for (let i = 0; i < 60; i++) control.person({ key: `p${i}`, name: `Người ${i}`, follows: [account.id] })
    control.act({ do: "send", person: "lan", text: "a" })
    const list = (more: object) => data("/v3.0/oa/user/getlist", { offset: 0, count: 50, ...more })
    expect((await list({})).json.data).toMatchObject({ total: 63, count: 50 })
    expect((await list({ offset: 50 })).json.data).toMatchObject({ count: 13 })
    expect((await list({ count: 51 })).json.error).toBe(-210)
    expect((await list({ offset: 9952 })).json.error).toBe(-210)
    expect((await list({ last_interaction_period: "TODAY" })).json.data).toMatchObject({ users: [{ user_id: lan }] })
    expect((await list({ last_interaction_period: "2026_10_01:2026_10_19" })).json.data).toMatchObject({ total: 0 })
    expect((await list({ is_follower: "false" })).json.data).toMatchObject({ total: 0 })
  })

  it("users.tags: the first person tagged makes the tag; each step is told", async () => {
    const { control, oa, hosts, get, hear } = await open()
    const { caught } = await hear()
    const tag = (path: string, body: string) => oa(path, body)
    expect((await tag("/v2.0/oa/tag/tagfollower", `{"user_id":${lan},"tag_name":"chi hội trưởng"}`)).json.error).toBe(0)
    await tag("/v2.0/oa/tag/tagfollower", `{"user_id":"${hoa}","tag_name":"chi hội trưởng"}`)
    expect((await get(`${hosts.openapi}/v2.0/oa/tag/gettagsofoa`)).json.data).toEqual(["chi hội trưởng"])
    await tag("/v2.0/oa/tag/rmfollowerfromtag", `{"user_id":${hoa},"tag_name":"chi hội trưởng"}`)
    await tag("/v2.0/oa/tag/rmtag", `{"tag_name":"chi hội trưởng"}`)
    expect((await tag("/v2.0/oa/tag/rmtag", `{"tag_name":"chi hội trưởng"}`)).json.error).toBe(-201)
    await control.settled()
    expect(caught.map(({ json }) => [json.event_name, json.tag])).toEqual([
      ["add_user_to_tag", { name: "chi hội trưởng" }],
      ["add_user_to_tag", { user_ids: [lan], name: "chi hội trưởng" }],
      ["add_user_to_tag", { user_ids: [hoa], name: "chi hội trưởng" }],
      ["remove_user_from_tag", { user_ids: [hoa], name: "chi hội trưởng" }],
      ["remove_tag", { name: "chi hội trưởng" }]
    ])
  })

  it("a profile is read, written and forgotten; an external id is one person's", async () => {
    const { data, oa, control } = await open()
    const update = (user_id: string, more: object) => oa("/v3.0/oa/user/update", { user_id, ...more })
    await update(lan, { user_alias: "chị Lan ấp 1", user_external_id: "u-1", shared_info: { address: "Ấp 1" } })
    expect((await update(hoa, { user_external_id: "u-1" })).json.error).toBe(-201)
    const detail = async () => (await data("/v3.0/oa/user/detail", { user_id: lan })).json.data
    expect(await detail()).toMatchObject({
      user_id: lan,
      user_id_by_app: "3000000000000000003",
      user_external_id: "u-1",
      display_name: "Nguyễn Thị Lan",
      user_alias: "chị Lan ấp 1",
      user_is_follower: true,
      shared_info: { address: "Ấp 1" }
    })
    await oa("/v2.0/oa/deletefollowerinfo", { user_id: lan })
    expect(await detail()).toMatchObject({ user_external_id: "", user_alias: "" })
    control.app({ id: app.id, linked: [] })
    expect(await detail()).not.toHaveProperty("user_id_by_app")
    expect((await data("/v3.0/oa/user/detail", { user_id: "1" })).json.error).toBe(-201)
    expect((await data("/v3.0/oa/user/detail", "x")).json.error).toBe(-201)
  })

  it("own fields are kept as text under keys that name their kind", async () => {
    const { data, oa, hosts, get } = await open()
    const field = { key: "so_con", name: "Số con", data_type: "number", description: "" }
    expect((await oa("/v3.0/oa/userfield/create", field)).json.error).toBe(0)
    expect((await oa("/v3.0/oa/userfield/create", field)).json.error).toBe(-201)
    expect((await oa("/v3.0/oa/userfield/update", { key: "so_con", data_type: "text" })).json.error).toBe(-201)
    await oa("/v3.0/oa/user/update/custominfo", { user_id: lan, custom_info: { so_con: 2 } })
    expect((await data("/v3.0/oa/user/detail/custominfo", { user_id: lan })).json.data).toEqual({ so_con_number: "2" })
    await oa("/v3.0/oa/userfield/delete", { key: "so_con" })
    expect((await get(`${hosts.openapi}/v3.0/oa/userfield/get`)).json.data).toEqual([])
  })

  it("history is newest first, ten at most, with src and milliseconds as a number", async () => {
    const { control, cs, data } = await open()
    control.act({ do: "send", person: "mai", text: "Em chào chị" })
    await cs(mai, "Chào em")
    const { json } = await data("/v2.0/oa/conversation", { user_id: mai, offset: 0, count: 10 })
    expect(json.data).toMatchObject([
      { src: 0, message: "Chào em", from_id: account.id, to_id: mai },
      { src: 1, message: "Em chào chị", from_id: mai, time: 1_792_461_600_000, type: "text" }
    ])
    expect((await data("/v2.0/oa/listrecentchat", { offset: 0, count: 11 })).json.error).toBe(-210)
  })
})
