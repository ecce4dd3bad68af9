const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t.pn([{markdown:`#`.repeat(o)},t.ln(e)],` `),t.gn`**${t.vn(n)}**`,...r.map(t.vn),...a.flatMap(i)];return`${t.pn(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.gn`${t.vn(e)}:`],...n===``?[]:[t.vn(n)],...r.length===0?[]:[t.pn(r.map(a),`
`)],...i.length===0?[]:[t.pn(i.map(o),`
`)]]}function a({name:e,text:n}){return t.gn`- **${t.vn(e)}:** ${t.vn(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.gn`- ${t.vn(n)}`:t.gn`- **${e}:** ${t.vn(n)}`;return t.pn([i,...r.map(e=>t.gn`  - ${t.vn(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});