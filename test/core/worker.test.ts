import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openWork, type Work } from '../../src/core/worker.ts';
import { childProcess } from '../_support/child-process.ts';
import { compiled } from '../_support/compiled.ts';
import { keptFolder } from '../_support/temporary.ts';

const folder = keptFolder();
const worker = compiled(folder, ['core'])('core/worker.js');
const from = pathToFileURL(join(folder, 'main.js')).href;

/** What the thread does with each question. */
writeFileSync(
  join(folder, 'echo.js'),
  `import { threadId } from 'node:worker_threads';
  import { answerAll } from '${worker}';
  import { DossierError } from '${worker.replace('worker.js', 'error.js')}';
  answerAll(async (question) => {
    if (question === 'thread') return threadId;
    if (question === 'coded') throw new DossierError('input/torn', 'a file is torn', { place: { file: 'a', at: 'line 2' }, hint: 'Mend it.' });
    if (question === 'bug') throw new TypeError('no such thing');
    if (question === 'never') return new Promise(() => setInterval(() => undefined, 1000));
    if (question === 'exit') process.exit(3);
    if (typeof question === 'number') await new Promise((resolve) => setTimeout(resolve, question));
    return question;
  });`,
);
writeFileSync(join(folder, 'broken.js'), `throw new Error('this module does not load');`);

const never = async (): Promise<never> => {
  throw new Error('the calling thread was asked');
};

function open(module = './echo', signal: AbortSignal = new AbortController().signal): Work<unknown, unknown> {
  return openWork({ from, module, work: never, signal });
}

/** What a promise came to. */
async function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
}

describe('a thread', () => {
  it('answers away from the calling thread, each question its own answer', async () => {
    const work = open();
    expect(await Promise.all([work.ask('thread'), work.ask(20), work.ask(1), work.ask({ a: [null] })])).toEqual([
      expect.any(Number),
      ...[20, 1, { a: [null] }],
    ]);
    expect(await work.ask('thread')).not.toBe(0);
    await work.close();
  });

  it('fails with the same code, message, place and hint, and answers on', async () => {
    const work = open();
    const coded = { name: 'DossierError', code: 'input/torn', message: 'a file is torn', exitCode: 3 };
    expect(await failure(work.ask('coded'))).toMatchObject({
      ...coded,
      ...{ place: { file: 'a', at: 'line 2' }, hint: 'Mend it.' },
    });
    const bug = (await failure(work.ask('bug'))) as Error;
    expect([bug.message, bug.stack]).toEqual(['no such thing', expect.stringContaining('echo.js')]);
    expect(bug).not.toHaveProperty('code');
    expect(await work.ask('still')).toBe('still');
    await work.close();
  });

  it('is ended by an aborted signal, whose reason fails what is open and what is asked later', async () => {
    const controller = new AbortController();
    const work = open('./echo', controller.signal);
    const asked = failure(work.ask('never'));
    controller.abort(new Error('enough'));
    expect(await asked).toMatchObject({ message: 'enough' });
    expect(await failure(work.ask('late'))).toMatchObject({ message: 'enough' });
    await work.close();
    expect(await failure(open('./echo', controller.signal).ask('thread'))).toMatchObject({ message: 'enough' });
  });

  it('fails what is open when it is closed', async () => {
    const work = open();
    const asked = failure(work.ask('never'));
    await work.close();
    expect(await asked).toMatchObject({ message: 'the thread was closed before it answered' });
  });

  it('fails what is open when it ends by itself or does not load', async () => {
    expect(await failure(open().ask('exit'))).toMatchObject({ message: 'a thread of the house ended with 3' });
    expect(await failure(open('./broken').ask('x'))).toMatchObject({ message: 'this module does not load' });
    expect(await failure(open('./missing').ask('x'))).toMatchObject({
      code: expect.stringContaining('MODULE_NOT_FOUND'),
    });
  });
});

describe('a process with a thread', () => {
  const child = (...lines: string[]) =>
    childProcess([
      ...['--input-type=module', '-e'],
      `import { openWork } from '${worker}';
      const open = (module) => openWork({ from: '${from}', module, signal: new AbortController().signal });
      ${lines.join('\n')}`,
    ]);

  it('waits for open questions, and ends without being told to close', async () => {
    expect(await child(`console.log(await open('./echo').ask(30));`)).toEqual({ code: 0, stdout: '30\n', stderr: '' });
    expect(await child(`open('./echo');`)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('is not ended by the failure of an answer that nobody waits for', async () => {
    const { code, stdout, stderr } = await child(
      `const work = open('./echo'); work.ask('coded'); console.log(await work.ask('next'));`,
      `work.ask('never'); await work.close();`,
    );
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'next\n', stderr: '' });
  });
});

it('runs from TypeScript sources on the calling thread, where a thread would find nothing to run', async () => {
  const signal = new AbortController().signal;
  const work = openWork({ from: import.meta.url, module: './none', work: async (n: number) => n + 1, signal });
  expect(await work.ask(1)).toBe(2);
  await work.close();
});
