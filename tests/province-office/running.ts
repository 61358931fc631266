/** The example as somebody runs it: a process of its own over a folder, and people with phones in front of it. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync } from "node:fs"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { BrowserContext, Locator, Page } from "playwright-core"

const root = new URL("../../", import.meta.url).pathname

/** A folder for one office. */
export const folder = (): string => join(mkdtempSync(join(tmpdir(), "van-phong-")), "data")

/** A port that is free now. */
export const port = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, "close")
  return port
}

/** An office that runs. */
export interface Running {
  readonly process: ChildProcess
  readonly url: string
  readonly password: string
  /** Seconds from the command to the open door. */
  readonly seconds: number
  /** What it printed so far. */
  readonly said: () => string
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Starts `npm start`'s own command; resolves when it is open, or has ended. */
export const start = async (
  data: string,
  {
    on = 0,
    args = [],
    host
  }: { readonly on?: number; readonly args?: ReadonlyArray<string>; readonly host?: string } = {}
): Promise<Running> => {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    ["--conditions=@lienhoi/source", "examples/province-office/server/main.ts", "--data", data, ...args],
    {
      cwd: root,
      env: { ...process.env, PORT: String(on), TZ: "Asia/Kathmandu", INIT_CWD: "", HOST: host ?? "" },
      stdio: ["ignore", "pipe", "pipe"]
    }
  )
  let text = ""
  const said = () => text
  const opened = new Promise<void>((resolve) => {
    const hear = (part: Buffer) => {
      text += part
      if (text.includes("Ctrl+C")) resolve()
    }
    child.stdout?.on("data", hear)
    child.stderr?.on("data", hear)
    child.once("exit", () => resolve())
  })
  await opened
  return {
    process: child,
    url: /http:\/\/127\.0\.0\.1:\d+/u.exec(text)?.[0] ?? "",
    password: /chung: (\S+)\)/u.exec(text)?.[1] ?? "",
    seconds: (performance.now() - began) / 1000,
    said,
    end: async (signal) => {
      if (child.exitCode !== null) return child.exitCode
      const gone = once(child, "exit")
      child.kill(signal)
      await gone
      return child.exitCode
    }
  }
}

/** Asks the server as an account, outside of any browser. */
export const account = async ({ url, password }: Pick<Running, "url" | "password">, name: string) => {
  const headers = { origin: url, "sec-fetch-site": "same-origin", "content-type": "application/json" }
  const opened = await fetch(`${url}/session`, { method: "POST", headers, body: JSON.stringify({ name, password }) })
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? ""
  const ask = (method: string, path: string, body?: unknown) =>
    fetch(`${url}${path}`, {
      method,
      headers: { ...headers, cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    })
  return {
    get: async (path: string) => (await ask("GET", path)).json(),
    post: (path: string, body: unknown) => ask("POST", path, body)
  }
}

/**
 * How fast she is: a tap 1.1 s (find it, reach it), a character 0.25 s on the keypad of a phone, 2 s to take in a page that
 * is new. Figures of a slow user; the time of the machine comes on top and is measured.
 */
export const pace = { tap: 1.1, character: 0.25, page: 2 } as const

/** Somebody at a phone, with what she did counted. */
export const hand = (page: Page) => {
  const done = { taps: 0, characters: 0, pages: 0 }
  const began = performance.now()
  return {
    page,
    tap: async (target: Locator) => {
      await target.click()
      done.taps += 1
    },
    type: async (target: Locator, text: string) => {
      await target.click()
      await target.fill(text)
      done.taps += 1
      done.characters += text.length
    },
    look: async (at: Locator) => {
      await at.waitFor()
      done.pages += 1
    },
    count: () => ({
      ...done,
      seconds: done.taps * pace.tap + done.characters * pace.character + done.pages * pace.page,
      machine: (performance.now() - began) / 1000
    })
  }
}

/** Signs in on the page. */
export const signIn = async (page: Page, { url, password }: Pick<Running, "url" | "password">, name: string) => {
  if (!page.url().startsWith(url)) await page.goto(url)
  await page.getByLabel("Tên đăng nhập").fill(name)
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password)
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).click()
}

/** A phone or a desk of its own. */
export const sizes = {
  phone: { width: 360, height: 740 },
  desk: { width: 1280, height: 800 }
} as const

/** Ends the session as the server would: the cookie is gone. */
export const forgetSession = (context: BrowserContext) => context.clearCookies()
