const e=require("../cli.js");function t({id:t,title:r,lead:i,sections:a},o=1){let s=[e.mt([{markdown:`#`.repeat(o)},e.dt(t)],` `),e._t`**${e.yt(r)}**`,...i.map(e.yt),...a.flatMap(n)];return`${e.mt(s,`

`).markdown}\n`}function n({title:t,text:n=``,facts:a=[],items:o=[]}){return[...t===``?[]:[e._t`${e.yt(t)}:`],...n===``?[]:[e.yt(n)],...a.length===0?[]:[e.mt(a.map(r),`
`)],...o.length===0?[]:[e.mt(o.map(i),`
`)]]}function r({name:t,text:n}){return e._t`- **${e.yt(t)}:** ${e.yt(n)}`}function i({mark:t,text:n,notes:r=[]}){let i=t===void 0?e._t`- ${e.yt(n)}`:e._t`- **${t}:** ${e.yt(n)}`;return e.mt([i,...r.map(t=>e._t`  - ${e.yt(t)}`)],`
`)}exports.explanationMarkdown=t;