/** Shows the files of a folder to this machine alone. */
import { existsSync, readFileSync, statSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { extname, join, normalize } from "node:path"

const kinds: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm"
}

/** Serves until closed; port 0 takes a free one. */
export const serve = (
  folder: string,
  port: number
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname))
      const named = join(folder, path)
      const file = existsSync(named) && statSync(named).isDirectory() ? join(named, "index.html") : named
      const found = path.startsWith("/") && existsSync(file)
      response.writeHead(found ? 200 : 404, {
        "content-type": kinds[extname(found ? file : ".html")] ?? "application/octet-stream"
      })
      response.end(readFileSync(found ? file : join(folder, "404.html")))
    })
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () =>
      resolve({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        close: () =>
          new Promise<void>((closed) => {
            server.closeAllConnections()
            server.close(() => closed())
          })
      })
    )
  })
