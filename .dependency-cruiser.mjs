// Who may import whom. The two tables are the rules; DESIGN.md says why.

/** Each room, and the rooms below it. */
export const rooms = {
  core: [],
  numeric: ['core'],
  data: ['core', 'numeric'],
  lineage: ['core', 'data'],
  quality: ['core', 'numeric', 'data'],
  model: ['core', 'numeric'],
  attribution: ['core', 'numeric'],
  bias: ['core', 'numeric'],
  policy: ['core'],
  sections: ['core'],
  render: ['core'],
  seal: ['core'],
  pipeline: [
    'core',
    'numeric',
    'data',
    'lineage',
    'quality',
    'model',
    'attribution',
    'bias',
    'policy',
    'sections',
    'render',
    'seal',
  ],
  cli: ['core', 'pipeline', 'seal'],
};

/** The rooms through which a package may enter. A package that is not listed has no door. */
export const doors = {
  '@dagrejs/dagre': ['render'],
  '@duckdb/node-api': ['data'],
  '@stdlib/[^/]+': ['numeric'],
  canonicalize: ['seal'],
  'chart\\.js': ['render'],
  'chartjs-node-canvas': ['render'],
  'cli-progress': ['cli'],
  commander: ['cli'],
  'danfojs-node': ['data'],
  'dejavu-fonts-ttf': ['render'],
  'fastest-levenshtein': ['data'],
  fflate: ['data'],
  diff: ['data'],
  'isomorphic-git': ['data'],
  memfs: ['data'],
  'onnxruntime-(node|common)': ['model'],
  pdfkit: ['render'],
  picocolors: ['cli'],
  pngjs: ['render'],
  protobufjs: ['model'],
  yaml: ['data', 'pipeline'],
  zod: ['core', 'data', 'lineage', 'quality', 'policy', 'sections', 'pipeline'],
};

/** Folders of peers, and the files in them that are no peers. */
export const peers = {
  'lineage/formats': ['registry'],
  'lineage/drawings': ['registry'],
  'lineage/charts': ['registry'],
  'quality/formats': ['registry'],
  'bias/metrics': ['registry'],
  'policy/profiles': ['registry'],
  'sections/audit': ['registry'],
  sections: ['registry', 'assemble-audit', 'assemble-document', 'define-audit-section', 'define-section', 'template'],
};

const oneOf = (names) => `(${names.join('|')})`;
const inRooms = (names) => `^src/${oneOf(names)}/`;
const inPackage = (name) => `(^|/)node_modules/(@types/)?${name}/`;

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const layers = Object.entries(rooms).map(([room, below]) =>
  rule(
    `layer-${room}`,
    `${room} imports ${below.length === 0 ? 'no other room' : `only ${below.join(', ')}`}.`,
    { path: inRooms([room]) },
    { path: '^src/', pathNot: inRooms([room, ...below]) },
  ),
);

const packages = Object.entries(doors).map(([name, allowed]) =>
  rule(
    `door-${(name.match(/[a-z]+/g) ?? []).join('-')}`,
    `This package enters through ${allowed.join(', ')}, so that it can be exchanged there.`,
    { path: '^src/', pathNot: inRooms(allowed) },
    { path: inPackage(name) },
  ),
);

const siblings = Object.entries(peers).map(([folder, others]) => {
  const unit = { path: `^src/${folder}/[^/]+[.]ts$`, pathNot: `^src/${folder}/${oneOf(others)}[.]ts$` };
  return rule(
    `peers-${folder.replace('/', '-')}`,
    'A unit stands alone: it can be added or taken away without touching another.',
    unit,
    unit,
  );
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers,
    ...packages,
    ...siblings,
    rule(
      'package-without-door',
      'Say in the table of doors which room a new package enters through.',
      { path: '^src/' },
      { path: '(^|/)node_modules/', pathNot: Object.keys(doors).map(inPackage) },
    ),
    rule(
      'index-without-cli',
      'The library does not carry the command line.',
      { path: '^src/index[.]ts$' },
      { path: inRooms(['cli']) },
    ),
    rule(
      'fs-at-the-edge',
      'Files are read and written in data, pipeline and cli; all others take bytes or text.',
      { path: '^src/', pathNot: inRooms(['data', 'pipeline', 'cli']) },
      { path: '^(node:)?fs(/|$)' },
    ),
    rule(
      'no-network-no-process',
      'Nothing goes over a network, and no name out of a file reaches another program.',
      { path: '^src/' },
      { path: '^(node:)?(http|https|http2|net|tls|dgram|dns|child_process|cluster|inspector)(/|$)' },
    ),
    rule(
      'numeric-is-pure',
      'The kernels run wherever JavaScript runs.',
      { path: inRooms(['numeric']) },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'verify-does-not-seal',
      'Whoever verifies a dossier need not trust the code that made it.',
      { path: '^src/seal/verify[.]ts$' },
      { path: '^src/seal/(sign|seal-files)[.]ts$', reachable: true },
    ),
    rule('src-not-to-test', 'What ships does not rest on tests.', { path: '^src/' }, { path: '^test/' }),
    rule(
      'no-development-packages',
      'Users do not get them.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-unknown', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    ),
    rule('no-cycles', 'A cycle has no order in which it can be read.', {}, { circular: true }),
    rule('resolvable', 'A rule cannot see what does not resolve.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
