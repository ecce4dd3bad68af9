const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.Mt([{markdown:`#`.repeat(o)},e.kt(t)],` `),e.Ft`**${e.Lt(r)}**`,...i.map(e.Lt),...a.flatMap(n)];return`${e.Mt(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.Ft`${e.Lt(t)}:`],...n===``?[]:[e.Lt(n)],...a.length===0?[]:[e.Mt(a.map(r),`
`)],...o.length===0?[]:[e.Mt(o.map(i),`
`)]]}function r({name:t,text:n}){return e.Ft`- **${e.Lt(t)}:** ${e.Lt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.Ft`- ${e.Lt(n)}`:e.Ft`- **${t}:** ${e.Lt(n)}`;return e.Mt([i,...r.map(t=>e.Ft`  - ${e.Lt(t)}`)],`
`)}exports.explanationMarkdown=t;