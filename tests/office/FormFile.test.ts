/** Forms as Excel workbooks keep the contract of every road for forms. */
import { FormBook } from "@lienhoi/office"
import { FormFileSuite } from "@lienhoi/testing"
import { key } from "./formFilling.ts"

FormFileSuite.suite("Excel", FormBook.layer({ key }))
