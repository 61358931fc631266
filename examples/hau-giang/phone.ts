import { type App, Message, PhoneMonth, PhonePage } from "lienhoi"

/** The month of one branch head, a page for each screen. */
export const screens = async (
  app: App,
  unit: string,
  period: string,
  language: "vi" | "en"
): Promise<{ readonly [path: string]: string }> => {
  const head = app.headOf(unit, "2024-10-10")
  const [history, duties, before, posted] = await Promise.all([
    app.history({ unit: unit, period }),
    app.duties({ period }),
    app.report({ unit: unit, period: "2024-09" }),
    app.outbox()
  ])
  const duty = duties.ok ? duties.value.find((one) => one.unit === unit) : undefined
  const messages = posted.flatMap(({ row }) => {
    const message = Message.decode(row.payload)
    const hers = message.ok && message.value.kind === "reminder" && message.value.to.id === head
    return hers && row.key.includes(`/${unit}/`) ? [{ at: row.notBefore, body: message.value.body }] : []
  })
  const person = head === null ? undefined : app.directory.people.get(head)
  const template = [...app.templates.values()][0]?.template
  if (!history.ok || !before.ok || duty === undefined || template === undefined || person === undefined) return {}
  const all = PhoneMonth.screens({
    template,
    duty,
    happened: history.value,
    messages,
    previous: before.value.revisions.at(-1)?.cells ?? null,
    who: `${person.address} ${person.name.split(" ").at(-1)}`,
    language
  })
  return Object.fromEntries(
    all.map((screen, i) => [
      `dien-thoai/${screen.file}`,
      PhonePage.render(screen, { previous: all[i - 1]?.file ?? null, next: all[i + 1]?.file ?? null }, language)
    ])
  )
}
