import type { Dice } from "./dice.ts"

const throwing = new Proxy(
  {},
  {
    get: () => {
      throw new Error("trap")
    },
    ownKeys: () => {
      throw new Error("trap")
    }
  }
)

const nested = (): unknown => {
  let inside: unknown = 1
  for (let n = 0; n < 2_000; n++) inside = [inside]
  return inside
}

const values: ReadonlyArray<() => unknown> = [
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -1,
  () => -0,
  () => 1.5,
  () => 1e308,
  () => 2 ** 53,
  () => "x".repeat(30_000),
  () => "9".repeat(400),
  () => "-5",
  () => "38,506",
  () => "38.506",
  () => "1.23",
  () => "5 triệu",
  () => "gần 400",
  () => "١٢",
  () => "\uFFFF\uD800",
  () => "__proto__",
  () => "constructor",
  () => "Hoà".normalize("NFD"),
  () => "",
  () => "  ",
  () => null,
  () => undefined,
  () => true,
  () => 10n,
  () => Symbol("x"),
  () => () => 1,
  () => ({}),
  () => Object.create(null),
  () => JSON.parse('{"__proto__": {"notApplicable": "x"}}'),
  () => ({ notApplicable: 5 }),
  () => ({ notApplicable: "" }),
  () => ({ notApplicable: "x".repeat(50_000) }),
  () => ({ toString: null, valueOf: 1 }),
  () => new Date(0),
  () => new Map(),
  () => [],
  () => [null],
  () => [{}],
  () => [{ ten: [], so: "abc" }],
  () => [{ cot_la: 1 }],
  () => [{ ten: "A", so: -3 }],
  () => Array.from({ length: 5_000 }, () => ({ ten: "A" })),
  () => nested(),
  () => throwing,
  () => ({
    get notApplicable(): string {
      throw new Error("trap")
    }
  })
]

const keys = ["__proto__", "constructor", "toString", "F1[khong_co]", "f2 ", "F99", "", "x".repeat(5_000), "F1", "Đ"]

const inputs: ReadonlyArray<() => unknown> = [
  () => null,
  () => 5,
  () => "x",
  () => [],
  () => throwing,
  () => new Map([["F1", 1]]),
  () => Object.create(null),
  () => JSON.parse('{"__proto__": {"F1": 1}, "F1": 2}')
]

/** A value that no form sends. */
export const hostileValue = (d: Dice): unknown => d.pick(values)()

/** A key that no form sends. */
export const hostileKey = (d: Dice): string => d.pick(keys)

/** A submission that is none. */
export const hostileInput = (d: Dice): never => d.pick(inputs)() as never
