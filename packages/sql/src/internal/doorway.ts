/**
 * A local socket beside an embedded store: while an app has the folder, other commands of the same machine and user reach
 * the store through it.
 */
import { createHash } from "node:crypto"
import { chmodSync, rmSync } from "node:fs"
import { connect, createServer, type Socket } from "node:net"
import { platform, tmpdir } from "node:os"
import { join } from "node:path"
import type { Duplex } from "node:stream"
import type * as Bridge from "./bridge.ts"

/** Systems take no longer path for a socket, in bytes. */
const longest = 100

/** Where the socket of a folder is. */
const pathOf = (folder: string): string => {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 24)
  if (platform() === "win32") return `\\\\.\\pipe\\lienhoi-${name}`
  const path = join(folder, "socket")
  return Buffer.byteLength(path) <= longest ? path : join(tmpdir(), `lienhoi-${name}.socket`)
}

/** Lets others in. The answer closes the door; whoever is inside is sent away. */
export const open = (folder: string, bridge: Bridge.Bridge): Promise<() => Promise<void>> => {
  const path = pathOf(folder)
  const guests = new Set<Socket>()
  const server = createServer((guest) => {
    const inside = bridge.connect()
    guests.add(guest)
    guest.on("error", () => inside.destroy())
    inside.on("error", () => guest.destroy())
    guest.on("close", () => {
      guests.delete(guest)
      inside.destroy()
    })
    guest.pipe(inside).pipe(guest)
  })
  // We have the folder, so whatever stands there is left from an owner that is gone.
  if (platform() !== "win32") rmSync(path, { force: true })
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(path, () => {
      if (platform() !== "win32") chmodSync(path, 0o600)
      server.unref()
      resolve(
        () =>
          new Promise((closed) => {
            server.close(() => closed())
            for (const guest of guests) guest.destroy()
          })
      )
    })
  })
}

/** Goes in through the door. */
export const enter = (folder: string): Duplex => connect(pathOf(folder))
