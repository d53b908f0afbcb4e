import type { AttributeAudit } from '../../core/findings.ts';
import type { FurtherAttribute } from '../../core/measures.ts';

/** An attribute as case.yaml labels it; where two meet, both labels. */
export function attributeLabel({ attributes }: FurtherAttribute, held: readonly AttributeAudit[]): string {
  return attributes.map((name) => held.find((each) => each.name === name)?.label ?? name).join(' × ');
}
