/** Changes on the server, told to an open page as they happen. */
import { useEffect, useState } from "react"

/** Milliseconds within which many changes are one look. */
const crowd = 250
/** Milliseconds until a line that the server refused is tried again; a dead one the browser tries by itself. */
const pause = 3000

/**
 * Listens as long as the page is looked at; gives how to stop. A page in the background holds no line: a browser has six to a
 * server, and a seventh page would wait for ever. Whoever comes back to it looks anew.
 */
export const listen = (tell: {
  readonly changed: () => void
  readonly stale: (isStale: boolean) => void
}): (() => void) => {
  let source: EventSource | null = null
  let looking: ReturnType<typeof setTimeout> | null = null
  let waiting: ReturnType<typeof setTimeout> | null = null
  let isFirst = document.visibilityState !== "hidden"
  const changed = () => {
    looking ??= setTimeout(() => {
      looking = null
      tell.changed()
    }, crowd)
  }
  const open = () => {
    const line = new EventSource("/api/changes")
    source = line
    line.addEventListener("changed", changed)
    line.addEventListener("reload", changed)
    line.addEventListener("open", () => {
      tell.stale(false)
      // What happened while the line was down is looked up.
      if (!isFirst) changed()
      isFirst = false
    })
    line.addEventListener("error", () => {
      tell.stale(true)
      if (line.readyState === EventSource.CLOSED) waiting = setTimeout(open, pause)
    })
  }
  const close = () => {
    if (waiting !== null) clearTimeout(waiting)
    waiting = null
    source?.close()
    source = null
  }
  const seen = () => {
    if (document.visibilityState === "hidden") close()
    else if (source === null) open()
  }
  document.addEventListener("visibilitychange", seen)
  seen()
  return () => {
    document.removeEventListener("visibilitychange", seen)
    if (looking !== null) clearTimeout(looking)
    close()
  }
}

/** Counts what changed; `isStale` while the line is down. */
export const useLive = (isOn: boolean): { readonly version: number; readonly isStale: boolean } => {
  const [version, setVersion] = useState(0)
  const [isStale, setStale] = useState(false)
  useEffect(() => (isOn ? listen({ changed: () => setVersion((n) => n + 1), stale: setStale }) : undefined), [isOn])
  return { version, isStale }
}
