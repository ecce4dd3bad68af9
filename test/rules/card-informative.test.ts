import { prove } from './cases.ts'

const card = { 'systems.0.records.model-card': { file: 'models/CARD.md', owner: 'cai', 'reviewed-on': '2027-01-11' } }
const subject = 'advance/model-card'

prove('card/informative', [
  { name: 'a card that says all', change: card, subject, is: 'pass' },
  {
    name: 'a card that is silent on two of them, which holds nothing up',
    change: card,
    records: { 'models/CARD.md': { without: ['fairness', 'human-oversight'] } },
    subject,
    is: 'review',
    level: 'note',
    says: /says nothing of fairness between groups and human oversight, as far as/,
    next: /no duty asks the card for it/,
    owner: 'cai',
    at: 'systems[0].records.model-card.file',
  },
  {
    name: 'a part that a duty may ask for is told by record/complete alone',
    change: card,
    records: { 'models/CARD.md': { without: ['memorization', 'deletion-and-correction'] } },
    subject,
    is: 'pass',
  },
  {
    name: 'a card that is not there',
    change: card,
    records: { 'models/CARD.md': 'missing' },
    subject,
    is: 'notApplicable',
  },
  {
    name: 'the card of a system that the rules do not reach',
    change: { ...card, 'systems.0.decisions': [] },
    records: { 'models/CARD.md': { without: ['fairness'] } },
    subject,
    is: 'notApplicable',
  },
  { name: 'no card', subject, is: 'absent' },
])
