// Runs one command line in a process of its own, and writes what it cost to file descriptor 3.
import { writeSync } from 'node:fs';

const began = performance.now();
const { run } = await import('../../dist/cli/run.js');
process.exitCode = await run(process.argv.slice(2));
const seconds = performance.now() / 1000;
const { maxRSS } = process.resourceUsage();
writeSync(3, JSON.stringify({ seconds, startSeconds: began / 1000, residentMB: maxRSS / 1024 }));
