const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t._n([{markdown:`#`.repeat(o)},t.pn(e)],` `),t.bn`**${t.Sn(n)}**`,...r.map(t.Sn),...a.flatMap(i)];return`${t._n(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.bn`${t.Sn(e)}:`],...n===``?[]:[t.Sn(n)],...r.length===0?[]:[t._n(r.map(a),`
`)],...i.length===0?[]:[t._n(i.map(o),`
`)]]}function a({name:e,text:n}){return t.bn`- **${t.Sn(e)}:** ${t.Sn(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.bn`- ${t.Sn(n)}`:t.bn`- **${e}:** ${t.Sn(n)}`;return t._n([i,...r.map(e=>t.bn`  - ${t.Sn(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});