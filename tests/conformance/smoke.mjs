/**
 * Files that must neither crash nor hang a parser, each read in a real parser thread with its ten
 * seconds. Prints one JSON object.
 */
import './sourceHooks.mjs';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixtures } from '../../scripts/conformance/sharedRunners.mjs';

const source = new URL('../../src/main/parser/parserPool.ts', import.meta.url).href;
const { ParserPool } = await import(source);
const pool = new ParserPool({ path: fileURLToPath(new URL('parserThread.mjs', import.meta.url)) });

const folder = path.join(fixtures, 'smoke');
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
  entry.isFile(),
);
/** Failures that are an answer. Anything else is a crash; a thread that had to be killed says so. */
const answers = ['not-a-feed', 'incomplete', 'too-large'];
const result = { files: files.length, read: 0, refused: 0, crashes: 0, hangs: 0, worstMs: 0 };
for (const { parentPath, name } of files) {
  const bytes = readFileSync(path.join(parentPath, name));
  const start = performance.now();
  try {
    await pool.inspect(bytes, { url: 'https://example.org/feed', contentType: null });
    result.read += 1;
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message: string }} */ (error);
    if (message.includes('took too long')) result.hangs += 1;
    else if (!answers.includes(code ?? '') || message.includes('ended the thread'))
      result.crashes += 1;
    else result.refused += 1;
  }
  result.worstMs = Math.max(result.worstMs, Math.round(performance.now() - start));
}
await pool.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
