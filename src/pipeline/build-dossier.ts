import type { BuildAnswer } from '../core/answers.ts';
import type { BuildOptions } from './build.ts';
import { withThreads } from './threads.ts';

/**
 * The main job: from a prediction id to a sealed folder.
 * gather -> analyse -> assemble -> render -> seal, each step reading one record and writing the next.
 *
 * The threads load what they need while this one loads the rest.
 */
export function buildDossier(options: BuildOptions): Promise<BuildAnswer> {
  return withThreads(options.context.signal, async (threads) => {
    const { writeDossier } = await import('./build.ts');
    return writeDossier(options, threads);
  });
}
