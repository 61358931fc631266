"use client"

/** A page with inner packages in the browser: the form checks what is typed by the same rules as the server, at once. */
import { Period } from "@lienhoi/calendar"
import { Compiled, Template } from "@lienhoi/template"
import { type FormEvent, useState } from "react"
import { form } from "../../form.ts"

const read = Template.parse(form)
const compiled = read.ok ? Compiled.make(read.value.template) : read
if (!compiled.ok) throw new Error(compiled.issues.map(({ message }) => message).join("\n"))
const { template, validate } = compiled.value
const fields = template.sections.flatMap((section) => section.fields)
const place = { unit: { id: "ap-1", level: "chi_hoi" }, period: Period.containing("month", "2026-10-14") }

const Page = () => {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [answer, setAnswer] = useState("")
  const { issues } = validate(values, place)

  const send = async (event: FormEvent) => {
    event.preventDefault()
    const response = await fetch(`/api/reports/${template.id}/2026-10/ap-1/submit`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-remote-user": "lan" },
      body: JSON.stringify({ values })
    })
    setAnswer(response.ok ? "Đã nhận" : ((await response.json()) as { title: string }).title)
  }

  return (
    <form onSubmit={send}>
      <h1>{template.title}</h1>
      {fields.map(({ key, label }) => (
        <p key={key}>
          <label>
            {label} <input name={key} onChange={({ target }) => setValues({ ...values, [key]: target.value })} />
          </label>
        </p>
      ))}
      <ul aria-live="polite">
        {issues.map(({ path, message }) => (
          <li key={`${path.join(".")} ${message}`}>{message}</li>
        ))}
      </ul>
      <button type="submit">Nộp</button>
      <output>{answer}</output>
    </form>
  )
}

export default Page
