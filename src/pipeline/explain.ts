import { explainPrediction } from '../attribution/explain-prediction.ts';
import { type Player, playersOf } from '../attribution/players.ts';
import { deriveSeed } from '../attribution/seed.ts';
import { shuffleRows } from '../attribution/shuffle-rows.ts';
import type { ModelDeclaration, Population } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { Cell, Evidence } from '../core/evidence.ts';
import type { Explanation, FeatureFacts } from '../core/findings.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { Predictor } from '../model/open-model.ts';
import { chooseWithoutReplacement } from '../numeric/choose.ts';
import { shortestFloat } from '../numeric/shortest-float.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import { examine } from './examine.ts';
import { adverseIsHigh, type Compared } from './examined.ts';
import type { ReplayedModel } from './replay.ts';
import type { Session } from './session.ts';

/** Model rows that an explanation may cost before coalitions are sampled instead of enumerated. */
const ROW_BUDGET = 400_000;

/**
 * Attributes the replayed score to the features, compared with the declared population, and puts the questions to it
 * that an opponent would ask.
 * @throws DossierError analysis/* when no sound number can be given
 */
export async function explain(session: Session, evidence: Evidence, replayed: ReplayedModel): Promise<Explanation> {
  const { predictor, declaration, instance, replay } = replayed;
  const players = playersOf(declaration.inputs, evidence.case.features, textColumns(predictor));
  const configuration = JSON.stringify({
    players: players.map(({ columns }) => columns),
    rowBudget: ROW_BUDGET,
    ...(predictor.columns.every(({ type }) => type === 'float')
      ? {}
      : { instance: sha256Hex(predictor.bytesOf(instance)) }),
  });
  const against = async (population: Population): Promise<Compared> => {
    const drawn = await drawBackground(session, evidence, replayed, population);
    const exact = await predictor.readExactly(Float64Array.from([...instance, ...drawn.rows]));
    const backgroundRows = Math.min(drawn.held, evidence.case.explanation.background.rows);
    const numbers = await explainPrediction({
      predict: predictor.predict,
      spaces: leadingFirst(predictor.spaces, evidence.case.explanation.space),
      instance,
      background: drawn.rows,
      backgroundRows,
      poolRows: drawn.poolRows,
      players,
      seed: deriveSeed(replay.modelSha256, drawn.first(drawn.held).background.sha256, instance, configuration),
      rowBudget: ROW_BUDGET,
      cutoff: declaration.cutoff,
      adverseIsHigh: adverseIsHigh(replayed),
      exact,
      context: session.context,
    });
    return { ...drawn.first(numbers.effort?.backgroundRows ?? backgroundRows), numbers, exact };
  };
  const features = players.map((player) => featureFacts(player, evidence, declaration));
  const inWords = inWordsOf(predictor, declaration);
  return examine({ session, evidence, replayed, players, features, inWords, against });
}

/** Encoded values of one player, as a reader would write them. */
export function inWordsOf(
  predictor: Predictor,
  { inputs }: ModelDeclaration,
): (player: Player, values: readonly number[]) => string {
  return (player, values) => {
    const columns = player.columns.map((index) => inputs[index] ?? '');
    const cells = values.map((value, at) => cellOf(predictor, player.columns[at] ?? 0, value));
    return valueInWords(columns, Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? null])));
  };
}

/** What an encoded value stands for. */
function cellOf({ columns, textOf }: Predictor, column: number, value: number): Cell {
  const type = columns[column]?.type;
  if (type === 'string') return textOf(column, value);
  if (Number.isNaN(value)) return null;
  if (type === 'bool') return value !== 0;
  return type === 'float' ? shortestFloat(value) : value;
}

interface DrawnBackground {
  /** Encoded: see RowCodec. In random order, so that the first of them, however many, are a draw too. */
  rows: Float64Array;
  held: number;
  poolRows: number;
  /** The first rows, and what is said of them. */
  first(n: number): Pick<Compared, 'rows' | 'background'>;
}

/** So many times the declared rows are held in reserve, for where drawing the background is the larger doubt. */
const RESERVE = 5;

/** Draws the people with whom the applicant is compared: decided by the same model, no later than the applicant. */
async function drawBackground(
  { log }: Session,
  { case: declaration, prediction }: Evidence,
  { predictor, declaration: model, replay: { modelSha256 } }: ReplayedModel,
  population: Population,
): Promise<DrawnBackground> {
  const { rows: wanted, band } = declaration.explanation.background;
  const seed = sha256Hex(`background ${modelSha256} ${prediction.id} ${population} ${wanted}`).slice(0, 32);
  const prng = xoshiro128(seed);
  const pool = await log.pool({
    model,
    columns: predictor.columns,
    population,
    band,
    except: prediction.id,
    upTo: prediction.decidedAt,
    wanted: wanted * RESERVE,
    choose: (size, count) => chooseWithoutReplacement(prng, size, count),
  });
  if (pool.n === 0) {
    throw new DossierError(
      'analysis/background-empty',
      `nobody was decided by model ${model.version} before ${prediction.decidedAt}`,
      {
        place: { file: 'case.yaml', at: 'explanation.background' },
        hint: 'Choose the other population, or include earlier files in the decision log.',
      },
    );
  }
  const { n: held, poolRows } = pool;
  const rows = shuffleRows(predictor.encode(pool.rows), { n: held, seed });
  return {
    ...{ rows, held, poolRows },
    first(n) {
      const used = rows.subarray(0, n * predictor.columns.length);
      const sha256 = sha256Hex(predictor.bytesOf(used));
      const description = pool.describe(n);
      return { rows: used, background: { population, description, rows: n, poolRows, band: pool.band, sha256 } };
    },
  };
}

/** Texts travel as codes. */
export function textColumns({ columns }: Pick<Predictor, 'columns'>): Set<number> {
  return new Set(columns.flatMap(({ type }, index) => (type === 'string' ? [index] : [])));
}

function leadingFirst<T>(spaces: readonly T[], leading: T): T[] {
  return spaces.includes(leading) ? [leading, ...spaces.filter((space) => space !== leading)] : [...spaces];
}

function featureFacts(player: Player, { prediction, chain }: Evidence, model: ModelDeclaration): FeatureFacts {
  const columns = player.columns.map((index) => model.inputs[index] ?? '');
  const origins = chain.columns.filter((origin) => columns.includes(origin.column)).flatMap((origin) => origin.sources);
  const sources = [...new Map(origins.map((source) => [JSON.stringify(source), source])).values()];
  return { name: player.name, label: player.label, columns, value: valueInWords(columns, prediction.inputs), sources };
}

/** The recorded value: of one column as it stands; of one-hot columns, the name of the one that is set. */
function valueInWords(columns: readonly string[], inputs: Evidence['prediction']['inputs']): string {
  const [first = ''] = columns;
  if (columns.length === 1) return plain(inputs[first]);
  const set = columns.filter((column) => Number(inputs[column]) === 1);
  const others = columns.filter((column) => Number(inputs[column]) === 0);
  if (set.length === 1 && set.length + others.length === columns.length) return set.join('');
  return columns.map((column) => `${column} = ${plain(inputs[column])}`).join(', ');
}

function plain(value: number | string | boolean | null | undefined): string {
  return value === null || value === undefined ? 'missing' : String(value);
}
