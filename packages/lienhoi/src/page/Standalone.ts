/**
 * A page that works by itself from a disk: one file with its style and its script inside, allowed nothing else. What it
 * may run is named by its digest, so neither a label nor a file name can smuggle a script in, and nothing can be
 * fetched or sent.
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import { type Html, html, trusted } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import { style } from "./Sheet.ts"

const live = `
h3{font-size:1rem;margin:1rem 0 .25rem}
button,select,textarea{font:inherit;color:inherit}
[hidden]{display:none!important}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
form.live{min-height:0;border:1px solid var(--line);border-radius:.75rem;overflow:hidden;margin-bottom:.5rem}
form.live .inside{padding:.25rem 1rem 1rem}
form.live h3{border-top:1px solid var(--line);padding-top:1rem}
details.level{padding:0 .25rem}
details.level>summary,#sums summary,#example>summary{padding:0 .5rem}
.question{margin:0 0 1rem}
.question p{margin:.125rem 0}
.question label,legend{overflow-wrap:anywhere}
.must{color:var(--bad);font-weight:400}
.must::before{content:"* "}
fieldset{border:0;margin:.75rem 0 0;padding:0;min-width:0}
legend{font-weight:600;padding:0}
fieldset.parts,fieldset.row{border-left:3px solid var(--line);padding:0 0 0 .75rem}
fieldset.parts legend,.parts label,.row label{font-weight:400}
.part{display:grid;grid-template-columns:1fr 7rem;gap:.5rem;align-items:center;margin:.25rem 0}
.part label{margin:0}
.answer{display:flex;flex-wrap:wrap;gap:.5rem}
.answer>:first-child{flex:1 1 9rem;min-width:0}
select,textarea{width:100%;min-height:48px;padding:.25rem .75rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--paper)}
input[type=file]{padding:.5rem}
input[aria-invalid=true],select[aria-invalid=true],textarea[aria-invalid=true]{border:2px solid var(--bad)}
label.radio{display:flex;align-items:center;gap:.75rem;min-height:48px;margin:.25rem 0;padding:0 .75rem;border:1px solid var(--soft);border-radius:.5rem;font-weight:400}
label.radio input{width:1.25rem;min-height:1.25rem;flex:none;margin:0;accent-color:var(--accent)}
label.radio:has(input:checked){border:2px solid var(--accent);font-weight:600}
button{cursor:pointer}
button.small{min-height:48px;padding:.25rem .75rem;border:1px solid var(--soft);border-radius:.5rem;background:var(--paper)}
button.button{width:100%;border:0;font-size:1rem}
button.button.second{border:2px solid var(--accent)}
button:disabled{opacity:.55;cursor:default}
output.computed{display:block;min-height:48px;padding:.625rem .75rem;border-radius:.5rem;background:var(--wash);font-weight:700}
.problem p{margin:.25rem 0;padding:.25rem .5rem;border-left:4px solid;background:var(--paper)}
.problem p.error{color:var(--bad)}
.problem p.error::before{content:"✗ "}
.problem p.warning{color:var(--warn)}
.problem p.warning::before{content:"! "}
.state{font-weight:600;min-height:1.5rem}
.lines,.readback ul{list-style:none;margin:0;padding:0}
.lines>li,.readback li{padding:.5rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.lines ul{margin:.25rem 0 0;padding-left:1.25rem}
code{font-size:1rem;overflow-wrap:anywhere;white-space:pre-wrap}
@media (max-width:30rem){main{padding:.5rem}details.level{border:0;padding:0;background:none}}
@media print{form.live{break-inside:auto}button{display:none!important}}
`

const digest = (text: string): string => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`

/** What a page is made of. */
export interface Options {
  readonly title: string
  readonly language: Language
  readonly body: Html
  /** Our own, bundled. */
  readonly script: string
  /** Data for the script, by id of the element that holds it. */
  readonly data?: { readonly [id: string]: unknown }
  readonly style?: string
}

/** JSON that is safe between tags. */
const json = (value: unknown): Html => trusted(JSON.stringify(value).replaceAll("<", "\\u003c"))

/** The whole file. A script that would end its own tag is refused. */
export const page = ({ body, data = {}, language, script, style: more = "", title }: Options): string => {
  if (/<\/script|<!--/iu.test(script)) throw new Error("the script holds an end of script")
  const sheet = `${style}${live}${more}`
  const policy = [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(sheet)}`,
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'"
  ].join("; ")
  const held = Object.entries(data).map(
    ([id, value]) => html`<script type="application/json" id="${id}">${json(value)}</script>`
  )
  return `<!doctype html>\n${
    html`<html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${trusted(policy)}"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${trusted(sheet)}</style></head><body>${body}${held}<script>${trusted(script)}</script></body></html>`
      .text
  }\n`
}
