import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"

/** That port of this machine when it is free, else another free one. */
export const freePort = async (wanted: number): Promise<number> => {
  const probe = createServer()
  const taken = await new Promise<boolean>((resolve) => {
    probe.once("error", () => resolve(true))
    probe.listen(wanted, "127.0.0.1", () => resolve(false))
  })
  if (taken) return freePort(0)
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, "close")
  return port
}
