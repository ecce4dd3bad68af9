const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.Ft([{markdown:`#`.repeat(o)},e.Mt(t)],` `),e.Rt`**${e.Bt(r)}**`,...i.map(e.Bt),...a.flatMap(n)];return`${e.Ft(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.Rt`${e.Bt(t)}:`],...n===``?[]:[e.Bt(n)],...a.length===0?[]:[e.Ft(a.map(r),`
`)],...o.length===0?[]:[e.Ft(o.map(i),`
`)]]}function r({name:t,text:n}){return e.Rt`- **${e.Bt(t)}:** ${e.Bt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.Rt`- ${e.Bt(n)}`:e.Rt`- **${t}:** ${e.Bt(n)}`;return e.Ft([i,...r.map(t=>e.Rt`  - ${e.Bt(t)}`)],`
`)}exports.explanationMarkdown=t;