import { createInterface } from 'node:readline'
import { ConfigurationError } from '../core/errors.ts'
import { printRoute } from '../core/route.ts'
import { type Law, nextQuestion, withAnswer } from '../init/ask.ts'
import type { Question } from '../init/question.ts'

/**
 * Asks line by line, without moving the cursor: a screen reader reads it, and a pipe can answer it. The end of the input leaves the
 * rest unknown. Questions go to standard error, for they are no result.
 */
export async function interview(law: Law): Promise<unknown> {
  const person = process.stdin.isTTY === true
  const input = createInterface({ input: process.stdin, terminal: false })
  const lines = input[Symbol.asyncIterator]()
  const asked = new Set<string>()
  let answers: unknown = {}
  let number = 1
  if (person) process.stderr.write(INTRODUCTION)
  for (let question = nextQuestion(answers, asked, law); question !== undefined; ) {
    process.stderr.write(prompt(question, number))
    const line = await lines.next()
    if (line.done === true) {
      process.stderr.write('\nThe answers end here; what is left stays `unknown`.\n')
      break
    }
    const given = withAnswer(answers, question, line.value)
    if ('problem' in given) {
      // In a pipe every later line would answer the wrong question.
      if (!person)
        throw new ConfigurationError(
          `Line ${number} of the input, for \`${printRoute(question.route)}\`, ${sentence(given.problem)} Nothing was written.`,
          `Answer ${question.answers}.`,
        )
      process.stderr.write(`That ${sentence(given.problem)}\n`)
      continue
    }
    answers = given.answers
    asked.add(printRoute(question.route))
    number += 1
    question = nextQuestion(answers, asked, law)
  }
  input.close()
  return answers
}

/** A message may end with the question what was meant. */
function sentence(message: string): string {
  return message.endsWith('?') ? message : `${message}.`
}

const INTRODUCTION =
  'What is not known is answered by `unknown` or an empty line. Ctrl-D leaves the rest unknown, Ctrl-C writes nothing.\n'

function prompt({ about, ask, why, answers, route }: Question, number: number): string {
  return `\n${number}. ${about.slice(0, 1).toUpperCase()}${about.slice(1)}: say ${ask}.\n   Why: ${why}\n   Goes to \`${printRoute(route)}\`. Answer ${answers}:\n> `
}
