const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.ot([{markdown:`#`.repeat(o)},e.rt(t)],` `),e.lt`**${e.dt(r)}**`,...i.map(e.dt),...a.flatMap(n)];return`${e.ot(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.lt`${e.dt(t)}:`],...n===``?[]:[e.dt(n)],...a.length===0?[]:[e.ot(a.map(r),`
`)],...o.length===0?[]:[e.ot(o.map(i),`
`)]]}function r({name:t,text:n}){return e.lt`- **${e.dt(t)}:** ${e.dt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.lt`- ${e.dt(n)}`:e.lt`- **${t}:** ${e.dt(n)}`;return e.ot([i,...r.map(t=>e.lt`  - ${e.dt(t)}`)],`
`)}exports.explanationMarkdown=t;