/**
 * The arrows of the house. Packages import from rings further in and only what they declare; inside a package no
 * modules import each other in a circle, and nobody imports the barrel; an example knows only what its user knows.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { filesBelow } from "../files.ts"
import { declared, lastInnerRing, type Package, packages, readManifest, root } from "../packages.ts"
import { circles } from "./circles.ts"
import { type Import, importsOf, isBuiltin, isRelative, packageOf, target } from "./imports.ts"

type Complain = (what: Import) => string | null

const inspect = (files: ReadonlyArray<string>, complain: (file: string) => Complain): ReadonlyArray<string> =>
  files.flatMap((file) =>
    importsOf(file).flatMap((one) => {
      const problem = complain(file)(one)
      return problem === null ? [] : [`${relative(root, file)}:${one.line} ${problem}`]
    })
  )

const isInside = (folder: string, file: string) => file.startsWith(folder + sep)

const byName = new Map(packages.map((one) => [one.manifest.name, one]))

/** Whether the arrow from a package to another one of ours points inward. */
const pointsInward = (from: Package, to: Package) => to.ring < from.ring

const sources = (one: Package): ReadonlyArray<string> => {
  const src = join(one.folder, "src")
  const names = declared(one.manifest)
  return inspect(filesBelow(src, ".ts", ".tsx"), (file) => ({ specifier }) => {
    if (isRelative(specifier)) {
      if (!isInside(src, target(file, specifier))) return `imports ${specifier}, outside its package`
      return /(^|\/)index\.tsx?$/.test(specifier) ? "imports the barrel; import the module itself" : null
    }
    if (isBuiltin(specifier)) {
      if (!specifier.startsWith("node:")) return `imports ${specifier}; write node:${specifier}`
      return one.ring <= lastInnerRing ? `imports ${specifier}, but the inner rings run anywhere` : null
    }
    const name = packageOf(specifier)
    const other = byName.get(name)
    if (other === one) return `imports its own package by name`
    if (other !== undefined && !pointsInward(one, other)) return `imports ${name}, which does not lie further in`
    if (!names.includes(name)) return `imports ${name}, which its package.json does not declare`
    return specifier === "effect" ? "imports the barrel of effect; import the module, such as effect/Effect" : null
  })
}

const laboratory = readManifest(join(root, "tests"))

/** Tests of a package may use the test tools and the arbitraries, else only what lies further in. */
const packageTests = (one: Package): ReadonlyArray<string> => {
  const brought = [one.manifest, laboratory].flatMap(({ devDependencies }) => Object.keys(devDependencies ?? {}))
  const allowed = [...declared(one.manifest), one.manifest.name, ...brought]
  return inspect(filesBelow(join(one.folder, "test"), ".ts", ".tsx"), (file) => ({ specifier }) => {
    if (isRelative(specifier))
      return isInside(one.folder, target(file, specifier)) ? null : `imports ${specifier}, outside its package`
    if (isBuiltin(specifier)) return null
    const name = packageOf(specifier)
    const other = byName.get(name)
    if (allowed.includes(name) || other?.short === "testing") return null
    if (other !== undefined) return pointsInward(one, other) ? null : `imports ${name}, which does not lie further in`
    return `imports ${name}, which neither its package.json nor that of tests declares`
  })
}

const manifests = (one: Package): ReadonlyArray<string> => {
  const place = `packages/${one.short}/package.json`
  if (one.ring === -1) return [`${place} has no ring; place it in tools/packages.ts`]
  return declared(one.manifest).flatMap((name) => {
    const other = byName.get(name)
    return other !== undefined && !pointsInward(one, other)
      ? [`${place} depends on ${name}, which does not lie further in`]
      : []
  })
}

const example = (folder: string): ReadonlyArray<string> => {
  const manifest = readManifest(folder)
  const names = [...declared(manifest), ...Object.keys(manifest.devDependencies ?? {})]
  const tests = Object.keys(laboratory.devDependencies ?? {})
  return inspect(filesBelow(folder, ".ts", ".tsx"), (file) => ({ specifier }) => {
    if (isBuiltin(specifier)) return null
    if (isRelative(specifier))
      return isInside(folder, target(file, specifier)) ? null : `imports ${specifier}, which its user does not have`
    const name = packageOf(specifier)
    if (!names.includes(name) && !(isInside(join(folder, "test"), file) && tests.includes(name)))
      return `imports ${name}, which its package.json does not declare`
    return name.startsWith("@lienhoi/") && !byName.has(name) ? `imports ${name}, which is not published` : null
  })
}

/** Circles among the modules of a package, those first that are still there at run time. */
const circlesOf = (one: Package): ReadonlyArray<string> => {
  const files = filesBelow(join(one.folder, "src"), ".ts", ".tsx")
  const arrows = (counts: (one: Import) => boolean) =>
    new Map(
      files.map((file) => [
        file,
        importsOf(file).flatMap((one) =>
          isRelative(one.specifier) && counts(one) ? [target(file, one.specifier)] : []
        )
      ])
    )
  const draw = (circle: ReadonlyArray<string>) => circle.map((file) => relative(root, file)).join(" → ")
  const real = circles(arrows(({ typeOnly }) => !typeOnly)).map(draw)
  const all = circles(arrows(() => true)).map(draw)
  return [
    ...real.map((circle) => `circle: ${circle}`),
    ...all.filter((circle) => !real.includes(circle)).map((circle) => `circle, closed by types: ${circle}`)
  ]
}

/** Packages of which a test runs programs: it asks where they are and imports nothing. */
const resolvedIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/\.resolve\("([^"]+)"\)/g)].map((m) => packageOf(m[1]!))

/** What the workspace of tests brings for all of them; knip looks at one workspace at a time and cannot know. */
const unusedInTests = (): ReadonlyArray<string> => {
  const tests = [join(root, "packages"), join(root, "tests"), join(root, "examples")].flatMap((folder) =>
    filesBelow(folder, ".ts", ".tsx").filter(
      (file) => /(^|[\\/])tests?[\\/]/.test(relative(root, file)) && !file.includes(`${sep}dist${sep}`)
    )
  )
  // Tests run this one from the sources, through the command that shows the officer's page.
  const bundler = join(root, "tools/build/officer.ts")
  const used = new Set(
    [...tests, bundler].flatMap((file) => [
      ...importsOf(file).map(({ specifier }) => packageOf(specifier)),
      ...resolvedIn(readFileSync(file, "utf8"))
    ])
  )
  return Object.keys(laboratory.devDependencies ?? {})
    .filter((name) => !name.startsWith("@types/") && !used.has(name))
    .map((name) => `tests/package.json: no test imports ${name}`)
}

export const run = async (): Promise<ReadonlyArray<string>> => [
  ...packages.flatMap((one) => [...manifests(one), ...sources(one), ...packageTests(one), ...circlesOf(one)]),
  ...unusedInTests(),
  ...readdirSync(join(root, "examples")).flatMap((name) => example(join(root, "examples", name)))
]
