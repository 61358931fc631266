/**
 * The same meaning as {@link "Compiled"}, found by walking the formulas for every answer anew: slow, short, and written
 * apart from it, so that each is the proof of the other (law Validator).
 *
 * @since 0.1.0
 */

import type { Options } from "./Compiled.ts"
import { interpret } from "./internal/interpret.ts"
import * as Model from "./internal/model.ts"
import type { Template } from "./Template.ts"
import type { Context, Input, Validation } from "./Validation.ts"

/** Reads and checks one submission. The template and the options are such as {@link "Compiled"} accepts. Never throws. */
export const validate = (template: Template, input: Input, context: Context, options: Options = {}): Validation =>
  interpret(Model.make(template, options).model, input, context)
