/** The page around all views: who is signed in, which view, the clock of the office. */

import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from "react"
import { type About, type Answer, client, office, session, speaking } from "./api.ts"
import { Boundary } from "./Boundary.tsx"
import { BranchHome } from "./BranchHome.tsx"
import { type Known, KnownBy, Link, type Person, Trouble, useKnown, usePerson, useSay } from "./context.tsx"
import * as Desk from "./desk.ts"
import { useLive } from "./live.ts"
import { go, useAddress } from "./route.ts"
import { SignIn } from "./SignIn.tsx"
import type { Code } from "./texts.ts"

const FormPage = lazy(() => import("./FormPage.tsx"))
const UpperHome = lazy(() => import("./UpperHome.tsx"))
const ReportPage = lazy(() => import("./ReportPage.tsx"))
const TotalsPage = lazy(() => import("./TotalsPage.tsx"))
const UnitsPage = lazy(() => import("./UnitsPage.tsx"))
const PeoplePage = lazy(() => import("./PeoplePage.tsx"))
const OutboxPage = lazy(() => import("./OutboxPage.tsx"))
const PostingsPage = lazy(() => import("./PostingsPage.tsx"))
const MailboxPage = lazy(() => import("./MailboxPage.tsx"))

/** The pages of a menu; a branch head has one page and no menu. */
const menus: { readonly [level: string]: ReadonlyArray<readonly [path: string, code: Code]> } = {
  tinh: [
    ["/", "page-board"],
    ["/tong-hop", "page-totals"],
    ["/don-vi", "page-units"],
    ["/can-bo", "page-people"],
    ["/tin", "page-outbox"],
    ["/chuyen-tay", "page-postings"]
  ],
  huyen: [
    ["/", "page-board"],
    ["/tong-hop", "page-totals"],
    ["/chuyen-tay", "page-postings"]
  ],
  co_so: [
    ["/", "page-board"],
    ["/tong-hop", "page-totals"],
    ["/chuyen-tay", "page-postings"]
  ]
}

const View = ({ path }: { readonly path: string }): ReactNode => {
  const say = useSay()
  const person = usePerson()
  const [, page = "", first = "", second = ""] = path.split("?")[0]!.split("/").map(decodeURIComponent)
  switch (page) {
    case "":
      return person.level === "chi_hoi" ? <BranchHome /> : <UpperHome />
    case "dien":
      return <FormPage key={first + second} unit={first} period={second === "" ? null : second} />
    case "bao-cao":
      return <ReportPage key={first} unit={first} />
    case "tong-hop":
      return <TotalsPage unit={first === "" ? person.unit : first} />
    case "don-vi":
      return <UnitsPage />
    case "can-bo":
      return <PeoplePage unit={first === "" ? person.unit : first} />
    case "tin":
      return <OutboxPage />
    case "chuyen-tay":
      return <PostingsPage />
    default:
      return <p>{say("no-page")}</p>
  }
}

const Header = ({ path, isSignedIn }: { readonly path: string; readonly isSignedIn: boolean }) => {
  const say = useSay()
  const { person } = useKnown()
  const menu = isSignedIn && person !== null ? (menus[person.level] ?? []) : []
  return (
    <header className="vp-header">
      <a className="vp-skip" href="#noi-dung">
        {say("skip")}
      </a>
      <p className="vp-brand">
        <Link to="/">{say("title")}</Link>
        <span>{person?.unitName ?? say("office")}</span>
      </p>
      {menu.length === 0 ? null : (
        <nav aria-label={say("menu")}>
          {menu.map(([to, code]) => (
            <Link key={to} to={to} current={path === to}>
              {say(code)}
            </Link>
          ))}
        </nav>
      )}
    </header>
  )
}

const Clock = () => {
  const say = useSay()
  const { reload, person, now } = useKnown()
  const [at, setAt] = useState(now)
  const [isMoving, setMoving] = useState(false)
  useEffect(() => {
    setAt(now())
    const timer = setInterval(() => setAt(now()), 10_000)
    return () => clearInterval(timer)
  }, [now])
  const move = async () => {
    setMoving(true)
    await office.nextMorning()
    setMoving(false)
    reload()
  }
  return (
    <div className="vp-clock">
      <p>{say("clock", { time: Instant.timeIn(at), date: PlainDate.format(Instant.dateIn(at)) })}</p>
      {person === null ? null : (
        <>
          <button type="button" className="vp-button" onClick={move} disabled={isMoving}>
            {say(isMoving ? "moving" : "next-morning")}
          </button>
          <p className="vp-hint">{say("next-morning-hint")}</p>
        </>
      )}
    </div>
  )
}

/** Everything. */
export const Office = () => {
  const address = useAddress()
  const [language, setLanguage] = useState<"vi" | "en">(() => (localStorage.getItem("tieng") === "en" ? "en" : "vi"))
  const [about, setAbout] = useState<{ readonly told: About; readonly at: number } | null>(null)
  const [who, setWho] = useState<Person | "nobody" | null>(null)
  const [failure, setFailure] = useState<Extract<Answer<unknown>, { readonly ok: false }> | null>(null)
  const [isOver, setOver] = useState(false)
  const [turn, setTurn] = useState(0)
  const person = who === "nobody" ? null : who
  const live = useLive(person !== null && !isOver)
  speaking.language = language

  useEffect(() => {
    document.documentElement.lang = language
    localStorage.setItem("tieng", language)
  }, [language])

  const reload = useCallback(() => setTurn((n) => n + 1), [])
  const expired = useCallback(() => setOver(true), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks anew
  useEffect(() => {
    const ask = async () => {
      const told = await office.about()
      if (!told.ok) return setFailure(told)
      setAbout({ told: told.value, at: performance.now() })
      const me = await client.me.me()
      if (!me.ok) {
        if (me.problem?.kind !== "sign-in") return setFailure(me)
        setFailure(null)
        return setWho("nobody")
      }
      const own = me.value.offices[0]
      const unit = own === undefined ? null : await client.units.unit({ params: { unit: own.unit }, query: {} })
      if (unit !== null && !unit.ok) return setFailure(unit)
      setFailure(null)
      Desk.open(
        me.value.account,
        me.value.offices.map((office) => office.unit),
        expired
      )
      setWho({
        ...me.value,
        unit: own?.unit ?? "",
        unitName: own?.unitName ?? "",
        level: unit?.value.unit.level ?? ""
      })
    }
    void ask()
  }, [turn, expired])

  // What did not come because the line was dead is asked for when it is back.
  useEffect(() => {
    if (failure === null) return
    addEventListener("online", reload)
    return () => removeEventListener("online", reload)
  }, [failure, reload])

  const now = useMemo(() => {
    const began = about === null ? 0 : Instant.toMillis(about.told.now)
    const since = about?.at ?? 0
    return () => Instant.fromMillis(Math.floor(began + performance.now() - since))
  }, [about])

  const known: Known = {
    language,
    about: about?.told ?? { now: "", phones: null, template: "", period: "", isLocal: false },
    person,
    now,
    version: live.version + turn,
    isStale: live.isStale,
    expired,
    reload
  }

  const signOut = async (say: ReturnType<typeof useSay>) => {
    const count = await Desk.waiting()
    if (count > 0 && !confirm(say("sign-out-waiting", { count }))) return
    const ended = await session.close()
    // A session that was not ended is open to whoever takes the phone next.
    if (!ended.ok) return alert(ended.problem?.title ?? say("sign-out-no-line"))
    await Desk.wipe()
    setWho("nobody")
    go("/")
  }

  const signedIn = () => {
    setOver(false)
    reload()
    Desk.nudge()
  }

  const path = address.split("?")[0]!
  const isMailbox = path === "/hop-thu"
  return (
    <KnownBy value={known}>
      <Words>
        {(say) => (
          <>
            <Header path={path} isSignedIn={person !== null && !isOver} />
            <main id="noi-dung" tabIndex={-1}>
              {failure !== null ? (
                <Trouble answer={failure} retry={reload} />
              ) : about === null || who === null ? (
                <p className="vp-wait">{say("loading")}</p>
              ) : (
                <Suspense fallback={<p className="vp-wait">{say("loading")}</p>}>
                  {isMailbox ? (
                    <Boundary
                      instead={<Trouble answer={{ ok: false, problem: null }} retry={() => location.reload()} />}
                    >
                      <MailboxPage />
                    </Boundary>
                  ) : person === null || path === "/dang-nhap" ? (
                    <SignIn isOver={false} done={signedIn} />
                  ) : (
                    <>
                      {isOver ? <SignIn isOver done={signedIn} /> : null}
                      {/* What she was writing stays where it is. */}
                      <div hidden={isOver}>
                        <Boundary
                          key={path}
                          instead={
                            // Opened anew, it is asked for anew, by its name of today.
                            <Trouble answer={{ ok: false, problem: null }} retry={() => location.reload()} />
                          }
                        >
                          <View path={address} />
                        </Boundary>
                      </div>
                    </>
                  )}
                </Suspense>
              )}
            </main>
            <footer className="vp-footer">
              {about === null ? null : <Clock />}
              <p className="vp-links">
                {person === null ? null : (
                  <button type="button" className="vp-link" onClick={() => void signOut(say)}>
                    {say("sign-out")}
                  </button>
                )}
                <button
                  type="button"
                  className="vp-link"
                  lang={language === "vi" ? "en" : "vi"}
                  onClick={() => setLanguage(language === "vi" ? "en" : "vi")}
                >
                  {say("language")}
                </button>
                {known.about.isLocal ? <Link to="/hop-thu">{say("page-mailbox")}</Link> : null}
                {known.about.phones === null ? null : (
                  <a href={known.about.phones} target="_blank" rel="noreferrer">
                    {say("phones")}
                  </a>
                )}
              </p>
              <p className="vp-hint">{say("sample")}</p>
            </footer>
          </>
        )}
      </Words>
    </KnownBy>
  )
}

const Words = ({ children }: { readonly children: (say: ReturnType<typeof useSay>) => ReactNode }) => children(useSay())
