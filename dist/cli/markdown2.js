const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.Ot([{markdown:`#`.repeat(o)},e.Tt(t)],` `),e.jt`**${e.Nt(r)}**`,...i.map(e.Nt),...a.flatMap(n)];return`${e.Ot(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.jt`${e.Nt(t)}:`],...n===``?[]:[e.Nt(n)],...a.length===0?[]:[e.Ot(a.map(r),`
`)],...o.length===0?[]:[e.Ot(o.map(i),`
`)]]}function r({name:t,text:n}){return e.jt`- **${e.Nt(t)}:** ${e.Nt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.jt`- ${e.Nt(n)}`:e.jt`- **${t}:** ${e.Nt(n)}`;return e.Ot([i,...r.map(t=>e.jt`  - ${e.Nt(t)}`)],`
`)}exports.explanationMarkdown=t;