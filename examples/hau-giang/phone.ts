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
  const invitation = posted
    .flatMap(({ row }) => {
      const message = Message.decode(row.payload)
      return message.ok && message.value.to.id === head && row.key.includes(`/${unit}/1/moi/`)
        ? [{ row, message: message.value }]
        : []
    })
    .at(0)
  const person = head === null ? undefined : app.directory.people.get(head)
  const template = [...app.templates.values()][0]?.template
  if (
    !history.ok ||
    !before.ok ||
    duty === undefined ||
    invitation === undefined ||
    template === undefined ||
    person === undefined
  )
    return {}
  const all = PhoneMonth.screens({
    template,
    duty,
    happened: history.value,
    invitation: { at: invitation.row.notBefore, body: invitation.message.body },
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
