import { describe, expect, it } from 'vitest';
import { guessLog, guessProtected } from '../../src/pipeline/guess-roles.ts';

const table = (path: string, columns: Record<string, string>) => ({
  path,
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
});
const log = {
  prediction_id: 'VARCHAR',
  decided_at: 'TIMESTAMP',
  model_version: 'VARCHAR',
  score: 'DOUBLE',
  decision: 'VARCHAR',
  income: 'DOUBLE',
};

describe('guessLog', () => {
  it('finds the tables of one log, their roles, and the numbers that are likely inputs', () => {
    const guessed = guessLog([table('a.csv', { x: 'DOUBLE' }), table('2.parquet', log), table('1.parquet', log)]);
    expect(guessed?.files).toEqual(['2.parquet', '1.parquet']);
    expect(guessed?.columns).toMatchObject({ predictionId: 'prediction_id', decidedAt: 'decided_at', score: 'score' });
    expect(guessed?.inputs).toEqual(['income']);
  });

  it('guesses nothing where no table has ids and scores', () => {
    expect(guessLog([table('a.csv', { x: 'DOUBLE' })])).toBeNull();
  });
});

describe('guessProtected', () => {
  it('takes the small table that shares the id and says what it is', () => {
    const people = table('protected/people.csv', { prediction_id: 'VARCHAR', sex: 'VARCHAR' });
    const guessed = guessLog([table('1.parquet', log)])!;
    expect(guessProtected([table('1.parquet', log), people], guessed)).toBe(people);
  });
});
