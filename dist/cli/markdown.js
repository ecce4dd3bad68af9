const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t.gn([{markdown:`#`.repeat(o)},t.fn(e)],` `),t.yn`**${t.xn(n)}**`,...r.map(t.xn),...a.flatMap(i)];return`${t.gn(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.yn`${t.xn(e)}:`],...n===``?[]:[t.xn(n)],...r.length===0?[]:[t.gn(r.map(a),`
`)],...i.length===0?[]:[t.gn(i.map(o),`
`)]]}function a({name:e,text:n}){return t.yn`- **${t.xn(e)}:** ${t.xn(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.yn`- ${t.xn(n)}`:t.yn`- **${e}:** ${t.xn(n)}`;return t.gn([i,...r.map(e=>t.yn`  - ${t.xn(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});