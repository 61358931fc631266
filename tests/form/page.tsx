/** The page that the browser tests open: one form, sent to the server it came from. */
import * as Drafts from "@lienhoi/react/Drafts"
import { Form } from "@lienhoi/react/Form"
import * as Outgoing from "@lienhoi/react/Outgoing"
import * as Photo from "@lienhoi/react/Photo"
import type { Renderer } from "@lienhoi/react/Renderer"
import type * as Report from "@lienhoi/report/Form"
import { useEffect, useState, version } from "react"
import { createRoot } from "react-dom/client"
import "@lienhoi/react/lienhoi.css"
import { draftLaws } from "./draftLaws.ts"

const asked = new URLSearchParams(location.search)
const account = asked.get("account") ?? "p-1"
const language = asked.get("lang") === "en" ? "en" : "vi"

const load = async (): Promise<Report.Form> => (await fetch(`/form/${asked.get("form")}`)).json()

/** What the server answers to whatever is posted; a status tells more than a body. */
const post = async (path: string, body: BodyInit): Promise<{ readonly status: number; readonly said: never }> => {
  const response = await fetch(path, { method: "POST", body })
  return { status: response.status, said: (await response.json()) as never }
}

const kept = Drafts.indexed({ account })
let release = (): void => {}
const released = asked.has("slow") ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve()
/** With `slow` the device answers about drafts only when it is told to. */
const drafts: Drafts.Drafts = { ...kept, ofReport: (report) => released.then(() => kept.ofReport(report)) }
const outgoing = Outgoing.make({
  drafts,
  pauses: [300, 600],
  send: async (letter) => {
    const { said, status } = await post("/submit", JSON.stringify({ ...letter, account }))
    return status === 401 ? { is: "sign-in" } : status === 503 ? { is: "no-line" } : said
  },
  upload: async ({ blob, name }) => (await post(`/files?name=${encodeURIComponent(name)}`, blob)).said
})

/** Stars in the place of the box of a score: what an application may put before ours. */
const stars: Renderer = {
  rank: ({ key }) => (key === "HD01" ? 10 : -1),
  Component: ({ answer, describedBy, given, id, name }) => (
    <input
      id={id}
      name={name}
      aria-describedby={describedBy}
      className="lh-box stars"
      type="range"
      min="0"
      max="10"
      value={String(given ?? 0)}
      onChange={(event) => answer(event.target.value)}
    />
  )
}
const renderers = asked.has("stars") ? [stars] : []

const Page = () => {
  const [form, setForm] = useState<Report.Form | null>(null)
  useEffect(() => {
    void load().then(setForm)
  }, [])
  return (
    form !== null && (
      <Form
        form={form}
        drafts={drafts}
        outgoing={outgoing}
        language={language}
        renderers={renderers}
        signIn={() => {
          document.title = "sign-in"
        }}
        addressOf={(file) => `/files/${file}`}
        onReceived={({ revision }) => {
          document.title = `received ${revision}`
        }}
      />
    )
  )
}

const root = createRoot(document.getElementById("root")!)
if (asked.has("form")) root.render(<Page />)

/** What the tests call inside the page. */
const bench = {
  react: version,
  release: () => release(),
  drafts,
  outgoing,
  draftLaws,
  indexed: (of: string, name: string) => Drafts.indexed({ account: of, name }),
  shrink: async (width: number, height: number) => {
    const canvas = document.createElement("canvas")
    canvas.width = width
    canvas.height = height
    canvas.getContext("2d")!.fillRect(0, 0, width, height)
    const blob = await new Promise<Blob>((resolve) => canvas.toBlob((made) => resolve(made!), "image/png"))
    const small = await Photo.shrink(new File([blob], "Ảnh họp.png", { type: "image/png" }))
    const bitmap = await createImageBitmap(small.blob)
    return { name: small.name, mediaType: small.mediaType, width: bitmap.width, height: bitmap.height }
  },
  /** Every message that a form shows about these answers once it was sent, question by question. */
  said: async (form: Report.Form): Promise<ReadonlyArray<string>> => {
    const place = document.createElement("div")
    document.body.append(place)
    const memory = Drafts.memory({ account })
    const way = Outgoing.make({
      drafts: memory,
      send: async () => ({ is: "no-line" }),
      upload: async () => ({ is: "no-line" })
    })
    const one = createRoot(place)
    one.render(<Form form={form} drafts={memory} outgoing={way} />)
    const wait = () => new Promise((resolve) => setTimeout(resolve, 0))
    while (place.querySelector("button[type=submit]:not(:disabled)") === null) await wait()
    place.querySelector<HTMLButtonElement>("button[type=submit]")!.click()
    while (place.querySelector(".lh-state p, .lh-read") === null) await wait()
    const messages = [...place.querySelectorAll(".lh-error, .lh-warning")].map(({ textContent }) => textContent ?? "")
    one.unmount()
    way.close()
    place.remove()
    return messages
  }
}
Object.assign(window, { bench })

/** As the tests know it. */
export type Bench = typeof bench
