/** One mistake somebody could make, and whether the law it breaks is noticed. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Workshop } from "./workshop.ts"

export interface Mutant {
  /** The mistake in a few words: `carries a missing last period forward`. */
  readonly name: string
  /** The law it breaks, as design and tests call it: `Roll-up`. */
  readonly law: string
  /** Source file, from the root of the repository. */
  readonly file: string
  /** Exact text that occurs once in the file, and what the mistake puts in its place. */
  readonly find: string
  readonly replace: string
  /** The law's test: its file, and words of its name when the file has several. */
  readonly test: { readonly file: string; readonly name?: string }
}

export type Verdict = { readonly caught: true; readonly by: string } | { readonly caught: false; readonly why: string }

const not = (why: string): Verdict => ({ caught: false, why })

/** Whether each test passes while nothing is mutated: a law that fails anyway catches nothing. */
const sound = new Map<string, Promise<Verdict | null>>()

const soundness = async (workshop: Workshop, test: Mutant["test"]): Promise<Verdict | null> => {
  const { passed, failed, output } = await workshop.test(test)
  if (failed.length > 0) return not(`its test fails without it: ${failed[0]}`)
  return passed.length === 0 ? not(`no such test: ${test.file} ${test.name ?? ""}\n${output}`) : null
}

export const tryMutant = async (workshop: Workshop, mutant: Mutant): Promise<Verdict> => {
  const key = JSON.stringify(mutant.test)
  if (!sound.has(key)) sound.set(key, soundness(workshop, mutant.test))
  const unsound = await sound.get(key)
  if (unsound) return unsound

  const file = join(workshop.folder, mutant.file)
  const text = readFileSync(file, "utf8")
  const places = text.split(mutant.find).length - 1
  if (places !== 1) return not(`its text occurs ${places} times in ${mutant.file}; update "find"`)

  writeFileSync(
    file,
    text.replace(mutant.find, () => mutant.replace)
  )
  try {
    const { failed, passed, output } = await workshop.test(mutant.test)
    if (failed[0] !== undefined) return { caught: true, by: failed[0] }
    return not(passed.length > 0 ? "all tests pass" : `it does not even load\n${output}`)
  } finally {
    writeFileSync(file, text)
  }
}
