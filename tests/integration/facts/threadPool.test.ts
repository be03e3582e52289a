import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/forOneTest';

const THREAD_POOL = pathToFileURL(resolve('src/main/shell/threadPool.ts')).href;

/**
 * A process that gives away twelve pieces of work which take a thread each and do not end, as looking
 * up dead names does, and then looks up a name that is known here. Whoever opens a pipe waits for the
 * other side, until a line comes in.
 */
function start(firstLine: string): ChildProcessWithoutNullStreams {
  const folder = temporaryFolder();
  const pipes = Array.from({ length: 12 }, (_, index) => join(folder, `pipe-${String(index)}`));
  execFileSync('mkfifo', pipes);
  const program = `
    ${firstLine}
    import { open, openSync } from 'node:fs';
    import { lookup } from 'node:dns';
    const pipes = ${JSON.stringify(pipes)};
    for (const pipe of pipes) open(pipe, 'r', () => undefined);
    lookup('localhost', () => console.log('found'));
    process.stdin.once('data', () => {
      console.log('released');
      for (const pipe of pipes) openSync(pipe, 'r+');
    });
    console.log('asked');`;
  const env = { ...process.env };
  delete env.UV_THREADPOOL_SIZE;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** What the process says until the name is found; once it has asked, `onAsked` is called. */
async function wordsOf(
  child: ChildProcessWithoutNullStreams,
  onAsked: () => void = () => undefined,
): Promise<string[]> {
  const words: string[] = [];
  for await (const chunk of child.stdout) {
    const said = String(chunk).trim().split('\n');
    words.push(...said);
    if (said.includes('asked')) onAsked();
    if (said.includes('found')) break;
  }
  return words;
}

test('a name is found while twelve pieces of work hold a thread each', async () => {
  const child = start(`import ${JSON.stringify(THREAD_POOL)};`);
  expect(await wordsOf(child)).toEqual(['asked', 'found']);
});

test('control: with the usual four threads it waits for them', async () => {
  const child = start('');
  const words = await wordsOf(child, () => child.stdin.write('go on\n'));
  expect(words).toEqual(['asked', 'released', 'found']);
});
