import { compareText } from '../core/compare-text.ts';
import type { Fact } from './fact.ts';

const STATES = ['START', 'OTHER', 'RUNNING', 'FAIL', 'ABORT', 'COMPLETE'];

/**
 * Facts by the time they state, then by what they state, so that the order of files and lines plays no part: collectors
 * deliver late and out of order. Where two records state the same thing at the same time the one cited first stands:
 * emitters repeat what was not acknowledged.
 */
export function orderFacts(facts: readonly Fact[]): Fact[] {
  const keyed = facts.map((fact) => ({ fact, says: says(fact) }));
  keyed.sort(
    (a, b) =>
      compareText(a.fact.at, b.fact.at) ||
      compareText(a.says, b.says) ||
      compareText(a.fact.citation.file, b.fact.citation.file) ||
      compareNatural(a.fact.citation.at, b.fact.citation.at),
  );
  return keyed
    .filter(({ fact, says }, index) => {
      const before = keyed[index - 1];
      return before === undefined || before.says !== says || before.fact.at !== fact.at;
    })
    .map(({ fact }) => fact);
}

/** The fact without its time and citation. States come in the order in which a run passes through them. */
function says(fact: Fact): string {
  const rank = fact.kind === 'run-state' ? STATES.indexOf(fact.state) : 0;
  const { at: _at, citation: _citation, grade: _grade, ...statement } = fact;
  return `${fact.kind} ${rank} ${JSON.stringify(Object.entries(statement).sort(([a], [b]) => compareText(a, b)))}`;
}

/** `line 9` before `line 10`. */
function compareNatural(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
