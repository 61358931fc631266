/** `npm run own-server`: http://127.0.0.1:3000, with made-up units and accounts. */
import { fill, open } from "./database.ts"
import { make } from "./server.ts"

const db = open(":memory:")
fill(db)
const server = make(db).listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : ""
  console.log(`http://127.0.0.1:${port}/bao-cao/2024-10 (tài khoản chi-lan, chi-hoa, xa-mau; mật khẩu mau)`)
})
process.once("SIGINT", () => {
  server.close(() => db.close())
  server.closeIdleConnections()
})
