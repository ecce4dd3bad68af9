const e=require("../cli.js");let t=require("node:fs"),n=require("node:path");function r(r){let i=(0,n.join)(r,`ai-compliance.yml`);try{return(0,t.writeFileSync)(i,`# What automated decisionmaking this repository holds. Every answer takes yes, no or unknown; unknown keeps the gate from passing.
# Nothing automated decides about people here? Keep \`systems: []\` and write instead:
#   no-systems: { reason: \u2026, confirmed-by: \u2026, confirmed-on: YYYY-MM-DD }
version: 1

organization:
  name: Your organization
  ccpa:
    role: unknown             # business | service-provider | not-covered: Civ. Code 1798.140(d)
    thresholds: unknown       # [revenue, consumers, revenue-share], those that are reached
    # reasoning: the figures that this rests on
    # confirmed-by: the key of a person below
    # confirmed-on: YYYY-MM-DD

people: {}
  # ana: { name: First Last, title: General Counsel, github: handle, counsel: yes }

systems:
  - id: first-system
    name: The name people know it by
    purpose: What it decides about whom, and from what.
    status: in-use            # planned | in-development | in-use | retired
    in-use-since: unknown     # YYYY-MM-DD
    owners: { accountable: unknown }
    populations: unknown      # [consumers, job-applicants, employees, contractors, students, education-applicants, business-contacts]
    decisions: unknown        # [] when it makes no decision about a person
    inference: { from-systematic-observation: unknown, from-sensitive-location: unknown }
    data:
      personal-information: unknown
      inputs: unknown         # [{ name: \u2026, category: \u2026, sensitive: none, retention: \u2026 }]
      sells-or-shares: unknown
      recipients: unknown     # [{ name: \u2026, role: service-provider | contractor | third-party }]; [] when nobody else receives it
    training: { uses-personal-information: unknown }
`,{flag:`wx`}),i}catch(t){let n=t instanceof Error&&`code`in t&&t.code===`EEXIST`,r=n?`exists already`:`cannot be written: ${t instanceof Error?t.message:String(t)}`;throw new e.M(`\`${i}\` ${r}.`,n?`Nothing was changed; edit it, or name another folder.`:`Name a folder that can be written.`)}}async function i(t){let{positionals:n}=e.o(t,{}),i=r(e.r(e.i(n)));return process.stdout.write(`Wrote ${i}. Every answer in it is \`unknown\`: replace them, then run \`ai-compliance check\`.\n`),0}exports.init=i;