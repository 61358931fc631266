import type * as Issue from "@lienhoi/words/Issue"
import type { FormCode } from "./texts.ts"

/** Tells what is wrong with a cell. */
export type Say = (
  code: FormCode,
  place: Issue.Place | undefined,
  params?: { readonly [name: string]: string },
  severity?: "warning"
) => void
