import { nearestApplicants } from '../attribution/nearest-applicants.ts';
import { type Player, playersOf } from '../attribution/players.ts';
import { cohortCell, scorePlace } from '../bias/cohort-place.ts';
import type { Cohort, CohortAttribute, MatchedApplicant, MatchedGroup, MatchedPairs } from '../core/cohort.ts';
import type { Evidence } from '../core/evidence.ts';
import type { NotAvailable } from '../core/findings.ts';
import type { CohortKind, CohortRows } from '../data/cohort-rows.ts';
import { clopperPearson } from '../numeric/clopper-pearson.ts';
import { fisherExact } from '../numeric/fisher-exact.ts';
import { inWordsOf, textColumns } from './explain.ts';
import type { ReplayedModel } from './replay.ts';
import type { Session } from './session.ts';

/** Applicants on each side of a matched pair. */
const NEAREST = 5;
const CONFIDENCE = 0.95;

/**
 * Places the contested person among everybody whom the same model version decided: cell, score, and the nearest applicants
 * of the own group and of others. It illustrates the decision; whether groups fare differently is the audit's to say.
 */
export async function cohort(
  { log }: Session,
  { case: declaration, prediction, asOf }: Evidence,
  replayed: ReplayedModel,
): Promise<Cohort | NotAvailable> {
  const attributes = declaration.protected?.attributes ?? [];
  if (attributes.length === 0) return { notAvailable: 'case.yaml declares no protected attributes' };
  const { id, modelVersion, score } = prediction;
  const { columns } = replayed.predictor;
  const question = { predictionId: id, score, columns };
  const found = await log.cohort(asOf, { modelVersion }, question);
  const { person, counts } = found;
  if (person === null) return { notAvailable: 'the contested decision is not among those that can be counted' };
  const nearest = matcher(found, person, { evidence: declaration.features, replayed });
  return {
    ...{ modelVersion, upTo: asOf, rows: counts.reduce((sum, { n }) => sum + n, 0) },
    decision: person.favourable ? declaration.decision.favourable : declaration.decision.adverse,
    outcome: outcomeOf(person, declaration.decision),
    score: scorePlace(counts),
    cell: cohortCell(
      counts,
      person,
      attributes.map((_, column) => column),
    ),
    attributes: attributes.map(({ name, label }, column): CohortAttribute => {
      const group = person.groups[column] ?? null;
      const alike = counts.filter(({ groups }) => groups[column] === group);
      return {
        ...{ name, label, group, cell: cohortCell(counts, person, [column]), score: scorePlace(alike) },
        matched: group === null ? null : nearest(column, group),
      };
    }),
  };
}

function outcomeOf({ adverseOutcome }: CohortKind, words: Evidence['case']['decision']): string | null {
  return adverseOutcome === null ? null : adverseOutcome ? words.adverse : words.favourable;
}

type Matcher = (column: number, group: string) => MatchedPairs;

/** Finds the nearest applicants by one attribute; the rows are encoded once. */
function matcher(
  { applicants, wholeRows }: CohortRows,
  person: CohortKind,
  { evidence: features, replayed }: { evidence: Evidence['case']['features']; replayed: ReplayedModel },
): Matcher {
  const { predictor, declaration, instance } = replayed;
  const players = playersOf(declaration.inputs, features, textColumns(predictor));
  const inWords = inWordsOf(predictor, declaration);
  const width = predictor.columns.length;
  const encoded = predictor.encode(applicants.map(({ inputs }) => inputs));
  const rows = applicants.map((_, row) => encoded.subarray(row * width, (row + 1) * width));
  const valueIn = (player: Player, row: ArrayLike<number>): string =>
    inWords(
      player,
      player.columns.map((column) => row[column] ?? Number.NaN),
    );
  return (column, group) => {
    const side = (isCandidate: (other: string | null) => boolean): MatchedGroup => {
      const isIn = (row: number): boolean => isCandidate(applicants[row]?.groups[column] ?? null);
      const found = nearestApplicants(instance, rows, players, { k: NEAREST, isCandidate: isIn });
      const nearest = found.map(({ row, distance, differing }): MatchedApplicant => {
        const other = rows[row] ?? instance;
        const differences = differing.flatMap((at) => {
          const player = players[at];
          if (player === undefined) return [];
          return [{ feature: player.label, person: valueIn(player, instance), applicant: valueIn(player, other) }];
        });
        const favourable = applicants[row]?.favourable === true;
        return { group: applicants[row]?.groups[column] ?? '', favourable, distance, differences };
      });
      return matchedGroup(nearest, applicants.filter((_, row) => isIn(row)).length);
    };
    const own = side((other) => other === person.groups[column]);
    const others = side((other) => other !== null && other !== group);
    const [one, two] = [own, others].map(({ favourable: x, nearest }) => ({ x, n: nearest.length }));
    const p = one === undefined || two === undefined || one.n === 0 || two.n === 0 ? null : fisherExact(two, one);
    return { k: NEAREST, poolRows: applicants.length, wholeRows, own, others, p };
  };
}

function matchedGroup(nearest: MatchedApplicant[], candidates: number): MatchedGroup {
  const [x, n] = [nearest.filter(({ favourable }) => favourable).length, nearest.length];
  const nothing = { value: null, low: null, high: null };
  const rate = n === 0 ? nothing : { value: x / n, ...clopperPearson({ x, n }, CONFIDENCE) };
  return { candidates, favourable: x, rate, nearest };
}
