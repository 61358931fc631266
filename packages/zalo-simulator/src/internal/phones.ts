/** The page with everybody's phone, told of every change, and the pictures that were put up. */
import type { ServerResponse } from "node:http"
import type { Act } from "../Act.ts"
import type { Control } from "../Control.ts"
import type { Received } from "./answer.ts"
import * as Ids from "./ids.ts"
import * as Multipart from "./multipart.ts"
import { page } from "./phonePage.ts"
import { script } from "./phoneScript.ts"
import type { Sim } from "./sim.ts"

export interface Phones {
  readonly serve: (request: Received, response: ServerResponse) => boolean
  readonly changed: () => void
  readonly end: () => void
}

const types: { readonly [type: string]: string } = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  pdf: "application/pdf"
}

const policy = "default-src 'self'; img-src * data:; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'"

const reply = (
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  more: { readonly [name: string]: string } = {}
): void => {
  response.writeHead(status, { "content-type": type, "x-content-type-options": "nosniff", ...more })
  response.end(body)
}

/** Back to the page where a form was sent without the script, else nothing. */
const done = (request: Received, response: ServerResponse): void => {
  if (request.headers.accept === "application/json") reply(response, 204, "text/plain", "")
  else reply(response, 303, "text/plain", "", { location: request.headers.referer ?? "/" })
}

const picture = (sim: Sim, bytes: Buffer, name: string, type: string): string => {
  const id = Ids.token(sim.state, "picture")
  const checksum = Ids.md5(bytes)
  sim.state.uploads.set(id, {
    id,
    kind: "image",
    app: "",
    account: "",
    name,
    type,
    size: bytes.length,
    checksum,
    base64: bytes.toString("base64"),
    at: sim.now()
  })
  return `${sim.base()}/media/${id}`
}

export const make = (sim: Sim, control: Control, mayMove: boolean): Phones => {
  const listeners = new Set<ServerResponse>()
  let told: NodeJS.Timeout | undefined

  const act = (request: Received, response: ServerResponse, more: { readonly [name: string]: unknown } = {}): void => {
    const form = Object.fromEntries(new URLSearchParams(request.body.toString("utf8")))
    const button = form.button === undefined ? {} : { button: Number(form.button) }
    try {
      control.act({ ...form, ...button, ...more } as unknown as Act)
      done(request, response)
    } catch (error) {
      reply(response, 400, "text/plain;charset=utf-8", error instanceof Error ? error.message : String(error))
    }
  }
  const photo = (request: Received, response: ServerResponse): void => {
    const parts = Multipart.parts(request.headers["content-type"] ?? "", request.body) ?? []
    const file = parts.find(({ field, filename }) => field === "file" && filename !== "")
    const form = Object.fromEntries(
      parts.filter(({ field }) => field !== "file").map(({ field, bytes }) => [field, bytes.toString("utf8")])
    )
    if (file === undefined) reply(response, 400, "text/plain;charset=utf-8", "No file")
    else {
      const type = file.type === "image/png" ? "png" : file.type === "image/gif" ? "gif" : "jpg"
      act({ ...request, body: Buffer.from(new URLSearchParams(form).toString()) }, response, {
        urls: [picture(sim, file.bytes, file.filename, type)]
      })
    }
  }
  const media = (id: string, response: ServerResponse): void => {
    const found = sim.state.uploads.get(id)
    if (found === undefined) reply(response, 404, "text/plain", "Not Found")
    else reply(response, 200, types[found.type] ?? "application/octet-stream", Buffer.from(found.base64, "base64"))
  }
  const listen = (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" })
    response.write("retry: 500\n\n")
    listeners.add(response)
    response.on("close", () => listeners.delete(response))
  }

  return {
    serve: (request, response) => {
      const { method, path, query } = request
      if (method === "GET" && path === "/") {
        const language = query.get("lang") === "en" ? "en" : "vi"
        const text = page(sim, language, query.get("person"), mayMove)
        reply(response, 200, "text/html;charset=utf-8", text, {
          "content-security-policy": policy,
          "cache-control": "no-store"
        })
      } else if (method === "GET" && path === "/phones/script.js")
        reply(response, 200, "text/javascript;charset=utf-8", script)
      else if (method === "GET" && path === "/phones/changes") listen(response)
      else if (method === "GET" && path.startsWith("/media/")) media(path.slice("/media/".length), response)
      else if (method === "POST" && path === "/phones/act") act(request, response)
      else if (method === "POST" && path === "/phones/photo") photo(request, response)
      else if (method === "POST" && path === "/phones/clock" && mayMove) {
        const advance = Number(new URLSearchParams(request.body.toString("utf8")).get("advance"))
        void control
          .clock({ advance: Number.isFinite(advance) && advance > 0 ? advance : 0 })
          .then(() => done(request, response))
      } else return false
      return true
    },
    changed: () => {
      if (listeners.size === 0 || told !== undefined) return
      told = setTimeout(() => {
        told = undefined
        for (const one of listeners) one.write("data: changed\n\n")
      }, 50)
    },
    end: () => {
      clearTimeout(told)
      for (const one of listeners) one.end()
    }
  }
}
