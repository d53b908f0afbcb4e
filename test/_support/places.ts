import { fileURLToPath } from 'node:url';

export const projectFolder: string = fileURLToPath(new URL('../../', import.meta.url));
export const sampleCase: string = fileURLToPath(new URL('../../sample-cases/boston-mortgage', import.meta.url));
