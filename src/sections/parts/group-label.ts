import type { AttributeAudit, GroupOutcome } from '../../core/findings.ts';
import type { Words } from '../../core/words.ts';

type Labelled = Pick<GroupOutcome, 'group' | 'unknown'>;

/** A group's name, marked when the others are compared with it or when nobody's group is known in it. */
export function groupLabel(words: Words, { group, unknown }: Labelled, { reference }: AttributeAudit): string {
  if (unknown) return words('group.unknown');
  return group === reference ? words('group.reference', { group }) : group;
}
