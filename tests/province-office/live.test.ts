/** A page listens while somebody looks at it. */
import { expect, it, vi } from "vitest"
import { listen } from "../../examples/province-office/web/live.ts"

it("a page in the background holds no line to the server, and looks anew when somebody comes back to it", () => {
  vi.useFakeTimers()
  const lines: Array<Line> = []
  class Line extends EventTarget {
    static readonly CLOSED = 2
    readyState = 0
    constructor() {
      super()
      lines.push(this)
    }
    close() {
      this.readyState = Line.CLOSED
    }
  }
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" })
  vi.stubGlobal("document", page)
  vi.stubGlobal("EventSource", Line)
  const show = (visibilityState: string) => {
    page.visibilityState = visibilityState
    page.dispatchEvent(new Event("visibilitychange"))
  }
  const held = () => lines.filter(({ readyState }) => readyState !== Line.CLOSED).length
  let changes = 0
  try {
    const stop = listen({ changed: () => changes++, stale: () => {} })
    lines[0]!.dispatchEvent(new Event("open"))
    vi.runAllTimers()
    expect([held(), changes]).toEqual([1, 0])
    lines[0]!.dispatchEvent(new Event("changed"))
    vi.runAllTimers()
    expect(changes).toBe(1)
    show("hidden")
    expect(held()).toBe(0)
    show("visible")
    lines[1]!.dispatchEvent(new Event("open"))
    vi.runAllTimers()
    expect([held(), changes]).toEqual([1, 2])
    stop()
    show("hidden")
    show("visible")
    expect(held()).toBe(0)
  } finally {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})
