/** Fastify: one route hands what comes under `/api` to the office, and sends its answer on. */
import Fastify from "fastify"
import { openOffice } from "./office.ts"

const office = await openOffice()
const server = Fastify()

// The office reads bodies itself, and tells what is wrong with them.
server.removeAllContentTypeParsers()
server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body))

server.all("/api/*", async (request, reply) => {
  const { method, url, headers, body } = request
  const asked = new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: Buffer.isBuffer(body) ? new Uint8Array(body) : null
  })
  return reply.send(await office.handle(asked))
})

server.addHook("onClose", office.close)
console.log(await server.listen({ port: Number(process.env.PORT ?? 3000), host: "127.0.0.1" }))
process.once("SIGINT", () => server.close())
