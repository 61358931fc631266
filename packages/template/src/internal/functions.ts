import type { Bilingual } from "@lienhoi/words/Language"
import type { FunctionName } from "./syntax.ts"

/** How a function is called: how many values it takes, and what that looks like. */
interface Signature {
  readonly least: number
  readonly most: number
  readonly shape: Bilingual
}

const many = 50

const overNumbers = (name: string): Signature => ({
  least: 1,
  most: many,
  shape: { vi: `${name}(số; số)`, en: `${name}(number; number)` }
})

const overConditions = (name: string): Signature => ({
  least: 1,
  most: many,
  shape: { vi: `${name}(điều kiện; điều kiện)`, en: `${name}(condition; condition)` }
})

/** Every function but NOT, which takes one condition. */
export const signatures: { readonly [F in FunctionName]: Signature } = {
  IF: {
    least: 3,
    most: 3,
    shape: { vi: "IF(điều kiện; nếu đúng; nếu sai)", en: "IF(condition; if true; if false)" }
  },
  AND: overConditions("AND"),
  OR: overConditions("OR"),
  SUM: overNumbers("SUM"),
  AVERAGE: overNumbers("AVERAGE"),
  MIN: overNumbers("MIN"),
  MAX: overNumbers("MAX"),
  COUNT: overNumbers("COUNT"),
  ROUND: {
    least: 1,
    most: 2,
    shape: { vi: "ROUND(số; số chữ số sau dấu phẩy)", en: "ROUND(number; decimals)" }
  },
  ABS: { least: 1, most: 1, shape: { vi: "ABS(số)", en: "ABS(number)" } },
  BLANK: { least: 1, most: 1, shape: { vi: "BLANK(chỉ tiêu)", en: "BLANK(field)" } },
  IFBLANK: { least: 2, most: 2, shape: { vi: "IFBLANK(chỉ tiêu; giá trị thay)", en: "IFBLANK(field; instead)" } }
}
