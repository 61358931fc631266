/** The clock and what is due by it: posts, arrivals, looks, dissolved groups. One thing at a time, in order. */
import * as Acts from "./acts.ts"
import * as Events from "./events.ts"
import * as Groups from "./groups.ts"
import { later, on, personOf, type Sim } from "./sim.ts"
import type { Message, State, Task } from "./state.ts"
import * as Templates from "./templates.ts"
import { post } from "./webhooks.ts"

/** A clock that tells milliseconds since 1970. */
export interface Clock {
  readonly now: () => number
}

export interface Engine {
  readonly sim: Sim
  /** Ends when nothing that is due is left. */
  readonly settled: () => Promise<void>
  /** Holds the time and moves it, running what falls due on the way. */
  readonly moveTo: (at: number) => Promise<void>
  /** Lets the machine's time run again. */
  readonly letRun: () => void
  readonly stop: () => Promise<void>
}

const receive = (sim: Sim, message: Message | undefined): void => {
  if (message === undefined || message.receivedAt !== null || message.chat.with !== "person") return
  if (message.template !== null) {
    if (!on(sim, "templates.delivery") || sim.now() > message.template.until) return
    Templates.arrived(sim, message)
  }
  message.receivedAt = sim.now()
  Events.received(sim, message)
  const { seesAfter } = personOf(sim, message.chat.person)
  if (seesAfter !== null) later(sim, "see", message.id, sim.now() + seesAfter)
  sim.changed()
}

const perform = async (sim: Sim, task: Task): Promise<void> => {
  const message = sim.state.messages.get(task.id)
  if (task.do === "post") await post(sim, task.id)
  else if (task.do === "receive") receive(sim, message)
  else if (task.do === "dissolve") Groups.dissolve(sim, task.id)
  else if (message?.chat.with === "person") Acts.look(sim, message.chat.person, ({ id }) => id === message.id)
}

/** Takes the earliest task that is due. */
const take = ({ tasks }: State, until: number): Task | undefined =>
  tasks[0] !== undefined && tasks[0].at <= until ? tasks.shift() : undefined

/** When the next one falls due. */
const next = ({ tasks }: State): number => tasks[0]?.at ?? Number.POSITIVE_INFINITY

export const make = (state: State, clock: Clock, hooks: Pick<Sim, "changed" | "polled" | "base">): Engine => {
  let running: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const now = () => sim.state.held ?? clock.now()

  const run = async (): Promise<void> => {
    // A turn of the event loop first: a call that puts several tasks down is answered before they run.
    await new Promise((resolve) => setImmediate(resolve))
    for (;;) {
      const task = stopped ? undefined : take(sim.state, now())
      if (task === undefined) return
      await perform(sim, task)
    }
  }
  const wait = (): void => {
    clearTimeout(timer)
    if (stopped || sim.state.held !== null || sim.state.tasks.length === 0) return
    timer = setTimeout(wake, Math.min(Math.max(next(sim.state) - now(), 1), 60_000))
    timer.unref()
  }
  const wake = (): void => {
    if (stopped || running !== null) return
    if (next(sim.state) > now()) {
      wait()
      return
    }
    running = run().finally(() => {
      running = null
      wake()
    })
  }
  const settled = async (): Promise<void> => {
    wake()
    while (running !== null) await running
  }
  const sim: Sim = { state, now, wake, ...hooks }

  return {
    sim,
    settled,
    moveTo: async (at) => {
      sim.state.held = now()
      await settled()
      for (;;) {
        const due = next(sim.state)
        if (due > at) break
        sim.state.held = Math.max(due, sim.state.held)
        await settled()
      }
      sim.state.held = at
      sim.changed()
    },
    letRun: () => {
      sim.state.held = null
      wake()
    },
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      if (running !== null) await running
    }
  }
}
