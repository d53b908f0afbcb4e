interface Field {
  namespace?: unknown;
  name?: unknown;
}

interface Written {
  facets?: {
    columnLineage?: { fields?: Record<string, { inputFields?: Field[] }>; dataset?: Field[] };
    lineage?: { fields?: Record<string, { inputs?: Field[] }>; inputs?: Field[] };
  };
}

/** Data sets from which columns are said to be made, each with its namespace before its name; of events line by line. */
export function columnSources(events: Uint8Array): string[] {
  const found = new Set<string>();
  for (const line of Buffer.from(events).toString('utf8').split('\n')) {
    if (!/"(?:columnLineage|lineage)"/.test(line)) continue;
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
      const stated = facets?.lineage ?? {};
      return [
        ...[...dataset, ...(stated.inputs ?? [])],
        ...Object.values(fields).flatMap(({ inputFields = [] }) => inputFields),
        ...Object.values(stated.fields ?? {}).flatMap(({ inputs: sources = [] }) => sources),
      ];
    });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}
