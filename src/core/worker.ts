import { parentPort, Worker } from 'node:worker_threads';
import { type Fault, faultOf, thrownBy } from './fault.ts';

/** Work of one kind that another thread does: a question in, an answer out, in the order of asking. Both are plain data. */
export interface Work<Question, Answer> {
  /** @throws whatever the work throws; the reason of the signal once that is aborted */
  ask(question: Question): Promise<Answer>;
  /** Ends the thread. Questions that are still open fail, and nobody need wait for them. */
  close(): Promise<void>;
}

interface Question<T> {
  id: number;
  question: T;
}

type Reply<T> = { id: number } & ({ answer: T } | { fault: Fault });

interface WorkOptions<Q, A> {
  /** import.meta.url of the caller. */
  from: string;
  /** The module beside the caller that the thread runs, without its ending; it calls `answerAll`. */
  module: string;
  /** The same work, for where the house runs from its TypeScript sources, of which a thread knows nothing. */
  work: (question: Q) => Promise<A>;
  signal: AbortSignal;
}

/** Starts a thread for work that is soon to be asked for, so that what it needs loads beside all else. */
export function openWork<Q, A>({ from, module, work, signal }: WorkOptions<Q, A>): Work<Q, A> {
  return from.endsWith('.ts') ? onThisThread(work) : inThread(new URL(`${module}.js`, from), signal);
}

function onThisThread<Q, A>(work: (question: Q) => Promise<A>): Work<Q, A> {
  return { ask: (question) => handled(work(question)), close: async () => undefined };
}

/** The thread's half: answers each question that comes, one after the other. */
export function answerAll<Q, A>(work: (question: Q) => Promise<A>): void {
  let last = Promise.resolve();
  parentPort?.on('message', ({ id, question }: Question<Q>) => {
    last = last.then(async () => {
      const reply = await work(question).then(
        (answer): Reply<A> => ({ id, answer }),
        (error: unknown): Reply<A> => ({ id, fault: faultOf(error) }),
      );
      parentPort?.postMessage(reply);
    });
  });
}

interface Open<A> {
  resolve: (answer: A) => void;
  reject: (reason: unknown) => void;
}

function inThread<Q, A>(module: URL, signal: AbortSignal): Work<Q, A> {
  // Without the flags of the process, some of which, as --input-type, no thread can start with.
  const thread = new Worker(module, { execArgv: [] });
  const open = new Map<number, Open<A>>();
  let ended: { reason: unknown } | null = null;
  let asked = 0;
  const end = (reason: unknown): void => {
    ended ??= { reason };
    for (const { reject } of open.values()) reject(reason);
    open.clear();
  };
  const abort = (): void => {
    end(signal.reason);
    void thread.terminate();
  };
  thread.on('message', (reply: Reply<A>) => {
    settle(open.get(reply.id), reply);
    open.delete(reply.id);
    if (open.size === 0) thread.unref();
  });
  thread.on('error', end);
  thread.on('messageerror', end);
  thread.on('exit', (code) => end(new Error(`a thread of the house ended with ${code}`)));
  thread.unref();
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return {
    ask(question): Promise<A> {
      if (ended !== null) return handled(Promise.reject(ended.reason));
      asked += 1;
      const id = asked;
      const answered = new Promise<A>((resolve, reject) => open.set(id, { resolve, reject }));
      // Only an open question keeps the process alive.
      thread.ref();
      thread.postMessage({ id, question } satisfies Question<Q>);
      return handled(answered);
    },
    async close(): Promise<void> {
      signal.removeEventListener('abort', abort);
      end(new Error('the thread was closed before it answered'));
      await thread.terminate();
    },
  };
}

function settle<A>(open: Open<A> | undefined, reply: Reply<A>): void {
  if ('fault' in reply) open?.reject(thrownBy(reply.fault));
  else open?.resolve(reply.answer);
}

/** Whoever waits for the answer hears of its failure; whoever fails first and waits no more need not. */
function handled<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return answer;
}
