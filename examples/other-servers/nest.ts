/**
 * NestJS: the office is a provider, and a middleware hands it what comes under `/api`. A project that compiles decorators
 * writes `@Module({…}) class AppModule`; Node runs this file as it stands, so it calls the decorator.
 */
import "reflect-metadata"
import { getRequestListener } from "@hono/node-server"
import { Module } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"
import { openOffice } from "./office.ts"

type Office = Awaited<ReturnType<typeof openOffice>>

const OFFICE = Symbol("OFFICE")

class AppModule {}

Module({
  providers: [
    {
      provide: OFFICE,
      // Closed with the application, when what was asked is answered.
      useFactory: async () => {
        const office = await openOffice()
        return { ...office, onApplicationShutdown: office.close }
      }
    }
  ]
})(AppModule)

// The office reads bodies itself, and tells what is wrong with them.
const app = await NestFactory.create(AppModule, { bodyParser: false, logger: ["error", "warn"] })
app.enableShutdownHooks()
const listen = getRequestListener(app.get<Office>(OFFICE).handle)
app.use("/", (request: never, response: never, next: () => void) => {
  const { originalUrl } = request as { originalUrl: string }
  return originalUrl.startsWith("/api/") ? listen(request, response) : next()
})
await app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1")
console.log(await app.getUrl())
