/** The answers of a form, kept on the phone at every change. */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import type { Input } from "@lienhoi/template/Validation"
import { useCallback, useEffect, useRef, useState } from "react"
import type { Draft, Drafts } from "../Drafts.tsx"
import { keptIn } from "./keptId.ts"

/** How the keeping goes: at what moment it was last kept, or `failed` when the device refuses. */
type Kept = { readonly is: "nothing" } | { readonly is: "kept"; readonly at: Instant } | { readonly is: "failed" }

/** One form being filled in. */
export interface Filling {
  readonly answers: Input
  /** `false` until what was kept before has been read. */
  readonly isReady: boolean
  /** The draft that was opened again; `null` when there was none. */
  readonly resumed: Draft | null
  /** A draft that was begun before others handed in figures. */
  readonly older: Draft | null
  readonly kept: Kept
  readonly answer: (key: string, given: unknown) => void
  /** Puts other answers into all boxes; they are kept as hers. */
  readonly replace: (answers: Input) => void
  /** Forgets what was kept and begins again with these answers. */
  readonly restart: (answers: Input) => Promise<void>
  /** Resolves when everything typed so far is kept. */
  readonly flush: () => Promise<void>
}

const withAnswer = (answers: Input, key: string, given: unknown): Input => {
  const lower = key.toLowerCase()
  const others = Object.entries(answers).filter(([name]) => name.toLowerCase() !== lower)
  return Object.fromEntries(given === null ? others : [...others, [key, given]])
}

export const useDraft = (options: {
  readonly drafts: Drafts
  readonly report: ReportKey
  readonly revision: number
  readonly given: Input
  readonly isReadOnly: boolean
  readonly now: () => Instant
}): Filling => {
  const { drafts, given, isReadOnly, now, revision } = options
  const { lineage, period, unit } = options.report
  const [answers, setAnswers] = useState(given)
  const [isReady, setReady] = useState(isReadOnly)
  const [resumed, setResumed] = useState<Draft | null>(null)
  const [older, setOlder] = useState<Draft | null>(null)
  const [kept, setKept] = useState<Kept>({ is: "nothing" })
  const latest = useRef(given)
  const writing = useRef<Promise<void> | null>(null)
  const isDirty = useRef(false)
  /** What she answered before her draft was read: it goes on top of it. */
  const early = useRef(new Set<string>())
  const isRead = useRef(isReadOnly)
  /** When what stands in the boxes was kept: another tab may have kept something later. */
  const keptAt = useRef<Instant>("")
  const clock = useRef(now)
  clock.current = now

  /** One write at a time; what was typed meanwhile goes with the next one. */
  const keep = useCallback((): Promise<void> => {
    isDirty.current = true
    if (!isRead.current) return Promise.resolve()
    const write = async (): Promise<void> => {
      while (isDirty.current) {
        isDirty.current = false
        const at = clock.current()
        keptAt.current = at
        const draft = { report: { lineage, unit, period }, revision, answers: latest.current, at }
        setKept(
          await drafts.save(draft).then(
            () => ({ is: "kept", at }) as const,
            () => ({ is: "failed" }) as const
          )
        )
      }
      writing.current = null
    }
    writing.current ??= write()
    return writing.current
  }, [drafts, lineage, period, revision, unit])

  useEffect(() => {
    if (isReadOnly) return
    let isGone = false
    const read = async (): Promise<void> => {
      const found = await drafts.ofReport({ lineage, unit, period }).catch(() => [])
      if (isGone || isRead.current) return
      isRead.current = true
      const own = found.find((draft) => draft.revision === revision) ?? null
      if (own !== null) {
        const typed = Object.entries(latest.current).filter(([key]) => early.current.has(key))
        latest.current = { ...own.answers, ...Object.fromEntries(typed) }
        setAnswers(latest.current)
        keptAt.current = own.at
        setResumed(own)
        setKept({ is: "kept", at: own.at })
      } else setOlder(found.find((draft) => draft.revision < revision) ?? null)
      setReady(true)
      if (early.current.size > 0) void keep()
    }
    void read()
    return () => {
      isGone = true
    }
  }, [drafts, isReadOnly, keep, lineage, period, revision, unit])

  useEffect(() => {
    if (isReadOnly) return
    const follow = async (): Promise<void> => {
      const found = await drafts.ofReport({ lineage, unit, period }).catch(() => [])
      const own = found.find((draft) => draft.revision === revision)
      if (own === undefined || own.at <= keptAt.current || writing.current !== null || !isRead.current) return
      keptAt.current = own.at
      latest.current = own.answers
      setAnswers(own.answers)
      setKept({ is: "kept", at: own.at })
    }
    return drafts.watch(() => void follow())
  }, [drafts, isReadOnly, lineage, period, revision, unit])

  const replace = useCallback(
    (next: Input): void => {
      latest.current = next
      setAnswers(next)
      void keep()
    },
    [keep]
  )
  const answer = useCallback(
    (key: string, next: unknown): void => {
      if (!isRead.current) early.current.add(key)
      replace(withAnswer(latest.current, key, next))
    },
    [replace]
  )
  const restart = useCallback(
    async (next: Input): Promise<void> => {
      await writing.current
      await drafts.forget({ lineage, unit, period }, clock.current())
      const stays = new Set(keptIn(next))
      for (const file of keptIn(latest.current)) if (!stays.has(file)) await drafts.dropFile(file)
      latest.current = next
      setAnswers(next)
      setResumed(null)
      setOlder(null)
      setKept({ is: "nothing" })
    },
    [drafts, lineage, period, unit]
  )
  const flush = useCallback(async (): Promise<void> => {
    await writing.current
  }, [])

  return { answers, isReady, resumed, older, kept, answer, replace, restart, flush }
}
