/** Protocol A9: who may call through the one gate, and with what. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { contractMethods } from '../../../scripts/test/protocolRows.mjs';
import { inProject } from '../../../scripts/setup/projectFolder.mjs';
import { contract, type MethodName, type Output } from '../../../src/shared/contract/index';
import { call, callAll, valueOf } from '../../support/bridgeCalls';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { methodInputs, SPOILINGS, type MethodInput } from '../../support/methodInputs';
import { callAsWindow, STRANGERS, withOpenGate } from '../../support/strangers';

const METHODS = Object.keys(contract) as MethodName[];
const ICON = { iconId: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown };
const caseId = (number: number): string => `[A9.${String(number).padStart(2, '0')}]`;

let server: FeedServer;
let app: LaunchedApp;
let inputs: Record<MethodName, MethodInput>;

test.beforeAll(async () => {
  server = await FeedServer.start();
  server.serve('/own.xml', rss(items(3), 'Own feed')).serve('/new.xml', rss(items(2), 'New feed'));
  server.serve('/other.xml', rss(items(2), 'Other feed'));
  server.serve('/favicon.ico', readFileSync(inProject('resources/icon.png')), {
    contentType: 'image/png',
  });
  app = await launchApp();
  const { page, electron } = app;
  await electron.evaluate(({ dialog, shell }) => {
    const outside: string[] = [];
    Object.assign(globalThis, { outside });
    shell.openExternal = (address) => {
      outside.push(address);
      return Promise.resolve();
    };
    dialog.showOpenDialog = () => {
      outside.push('a dialog');
      return Promise.resolve({ canceled: true, filePaths: [] });
    };
  });
  const feedId = await subscribe('/own.xml');
  const otherFeedId = await subscribe('/other.xml');
  const { rows } = await valueOf<{ rows: { id: number }[] }>(page, 'articles.list', {
    scope: { kind: 'feed', feedId },
    show: 'all',
    before: null,
    limit: 10,
  });
  // Once the icon is there, nothing goes on by itself that could be taken for what a handler did.
  await expect
    .poll(async () => (await valueOf<Output<'feeds.list'>>(page, 'feeds.list', {})).feeds, {
      timeout: 30_000,
    })
    .toEqual([expect.objectContaining(ICON), expect.objectContaining(ICON)]);
  inputs = methodInputs(server.url('/new.xml'), feedId, otherFeedId, rows[0]!.id);
});

async function subscribe(path: string): Promise<number> {
  const input = { url: server.url(path), allowPrivate: true, signIn: null };
  const { feedId } = await valueOf<{ feedId: number }>(app.page, 'feeds.subscribe', input);
  return feedId;
}

test.afterAll(async () => {
  await app.close();
  await server.kill();
});

/** All that a handler could have changed or done. Every commit changes the database's files. */
async function traces(): Promise<unknown> {
  const rows = rowsOf(join(app.userDataDirectory, 'library', 'library.sqlite3'));
  const queries = ['feeds.list', 'articles.counts', 'settings.get', 'refresh.status'];
  const answers: unknown[] = [];
  for (const query of queries) answers.push(await valueOf(app.page, query, {}));
  const outside = await app.electron.evaluate(
    () => (globalThis as unknown as { outside: string[] }).outside,
  );
  return { rows, answers, outside, asked: server.requests.length };
}

/** Everything that is stored, and not its bytes: what is in the log goes into the file by itself. */
function rowsOf(path: string): Record<string, string> {
  const database = new Database(path, { readonly: true });
  try {
    const tables = database
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'",
      )
      .pluck()
      .all();
    return Object.fromEntries(
      tables.map((table) => {
        const hash = createHash('sha256');
        for (const row of database.prepare(`SELECT * FROM "${table}"`).raw().iterate()) {
          hash.update(JSON.stringify(row));
        }
        return [table, hash.digest('hex')];
      }),
    );
  } finally {
    database.close();
  }
}

test.describe('the sender', () => {
  test('control: the window itself is answered along the same way', async () => {
    expect(await callAsWindow(app.electron)).toMatchObject({ ok: true });
    expect(await call(app.page, 'feeds.list', {})).toMatchObject({ ok: true });
  });

  for (const [index, [name, stranger]] of Object.entries(STRANGERS).entries()) {
    test(`${caseId(index + 1)} ${name} is refused`, async () => {
      expect(await stranger(app)).toEqual({
        ok: false,
        error: { code: 'unavailable', message: 'Only the window may call.' },
      });
      await expect(app.page.getByRole('tree')).toBeVisible();
      expect(await callAsWindow(app.electron)).toMatchObject({ ok: true });
    });
  }

  test('control: a gate that asks nobody lets each of them in', async () => {
    for (const [name, stranger] of Object.entries(STRANGERS)) {
      const reply = await withOpenGate(app.electron, () => stranger(app));
      expect(reply, name).toEqual({ ok: true, value: 'entered' });
    }
    // The window was sent away and came back; its page is whole again for what follows.
    await app.page.reload();
    await expect(app.page.getByRole('tree')).toBeVisible();
  });
});

test.describe('the input', () => {
  test('control: every method of the contract has an input to spoil, and takes it unspoiled', () => {
    expect(METHODS).toHaveLength(contractMethods);
    expect(Object.keys(inputs).sort()).toEqual([...METHODS].sort());
    for (const method of METHODS) {
      expect(contract[method].input.safeParse(inputs[method].valid).success, method).toBe(true);
    }
  });

  let number = Object.keys(STRANGERS).length;
  for (const method of METHODS) {
    for (const { name, inputs: spoil } of SPOILINGS) {
      number += 1;
      test(`${caseId(number)} ${method} refuses ${name}`, async () => {
        const before = await traces();
        const spoiled = spoil(inputs[method]);
        const replies = await callAll(app.page, method, spoiled);
        expect(replies.length).toBeGreaterThan(0);
        for (const [index, reply] of replies.entries()) {
          expect(reply, spoiled[index]?.slice(0, 200)).toEqual({
            ok: false,
            error: {
              code: 'invalid-input',
              // Words and the method's name: no room for a path or a stack.
              message: expect.stringMatching(
                /^The input (of [\w.]+ is not what it takes|is not plain data)\.$/,
              ) as unknown,
            },
          });
        }
        expect(await traces(), 'no handler ran').toEqual(before);
        expect(await call(app.page, 'shell.engineStatus', {})).toEqual({
          ok: true,
          value: { state: 'ready' },
        });
      });
    }
  }

  test('nothing crossed into the prototypes of the page or of the main process', async () => {
    const polluted = (): unknown => (Object.prototype as { polluted?: unknown }).polluted;
    expect(await app.page.evaluate(polluted)).toBeUndefined();
    expect(await app.electron.evaluate(polluted)).toBeUndefined();
  });

  test('control: unspoiled, each is taken, and what it does is seen', async () => {
    const silent: MethodName[] = [];
    for (const method of METHODS) {
      const before = JSON.stringify(await traces());
      const reply = await call(app.page, method, inputs[method].valid);
      expect(reply.ok ? 'taken' : reply.error.code, method).not.toBe('invalid-input');
      if (JSON.stringify(await traces()) === before) silent.push(method);
    }
    // Cancelling a run that is over does nothing, a feed whose server was asked a moment ago is left
    // alone, and a library as it should be has neither a notice nor another way to be opened. Its folder
    // is shown by another program. Every other command leaves a trace.
    const questions = METHODS.filter((method) => contract[method].kind === 'query');
    const harmless = [
      ...questions,
      ...['refresh.cancel', 'refresh.start', 'shell.engineStatus'],
      ...['library.dismissRecovery', 'shell.openLibrary', 'shell.showLibrary'],
    ];
    expect(silent.filter((method) => !harmless.includes(method))).toEqual([]);
  });
});
