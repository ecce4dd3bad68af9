const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t.Ht([{markdown:`#`.repeat(o)},t.Rt(e)],` `),t.Gt`**${t.qt(n)}**`,...r.map(t.qt),...a.flatMap(i)];return`${t.Ht(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.Gt`${t.qt(e)}:`],...n===``?[]:[t.qt(n)],...r.length===0?[]:[t.Ht(r.map(a),`
`)],...i.length===0?[]:[t.Ht(i.map(o),`
`)]]}function a({name:e,text:n}){return t.Gt`- **${t.qt(e)}:** ${t.qt(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.Gt`- ${t.qt(n)}`:t.Gt`- **${e}:** ${t.qt(n)}`;return t.Ht([i,...r.map(e=>t.Gt`  - ${t.qt(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});