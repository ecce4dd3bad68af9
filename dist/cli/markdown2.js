const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.zt([{markdown:`#`.repeat(o)},e.Ft(t)],` `),e.Ht`**${e.Wt(r)}**`,...i.map(e.Wt),...a.flatMap(n)];return`${e.zt(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.Ht`${e.Wt(t)}:`],...n===``?[]:[e.Wt(n)],...a.length===0?[]:[e.zt(a.map(r),`
`)],...o.length===0?[]:[e.zt(o.map(i),`
`)]]}function r({name:t,text:n}){return e.Ht`- **${e.Wt(t)}:** ${e.Wt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.Ht`- ${e.Wt(n)}`:e.Ht`- **${t}:** ${e.Wt(n)}`;return e.zt([i,...r.map(t=>e.Ht`  - ${e.Wt(t)}`)],`
`)}exports.explanationMarkdown=t;