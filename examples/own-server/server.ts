/** The server as it was, with three routes more. */
import express from "express"
import { type Account, accountOf, type Database, signIn } from "./database.ts"
import * as reports from "./reports.ts"

const html = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(title)}</title><h1>${html(title)}</h1>${body}</html>`

const sessionOf = (header: string | undefined): string => /(?:^|; )phien=([\w-]+)/u.exec(header ?? "")?.[1] ?? ""

/** Makes the server over a database. */
export const make = (db: Database) => {
  const app = express()
  app.use(express.urlencoded({ extended: false, limit: "100kb" }))

  const account = (request: express.Request): Account | null => accountOf(db, sessionOf(request.headers.cookie))

  // What was there before.
  app.post("/dang-nhap", (request, response) => {
    const session = signIn(db, String(request.body.ten ?? ""), String(request.body.mat_khau ?? ""))
    if (session === null) return void response.status(401).send(page("Sai tên hoặc mật khẩu", ""))
    response.cookie("phien", session, { httpOnly: true, sameSite: "strict" }).redirect("/")
  })

  // What Lienhoi adds: the form…
  app.get("/bao-cao/:thang", (request, response) => {
    if (account(request) === null) return void response.status(401).send(page("Chị chưa đăng nhập", ""))
    const inputs = reports.questions.map(
      ({ key, label, unit }) =>
        `<p><label>${html(label)} (${html(unit ?? "")})<br><input name="${key}" inputmode="numeric"></label></p>`
    )
    response.send(
      page(reports.form.template.title, `<form method="post">${inputs.join("")}<button>Gửi</button></form>`)
    )
  })

  // …what somebody typed into it…
  app.post("/bao-cao/:thang", (request, response) => {
    const who = account(request)
    if (who === null) return void response.status(401).send(page("Chị chưa đăng nhập", ""))
    const issues = reports.take(db, who.unit, request.params.thang, request.body)
    const isRefused = issues.some(({ severity }) => severity === "error")
    const said = issues.map(({ message }) => `<li>${html(message)}</li>`).join("")
    response
      .status(isRefused ? 422 : 200)
      .send(page(isRefused ? "Chưa nhận, xin xem lại" : "Đã nhận", `<ul>${said}</ul>`))
  })

  // …and the sums.
  app.get("/tong-hop/:thang", (request, response) => {
    const who = account(request)
    if (who === null) return void response.status(401).json({ message: "Chị chưa đăng nhập" })
    response.json(reports.total(db, who.unit, request.params.thang))
  })
  return app
}
