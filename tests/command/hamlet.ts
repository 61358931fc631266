/** A hamlet, its commune and district with one monthly question, and the command as another process beside the test. */
import { spawn } from "node:child_process"

const root = new URL("../../", import.meta.url).pathname

/** Runs the command beside this process, as a person would. */
export const lienhoi = (...args: ReadonlyArray<string>) =>
  new Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const child = spawn(
      process.execPath,
      ["--conditions=@lienhoi/source", "packages/lienhoi/src/command/main.ts", ...args],
      { cwd: root }
    )
    let stdout = ""
    let stderr = ""
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.once("close", (status) => resolve({ status, stdout, stderr }))
  })

const template = `
template: mau/thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  hoi_vien:
    title: Hội viên
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }`

/** An app of one hamlet that keeps what it is told in `store`. */
export const config = (store: string) => ({
  association: "vwu",
  since: "2024-01-01",
  units: {
    text: "id,code,name,level,parent\nhuyen,,Huyện Châu Thành,huyen,\nxa,,Xã Đông Phú,co_so,huyen\nap-1,,Ấp 1,chi_hoi,xa\n"
  },
  templates: [{ text: template }],
  store
})
