import type { ScoreSpace } from '../../core/case.ts';
import { DossierError } from '../../core/error.ts';
import type { ExactModel, ExactReading } from '../../core/exact-model.ts';
import { checkReading } from './check-reading.ts';
import { columnSources } from './column-sources.ts';
import { notExact } from './ensemble.ts';
import { exactSum } from './exact-sum.ts';
import { featureEncoder } from './feature-encoder.ts';
import { scoreColumns } from './score-columns.ts';
import { added, type ScoreColumn, scaled } from './score-terms.ts';
import type { ScoredModel } from './scored-model.ts';

/** Model readings, and what they hold in the runtime. */
export interface ExactReadings {
  readings: ExactReading[];
  release(): Promise<void>;
}

/**
 * Reads a score as a sum with a closed form, on each scale: linear, or of decision trees. What stands before the sum may
 * change columns one by one; what stands after it must be linear. A reading is accepted only when it gives what the
 * runtime gives on the rows of the case and on probe rows.
 *
 * @param rows - [n, width], row-major: the instance and its background
 */
export async function readExactly(
  asked: ScoredModel,
  spaces: readonly ScoreSpace[],
  rows: Float64Array,
): Promise<ExactReadings> {
  const releases: (() => Promise<void>)[] = [];
  const readings: ExactReading[] = [];
  for (const space of spaces) {
    readings.push(
      await readSpace(asked, space, { rows, releases }).catch((error: unknown) => {
        if (!(error instanceof DossierError)) throw error;
        return { space, refused: error.message };
      }),
    );
  }
  return {
    readings,
    async release() {
      for (const release of releases) await release();
    },
  };
}

async function readSpace(
  asked: ScoredModel,
  space: ScoreSpace,
  { rows, releases }: { rows: Float64Array; releases: (() => Promise<void>)[] },
): Promise<ExactModel> {
  const { layout, codec } = asked;
  const { model, batch } = asked.scoring;
  const { sum, features, operators } = exactSum(scoreColumn(asked, space));
  const sources = columnSources(model, features, layout);
  const { encode, release } = await featureEncoder(features, { model, layout, codec, batch });
  releases.push(release);
  const read = { space, sources, sum, encode };
  const isPlain = model.inputs.length === 1 && model.inputs[0]?.name === features;
  const agreement = await checkReading(asked, read, { rows, isPlain });
  const what = sum.kind === 'linear' ? 'coefficients' : `${sum.roots.length} trees`;
  return { ...read, description: `${what} of ${operators}, ${agreement}` };
}

/** @throws DossierError model/not-exact */
function scoreColumn({ scoring: { model }, score, margin }: ScoredModel, space: ScoreSpace): ScoreColumn {
  if (space !== 'margin') {
    const columns = scoreColumns(model, score.tensor);
    return columnAt(columns, columns.length === 1 ? 0 : score.column);
  }
  if (margin?.raw == null) throw notExact('the graph holds no raw score from which the log-odds come');
  const { tensor, plus, minus, untransformed } = margin.raw;
  const columns = scoreColumns(model, tensor, untransformed ? tensor : undefined);
  return added(
    ...(plus === null ? [] : [columnAt(columns, plus)]),
    ...(minus === null ? [] : [scaled(columnAt(columns, minus), -1)]),
  );
}

function columnAt(columns: readonly ScoreColumn[], at: number | null): ScoreColumn {
  const column = columns[at ?? -1];
  if (column === undefined) throw notExact('the score is none of its columns');
  return column;
}
