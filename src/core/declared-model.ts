import type { Case, ModelDeclaration } from './case.ts';
import { DossierError } from './error.ts';

/** What case.yaml declares of a model version. */
export function findModel({ models }: Pick<Case, 'models'>, version: string): ModelDeclaration | undefined {
  return models.find((model) => model.version === version);
}

/** The same where it must be there. @throws DossierError input/model-undeclared */
export function declaredModel(declaration: Pick<Case, 'models'>, version: string): ModelDeclaration {
  const found = findModel(declaration, version);
  if (found !== undefined) return found;
  throw new DossierError('input/model-undeclared', `case.yaml declares no model version "${version}"`, {
    place: { file: 'case.yaml', at: 'models' },
    hint: 'Add the model version to models in case.yaml.',
  });
}
