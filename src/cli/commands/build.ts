import type { Command } from 'commander';
import type { BuildAnswer } from '../../core/answers.ts';
import { sha256Hex } from '../../core/sha256.ts';
import { buildDossier } from '../../pipeline/build.ts';
import type { OwnUses } from '../../pipeline/emit-lineage.ts';
import { emitting, filesOfEvidence, ownFile } from '../../pipeline/emit-lineage.ts';
import type { CommandContext } from '../command-context.ts';
import { type EmitCommandOptions, emitOptions, withEmitOptions } from '../emit-options.ts';
import { issueLines } from '../issue-lines.ts';
import { type CaseOptions, caseCommand, readKey, readProfile } from '../options.ts';

interface BuildCommandOptions extends CaseOptions, EmitCommandOptions {
  out?: string;
  template: string;
  profile?: string;
  key?: string;
}

/** `dossier build <prediction-id>`: the main job. */
export function buildCommand({ io, run }: CommandContext): Command {
  const example = 'npm run dossier -- build BM-001037 --case sample-cases/boston-mortgage --out out/BM-001037';
  return withEmitOptions(caseCommand('build', 'make the dossier of one contested prediction', example))
    .argument('<prediction-id>', 'the contested prediction, as the decision log names it')
    .option('--out <dir>', 'the folder to write (default: out/<prediction-id>)')
    .option('--template <name>', 'the words and the order of the sections', 'regulator')
    .option(
      '--profile <id>',
      'the thresholds for group outcomes: an id, or a JSON file of your own (default: by the date of the decisions)',
    )
    .option('--key <file>', 'sign with this Ed25519 private key (PEM)')
    .action(async (predictionId: string, options: BuildCommandOptions) => {
      const asked = [predictionId, options.case, options.asOf, options.template, options.profile];
      const { value, issues } = await emitting(emitOptions(options), 'build', asked, (says) =>
        built(predictionId, options, run, says),
      );
      const answer = { ...value, issues: [...value.issues, ...issues] };
      io.answer(answer, buildLines(answer));
    });
}

async function built(
  predictionId: string,
  options: BuildCommandOptions,
  context: CommandContext['run'],
  says: (uses: OwnUses) => void,
): Promise<BuildAnswer> {
  let inputs: OwnUses['inputs'] = [];
  const answer = await buildDossier({
    predictionId,
    caseDirectory: options.case,
    allowedRoots: options.allowRoot,
    directory: options.out ?? `out/${folderName(predictionId)}`,
    template: options.template,
    asOf: options.asOf,
    profile: await readProfile(options.profile),
    privateKeyPem: options.key === undefined ? undefined : await readKey(options.key),
    context,
    now: () => performance.now(),
    onGathered: (evidence) => {
      inputs = filesOfEvidence(evidence);
      says({ inputs, outputs: [] });
    },
  });
  says({ inputs, outputs: answer.files.map((file) => ownFile(predictionId, { ...file, bytes: null })) });
  return answer;
}

/** A prediction id as a file name: what no file system accepts is replaced, and a digest keeps it unique. */
function folderName(predictionId: string): string {
  const plain = predictionId
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 100);
  return plain === predictionId ? plain : `${plain}-${sha256Hex(predictionId).slice(0, 8)}`;
}

function buildLines({ predictionId, directory, pdf, pages, files, issues, elapsedMs, signed }: BuildAnswer): string[] {
  return [
    `Dossier for ${predictionId}`,
    `  ${directory}/${pdf}  ${pages} pages`,
    `  ${files.length} files, ${signed ? 'signed' : 'not signed (give --key to sign)'}, in ${(elapsedMs / 1000).toFixed(1)} s`,
    ...issueLines(issues),
    `Anyone can check it with: dossier verify ${directory}`,
  ];
}
