/** The search over a list of units, made ready piece by piece before anybody types. */
import type { UnitList } from "@lienhoi/hierarchy/UnitList"
import * as UnitSearch from "@lienhoi/hierarchy/UnitSearch"
import { useCallback, useEffect, useRef, useState } from "react"
import type { Answer, Problem } from "../Load.tsx"

type Tree = UnitList | (() => Promise<Answer<UnitList>>)

interface State {
  /** `null` until it is ready. */
  readonly search: UnitSearch.UnitSearch | null
  readonly refused: { readonly problem: Problem | null } | null
}

/** Lists that were made ready, so that the next picker of the page has them at once. */
const ready = new WeakMap<UnitList, UnitSearch.UnitSearch>()

/** Makes a list ready with a pause after each piece; the result stops it. */
const prepare = (list: UnitList, done: (search: UnitSearch.UnitSearch) => void): (() => void) => {
  const known = ready.get(list)
  if (known !== undefined) {
    done(known)
    return () => {}
  }
  const work = UnitSearch.build(list)
  let timer: ReturnType<typeof setTimeout>
  const go = (): void => {
    const step = work.next()
    if (step.done === true) {
      ready.set(list, step.value)
      done(step.value)
    } else timer = setTimeout(go, 0)
  }
  timer = setTimeout(go, 0)
  return () => clearTimeout(timer)
}

/** The search over the list, and how to ask for the list again when it did not come. */
export const useUnitSearch = (tree: Tree): State & { readonly retry: () => void } => {
  const [state, setState] = useState<State>({ search: null, refused: null })
  const [round, setRound] = useState(0)
  const latest = useRef(tree)
  useEffect(() => {
    latest.current = tree
  })
  // A function is asked once and again when somebody wants it; a list counts by itself.
  const list = typeof tree === "function" ? null : tree
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let isOver = false
    let stop = () => {}
    const use = (of: UnitList): void => {
      stop = prepare(of, (search) => setState({ search, refused: null }))
    }
    const source = list ?? latest.current
    if (typeof source === "function")
      source().then((answer) => {
        if (isOver) return
        if (answer.ok) use(answer.value)
        else setState({ search: null, refused: { problem: answer.problem } })
      })
    else use(source)
    return () => {
      isOver = true
      stop()
    }
  }, [list, round])
  const retry = useCallback(() => {
    setState({ search: null, refused: null })
    setRound((n) => n + 1)
  }, [])
  return { ...state, retry }
}
