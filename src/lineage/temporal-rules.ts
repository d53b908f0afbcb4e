interface TemporalRule {
  rule: string;
  because: string;
}

type RuleId = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7' | 'T8' | 'T9' | 'T10' | 'T11' | 'T12';

/** How time decides what was in force. The comments in this room name them by number. */
export const TEMPORAL_RULES: Readonly<Record<RuleId, TemporalRule>> = {
  T1: {
    rule: 'Events are ordered by the time they state, never by their place in a file.',
    because: 'Collectors deliver late and out of order.',
  },
  T2: { rule: 'An event that is recorded twice counts once.', because: 'Emitters repeat what was not acknowledged.' },
  T3: {
    rule: 'A run reads and writes the union of what its events name; a version named by any of them holds for all.',
    because: 'Events are cumulative: a run often learns the version of its output only when it ends.',
  },
  T4: {
    rule: 'Only a run whose last closing state is COMPLETE puts its outputs in force.',
    because: 'What a failed or unfinished run left behind is not known.',
  },
  T5: {
    rule: 'The run id in the decision log outranks any conclusion from time; a run that it names is never replaced.',
    because: 'Only the log knows who decided; shadow models and re-runs overlap in time.',
  },
  T6: {
    rule: 'A version that was read was made by the run that wrote that version, whenever that was.',
    because: 'An older model may come back into force; the newest is not the one that decided.',
  },
  T7: {
    rule: 'Where no version was recorded, the last COMPLETE run that ended before the reader started made what it read.',
    because: 'Nothing else had been written by then; the conclusion is only inferred.',
  },
  T8: {
    rule: 'A run that made something ends before the run that reads it starts; else the order of time is broken.',
    because: 'An effect before its cause means that a clock or a record is wrong.',
  },
  T9: { rule: 'A decision lies inside the window of its run.', because: 'Else the log and the run do not fit.' },
  T10: {
    rule: 'A run that is made again is another run, with states, inputs and outputs of its own.',
    because: 'The failed attempt must not lend its inputs to the one that decided.',
  },
  T11: {
    rule: 'Nothing that was stated after the as-of moment exists.',
    because: 'A dossier of last year must read the same next year.',
  },
  T12: {
    rule: 'A time without a zone is read as UTC, and said to be.',
    because: 'The specification asks for a zone; guessing the zone of the host would change the answer by machine.',
  },
};
