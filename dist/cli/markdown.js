const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t.qt([{markdown:`#`.repeat(o)},t.Ut(e)],` `),t.Xt`**${t.Qt(n)}**`,...r.map(t.Qt),...a.flatMap(i)];return`${t.qt(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.Xt`${t.Qt(e)}:`],...n===``?[]:[t.Qt(n)],...r.length===0?[]:[t.qt(r.map(a),`
`)],...i.length===0?[]:[t.qt(i.map(o),`
`)]]}function a({name:e,text:n}){return t.Xt`- **${t.Qt(e)}:** ${t.Qt(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.Xt`- ${t.Qt(n)}`:t.Xt`- **${e}:** ${t.Qt(n)}`;return t.qt([i,...r.map(e=>t.Xt`  - ${t.Qt(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});