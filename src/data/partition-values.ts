/**
 * Columns that the folders of a path give: `log/month=2025-03/part.parquet` below `log` gives month 2025-03. Percent signs
 * are read as in an address, as the writers of such folders put them.
 */
export function partitionValues(path: string, folder: string): Record<string, string> {
  const steps = path.slice(folder.length).split('/').slice(0, -1);
  const pairs = steps.flatMap((step): [string, string][] => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(step) ?? [];
    return name === undefined || value === undefined ? [] : [[decoded(name), decoded(value)]];
  });
  return Object.fromEntries(pairs.filter(([, value]) => value !== '__HIVE_DEFAULT_PARTITION__'));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
