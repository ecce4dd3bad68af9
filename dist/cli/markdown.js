const e=require("./rolldown-runtime.js"),t=require("../cli.js");var n=/* @__PURE__ */ e.n({explanationMarkdown:()=>r});function r({id:e,title:n,lead:r,sections:a},o=1){let s=[t.nn([{markdown:`#`.repeat(o)},t.Qt(e)],` `),t.an`**${t.sn(n)}**`,...r.map(t.sn),...a.flatMap(i)];return`${t.nn(s,`

`).markdown}\n`}function i({title:e,text:n=``,facts:r=[],items:i=[]}){return[...e===``?[]:[t.an`${t.sn(e)}:`],...n===``?[]:[t.sn(n)],...r.length===0?[]:[t.nn(r.map(a),`
`)],...i.length===0?[]:[t.nn(i.map(o),`
`)]]}function a({name:e,text:n}){return t.an`- **${t.sn(e)}:** ${t.sn(n)}`}function o({mark:e,text:n,notes:r=[]}){let i=e===void 0?t.an`- ${t.sn(n)}`:t.an`- **${e}:** ${t.sn(n)}`;return t.nn([i,...r.map(e=>t.an`  - ${t.sn(e)}`)],`
`)}Object.defineProperty(exports,"n",{enumerable:!0,get:function(){return n}}),Object.defineProperty(exports,"t",{enumerable:!0,get:function(){return r}});