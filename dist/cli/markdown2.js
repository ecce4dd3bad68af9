const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.xt([{markdown:`#`.repeat(o)},e.vt(t)],` `),e.wt`**${e.Et(r)}**`,...i.map(e.Et),...a.flatMap(n)];return`${e.xt(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.wt`${e.Et(t)}:`],...n===``?[]:[e.Et(n)],...a.length===0?[]:[e.xt(a.map(r),`
`)],...o.length===0?[]:[e.xt(o.map(i),`
`)]]}function r({name:t,text:n}){return e.wt`- **${e.Et(t)}:** ${e.Et(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.wt`- ${e.Et(n)}`:e.wt`- **${t}:** ${e.Et(n)}`;return e.xt([i,...r.map(t=>e.wt`  - ${e.Et(t)}`)],`
`)}exports.explanationMarkdown=t;