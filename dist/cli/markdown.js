const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t.ln([{markdown:`#`.repeat(o)},t.an(e)],` `),t.fn`**${t.mn(n)}**`,...r.map(t.mn),...a.flatMap(i)];return`${t.ln(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.fn`${t.mn(e)}:`],...n===``?[]:[t.mn(n)],...r.length===0?[]:[t.ln(r.map(a),`
`)],...i.length===0?[]:[t.ln(i.map(o),`
`)]]}function a({name:e,text:n}){return t.fn`- **${t.mn(e)}:** ${t.mn(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.fn`- ${t.mn(n)}`:t.fn`- **${e}:** ${t.mn(n)}`;return t.ln([i,...r.map(e=>t.fn`  - ${t.mn(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});