import { z } from 'zod';
import { caseSchema } from '../core/case-schema.ts';
import { didYouMean } from './near-names.ts';
import type { YamlLines } from './yaml-lines.ts';

export interface CaseProblem {
  kind: 'invalid' | 'missing' | 'outside';
  line: number;
  /** Like `models[0].cutoff`; empty for the file as a whole. */
  path: string;
  message: string;
}

type Path = readonly PropertyKey[];

/** What the schema finds wrong with a value, each with the line that it stands on. */
export function shapeProblems(
  issues: readonly z.core.$ZodIssue[],
  yaml: YamlLines,
  schema: z.ZodType = caseSchema,
): CaseProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        kind: 'invalid' as const,
        line: yaml.lineOfKey(issue.path, key),
        path: pathText([...issue.path, key]),
        message: `there is no such key${didYouMean(key, knownKeys(schema, issue.path))}`,
      }));
    }
    const message = messageOf(issue, valueAt(yaml.value, issue.path));
    return [{ kind: 'invalid' as const, line: yaml.lineOf(issue.path), path: pathText(issue.path), message }];
  });
}

export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

function messageOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'is missing';
  if (issue.code === 'invalid_union') {
    const expected = issue.errors.flat().map((inner) => ('expected' in inner ? String(inner.expected) : inner.code));
    return `expected ${expected.join(' or ')}`;
  }
  const text = issue.message.replace(/^(Invalid (input|option)|Too (small|big)): /, '');
  const quoted = issue.code === 'invalid_type' && issue.expected === 'string' && typeof value === 'number';
  return (quoted ? `${text} (write it in quotes)` : text).replace(/^./, (first) => first.toLowerCase());
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    return (inner as Record<PropertyKey, unknown>)[step];
  }, value);
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

/** The keys that the schema knows at a path. */
function knownKeys(of: z.ZodType, path: Path): string[] {
  let schema = z.toJSONSchema(of, { io: 'input' }) as JsonSchema | undefined;
  for (const step of path) schema = typeof step === 'number' ? schema?.items : schema?.properties?.[String(step)];
  return Object.keys(schema?.properties ?? {});
}
