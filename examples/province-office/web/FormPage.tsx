/** One form to fill in: her own, or, by a commune chair, that of a branch head who is on the telephone. */
import { Form } from "@lienhoi/react/Form"
import { Amending } from "./Amending.tsx"
import { client, which } from "./api.ts"
import { useAsked } from "./asked.ts"
import { Link, Trouble, useKnown, usePerson, useSay } from "./context.tsx"
import * as Desk from "./desk.ts"
import { go } from "./route.ts"

const FormPage = ({ unit, period }: { readonly unit: string; readonly period: string | null }) => {
  const say = useSay()
  const { about, language, expired, now } = useKnown()
  const { offices, level } = usePerson()
  const params = which(about, unit, period ?? about.period)
  const { answer, again } = useAsked(`form ${unit} ${params.period}`, () => client.forms.form({ params }))
  if (answer === null) return <p className="vp-wait">{say("loading")}</p>
  if (!answer.ok) return <Trouble answer={answer} retry={again} />
  const form = answer.value
  const isOwn = offices.some((office) => office.unit === unit)
  const { drafts, outgoing } = Desk.held()
  const isAmended = form.may.amend && !form.may.submit
  const back = level === "chi_hoi" ? "/" : `/bao-cao/${unit}`
  return (
    <>
      <p>
        <Link to={back} className="vp-back">
          {say("back")}
        </Link>
      </p>
      <h1 className="vp-unseen">{say("report-of", { unit: form.unit.name })}</h1>
      {isAmended ? (
        <Amending form={form} done={() => go(back)} />
      ) : (
        <>
          {isOwn || !form.may.submit ? null : (
            <p className="vp-note">{say("by-phone-note", { unit: form.unit.name })}</p>
          )}
          <Form
            form={form}
            drafts={drafts}
            outgoing={outgoing}
            language={language}
            signIn={expired}
            now={now}
            onReceived={() => {
              again()
              if (!isOwn) go(back)
            }}
          />
        </>
      )}
    </>
  )
}

export default FormPage
