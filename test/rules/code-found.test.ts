import { history } from '../scenarios/history.ts'
import { prove } from './cases.ts'

const code = (...globs: string[]) => ({ 'systems.0.code': globs })
const artifact = (path: string) => ({ 'systems.0.model': { origin: 'in-house', artifact: path } })

prove('code/found', [
  {
    name: 'a glob that names files',
    change: code('services/advance/*.py'),
    history: history([]),
    subject: 'advance/code[services/advance/*.py]',
    is: 'pass',
  },
  {
    name: 'a glob that is misspelt',
    change: code('services/advance/**', 'servces/advance/**'),
    history: history([]),
    subject: 'advance/code[servces/advance/**]',
    is: 'fail',
    level: 'error',
    says: /`servces\/advance\/\*\*` names no file/,
    owner: 'cai',
    at: 'systems[0].code[1]',
  },
  {
    name: 'a glob that leads out of the folder',
    change: code('../elsewhere/**'),
    history: history([]),
    subject: 'advance/code[../elsewhere/**]',
    is: 'fail',
  },
  {
    name: 'what is taken out need not be there',
    change: code('!docs/**'),
    history: history([]),
    subject: 'advance/code[!docs/**]',
    is: 'absent',
  },
  {
    name: 'a model file that git follows',
    change: artifact('./models/advance.onnx'),
    history: history([]),
    subject: 'advance/model.artifact',
    is: 'pass',
  },
  {
    name: 'a model file that is not in git',
    change: artifact('models/advance-2.onnx'),
    history: history([]),
    subject: 'advance/model.artifact',
    is: 'open',
    level: 'warning',
    says: /not a file that git follows/,
    at: 'systems[0].model.artifact',
  },
  {
    name: 'git cannot be asked',
    change: code('services/**'),
    history: { ok: false, message: 'is not there: this is no git repository', next: 'check out with git' },
    subject: 'advance/code[services/**]',
    is: 'notApplicable',
  },
])
