/** The script of the phones' page. It stands alone: it is sent to the browser as it is. */

/** Keeps the page as the simulator is: sends forms without leaving, takes in what changed, looks at what is open. */
const live = (): void => {
  const wrong = document.getElementById("wrong")!

  const send = async (address: string, body: BodyInit): Promise<boolean> => {
    const response = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } })
    wrong.textContent = response.ok ? "" : await response.text()
    return response.ok
  }
  const see = (chat: Element): void => {
    if (!chat.hasAttribute("open") || chat.getAttribute("data-unread") === "0") return
    chat.setAttribute("data-unread", "0")
    const act = chat.querySelector<HTMLInputElement>(':scope > input[name="see"]')?.value ?? "{}"
    void send("/phones/act", new URLSearchParams(JSON.parse(act)))
  }
  const down = (chat: Element): void => {
    const log = chat.querySelector(".log")
    if (log !== null) log.scrollTop = log.scrollHeight
  }
  /** Takes in the parts of a chat that changed; what somebody is typing stays. */
  const renew = (before: Element, after: Element): void => {
    for (const part of after.querySelectorAll("[data-live]")) {
      const old = before.querySelector(`[data-live="${part.getAttribute("data-live")}"]`)
      // What is the same is left alone: somebody may be typing in it.
      if (old === null || old.innerHTML === part.innerHTML) continue
      old.innerHTML = part.innerHTML
      if (old.classList.contains("log")) down(before)
    }
    before.setAttribute("data-unread", after.getAttribute("data-unread") ?? "0")
    see(before)
  }
  const update = async (): Promise<void> => {
    const text = await (await fetch(location.href)).text()
    const fresh = new DOMParser().parseFromString(text, "text/html")
    const now = document.getElementById("now")
    if (now !== null) now.textContent = fresh.getElementById("now")?.textContent ?? ""
    for (const phone of fresh.querySelectorAll(".phone")) {
      const here = document.getElementById(phone.id)
      if (here === null) {
        document.querySelector("main")?.append(phone)
        continue
      }
      const chats = [...phone.querySelectorAll("details")]
      for (const old of here.querySelectorAll("details")) if (!chats.some(({ id }) => id === old.id)) old.remove()
      chats.forEach((chat, index) => {
        const old = document.getElementById(chat.id)
        if (old === null) here.insertBefore(chat, here.querySelectorAll("details")[index] ?? null)
        else {
          const [mine, its] = [old.querySelector(".kind"), chat.querySelector(".kind")]
          if (mine !== null && its !== null) mine.textContent = its.textContent
          renew(old, chat)
        }
      })
    }
  }

  let busy = false
  let again = false
  const refresh = async (): Promise<void> => {
    if (busy) {
      again = true
      return
    }
    busy = true
    do {
      again = false
      await update().catch(() => {})
    } while (again)
    busy = false
  }

  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement
    event.preventDefault()
    const data = new FormData(form)
    const body =
      form.enctype === "multipart/form-data"
        ? data
        : new URLSearchParams([...data].map(([name, value]) => [name, String(value)]))
    const text = form.querySelector("textarea")
    void send(form.getAttribute("action") ?? "/", body).then((ok) => {
      if (!ok || text === null) return
      text.value = ""
      text.focus()
    })
  })
  document.addEventListener("change", (event) => {
    const input = event.target as HTMLInputElement
    if (input.type !== "file" || input.files?.length === 0) return
    void send("/phones/photo", new FormData(input.form!))
    input.value = ""
  })
  document.addEventListener("keydown", (event) => {
    const area = event.target as HTMLElement
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || area.tagName !== "TEXTAREA") return
    event.preventDefault()
    ;(area as HTMLTextAreaElement).form?.requestSubmit()
  })
  document.addEventListener(
    "toggle",
    (event) => {
      const chat = event.target as Element
      down(chat)
      see(chat)
    },
    true
  )
  // A picture that arrives, or does not, changes how long its chat is.
  const settle = (event: Event): void => {
    const chat = (event.target as Element).closest?.("details")
    if (chat) down(chat)
  }
  document.addEventListener("load", settle, true)
  document.addEventListener("error", settle, true)
  const source = new EventSource("/phones/changes")
  source.onopen = () => void refresh()
  source.onmessage = () => void refresh()
}

/** As the browser gets it. */
export const script = `(${live.toString()})()\n`
