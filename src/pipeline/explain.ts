import { explainPrediction } from '../attribution/explain-prediction.ts';
import { rowsMovedAlone } from '../attribution/one-at-a-time.ts';
import { type Player, playersOf } from '../attribution/players.ts';
import { principalReasons } from '../attribution/reasons.ts';
import { deriveSeed } from '../attribution/seed.ts';
import type { FeatureDeclaration, ModelDeclaration } from '../core/case.ts';
import { DossierError } from '../core/error.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Attribution, Background, FeatureFacts } from '../core/findings.ts';
import { sha256Hex } from '../core/sha256.ts';
import type { Predictor } from '../model/open-model.ts';
import { chooseWithoutReplacement } from '../numeric/choose.ts';
import { xoshiro128 } from '../numeric/xoshiro128.ts';
import { isAdverse, type ReplayedModel } from './replay.ts';
import type { Session } from './session.ts';

/** Model rows that an explanation may cost before coalitions are sampled instead of enumerated. */
const ROW_BUDGET = 400_000;

/**
 * Attributes the replayed score to the features, compared with the declared population.
 * @throws DossierError analysis/* when no sound number can be given
 */
export async function explain(session: Session, evidence: Evidence, replayed: ReplayedModel): Promise<Attribution> {
  const { predictor, declaration, instance } = replayed;
  const drawn = await drawBackground(session, evidence, replayed);
  const players = playersOf(declaration.inputs, evidence.case.features);
  const backgroundRows = drawn.background.rows;
  const configuration = JSON.stringify({
    players: players.map(({ columns }) => columns),
    rowBudget: ROW_BUDGET,
    ...(predictor.columns.every(({ type }) => type === 'float')
      ? {}
      : { instance: sha256Hex(predictor.bytesOf(instance)) }),
  });
  const numbers = await explainPrediction({
    predict: (rows, count, space) => predictor.predict(rows, count, space),
    spaces: leadingFirst(predictor.spaces, evidence.case.explanation.space),
    instance,
    background: drawn.rows,
    backgroundRows,
    poolRows: drawn.background.poolRows,
    players,
    seed: deriveSeed(replayed.replay.modelSha256, drawn.background.sha256, instance, configuration),
    rowBudget: ROW_BUDGET,
    cutoff: declaration.cutoff,
    context: session.context,
  });
  const features = players.map((player) => featureFacts(player, evidence, declaration));
  const [leading] = numbers.spaces;
  if (leading === undefined || evidence.prediction.decision !== evidence.case.decision.adverse) {
    return { ...numbers, background: drawn.background, features, reasons: [] };
  }
  const moved = rowsMovedAlone(
    { instance, background: drawn.rows, backgroundRows, coded: textColumns(predictor) },
    players,
  );
  const scores = await predictor.predict(moved, players.length, leading.space);
  const changes = new Map(players.map(({ name }, index) => [name, (scores[index] ?? Number.NaN) - leading.value]));
  const reasons = principalReasons({
    features: features.map((feature) => ({ ...feature, declaration: declaredAs(feature.name, evidence) })),
    attributions: leading.attributions,
    adverseIsHigh: isAdverse(Number.POSITIVE_INFINITY, declaration.cutoff, declaration.adverseWhen),
    changeWhenMoved: (feature) => changes.get(feature) ?? Number.NaN,
  });
  return { ...numbers, background: drawn.background, features, reasons };
}

function declaredAs(feature: string, { case: declaration }: Evidence): FeatureDeclaration | undefined {
  return declaration.features.find(({ name }) => name === feature);
}

interface DrawnBackground {
  rows: Float64Array;
  background: Background;
}

/** Draws the people with whom the applicant is compared: decided by the same model, no later than the applicant. */
async function drawBackground(
  { log }: Session,
  { case: declaration, prediction }: Evidence,
  { predictor, declaration: model, replay: { modelSha256 } }: ReplayedModel,
): Promise<DrawnBackground> {
  const { population, rows: wanted } = declaration.explanation.background;
  const prng = xoshiro128(sha256Hex(`background ${modelSha256} ${prediction.id} ${population} ${wanted}`).slice(0, 32));
  const pool = await log.pool({
    model,
    columns: predictor.columns,
    population,
    except: prediction.id,
    upTo: prediction.decidedAt,
    wanted,
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
  const { poolRows, description } = pool;
  const rows = predictor.encode(pool.rows);
  const sha256 = sha256Hex(predictor.bytesOf(rows));
  return { rows, background: { population, description, rows: pool.n, poolRows, sha256 } };
}

/** Texts travel as codes. */
function textColumns({ columns }: Pick<Predictor, 'columns'>): Set<number> {
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
