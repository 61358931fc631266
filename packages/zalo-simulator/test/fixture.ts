/** A simulated Zalo, somebody who calls it, and somebody who listens. Everybody here is made up. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Simulator, World } from "@lienhoi/zalo-simulator"
import { onTestFinished } from "vitest"

export const app = World.standard.apps[0]!
export const account = World.standard.accounts[0]!
export const lan = "2000000000000000002"
export const hoa = "2000000000000000003"
export const mai = "2000000000000000004"
/** A Tuesday morning in Việt Nam. */
export const morning = "2026-10-20T02:00:00.000Z"
export const minute = 60_000
export const hour = 3_600_000
export const day = 86_400_000

/** An answer as it came. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: Answer
}
interface Answer {
  readonly error?: number | string
  readonly message?: string
  readonly data?: unknown
  readonly [more: string]: unknown
}

export const read = async (response: Response): Promise<Answered> => {
  const text = await response.text()
  const json = (): Answer => {
    try {
      return JSON.parse(text) as Answer
    } catch {
      return {}
    }
  }
  return { status: response.status, headers: response.headers, text, json: json() }
}

/** A webhook that was caught. */
export interface Caught {
  readonly headers: { readonly [name: string]: string | ReadonlyArray<string> | undefined }
  readonly raw: string
  readonly json: { readonly event_name?: string; readonly [member: string]: unknown }
}

/** A server that answers as it is told: a status, or null to hang. */
export const listen = async (answers: () => number | null = () => 200) => {
  const caught: Array<Caught> = []
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8")
      const json = (): Caught["json"] => {
        try {
          return JSON.parse(raw) as Caught["json"]
        } catch {
          return {}
        }
      }
      caught.push({ headers: request.headers, raw, json: json() })
      const status = answers()
      if (status !== null) response.writeHead(status).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/zalo`
  return { url, caught, names: () => caught.map(({ json }) => json.event_name) }
}

/** Starts a simulator and a caller with a token. */
export const open = async (options: Simulator.Options = {}) => {
  const zalo = await Simulator.start({ clock: morning, ...options })
  onTestFinished(zalo.stop)
  const { control, hosts } = zalo
  let { access_token } = control.grant()

  const post = async (url: string, body: unknown, headers: Record<string, string> = {}) =>
    read(
      await fetch(url, {
        method: "POST",
        headers: { access_token, "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body)
      })
    )
  const get = async (url: string, headers: Record<string, string> = {}) =>
    read(await fetch(url, { headers: { access_token, ...headers } }))
  const upload = async (url: string, bytes: Uint8Array, name: string, type: string) => {
    const form = new FormData()
    form.set("file", new Blob([new Uint8Array(bytes)], { type }), name)
    return read(await fetch(url, { method: "POST", headers: { access_token }, body: form }))
  }
  const data = (path: string, value: unknown) =>
    get(`${hosts.openapi}${path}?data=${encodeURIComponent(JSON.stringify(value))}`)
  return {
    zalo,
    control,
    hosts,
    post,
    get,
    data,
    upload,
    /** Calls with another token from now on. */
    as: (token: string) => {
      access_token = token
    },
    oa: (path: string, body: unknown) => post(`${hosts.openapi}${path}`, body),
    cs: (uid: string, message: unknown) =>
      post(`${hosts.openapi}/v3.0/oa/message/cs`, {
        recipient: { user_id: uid },
        message: typeof message === "string" ? { text: message } : message
      }),
    template: (body: unknown) => post(`${hosts.business}/message/template`, body),
    token: async (
      form: Record<string, string>,
      headers: Record<string, string> = { secret_key: app.secret },
      path = "/v4/oa/access_token"
    ) =>
      read(
        await fetch(`${hosts.oauth}${path}`, {
          method: "POST",
          headers,
          body: new URLSearchParams({ app_id: app.id, ...form })
        })
      ),
    /** A group with Lan and Hoa in it. */
    group: async (asset = "asset-10", members: ReadonlyArray<string> = [lan, hoa]) => {
      const answer = await post(`${hosts.openapi}/v3.0/oa/group/creategroupwithoa`, {
        group_name: "Chi hội ấp 1",
        asset_id: asset,
        member_user_ids: members
      })
      return (answer.json.data as { readonly group_id: string }).group_id
    },
    /** Hears everything from now on. */
    hear: async (answers?: () => number | null) => {
      const listener = await listen(answers)
      control.webhook({ url: listener.url })
      return listener
    }
  }
}

/** A PNG of that many bytes, as far as its first ones tell. */
export const png = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return bytes
}
