/** Files of the language, changed at random: what reading and the JSON Schemas have to agree about. */
import * as fc from "fast-check"

/** What may be put anywhere: mostly what some keyword takes. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    15,
    31,
    32,
    -1,
    2.5,
    2 ** 53,
    1e300,
    "",
    " ",
    "\u00a0",
    "none",
    "15",
    "true",
    "co_so",
    "count",
    " count",
    "table",
    "month",
    "sum",
    "open",
    "secret",
    "2024-02-29",
    "2023-02-29",
    "2025-06-30",
    "0000-01-01",
    "1900-02-29",
    "2000-02-29",
    "2025-13-01",
    "people",
    "units:co_so",
    "units:CO",
    "a/b",
    "A/b",
    [],
    {},
    [""],
    ["co_so"],
    ["co_so", 1],
    [null],
    [[]],
    { key: "a", label: "b" },
    [{ key: "a", label: "b" }],
    { a: "b" },
    { a: null },
    { "": "b" },
    { " ": "b" },
    { day: 15 },
    { day: 0 },
    { day: 15, event: "x" },
    { working_days_after: 3 },
    { days_before: 3 },
    { month: 3 },
    { days_before: 3, event: "x" },
    [{ day: 5, to: "2025-06-30" }, 7],
    { units: "sum", periods: "last" },
    { units: "sum" },
    { when: "TRUE", warn: "x" },
    { when: "TRUE", warn: "x", error: "y" },
    { when: "TRUE" },
    { when: 1, relevant: "F1" },
    { by: "x", items: { a: "b" } },
    { by: "x" },
    { "1a": { title: "x" } },
    { a1: { title: "x" } }
  ),
  fc.jsonValue({ maxDepth: 2 })
)

const keywords = [
  "key",
  "label",
  "unit",
  "min",
  "max",
  "required",
  "counts",
  "combine",
  "choices",
  "columns",
  "disaggregate",
  "due",
  "applies_to",
  "secrecy",
  "personal",
  "kind",
  "window",
  "day",
  "month",
  "event",
  "from",
  "warn",
  "relevant",
  "asked_of",
  "theme",
  "fields",
  "type",
  "decimals",
  "complete",
  "khong_co",
  "add",
  "order",
  "relabel",
  "hide",
  "tighten",
  "extends",
  "label_en",
  "title",
  "remove",
  "lineage"
]

/** One change of a file. */
type Change = {
  readonly way: ReadonlyArray<number>
  readonly does: "put" | "add" | "remove"
  readonly keyword: string
  readonly value: unknown
}

const change: fc.Arbitrary<Change> = fc.record({
  way: fc.array(fc.nat(30), { minLength: 0, maxLength: 7 }),
  does: fc.constantFrom("put", "put", "add", "add", "remove"),
  keyword: fc.constantFrom(...keywords),
  value: strange
})

/** Half of the files stay as they are. */
export const changes = fc.oneof(fc.constant([]), fc.array(change, { minLength: 1, maxLength: 2 }))

type Tree = { [key: string]: unknown }

/** Walks into the file as far as the way leads and changes what stands there. */
export const changed = (json: unknown, { way, does, keyword, value }: Change): unknown => {
  const root = { root: structuredClone(json) } as Tree
  let [around, key]: [Tree, string] = [root, "root"]
  for (const step of way) {
    const here = around[key]
    const keys = typeof here === "object" && here !== null ? Object.keys(here) : []
    if (keys.length === 0) break
    ;[around, key] = [here as Tree, keys[step % keys.length]!]
  }
  const here = around[key]
  if (does === "add" && typeof here === "object" && here !== null && !Array.isArray(here))
    (here as Tree)[keyword] = value
  else if (does === "remove" && !Array.isArray(around) && around !== root) delete around[key]
  else around[key] = value
  return root.root
}
