import { expect, it } from 'vitest';
import { codeLocation } from '../../../src/lineage/mlflow/code-location.ts';

const of = (tags: Record<string, string>) => codeLocation(new Map(Object.entries(tags)));

it('knows the commit of a script but not its repository, where MLflow notes no more', () => {
  expect(of({ 'mlflow.source.name': '/app/train.py', 'mlflow.source.git.commit': 'abcdef0' })).toEqual({
    repository: '/app/train.py',
    path: null,
    commit: 'abcdef0',
    branch: null,
  });
});

it('takes a script for a path in the repository only where it is relative', () => {
  const repository = { 'mlflow.source.git.repoURL': 'https://forge.example/a.git' };
  expect(of({ ...repository, 'mlflow.source.name': 'src/train.py' })?.path).toBe('src/train.py');
  expect(of({ ...repository, 'mlflow.source.name': '/home/x/train.py' })?.path).toBeNull();
  expect(of({ ...repository, 'mlflow.source.name': 'C:\\x\\train.py' })?.path).toBeNull();
});

it('takes no word for a commit, and says nothing where no tag speaks of code', () => {
  expect(of({ 'mlflow.source.name': 'git@h:a/b.git#sub', 'mlflow.source.git.commit': 'main' })).toMatchObject({
    repository: 'git@h:a/b.git',
    path: 'sub',
    commit: null,
  });
  expect(of({ 'mlflow.user': 'x' })).toBeNull();
});
