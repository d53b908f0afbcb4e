interface Field {
  namespace?: unknown;
  name?: unknown;
}

interface Written {
  facets?: { columnLineage?: { fields?: Record<string, { inputFields?: Field[] }>; dataset?: Field[] } };
}

/** Data sets from which columns are said to be made, each with its namespace before its name; of events line by line. */
export function columnSources(events: Uint8Array): string[] {
  const found = new Set<string>();
  for (const line of Buffer.from(events).toString('utf8').split('\n')) {
    if (!line.includes('columnLineage')) continue;
    for (const { namespace, name } of fieldsOf(line)) {
      if (typeof namespace === 'string' && typeof name === 'string') found.add(`${namespace}/${name}`);
    }
  }
  return [...found];
}

/** A line of another shape is the reader's to complain of. */
function fieldsOf(line: string): Field[] {
  try {
    const { inputs = [], outputs = [] } = JSON.parse(line) as { inputs?: Written[]; outputs?: Written[] };
    return [...inputs, ...outputs].flatMap(({ facets }) => {
      const { fields = {}, dataset = [] } = facets?.columnLineage ?? {};
      return [...dataset, ...Object.values(fields).flatMap(({ inputFields = [] }) => inputFields)];
    });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}
