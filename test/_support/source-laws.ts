import ts from 'typescript';

/** What one source file does that no source file may do, as `law: detail`. */
export function brokenLaws(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const broken: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const [law, breach] of Object.entries(laws)) {
      const detail = breach(node, path);
      if (detail !== null) broken.push(`${law}: ${detail}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return broken;
}

type Law = (node: ts.Node, path: string) => string | null;

const EDGES = /^src\/(data|pipeline|cli)\//;
const CLI = /^src\/cli\//;
const FAULT_CODE = /^(usage|input|evidence|model|analysis|seal|output)\/[a-z0-9]+(-[a-z0-9]+)*$/;
const ISSUE_CODE = /^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

const laws: Record<string, Law> = {
  'no default export': (node) => {
    const isDefault = ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword;
    return isDefault && !ts.isDefaultClause(node.parent) ? node.parent.getText().slice(0, 40) : null;
  },
  'no barrel but src/index.ts': (node, path) =>
    path !== 'src/index.ts' && ts.isExportDeclaration(node) && node.moduleSpecifier ? node.getText() : null,
  'only the command line sees the process': (node, path) =>
    CLI.test(path) ? null : globalNamed(node, /^(process|console|globalThis)$/),
  'no clock': (node, path) => {
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      return 'new Date()';
    if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
    if (!ts.isPropertyAccessExpression(node)) return null;
    const name = node.getText();
    return name === 'Date.now' || (name === 'performance.now' && !CLI.test(path)) ? name : null;
  },
  'no chance': (node, path) => {
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return 'Math.random';
    return EDGES.test(path)
      ? null
      : globalNamed(node, /^(randomUUID|randomBytes|randomInt|randomFillSync|getRandomValues)$/);
  },
  'no locale': (node) =>
    ts.isPropertyAccessExpression(node) && /^(localeCompare|toLocale\w*)$/.test(node.name.text) ? node.name.text : null,
  'fault codes are kind/slug': (node) => {
    if (!ts.isNewExpression(node) || node.expression.getText() !== 'DossierError') return null;
    return wrongCode(node.arguments?.[0], FAULT_CODE);
  },
  'issue codes are room/slug': (node) => {
    if (!ts.isObjectLiteralExpression(node) || !node.properties.some((each) => each.name?.getText() === 'severity'))
      return null;
    return wrongCode(property(node, 'code'), ISSUE_CODE);
  },
};

/** An identifier that stands for itself, not for a member or a key. */
function globalNamed(node: ts.Node, name: RegExp): string | null {
  if (!ts.isIdentifier(node) || !name.test(node.text)) return null;
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  const isKey = (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node;
  return isMember || isKey ? null : node.text;
}

function property(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = node.properties.find((each) => each.name?.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

/** Literals are held against the grammar; of a template with gaps, its head is. Other expressions are left to types. */
function wrongCode(code: ts.Expression | undefined, grammar: RegExp): string | null {
  if (code === undefined) return null;
  if (ts.isParenthesizedExpression(code) || ts.isAsExpression(code)) return wrongCode(code.expression, grammar);
  if (ts.isConditionalExpression(code)) return wrongCode(code.whenTrue, grammar) ?? wrongCode(code.whenFalse, grammar);
  if (ts.isTemplateExpression(code)) return grammar.test(`${code.head.text}x`) ? null : code.getText();
  if (ts.isStringLiteralLike(code)) return grammar.test(code.text) ? null : code.text;
  return null;
}
