/**
 * The lines of a changelog: what a changeset says to the person who upgrades, as it was written. That the other packages of
 * the same version moved along is said nowhere else, since until 1.0 all bear one version.
 */

/** @param {{ readonly summary: string }} changeset */
const getReleaseLine = async ({ summary }) => {
  const [first = "", ...rest] = summary.split("\n").map((line) => line.trimEnd())
  return [`- ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n")
}

const getDependencyReleaseLine = async () => ""

export default { getReleaseLine, getDependencyReleaseLine }
