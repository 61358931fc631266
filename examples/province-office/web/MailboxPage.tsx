/** Every mail the office sent: nothing leaves this machine, it all lies here. */
import { useEffect } from "react"
import { office } from "./api.ts"
import { useAsked } from "./asked.ts"
import { moment, Trouble, useSay } from "./context.tsx"

/** Addresses of this office are made to be pressed. */
const withLinks = (text: string) =>
  text.split(/(https?:\/\/\S+)/u).map((part) =>
    URL.parse(part)?.origin === location.origin ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    )
  )

const MailboxPage = () => {
  const say = useSay()
  const { answer, again } = useAsked("mails", office.mails)
  // A mail is sent seconds after it was asked for.
  useEffect(() => {
    const timer = setInterval(again, 3000)
    return () => clearInterval(timer)
  }, [again])
  if (answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!answer.ok) return <Trouble answer={answer} retry={again} />
  return (
    <>
      <h1>{say("mailbox-title")}</h1>
      <p>{say("mailbox-note")}</p>
      {answer.value.length === 0 ? <p>{say("mailbox-none")}</p> : null}
      <ul className="vp-list vp-messages">
        {answer.value.map((mail) => (
          <li key={mail.key}>
            <details>
              <summary>
                <strong>{mail.subject}</strong>
                <span>
                  {mail.to === null ? moment(mail.at) : say("mail-to", { to: mail.to, when: moment(mail.at) })}
                </span>
              </summary>
              <p className="vp-text">{withLinks(mail.body)}</p>
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}

export default MailboxPage
