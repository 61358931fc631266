/**
 * `lienhoi zalo simulate`: a local Zalo with everybody's phone on a page, until it is told to stop.
 */
import { resolve } from "node:path"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Simulator from "@lienhoi/zalo-simulator/Simulator"
import type { Command } from "./Command.ts"

const texts = Catalogue.make({
  "bad-port": {
    vi: "--port là một số từ 0 đến 65535, ví dụ: 4000.",
    en: "--port is a number from 0 to 65535, such as 4000."
  },
  page: { vi: "Zalo mô phỏng đang chạy. Mở trang điện thoại: {url}", en: "The simulated Zalo runs. The phones: {url}" },
  host: { vi: "  {name}: {url}", en: "  {name}: {url}" },
  stop: { vi: "Dừng bằng Ctrl+C.", en: "Stop with Ctrl+C." },
  kept: { vi: "Đã dừng; trạng thái giữ trong {file}.", en: "Stopped; its state is in {file}." },
  gone: { vi: "Đã dừng.", en: "Stopped." }
})

const issue = Issue.from(
  Catalogue.make({
    "zalo.port-taken": {
      vi: "Cổng {port} đang có chương trình khác dùng; chọn cổng khác: --port 0 để máy tự chọn",
      en: "Port {port} is in use by another program; take another one, or --port 0 for any"
    },
    "zalo.state-unreadable": {
      vi: "Không đọc được trạng thái trong {file}; xóa tệp đó hoặc chọn tệp khác",
      en: "The state in {file} cannot be read; delete the file or name another one"
    }
  })
)

/** `lienhoi zalo simulate [--port N] [--state FILE]` */
export const simulate: Command = {
  words: ["zalo", "simulate"],
  synopsis: "[--port N] [--state FILE]",
  summary: {
    vi: "Chạy Zalo mô phỏng trên máy này, kèm trang điện thoại của mọi người, không cần mạng",
    en: "Run a simulated Zalo on this machine, with a page of everybody's phone, without a network"
  },
  options: ["port", "state"],
  takes: [0, 0],
  run: async ({ options, language, progress }) => {
    const port = Number(options.port ?? "4000")
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return { end: "usage", message: texts["bad-port"] }
    const file = options.state === undefined ? undefined : resolve(options.state)
    const started = await Simulator.start({ port, ...(file === undefined ? {} : { file }) }).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
        return issue("zalo.port-taken", { port })
      if (error instanceof SyntaxError) return issue("zalo.state-unreadable", { file: file ?? "" })
      throw error
    })
    if (!("stop" in started)) return { end: "bad-input", issues: [started] }
    progress(Catalogue.say(texts, "page", { url: started.url }, language))
    for (const [name, url] of Object.entries(started.hosts))
      progress(Catalogue.say(texts, "host", { name, url }, language))
    progress(texts.stop[language])
    await new Promise<void>((told) => {
      process.once("SIGTERM", () => told()).once("SIGINT", () => told())
    })
    await started.stop()
    return {
      end: "done",
      lines: [file === undefined ? texts.gone[language] : Catalogue.say(texts, "kept", { file }, language)],
      json: { port: started.port, hosts: started.hosts, state: file ?? null }
    }
  }
}
