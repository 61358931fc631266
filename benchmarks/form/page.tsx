/** The first load of a branch head: React, the form, the validator, drafts and the way out. */
import * as Drafts from "@lienhoi/react/Drafts"
import { Form } from "@lienhoi/react/Form"
import * as Outgoing from "@lienhoi/react/Outgoing"
import { createRoot } from "react-dom/client"

const form = await (await fetch("/form.json")).json()
const drafts = Drafts.indexed({ account: "p-1" })
const outgoing = Outgoing.make({
  drafts,
  send: async () => ({ is: "no-line" }),
  upload: async () => ({ is: "no-line" })
})
createRoot(document.getElementById("root")!).render(<Form form={form} drafts={drafts} outgoing={outgoing} />)
