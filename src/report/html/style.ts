import { createHash } from 'node:crypto'
import { columnStyle } from './columns.ts'

const { wide, narrow } = columnStyle()

/** The page's only style: no font, no image, nothing from elsewhere. Colours have a contrast of 4.5 to 1 or more on their ground, light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f3f5f8;--line:#c3cad4;--edge:#6f7a89;--ink:#1b1f26;--soft:#505a68;--link:#0b57b0;
--good:#176a34;--bad:#b3161c;--open:#7a3aa8;--warn:#7a5200}
@media (prefers-color-scheme:dark){:root{--ground:#14171c;--raised:#1f242c;--line:#3d4653;--edge:#8793a3;--ink:#e8ebf0;--soft:#a9b3c1;--link:#8ab8f5;
--good:#77cc90;--bad:#ff918c;--open:#cfa3f2;--warn:#e2b65c}}
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:76rem;padding:1rem clamp(.75rem,3vw,2rem) 4rem;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:.25rem 0}h2{font-size:1.3rem;line-height:1.3;margin:0 0 .75rem}
h3{font-size:1.1rem;margin:1.5rem 0 .5rem}p,ul,ol,dl{margin:.5rem 0}ul,ol{padding-left:1.25rem}li{margin:.4rem 0}
main>section{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1.25rem}article{margin-top:2rem}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
:target{outline:2px solid var(--link);outline-offset:4px}
code,strong{unicode-bidi:isolate}code{font:.9em/1.4 ui-monospace,monospace;background:var(--raised);padding:.05em .25em;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.5rem}
.soft{color:var(--soft)}.verdict{border-left:.5rem solid;padding:.25rem 1rem;margin:.5rem 0 1.5rem}.verdict>*{color:var(--ink)}.verdict h1 .mark{color:inherit}
.verdict.pass,.verdict.pass h1 .mark{color:var(--good)}.verdict.fail,.verdict.fail h1 .mark{color:var(--bad)}.verdict.not-evaluated,.verdict.not-evaluated h1 .mark{color:var(--open)}
.mark{font-weight:600}.mark.pass,.mark.met{color:var(--good)}.mark.fail,.mark.unmet,.mark.error{color:var(--bad)}
.mark.not-evaluated,.mark.open,.mark.unknown{color:var(--open)}.mark.warning,.mark.review,.mark.waived{color:var(--warn)}.mark.later,.mark.note,.mark.no{color:var(--soft)}
.first h2{font-size:1.1rem;margin:0 0 .5rem}.first ul{list-style:none;padding:0}.first section{background:var(--raised);border-radius:8px;padding:1rem;margin-bottom:1rem}
.first code{background:none;padding:0}
@media (min-width:56rem){.first{display:grid;grid-template-columns:3fr 2fr;gap:1rem;align-items:start}.way{display:grid;grid-template-columns:auto 1fr;gap:1.5rem;align-items:start}}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
table{border-collapse:collapse;table-layout:fixed;width:100%;margin:.75rem 0 1.5rem}caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line);font-weight:400}thead th{color:var(--soft)}
${wide}
time{white-space:nowrap}.digest{font:.75rem/1.4 ui-monospace,monospace;color:var(--soft)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .75rem}dt{color:var(--soft)}dd{margin:0}
details{margin:.5rem 0}summary{cursor:pointer}section>details>summary,div>details>summary,article>details>summary{padding:.35rem 0}
details[open]>summary{margin-bottom:.25rem}td details{margin:0}
svg{display:block;max-width:100%;margin:.75rem 0}svg text{font:12.5px system-ui,sans-serif;fill:var(--ink)}svg text.soft{fill:var(--soft)}
svg rect{fill:var(--raised);stroke:var(--edge)}svg rect.no{stroke-dasharray:4 3}svg rect.unknown{stroke:var(--open);stroke-width:2}
svg line{stroke:var(--edge)}svg text.answer{text-anchor:end}svg text.yes{font-weight:600}svg text.no{fill:var(--soft)}svg text.unknown{fill:var(--open);font-weight:600}
figure{margin:0}figcaption{color:var(--soft);font-size:.9rem}svg.line{overflow:visible}svg text.middle{text-anchor:middle}svg text.small{font-size:11px;font-weight:600;fill:var(--ground)}svg text.small.met{fill:var(--good)}
svg line.lane{stroke:var(--line)}svg line.now{stroke-dasharray:5 4}circle{stroke-width:2}circle.due{fill:var(--link);stroke:var(--link)}circle.late{fill:var(--bad);stroke:var(--bad)}circle.met{fill:var(--ground);stroke:var(--good)}
@media screen and (max-width:60rem){table{font-size:.9rem}}
@media screen and (max-width:44rem){table{font-size:1rem}table,caption,tbody,tr,td{display:block}thead{position:absolute;left:-999px}th[scope=row]{display:block;border:0;padding:0 0 .1rem;font-weight:600}
tr{border-bottom:1px solid var(--line);padding:.6rem 0}td{border:0;padding:.1rem 0}td:empty{display:none}td::before{color:var(--soft)}${narrow}
dl{display:block}dt{float:left;margin-right:.5rem}dt::after{content:":"}ul,ol{padding-left:1rem}}
@media print{@page{margin:14mm}:root{--ground:#fff;--ink:#000;--raised:#f3f5f8;--line:#c3cad4;--edge:#6f7a89;--soft:#444c58;--link:#000;--good:#176a34;--bad:#b3161c;--open:#7a3aa8;--warn:#7a5200}
html{font-size:9pt}body{max-width:none;padding:0}nav,.skip{display:none}a{color:inherit;text-decoration:none}
h2,h3,caption,thead,thead tr,summary{break-after:avoid}.first,.way{display:block}tr,svg,figure,.verdict,dl{break-inside:avoid}thead{display:table-header-group}
details::details-content{content-visibility:visible;display:block}summary{list-style:none}}
`.replaceAll('\n', '')

/** No script, nothing from elsewhere, and no other style than our own, whatever stands in the page. */
export const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`
