/** Exports spell one repository with and without the ending that Git lets a person leave out. */
export function isSameRepository(one: string, other: string): boolean {
  return one.replace(/(\.git)?\/*$/, '') === other.replace(/(\.git)?\/*$/, '');
}
