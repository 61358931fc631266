/** The gateway of the guide, in memory: it takes a reference once, and can be told to answer otherwise. */

/** How the next request is answered: with a status, or not at all. */
type Mood = number | "cut"

/** A gateway and what it was given. */
export interface MadeUp {
  readonly fetch: (request: Request) => Promise<Response>
  /** Texts that a telephone received, in order. */
  readonly received: ReadonlyArray<{ readonly to: string; readonly text: string }>
  readonly moods: Array<Mood>
}

/** A new one. */
export const make = (): MadeUp => {
  const ids = new Map<string, string>()
  const received: Array<{ readonly to: string; readonly text: string }> = []
  const moods: Array<Mood> = []
  const at = "2024-10-15T01:30:00.000Z"

  const take = async (request: Request): Promise<Response> => {
    if (request.headers.get("authorization") !== "Bearer khoa-vi-du") return Response.json({}, { status: 401 })
    if (request.method === "GET") {
      const id = new URL(request.url).pathname.split("/").at(-1)
      return Response.json({ state: [...ids.values()].includes(`${id}`) ? "delivered" : "unknown" })
    }
    const { reference, text, to }: { reference: string; text: string; to: string } = await request.json()
    const known = ids.get(reference)
    if (known === undefined) {
      ids.set(reference, `sms-${ids.size + 1}`)
      received.push({ to, text })
    }
    return Response.json({ id: ids.get(reference), at }, { status: 201 })
  }

  return {
    received,
    moods,
    fetch: async (request) => {
      const mood = moods.shift()
      if (typeof mood === "number") return Response.json({}, { status: mood, headers: { "retry-after": "30" } })
      const answer = await take(request)
      if (mood === "cut") throw new TypeError("fetch failed")
      return answer
    }
  }
}
