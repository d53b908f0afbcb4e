import type { Place } from '../core/error.ts';
import type { Issue, Severity } from '../core/issue.ts';

interface Break {
  severity: Severity;
  /** The question of a reviewer that stays without an answer. */
  leavesOpen: string;
  /** One imperative sentence. */
  mend: string;
}

/** Every way in which a chain can break. Codes never change meaning. */
const KNOWN = {
  'lineage/run-missing': {
    severity: 'error',
    leavesOpen: 'Which run made this decision, and with which model?',
    mend: 'Export the lineage of the run that the decision log names.',
  },
  'lineage/run-unrecorded': {
    severity: 'warning',
    leavesOpen: 'Which run made this decision?',
    mend: 'Write the id of the scoring run into the decision log, and name its column in case.yaml.',
  },
  'lineage/run-ambiguous': {
    severity: 'error',
    leavesOpen: 'Which of several runs made this decision?',
    mend: 'Write the id of the scoring run into the decision log.',
  },
  'lineage/run-not-complete': {
    severity: 'error',
    leavesOpen: 'Did the run finish, so that its outputs may be relied on?',
    mend: 'Export the closing event of the run, or find the run that was made in its place.',
  },
  'lineage/start-missing': {
    severity: 'warning',
    leavesOpen: 'When did the run start, and did it see only what existed by then?',
    mend: 'Export the starting event of the run too.',
  },
  'lineage/decision-outside-run': {
    severity: 'warning',
    leavesOpen: 'Did the run that the log names make this decision?',
    mend: 'Compare the clock of the decision log with that of the pipeline.',
  },
  'lineage/model-missing': {
    severity: 'error',
    leavesOpen: 'Which model made this decision?',
    mend: 'Record the model artefact as an input of the scoring run, with its version.',
  },
  'lineage/model-ambiguous': {
    severity: 'error',
    leavesOpen: 'Which of several models made this decision?',
    mend: 'Record which model decides and which only runs beside it, and name its data set in case.yaml.',
  },
  'lineage/model-undeclared': {
    severity: 'warning',
    leavesOpen: 'Which artefact does the case mean by the model version in the log?',
    mend: 'Declare that model version in case.yaml.',
  },
  'lineage/model-version-conflict': {
    severity: 'error',
    leavesOpen: 'Did the model that the log names make this decision, or the one that the run read?',
    mend: 'Find out which record is right and correct the other.',
  },
  'lineage/training-run-missing': {
    severity: 'error',
    leavesOpen: 'How and when was the model trained?',
    mend: 'Export the lineage of the training run.',
  },
  'lineage/training-data-missing': {
    severity: 'error',
    leavesOpen: 'On which data was the model trained?',
    mend: 'Record the training data as an input of the training run, with its version.',
  },
  'lineage/training-data-ambiguous': {
    severity: 'error',
    leavesOpen: 'Which of several inputs was the model trained on?',
    mend: 'Record the schema of each input, or only the training data as an input.',
  },
  'lineage/training-input-unknown': {
    severity: 'warning',
    leavesOpen: 'Did the model learn from this input too?',
    mend: 'Record the schema of every input of the training run.',
  },
  'lineage/training-columns-missing': {
    severity: 'warning',
    leavesOpen: 'Does the training data hold every input of the model?',
    mend: 'Check the schema that the lineage records against the inputs in case.yaml.',
  },
  'lineage/producer-missing': {
    severity: 'warning',
    leavesOpen: 'How was this version of the data made?',
    mend: 'Export the lineage of the run that wrote this version.',
  },
  'lineage/producer-ambiguous': {
    severity: 'warning',
    leavesOpen: 'Which of several runs made this version of the data?',
    mend: 'Give every version of a data set a name of its own.',
  },
  'lineage/source-data': {
    severity: 'info',
    leavesOpen: 'Where did the source data come from, before the first recorded run?',
    mend: 'Ask the owner of the source, or record the run that delivers it.',
  },
  'lineage/chain-too-long': {
    severity: 'warning',
    leavesOpen: 'What lies behind the furthest data set that was followed?',
    mend: 'Ask for the lineage of that data set by itself.',
  },
  'lineage/version-missing': {
    severity: 'warning',
    leavesOpen: 'Which version of the data was read?',
    mend: 'Record the version of every input and output.',
  },
  'lineage/version-conflict': {
    severity: 'error',
    leavesOpen: 'Which of several versions of the data was read?',
    mend: 'Correct the run whose events name two versions of one input.',
  },
  'lineage/digest-missing': {
    severity: 'warning',
    leavesOpen: 'Are the bytes at hand those that were used?',
    mend: 'Record a SHA-256 digest as the version of the data set.',
  },
  'lineage/digest-conflict': {
    severity: 'error',
    leavesOpen: 'Which bytes does this version mean?',
    mend: 'Find out which record is right; one version has one digest.',
  },
  'lineage/digest-mismatch': {
    severity: 'error',
    leavesOpen: 'Where are the bytes that were used?',
    mend: 'Put back the file that was used; the one at hand is another.',
  },
  'lineage/file-missing': {
    severity: 'error',
    leavesOpen: 'Are there still bytes to check the record against?',
    mend: 'Put the file into the case folder, or declare where its namespace lies under stores in case.yaml.',
  },
  'lineage/time-inversion': {
    severity: 'error',
    leavesOpen: 'Was this really made before it was used?',
    mend: 'Compare the clocks of the systems that recorded the two times.',
  },
  'lineage/code-missing': {
    severity: 'warning',
    leavesOpen: 'Which code did this?',
    mend: 'Record the source code location of the job.',
  },
  'lineage/code-ambiguous': {
    severity: 'error',
    leavesOpen: 'Which of several places holds the code that did this?',
    mend: 'Correct the run whose events name its code in several places.',
  },
  'lineage/code-without-commit': {
    severity: 'warning',
    leavesOpen: 'Which commit of the code did this?',
    mend: 'Record the commit, not only a branch or tag.',
  },
  'lineage/repository-unavailable': {
    severity: 'warning',
    leavesOpen: 'What does the code say?',
    mend: 'Bundle the repository (git bundle create FILE --all) and declare it under code in case.yaml.',
  },
  'lineage/commit-not-found': {
    severity: 'error',
    leavesOpen: 'What did the code say when it ran?',
    mend: 'Bundle the repository again with all its branches and tags; the commit may have been rewritten.',
  },
  'lineage/code-file-missing': {
    severity: 'error',
    leavesOpen: 'What did the code say when it ran?',
    mend: 'Check the path that the lineage records against the files of that commit.',
  },
  'lineage/code-not-a-file': {
    severity: 'error',
    leavesOpen: 'What did the code say when it ran?',
    mend: 'Record the path of the file itself, in the repository that holds it.',
  },
  'lineage/code-file-not-at-hand': {
    severity: 'error',
    leavesOpen: 'What did the code say when it ran?',
    mend: 'Clone or bundle the repository with all its objects; a partial clone leaves some out.',
  },
  'lineage/code-history-cut': {
    severity: 'warning',
    leavesOpen: 'Was this code reviewed and merged before it ran?',
    mend: 'Clone or bundle the repository with its whole history; a shallow clone leaves older commits out.',
  },
  'lineage/code-changes-cut': {
    severity: 'warning',
    leavesOpen: 'In what else does the code that trained differ from the code that scored?',
    mend: 'Compare the two commits with Git.',
  },
  'lineage/commit-on-no-branch': {
    severity: 'warning',
    leavesOpen: 'Was this code reviewed and merged before it ran?',
    mend: 'Bundle the repository with all its branches, or find out where the commit was merged.',
  },
  'lineage/feature-code-differs': {
    severity: 'warning',
    leavesOpen: 'Were the inputs of the decision made in the same way as those that the model learned from?',
    mend: 'Read the difference in the code; where it changes an input, test the model on inputs made in the new way.',
  },
  'lineage/code-differs': {
    severity: 'info',
    leavesOpen: 'Does the difference between the training code and the scoring code matter?',
    mend: 'Compare the two commits.',
  },
  'lineage/owner-missing': {
    severity: 'info',
    leavesOpen: 'Who answers for this data set?',
    mend: 'Record the owner of the data set.',
  },
  'lineage/steward-missing': {
    severity: 'info',
    leavesOpen: 'Who looks after the meaning and the quality of these data?',
    mend: 'Record a steward of each data set, by an owner whose role says so.',
  },
  'lineage/dangling-parent': {
    severity: 'warning',
    leavesOpen: 'What started this run?',
    mend: 'Export the lineage of the parent run too.',
  },
  'lineage/columns-untraced': {
    severity: 'info',
    leavesOpen: 'From which source columns were these inputs made?',
    mend: 'Record column lineage for the training data.',
  },
  'lineage/column-source-unread': {
    severity: 'warning',
    leavesOpen: 'Was the column made from a data set that the run did not read?',
    mend: 'Record that data set as an input of the run, or correct the column lineage.',
  },
  'lineage/event-malformed': {
    severity: 'warning',
    leavesOpen: 'What did the unreadable record say?',
    mend: 'Export the lineage again.',
  },
  'lineage/member-repeated': {
    severity: 'warning',
    leavesOpen: 'Which of the several values did the record mean?',
    mend: 'Find out what wrote the record; JSON that names a member twice means what its reader makes of it.',
  },
  'lineage/link-declared': {
    severity: 'warning',
    leavesOpen: 'Does any record confirm what a person declared?',
    mend: 'Record it where the pipeline runs, so that an export carries it.',
  },
  'lineage/declaration-conflict': {
    severity: 'error',
    leavesOpen: 'Which is right, the record or the person who declared otherwise?',
    mend: 'Correct links.yaml, or the record; the record was followed.',
  },
  'lineage/capture-contradicted': {
    severity: 'error',
    leavesOpen: 'Did the lineage change after it was frozen, or was it frozen wrongly?',
    mend: 'Find out from the system that recorded the run which of the two is right.',
  },
  'lineage/time-without-zone': {
    severity: 'warning',
    leavesOpen: 'When exactly did this happen?',
    mend: 'Write times with their zone.',
  },
  'lineage/time-missing': {
    severity: 'warning',
    leavesOpen: 'When did this hold?',
    mend: 'Export the lineage with its times, or freeze it at the time of the decision.',
  },
  'lineage/reference-dangling': {
    severity: 'warning',
    leavesOpen: 'What is the thing that this record names and no record describes?',
    mend: 'Export the record that is named too.',
  },
  'lineage/document-unread': {
    severity: 'warning',
    leavesOpen: 'What does the unread part of the export say?',
    mend: 'Export the lineage again, or take the file out of the export.',
  },
} as const;

export type BreakCode = keyof typeof KNOWN;

export const BREAKS: Readonly<Record<BreakCode, Break>> = KNOWN;

/** @param message - a sentence without a full stop that names the thing concerned */
export function breakIssue(code: BreakCode, message: string, place?: Place): Issue {
  const { severity, leavesOpen, mend } = BREAKS[code];
  return { code, severity, message, ...(place === undefined ? {} : { place }), hint: mend, leavesOpen };
}
