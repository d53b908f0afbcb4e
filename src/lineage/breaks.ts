import type { Place } from '../core/error.ts';
import type { Issue, Severity } from '../core/issue.ts';

/** Every way in which a chain can break, each with the question that it leaves open. Codes never change meaning. */
export type BreakCode =
  /** Which run made this decision, and with which model? */
  | 'lineage/run-missing'
  /** Which run made this decision? */
  | 'lineage/run-unrecorded'
  /** Which of several runs made this decision? */
  | 'lineage/run-ambiguous'
  /** Did the run finish, so that its outputs may be relied on? */
  | 'lineage/run-not-complete'
  /** When did the run start, and did it see only what existed by then? */
  | 'lineage/start-missing'
  /** Did the run that the log names make this decision? */
  | 'lineage/decision-outside-run'
  /** Which model made this decision? */
  | 'lineage/model-missing'
  /** Which of several models made this decision? */
  | 'lineage/model-ambiguous'
  /** Which artefact does the case mean by the model version in the log? */
  | 'lineage/model-undeclared'
  /** Did the model that the log names make this decision, or the one that the run read? */
  | 'lineage/model-version-conflict'
  /** How and when was the model trained? */
  | 'lineage/training-run-missing'
  /** On which data was the model trained? */
  | 'lineage/training-data-missing'
  /** Which of several inputs was the model trained on? */
  | 'lineage/training-data-ambiguous'
  /** Does the training data hold every input of the model? */
  | 'lineage/training-columns-missing'
  /** How was this version of the data made? */
  | 'lineage/producer-missing'
  /** Which of several runs made this version of the data? */
  | 'lineage/producer-ambiguous'
  /** Where did the source data come from, before the first recorded run? */
  | 'lineage/source-data'
  /** What lies behind the furthest data set that was followed? */
  | 'lineage/chain-too-long'
  /** Which version of the data was read? */
  | 'lineage/version-missing'
  /** Which version of the data was read? */
  | 'lineage/version-conflict'
  /** Are the bytes at hand those that were used? */
  | 'lineage/digest-missing'
  /** Which bytes does this version mean? */
  | 'lineage/digest-conflict'
  /** Where are the bytes that were used? */
  | 'lineage/digest-mismatch'
  /** Are there still bytes to check the record against? */
  | 'lineage/file-missing'
  /** Was this really made before it was used? */
  | 'lineage/time-inversion'
  /** Which code did this? */
  | 'lineage/code-missing'
  /** Which version of the code did this? */
  | 'lineage/code-ambiguous'
  /** Which version of the code did this? */
  | 'lineage/code-without-commit'
  /** What does the code say? */
  | 'lineage/repository-unavailable'
  /** What did the code say when it ran? */
  | 'lineage/commit-not-found'
  /** What did the code say when it ran? */
  | 'lineage/code-file-missing'
  /** Does the difference between the training code and the scoring code matter? */
  | 'lineage/code-differs'
  /** Who answers for this data set? */
  | 'lineage/owner-missing'
  /** What started this run? */
  | 'lineage/dangling-parent'
  /** From which source columns were these inputs made? */
  | 'lineage/columns-untraced'
  /** Was the column made from a data set that the run did not read? */
  | 'lineage/column-source-unread'
  /** What did the unreadable record say? */
  | 'lineage/event-malformed'
  /** When exactly did this happen? */
  | 'lineage/time-without-zone'
  /** When did this hold? */
  | 'lineage/time-missing'
  /** What is the thing that this record names and no record describes? */
  | 'lineage/reference-dangling'
  /** What does the unread part of the export say? */
  | 'lineage/document-unread';

interface Break {
  severity: Severity;
  /** One imperative sentence. */
  mend: string;
}

/** How much each break weighs, and how to mend it. */
export const BREAKS: Readonly<Record<BreakCode, Break>> = {
  'lineage/run-missing': {
    severity: 'error',
    mend: 'Export the lineage of the run that the decision log names.',
  },
  'lineage/run-unrecorded': {
    severity: 'warning',
    mend: 'Write the id of the scoring run into the decision log, and name its column in case.yaml.',
  },
  'lineage/run-ambiguous': {
    severity: 'error',
    mend: 'Write the id of the scoring run into the decision log.',
  },
  'lineage/run-not-complete': {
    severity: 'error',
    mend: 'Export the closing event of the run, or find the run that was made in its place.',
  },
  'lineage/start-missing': {
    severity: 'warning',
    mend: 'Export the starting event of the run too.',
  },
  'lineage/decision-outside-run': {
    severity: 'warning',
    mend: 'Compare the clock of the decision log with that of the pipeline.',
  },
  'lineage/model-missing': {
    severity: 'error',
    mend: 'Record the model artefact as an input of the scoring run, with its version.',
  },
  'lineage/model-ambiguous': {
    severity: 'error',
    mend: 'Record which model decides and which only runs beside it, and name its data set in case.yaml.',
  },
  'lineage/model-undeclared': {
    severity: 'warning',
    mend: 'Declare that model version in case.yaml.',
  },
  'lineage/model-version-conflict': {
    severity: 'error',
    mend: 'Find out which record is right and correct the other.',
  },
  'lineage/training-run-missing': {
    severity: 'error',
    mend: 'Export the lineage of the training run.',
  },
  'lineage/training-data-missing': {
    severity: 'error',
    mend: 'Record the training data as an input of the training run, with its version.',
  },
  'lineage/training-data-ambiguous': {
    severity: 'error',
    mend: 'Record the schema of each input, or only the training data as an input.',
  },
  'lineage/training-columns-missing': {
    severity: 'warning',
    mend: 'Check the schema that the lineage records against the inputs in case.yaml.',
  },
  'lineage/producer-missing': {
    severity: 'warning',
    mend: 'Export the lineage of the run that wrote this version.',
  },
  'lineage/producer-ambiguous': {
    severity: 'warning',
    mend: 'Give every version of a data set a name of its own.',
  },
  'lineage/source-data': {
    severity: 'info',
    mend: 'Ask the owner of the source, or record the run that delivers it.',
  },
  'lineage/chain-too-long': {
    severity: 'warning',
    mend: 'Ask for the lineage of that data set by itself.',
  },
  'lineage/version-missing': {
    severity: 'warning',
    mend: 'Record the version of every input and output.',
  },
  'lineage/version-conflict': {
    severity: 'error',
    mend: 'Correct the run whose events name two versions of one input.',
  },
  'lineage/digest-missing': {
    severity: 'warning',
    mend: 'Record a SHA-256 digest as the version of the data set.',
  },
  'lineage/digest-conflict': {
    severity: 'error',
    mend: 'Find out which record is right; one version has one digest.',
  },
  'lineage/digest-mismatch': {
    severity: 'error',
    mend: 'Put back the file that was used; the one at hand is another.',
  },
  'lineage/file-missing': {
    severity: 'error',
    mend: 'Put the file into the case folder, or declare where its namespace lies under stores in case.yaml.',
  },
  'lineage/time-inversion': {
    severity: 'error',
    mend: 'Compare the clocks of the systems that recorded the two times.',
  },
  'lineage/code-missing': {
    severity: 'warning',
    mend: 'Record the source code location of the job.',
  },
  'lineage/code-ambiguous': {
    severity: 'error',
    mend: 'Correct the run whose events name its code in several places.',
  },
  'lineage/code-without-commit': {
    severity: 'warning',
    mend: 'Record the commit, not only a branch or tag.',
  },
  'lineage/repository-unavailable': {
    severity: 'warning',
    mend: 'Bundle the repository (git bundle create FILE --all) and declare it under code in case.yaml.',
  },
  'lineage/commit-not-found': {
    severity: 'error',
    mend: 'Bundle the repository again with all its branches and tags; the commit may have been rewritten.',
  },
  'lineage/code-file-missing': {
    severity: 'error',
    mend: 'Check the path that the lineage records against the files of that commit.',
  },
  'lineage/code-differs': {
    severity: 'info',
    mend: 'Compare the two commits.',
  },
  'lineage/owner-missing': {
    severity: 'info',
    mend: 'Record the owner of the data set.',
  },
  'lineage/dangling-parent': {
    severity: 'warning',
    mend: 'Export the lineage of the parent run too.',
  },
  'lineage/columns-untraced': {
    severity: 'info',
    mend: 'Record column lineage for the training data.',
  },
  'lineage/column-source-unread': {
    severity: 'warning',
    mend: 'Record that data set as an input of the run, or correct the column lineage.',
  },
  'lineage/event-malformed': {
    severity: 'warning',
    mend: 'Export the lineage again.',
  },
  'lineage/time-without-zone': {
    severity: 'warning',
    mend: 'Write times with their zone.',
  },
  'lineage/time-missing': {
    severity: 'warning',
    mend: 'Export the lineage with its times, or freeze it at the time of the decision.',
  },
  'lineage/reference-dangling': {
    severity: 'warning',
    mend: 'Export the record that is named too.',
  },
  'lineage/document-unread': {
    severity: 'warning',
    mend: 'Export the lineage again, or take the file out of the export.',
  },
};

/** @param message - a sentence without a full stop that names the thing concerned */
export function breakIssue(code: BreakCode, message: string, place?: Place): Issue {
  const { severity, mend } = BREAKS[code];
  return { code, severity, message, ...(place === undefined ? {} : { place }), hint: mend };
}
