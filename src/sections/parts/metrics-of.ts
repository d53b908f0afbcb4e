import type { AttributeAudit } from '../../core/findings.ts';

/** The metrics that any group of an attribute has: the selection rate first, the others as the record lists them. */
export function metricsOf({ groups }: AttributeAudit): string[] {
  const found = [...new Set(groups.flatMap(({ metrics }) => Object.keys(metrics)))];
  const selection = found.filter((metric) => metric === 'selectionRate');
  return [...selection, ...found.filter((metric) => metric !== 'selectionRate').sort()];
}
