import type { Context, Input, Validation } from "../Validation.ts"
import type { Model } from "./model.ts"
import { validator } from "./validator.ts"
export const interpret = (model: Model, input: Input, context: Context): Validation => validator(model)(input, context)
