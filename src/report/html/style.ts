/** The page's only style: no font, no image, nothing from elsewhere. Colours have a contrast of 4.5 to 1 or more on their ground, light and dark. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f5f6f8;--line:#c9ced6;--ink:#1b1f26;--soft:#505a68;--link:#0b57b0;
--good:#176a34;--bad:#b3161c;--open:#7a3aa8;--warn:#7a5200}
@media (prefers-color-scheme:dark){:root{--ground:#14171c;--raised:#1d2128;--line:#434b57;--ink:#e8ebf0;--soft:#a9b3c1;--link:#8ab8f5;
--good:#77cc90;--bad:#ff918c;--open:#cfa3f2;--warn:#e2b65c}}
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:72rem;padding:1rem clamp(.75rem,3vw,2rem) 4rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.3rem;margin:2.5rem 0 .75rem;border-top:1px solid var(--line);padding-top:1.25rem}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}p,ul,ol,dl{margin:.5rem 0}ul,ol{padding-left:1.25rem}li{margin:.35rem 0}
a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
code{font:.9em/1.4 ui-monospace,monospace;background:var(--raised);padding:.05em .25em;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.5rem}
.soft{color:var(--soft)}.verdict{border-left:.5rem solid;padding:.25rem 1rem;margin:1rem 0}
.pass,.met{color:var(--good)}.fail,.unmet,.error{color:var(--bad)}.not-evaluated,.open,.unknown{color:var(--open)}.warning,.review,.waived{color:var(--warn)}
.later,.note,.no{color:var(--soft)}.mark{font-weight:600;white-space:nowrap}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.75rem 0}caption{text-align:left;color:var(--soft);padding:.25rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid var(--line)}th{color:var(--soft);font-weight:600}
.digest{font:.75rem/1.4 ui-monospace,monospace;color:var(--soft)}
details{border:1px solid var(--line);border-radius:6px;padding:.5rem .75rem;margin:.5rem 0}summary{cursor:pointer;font-weight:600}
svg{max-width:100%;height:auto;display:block;margin:.75rem 0}svg text{font:14px system-ui,sans-serif;fill:var(--ink)}svg .soft{fill:var(--soft)}
svg rect,svg line{stroke:var(--line);fill:var(--raised)}svg .yes{stroke:var(--ink);stroke-width:2}svg .unknown{stroke:var(--open);stroke-width:2;stroke-dasharray:5 3}svg .no{stroke-dasharray:2 3}
@media (max-width:40rem){table,thead,tbody,tr,td{display:block}thead{position:absolute;left:-999px}th[scope=row]{display:block;border:0}
tr{border-bottom:1px solid var(--line);padding:.5rem 0}td{border:0;padding:.1rem 0}td[data-name]::before{content:attr(data-name) ": ";color:var(--soft)}}
@media print{@page{margin:16mm}html{font-size:9.5pt;--ground:#fff;--ink:#000;--raised:#fff}body{max-width:none;padding:0}nav,.skip{display:none}
h2,h3{break-after:avoid}tr,svg,.verdict{break-inside:avoid}details{border:0;padding:0}a{color:inherit;text-decoration:none}}
`.replaceAll('\n', '')
