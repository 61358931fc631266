/** What every page knows: the language, the office, who is signed in. */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Catalogue from "@lienhoi/words/Catalogue"
import { fill } from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import { createContext, type ReactNode, useContext } from "react"
import type { About, Answer, client } from "./api.ts"
import { go } from "./route.ts"
import { type Code, texts } from "./texts.ts"

type Me = Extract<Awaited<ReturnType<typeof client.me.me>>, { readonly ok: true }>["value"]

/** Who is signed in, and the unit she stands for. */
export interface Person extends Me {
  readonly unit: string
  readonly unitName: string
  readonly level: string
}

export interface Known {
  readonly language: Language
  readonly about: About
  readonly person: Person | null
  /** The moment by the clock of the office. */
  readonly now: () => Instant.Instant
  /** Grows with every change on the server that this person may know of. */
  readonly version: number
  /** The line over which changes are told is down. */
  readonly isStale: boolean
  /** The session turned out to be over. */
  readonly expired: () => void
  readonly reload: () => void
}

const context = createContext<Known | null>(null)
export const KnownBy = context.Provider

export const useKnown = (): Known => {
  const known = useContext(context)
  if (known === null) throw new Error("outside of the page")
  return known
}

/** The person of a page that only those signed in see. */
export const usePerson = (): Person => {
  const { person } = useKnown()
  if (person === null) throw new Error("nobody is signed in")
  return person
}

/** Says a text of ours in the language of the page. */
export const useSay = (): ((code: Code, params?: Catalogue.Params) => string) => {
  const { language } = useKnown()
  return (code, params = {}) => fill(texts[code][language], params)
}

/** `15:40 ngày 16/10` */
export const moment = (at: string): string =>
  `${Instant.timeIn(at)} ${PlainDate.format(Instant.dateIn(at)).slice(0, 5)}`

/** A link within the office. */
export const Link = ({
  to,
  children,
  className,
  current = false
}: {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly current?: boolean
}) => (
  <a
    href={to}
    className={className}
    aria-current={current ? "page" : undefined}
    onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      go(to)
    }}
  >
    {children}
  </a>
)

/** What went wrong, and the way out. */
export const Trouble = ({
  answer,
  retry
}: {
  readonly answer: Extract<Answer<unknown>, { readonly ok: false }>
  readonly retry?: () => void
}) => {
  const say = useSay()
  return (
    <div className="vp-card vp-bad" role="alert">
      <p>{answer.problem?.title ?? say("no-line")}</p>
      {answer.problem?.issues.map((issue) => (
        <p key={issue.path.join(".") + issue.code}>{issue.message}</p>
      ))}
      {retry === undefined ? null : (
        <button type="button" className="vp-button" onClick={retry}>
          {say("again")}
        </button>
      )}
    </div>
  )
}
