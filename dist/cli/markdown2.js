const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.Pt([{markdown:`#`.repeat(o)},e.jt(t)],` `),e.Lt`**${e.zt(r)}**`,...i.map(e.zt),...a.flatMap(n)];return`${e.Pt(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e.Lt`${e.zt(t)}:`],...n===``?[]:[e.zt(n)],...a.length===0?[]:[e.Pt(a.map(r),`
`)],...o.length===0?[]:[e.Pt(o.map(i),`
`)]]}function r({name:t,text:n}){return e.Lt`- **${e.zt(t)}:** ${e.zt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e.Lt`- ${e.zt(n)}`:e.Lt`- **${t}:** ${e.zt(n)}`;return e.Pt([i,...r.map(t=>e.Lt`  - ${e.zt(t)}`)],`
`)}exports.explanationMarkdown=t;