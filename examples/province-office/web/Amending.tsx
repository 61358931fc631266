/** A sealed report that turns out wrong: the figures as they should be, and why. */
import * as Drafts from "@lienhoi/react/Drafts"
import { Form } from "@lienhoi/react/Form"
import * as Outgoing from "@lienhoi/react/Outgoing"
import type { Form as Given } from "@lienhoi/report/Form"
import { fill } from "@lienhoi/words/Catalogue"
import type { Issue } from "@lienhoi/words/Issue"
import { useEffect, useMemo, useRef, useState } from "react"
import { client, speaking, which } from "./api.ts"
import { useKnown, usePerson, useSay } from "./context.tsx"
import * as Desk from "./desk.ts"
import { type Code, texts } from "./texts.ts"

const said = (code: Code): Outgoing.Answer => {
  const [message, english] = [fill(texts[code].vi, {}), fill(texts[code].en, {})]
  const shown = speaking.language === "en" ? english : message
  const issue: Issue = { code: `office.${code}`, severity: "error", path: [], message: shown, english }
  return { is: "refused", issues: [issue] }
}

/** Nothing of an amendment is left on the device: what leaves later leaves without anybody who gave a reason. */
export const Amending = ({ form, done }: { readonly form: Given; readonly done: () => void }) => {
  const say = useSay()
  const { about, language, expired, now } = useKnown()
  const { account } = usePerson()
  const [reason, setReason] = useState("")
  const why = useRef("")
  why.current = reason.trim()
  const drafts = useMemo(
    (): Drafts.Drafts => ({
      ...Drafts.memory({ account }),
      save: () => Promise.reject(new Error("an amendment is not kept"))
    }),
    [account]
  )
  const params = useMemo(() => which(about, form.unit.id, form.period.id), [about, form.unit.id, form.period.id])
  const outgoing = useMemo(
    () =>
      Outgoing.make({
        drafts,
        send: async (letter) => {
          if (why.current === "") return said("amend-reason-first")
          const answer = await client.reports.amend({
            params,
            payload: { values: letter.values, seen: letter.seen, reason: why.current }
          })
          if (answer.ok) {
            const { report } = answer.value
            return { is: "received", at: report.revisions.at(-1)?.at ?? letter.at, revision: report.revision }
          }
          const told = Desk.refusal(answer)
          if (told.is === "sign-in") expired()
          return told.is === "no-line" ? said("amend-no-line") : told
        },
        upload: (file) => Desk.upload(account, expired, file)
      }),
    [account, drafts, expired, params]
  )
  useEffect(() => () => outgoing.close(), [outgoing])
  const open = useMemo(() => ({ ...form, may: { ...form.may, submit: true } }), [form])
  return (
    <>
      <p className="vp-note">{say("amend-note", { unit: form.unit.name })}</p>
      <label className="vp-field">
        {say("amend-reason")}
        <textarea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <Form
        form={open}
        drafts={drafts}
        outgoing={outgoing}
        language={language}
        signIn={expired}
        now={now}
        onReceived={done}
      />
    </>
  )
}
