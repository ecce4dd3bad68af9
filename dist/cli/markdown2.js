const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.Ct([{markdown:`#`.repeat(o)},e.bt(t)],` `),e.Et`**${e.Ot(r)}**`,...i.map(e.Ot),...a.flatMap(n)];return`${e.Ct(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.Et`${e.Ot(t)}:`],...n===``?[]:[e.Ot(n)],...a.length===0?[]:[e.Ct(a.map(r),`
`)],...o.length===0?[]:[e.Ct(o.map(i),`
`)]]}function r({name:t,text:n}){return e.Et`- **${e.Ot(t)}:** ${e.Ot(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.Et`- ${e.Ot(n)}`:e.Et`- **${t}:** ${e.Ot(n)}`;return e.Ct([i,...r.map(t=>e.Et`  - ${e.Ot(t)}`)],`
`)}exports.explanationMarkdown=t;