const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.gt([{markdown:`#`.repeat(o)},e.pt(t)],` `),e.yt`**${e.xt(r)}**`,...i.map(e.xt),...a.flatMap(n)];return`${e.gt(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.yt`${e.xt(t)}:`],...n===``?[]:[e.xt(n)],...a.length===0?[]:[e.gt(a.map(r),`
`)],...o.length===0?[]:[e.gt(o.map(i),`
`)]]}function r({name:t,text:n}){return e.yt`- **${e.xt(t)}:** ${e.xt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.yt`- ${e.xt(n)}`:e.yt`- **${t}:** ${e.xt(n)}`;return e.gt([i,...r.map(t=>e.yt`  - ${e.xt(t)}`)],`
`)}exports.explanationMarkdown=t;