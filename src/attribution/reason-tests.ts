import type { ReasonTests } from '../core/examination.ts';
import type { FeatureAttribution } from '../core/findings.ts';
import type { Reason } from '../core/reason.ts';
import type { Player } from './players.ts';

interface Tested {
  reasons: readonly Reason[];
  players: readonly Player[];
  /** In the order of `players`. */
  attributions: readonly FeatureAttribution[];
  adverseIsHigh: boolean;
  /** [inputs] */
  instance: ArrayLike<number>;
  /** [players, inputs], row-major: the instance with one player moved to the reference; see rowsMovedAlone. */
  movedAlone: ArrayLike<number>;
  isAdverse: (score: number) => boolean;
}

/**
 * How much of the way to the decision the listed reasons explain, and whether the decision would have turned with all
 * of their features at the reference. The second is asked of the model and need not follow from the first.
 *
 * @param score - row-major [1, inputs] in, the score out
 */
export async function testReasons(tested: Tested, score: (row: Float64Array) => Promise<number>): Promise<ReasonTests> {
  const { reasons, players, attributions, adverseIsHigh, instance, movedAlone, isAdverse } = tested;
  const adverse = attributions.map(({ attribution }) => Math.max(0, adverseIsHigh ? attribution : -attribution));
  const names = new Set(reasons.map(({ feature }) => feature));
  const row = Float64Array.from(instance);
  let listed = 0;
  players.forEach((player, index) => {
    if (!names.has(player.name)) return;
    listed += adverse[index]!;
    for (const column of player.columns) row[column] = movedAlone[index * instance.length + column]!;
  });
  const totalAdverse = adverse.reduce((sum, value) => sum + value, 0);
  const scoreWithoutListed = await score(row);
  return {
    totalAdverse,
    listedShare: totalAdverse === 0 ? 0 : listed / totalAdverse,
    scoreWithoutListed,
    crossesCutoff: !isAdverse(scoreWithoutListed),
  };
}
