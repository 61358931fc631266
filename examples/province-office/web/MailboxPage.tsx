/** Every mail the office sent: nothing leaves this machine, it all lies here. */
import { useEffect } from "react"
import { office } from "./api.ts"
import { useAsked } from "./asked.ts"
import { moment, Trouble, useSay } from "./context.tsx"

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
        {answer.value.slice(0, 50).map((mail) => (
          <li key={mail.key}>
            <details>
              <summary>
                <strong>{mail.subject ?? mail.body.split("\n")[0]}</strong>
                <span>{say("mail-to", { to: mail.to, when: moment(mail.at) })}</span>
              </summary>
              <p className="vp-text">{mail.body}</p>
              {mail.links.map(({ title, href }) => (
                <p key={href}>
                  <a href={href}>{title}</a>
                </p>
              ))}
            </details>
          </li>
        ))}
      </ul>
    </>
  )
}

export default MailboxPage
