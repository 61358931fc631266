/** A small office for the tests of the API: the sample province, one monthly template, a clock that stands still. */
import * as Handler from "@lienhoi/http/Handler"
import type * as Identity from "@lienhoi/http/Identity"
import type { Office } from "@lienhoi/http/Office"
import type { Grant } from "@lienhoi/report/Grant"
import * as SampleProvince from "@lienhoi/testing/SampleProvince"
import { type App, openApp } from "lienhoi"

const template = `
template: mau/bao-cao-thang
title: Báo cáo tháng
period: month
due: { chi_hoi: { day: 15, month_offset: 1 } }
sections:
  to_chuc:
    title: Tổ chức
    asked_of: [chi_hoi]
    fields:
      - key: HV
        label: Tổng số hội viên
        type: count
        combine: { units: sum, periods: last }
        disaggregate:
          - { by: tuoi, items: { tre: 18 đến 35 tuổi, lon: trên 35 tuổi } }
      - { key: ANH, label: Ảnh hoạt động, type: photo }
`

/** A notice that branches acknowledge within two days. */
export const noticeTemplate = `
template: mau/thong-bao
title: Thông báo
kind: notice
acknowledge: { levels: [chi_hoi], within: { days: 2 } }
sections: {}
`

/** Today, in every test. */
const today = "2024-10-10"

export const grant = (account: string, unit: string, more: Partial<Grant> = {}): Grant => ({
  id: `${account} ${unit} ${more.role ?? "figures"}`,
  account,
  unit,
  route: "own",
  role: "figures",
  lineage: "*",
  from: "2024-01-01",
  until: null,
  ...more
})

/** Accounts are persons: `Bearer nguoi-x1`. */
const identity: Identity.Identity = {
  of: async (request) => {
    const [kind, person] = (request.headers.get("authorization") ?? "").split(" ")
    if (kind === "Bearer" && person !== undefined) return { account: person, person, by: "token" }
    const cookie = /(?:^|; )who=([\w-]+)/u.exec(request.headers.get("cookie") ?? "")?.[1]
    return cookie === undefined ? null : { account: cookie, person: cookie, by: "cookie" }
  }
}

/** The office, the API over it, and a way to call it. `over` takes the place of what the office does. */
export const open = async (
  grants: ReadonlyArray<Grant>,
  over: (app: App) => Partial<Office> & Partial<Omit<Handler.Options, "office" | "prefix">> = () => ({}),
  store?: string,
  more: ReadonlyArray<string> = []
) => {
  const opened = await openApp(
    {
      association: "vwu",
      since: SampleProvince.since,
      units: { text: SampleProvince.unitsCsv },
      people: { text: SampleProvince.peopleCsv },
      templates: [template, ...more].map((text) => ({ text })),
      channels: { byHand: {} },
      ...(store === undefined ? {} : { store })
    },
    { now: () => "2024-10-10T03:00:00.000Z" }
  )
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join("\n"))
  const app = opened.value
  await app.grant(grants)
  const mounted = Handler.mount({
    office: { ...app, ...over(app) },
    identity,
    today: () => today,
    prefix: "/api",
    ...over(app)
  })
  const call = async (
    method: "GET" | "POST",
    path: string,
    {
      as,
      body,
      headers = {}
    }: { readonly as?: string; readonly body?: unknown; readonly headers?: Record<string, string> } = {}
  ) => {
    const response = await mounted.handle(
      new Request(`http://van-phong.example/api${path}`, {
        method,
        headers: {
          ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers
        },
        ...(body === undefined
          ? {}
          : {
              body: typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body)
            })
      })
    )
    const text = await response.text()
    const type = response.headers.get("content-type")
    return {
      status: response.status,
      type,
      headers: response.headers,
      body: text !== "" && type?.includes("json") ? JSON.parse(text) : text === "" ? null : text
    }
  }
  return {
    app,
    mounted,
    call,
    close: async () => {
      await mounted.close()
      await app.close()
    }
  }
}
