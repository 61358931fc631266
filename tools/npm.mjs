/**
 * How our scripts call npm: on the Node that npm itself was started with. On the Node in `node_modules` npm would look
 * for its global settings (registry, certificates) in the wrong place, and could not replace that Node.
 */
import { delimiter, sep } from "node:path"

/** @param {ReadonlyArray<string>} args */
export const npm = (args) => {
  const { npm_execpath: script, npm_node_execpath: node } = process.env
  const bin = `${sep}node_modules${sep}.bin`
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.endsWith(bin))
  const env = { ...process.env, PATH: path.join(delimiter) }
  return script?.endsWith(".js") && node
    ? { command: node, args: [script, ...args], env, shell: false }
    : { command: "npm", args: [...args], env, shell: process.platform === "win32" }
}
