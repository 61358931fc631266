/** Changes on the server, told to an open page as they happen. */
import { useEffect, useState } from "react"

/** Milliseconds within which many changes are one look. */
const crowd = 250
/** Milliseconds until a line that the server refused is tried again; a dead one the browser tries by itself. */
const pause = 3000

/** Counts what changed; `isStale` while the line is down. */
export const useLive = (isOn: boolean): { readonly version: number; readonly isStale: boolean } => {
  const [version, setVersion] = useState(0)
  const [isStale, setStale] = useState(false)
  useEffect(() => {
    if (!isOn) return
    let source: EventSource | null = null
    let looking: ReturnType<typeof setTimeout> | null = null
    let waiting: ReturnType<typeof setTimeout> | null = null
    let isFirst = true
    const changed = () => {
      looking ??= setTimeout(() => {
        looking = null
        setVersion((n) => n + 1)
      }, crowd)
    }
    const open = () => {
      const line = new EventSource("/api/changes")
      source = line
      line.addEventListener("changed", changed)
      line.addEventListener("reload", changed)
      line.addEventListener("open", () => {
        setStale(false)
        // What happened while the line was down is looked up.
        if (!isFirst) changed()
        isFirst = false
      })
      line.addEventListener("error", () => {
        setStale(true)
        if (line.readyState === EventSource.CLOSED) waiting = setTimeout(open, pause)
      })
    }
    open()
    return () => {
      if (looking !== null) clearTimeout(looking)
      if (waiting !== null) clearTimeout(waiting)
      source?.close()
    }
  }, [isOn])
  return { version, isStale }
}
