/**
 * The one look of every page we write: a single file without links to anywhere, made for a 360 px phone first and for
 * paper second. On a screen text is never smaller than 16 px and touch targets never below 44 px; on paper text has 10
 * points. No state is told by colour alone.
 *
 * @since 0.1.0
 */
import { type Html, html, trusted } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"

/** The style sheet of every page. */
export const style = `
:root{--ink:#1c2430;--soft:#4a5565;--line:#c9d1dc;--paper:#fff;--wash:#f3f6fa;--accent:#a3195b;--good:#0b6b3a;--warn:#8a4b00;--bad:#a11c1c}
*{box-sizing:border-box}
html{font-size:16px;-webkit-text-size-adjust:100%}
body{margin:0;color:var(--ink);background:var(--wash);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
main{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.375rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.125rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
.soft{color:var(--soft)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:.75rem 0}
.big{font-size:1.75rem;font-weight:700;line-height:1.1}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem}
.tiles .card{margin:0}
.bar{height:.5rem;border-radius:.25rem;background:var(--line);overflow:hidden;margin-top:.5rem}
.bar i{display:block;height:100%;background:var(--good)}
.chip{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:.125rem .625rem;white-space:nowrap;font-weight:600}
.chip.good{color:var(--good)}.chip.warn{color:var(--warn)}.chip.bad{color:var(--bad)}.chip.idle{color:var(--soft)}
ul.units{list-style:none;margin:0;padding:0}
ul.units li{display:flex;justify-content:space-between;gap:.5rem;align-items:center;padding:.5rem 0;border-top:1px solid var(--line)}
ul.units li:first-child{border-top:0}
details>summary{cursor:pointer;min-height:44px;display:flex;align-items:center;justify-content:space-between;gap:.5rem;font-weight:600}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:.5rem;border-top:1px solid var(--line);text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tbody th{font-weight:400}
.scroll th[scope=row]{min-width:9rem}
tr.section th{background:var(--wash);font-weight:700}
.phone{max-width:22.5rem;margin:0 auto;background:var(--paper);min-height:100vh}
.phone header{background:var(--accent);color:#fff;padding:.75rem 1rem}
.phone main{padding:.75rem 1rem}
.bubble{background:var(--wash);border-radius:.25rem 1rem 1rem 1rem;padding:.75rem;margin:.75rem 0}
.bubble.mine{background:#e3f0ff;border-radius:1rem .25rem 1rem 1rem;margin-left:2rem}
.stamp{font-size:1rem;color:var(--soft)}
.button{display:flex;min-height:48px;align-items:center;justify-content:center;background:var(--accent);color:#fff;border-radius:.75rem;text-decoration:none;font-weight:700;margin:.75rem 0;padding:.25rem 1rem;text-align:center}
.button.second{background:var(--paper);color:var(--accent);border:2px solid var(--accent)}
.steps{display:flex;justify-content:space-between;border-top:1px solid var(--line);margin-top:1.5rem}
.step{display:flex;align-items:center;min-height:48px;color:var(--soft)}
label{display:block;margin:.75rem 0 0;font-weight:600}
input{font:inherit;width:100%;min-height:48px;padding:.25rem .75rem;border:1px solid var(--soft);border-radius:.5rem}
.hint{color:var(--soft);font-weight:400}
.wide{columns:20rem;column-gap:.75rem}
figure.card{margin:0 0 .75rem;break-inside:avoid}
.who{display:grid;grid-template-columns:1fr 3rem 1fr;gap:.25rem;line-height:1.15}
.who ul{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;justify-content:space-around}
.who li{flex:1;display:flex;align-items:center;overflow-wrap:anywhere}
.who ul:first-child li{justify-content:flex-end;text-align:right}
.who svg{width:100%;height:100%}
.who path{fill:none;stroke:var(--good);stroke-width:2;vector-effect:non-scaling-stroke}
.who path.part{stroke:var(--warn);stroke-dasharray:5 4}
@media print{
html{font-size:10pt}
body{background:#fff;line-height:1.3}
main{max-width:none;padding:0}
h2{margin:.75rem 0 .25rem;break-after:avoid}
.card{padding:.25rem .5rem;margin:.375rem 0;border-radius:0}
.card:not(.scroll){break-inside:avoid}
.scroll{overflow:visible}
.chip{border:0;padding:0}
th,td{padding:.125rem .375rem}
tr{break-inside:avoid}
thead{display:table-header-group}
ul.units li{padding:.125rem 0}
details>*{display:block}
details>summary{min-height:0;display:flex;list-style:none}
details::details-content{content-visibility:visible;display:block}
details ul.units{columns:2;column-gap:2rem}
details ul.units li{break-inside:avoid}
details ul.units li:first-child{border-top:1px solid transparent}
}
@page{size:A4;margin:18mm}
`

/** A whole page: one file, no requests. */
export const page = (options: { readonly title: string; readonly language?: Language; readonly body: Html }): string =>
  `<!doctype html>\n${
    html`<html lang="${options.language ?? "vi"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${options.title}</title><style>${trusted(style)}</style></head><body>${options.body}</body></html>`
      .text
  }\n`
