import { type FormEvent, useEffect, useState } from "react"
import { session } from "./api.ts"
import { useSay } from "./context.tsx"
import { go } from "./route.ts"

/** The page to sign in, by password or by a link that works once. */
export const SignIn = ({ isOver, done }: { readonly isOver: boolean; readonly done: () => void }) => {
  const say = useSay()
  const [name, setName] = useState("")
  const [password, setPassword] = useState("")
  const [isShown, setShown] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [told, setTold] = useState<{ readonly is: "good" | "bad"; readonly text: string } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a link is taken once, when the page opens
  useEffect(() => {
    const token = location.hash.slice(1)
    if (token === "") return
    // The token leaves the address bar before anything else happens.
    history.replaceState(null, "", location.pathname)
    setBusy(true)
    void session.redeem(token).then((answer) => {
      setBusy(false)
      if (answer.ok) {
        go("/", { replace: true })
        done()
      } else setTold({ is: "bad", text: answer.problem === null ? say("no-line") : say("wrong-link") })
    })
  }, [])

  const open = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setTold(null)
    const answer = await session.open(name, password)
    setBusy(false)
    if (answer.ok) {
      if (location.pathname === "/dang-nhap") go("/", { replace: true })
      return done()
    }
    const { problem } = answer
    setTold({
      is: "bad",
      text: problem === null ? say("no-line") : problem.kind === "sign-in" ? say("wrong-password") : problem.title
    })
  }

  const link = async () => {
    if (name.trim() === "") return setTold({ is: "bad", text: say("account-first") })
    const answer = await session.link(name)
    setTold(
      answer.ok ? { is: "good", text: say("link-sent") } : { is: "bad", text: answer.problem?.title ?? say("no-line") }
    )
  }

  return (
    <form className="vp-card vp-sign-in" onSubmit={open}>
      <h1>{say("sign-in")}</h1>
      {isOver ? <p className="vp-note">{say("session-over")}</p> : null}
      <label className="vp-field">
        {say("account")}
        <input
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-describedby="goi-y-ten"
        />
      </label>
      <p className="vp-hint" id="goi-y-ten">
        {say("account-hint")}
      </p>
      <label className="vp-field">
        {say("password")}
        <input
          type={isShown ? "text" : "password"}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-describedby="goi-y-mat-khau"
        />
      </label>
      <p className="vp-hint" id="goi-y-mat-khau">
        {say("password-hint")}
      </p>
      <label className="vp-check">
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.target.checked)} />
        {say("show-password")}
      </label>
      <div aria-live="polite">
        {told === null ? null : (
          <p className={told.is === "good" ? "vp-note vp-good" : "vp-note vp-bad"}>{told.text}</p>
        )}
      </div>
      <button type="submit" className="vp-button vp-main" disabled={isBusy}>
        {say("sign-in")}
      </button>
      <button type="button" className="vp-button" onClick={link} disabled={isBusy}>
        {say("send-link")}
      </button>
    </form>
  )
}
