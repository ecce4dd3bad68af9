const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t.Sn([{markdown:`#`.repeat(o)},t.vn(e)],` `),t.Tn`**${t.kn(n)}**`,...r.map(t.kn),...a.flatMap(i)];return`${t.Sn(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.Tn`${t.kn(e)}:`],...n===``?[]:[t.kn(n)],...r.length===0?[]:[t.Sn(r.map(a),`
`)],...i.length===0?[]:[t.Sn(i.map(o),`
`)]]}function a({name:e,text:n}){return t.Tn`- **${t.kn(e)}:** ${t.kn(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.Tn`- ${t.kn(n)}`:t.Tn`- **${e}:** ${t.kn(n)}`;return t.Sn([i,...r.map(e=>t.Tn`  - ${t.kn(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});