/** The parts of a release that can be judged without making one. `npm run release:rehearse` makes one. */
import { assert, describe, test } from "@effect/vitest"
import { toJavaScript } from "../../tools/build/specifiers.ts"
import { sourceOf } from "../../tools/check/sourceOf.ts"
import { prepare } from "../../tools/doctest/claims.ts"
import { asModule, asScript, firstLines } from "../../tools/rehearsal/firstLines.ts"
import { type Published, wrongWith } from "../../tools/rehearsal/published.ts"

const good: Published = {
  name: "@lienhoi/mau",
  version: "0.1.0",
  license: "Apache-2.0",
  engines: { node: ">=22.19" },
  repository: { url: "git+https://hoi.example/lienhoi.git", directory: "packages/mau" },
  publishConfig: { access: "public", provenance: true },
  exports: {
    ".": { "@lienhoi/source": "./src/index.ts", types: "./dist/index.d.ts", default: "./dist/index.js" },
    "./*": { "@lienhoi/source": "./src/*.tsx", types: "./dist/*.d.ts", default: "./dist/*.js" },
    "./internal/*": null
  },
  dependencies: { "@lienhoi/words": "0.1.0", yaml: "^2.8.0" },
  peerDependencies: { effect: "^4.1.0" }
}
const files = ["LICENSE", "README.md", "package.json", "src/index.ts", "src/Form.tsx"].concat([
  "dist/index.js",
  "dist/index.d.ts"
])
const versions = new Map([
  ["@lienhoi/mau", "0.1.0"],
  ["@lienhoi/words", "0.1.0"]
])
const judge = (over: Partial<Published> = {}, without = "") =>
  wrongWith(
    { ...good, ...over },
    files.filter((file) => file !== without),
    versions,
    "packages/mau"
  )

describe("what is published", () => {
  test("a package that is as it should be", () => assert.deepStrictEqual(judge(), []))

  test("a range that still points at the version before the release", () =>
    assert.deepStrictEqual(judge({ dependencies: { "@lienhoi/words": "0.0.0" } }), [
      "dependencies: @lienhoi/words is 0.0.0, and 0.1.0 is published"
    ]))

  test("a range that only holds inside the repository", () =>
    assert.deepStrictEqual(judge({ dependencies: { khac: "workspace:*" } }), ["dependencies: khac is workspace:*"]))

  test("a door that leads to a file which stayed at home, a licence left behind, provenance not wished for", () => {
    assert.deepStrictEqual(judge({}, "dist/index.d.ts").length, 2)
    assert.deepStrictEqual(judge({}, "src/Form.tsx"), ["leads to ./src/*.tsx, which is not in the tarball"])
    assert.deepStrictEqual(judge({}, "LICENSE"), ["has no LICENSE"])
    assert.deepStrictEqual(judge({ publishConfig: { access: "public" } }), ["publishConfig.provenance is not true"])
    assert.deepStrictEqual(judge({ version: "0.0.0" }), ["has no version yet: no changeset names it"])
  })
})

test("relative imports lead to JavaScript, and text that a program writes for others stays as it is", () => {
  const written = 'const a = `import c from "./lienhoi.config.ts"\\n from "../b.ts"`\nexport const b = "./c.ts"\n'
  assert.strictEqual(toJavaScript(written), written)
  assert.strictEqual(
    toJavaScript(
      'import { a } from "./A.ts"\nexport * as F from "../Form.tsx"\nconst m = await import("./lazy.ts")\nimport "x/y.ts"\n'
    ),
    'import { a } from "./A.js"\nexport * as F from "../Form.js"\nconst m = await import("./lazy.js")\nimport "x/y.ts"\n'
  )
  assert.strictEqual(
    toJavaScript('export declare const a: import("./B.ts").B;'),
    'export declare const a: import("./B.js").B;'
  )
})

test("the sources of a module by its own entry, else by the longest pattern", () => {
  const exports = {
    "./*": { "@lienhoi/source": "./src/*.tsx", default: "./dist/*.js" },
    "./Pure": { "@lienhoi/source": "./src/Pure.ts" },
    "./internal/*": null,
    "./package.json": "./package.json"
  }
  const found = ["./Form", "./Pure", "./internal/x", "./package.json"].map((door) => sourceOf(exports, door))
  assert.deepStrictEqual(found, ["./src/Form.tsx", "./src/Pure.ts", null, "./package.json"])
})

describe("the first lines of a page", () => {
  const code =
    'import * as path from "node:path"\nimport "./khong-co.css"\n\nconst last = await path.basename("a/b")\nlast // => "b"\n'

  test("as a script they require and wait inside a function, and their claims still count", async () => {
    const claims: Array<readonly [unknown, unknown]> = []
    const module = { exports: {} as { ended?: Promise<unknown> } }
    const script = asScript(firstLines("mau", "ts", code, 1))
    const run = new Function("require", "exports", "claim", script)
    run(
      (name: string) => process.getBuiltinModule(name),
      module.exports,
      (...claim: [unknown, unknown]) => claims.push(claim)
    )
    await module.exports.ended
    assert.deepStrictEqual(
      claims.map(([actual, expected]) => [actual, expected]),
      [["b", "b"]]
    )
  })

  test("JSX is compiled, and a claim about an element is found behind it", () => {
    const page = 'const element = <b title="x">{1}</b>\nelement.type // => "b"\n'
    assert.deepStrictEqual(prepare(page, 1, "tsx").stray, [])
    assert.include(asModule(firstLines("mau", "tsx", page, 1)), "react/jsx-runtime")
  })
})
