import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventIndex, openEventIndex } from './event-index.ts';
import { makeFolder } from './make-folder.ts';
import type { FileLocation } from './regular-file.ts';

/** The indexes that one case needs, each opened once. */
export interface EventIndexes {
  /** @throws as openEventIndex */
  open(location: FileLocation, signal?: AbortSignal): Promise<EventIndex>;
  close(): Promise<void>;
}

/** @param cache - the folder that keeps indexes from run to run; a temporary one that is removed, when left out or not writable */
export function eventIndexes(cache?: string): EventIndexes {
  const opened = new Map<string, Promise<EventIndex>>();
  let own: Promise<string> | null = null;
  const folder = async (): Promise<string> => {
    if (cache !== undefined && (await isWritable(cache))) return cache;
    own ??= mkdtemp(join(tmpdir(), 'dossier-'));
    return own;
  };
  return {
    open(location, signal) {
      const known = opened.get(location.realPath);
      if (known !== undefined) return known;
      const opening = folder().then((place) => openEventIndex(location, place, signal));
      opened.set(location.realPath, opening);
      return opening;
    },
    async close() {
      for (const index of await Promise.allSettled(opened.values())) {
        if (index.status === 'fulfilled') index.value.close();
      }
      if (own !== null) await rm(await own, { recursive: true, force: true });
    },
  };
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    await makeFolder(folder, 0o700);
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
