/** The steps of `npm run check`, quick ones first. A step answers with what is wrong, one line for each thing. */
import { complaints, tool } from "../run.ts"

export interface Step {
  readonly name: string
  readonly about: string
  readonly run: () => Promise<ReadonlyArray<string>>
}

const complaintsOf = async (name: string, args: ReadonlyArray<string>) => complaints(await tool(name, args))

/** Loaded when its turn comes: one step alone starts at once. */
const module = (name: string) => async () => (await import(`./${name}.ts`)).run()

export const steps: ReadonlyArray<Step> = [
  { name: "names", about: "every package says what it is, and the README lists it", run: module("names") },
  {
    name: "words",
    about: "nothing tracked names this machine, skips a test or silences the compiler",
    run: module("words")
  },
  { name: "rings", about: "imports go inward, are declared, and never in a circle", run: module("rings") },
  { name: "changes", about: "a changeset for every package that was never released", run: module("changes") },
  {
    name: "style",
    about: "formatted and linted",
    run: () => complaintsOf("biome", ["check", "--error-on-warnings", "--reporter=concise", "."])
  },
  {
    name: "types",
    about: "TypeScript over everything",
    run: () => complaintsOf("tsc", ["-p", "tsconfig.json", "--pretty", "false"])
  },
  { name: "anywhere", about: "inner rings use no Node and no browser", run: module("anywhere") },
  {
    name: "unused",
    about: "no unused file, export or dependency",
    run: () => complaintsOf("knip", ["--no-progress", "--no-config-hints"])
  },
  {
    name: "doctest",
    about: "examples of doc comments and guides compile, run and say what they claim",
    run: module("doctest")
  },
  { name: "shape", about: "what npm would publish installs and runs, by import and by require", run: module("shape") },
  {
    name: "reference",
    about: "the site with its reference: typedoc without warnings, no dead link",
    run: module("reference")
  }
]

/** What is wrong after one step; a step that itself breaks is wrong too. */
export const problemsOf = (step: Step): Promise<ReadonlyArray<string>> =>
  step.run().catch((error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)])
