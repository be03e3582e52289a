/** The real window over a library that was damaged, and over one that is too new. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { launchApp, userDataFolder } from '../../support/launchApp';

const FILE = 'library.sqlite3';
let whole: string;
let folder: string;
const library = (): string => join(folder, 'library', FILE);

test.beforeAll(async () => {
  whole = userDataFolder();
  const made = await launchApp({ userDataDirectory: whole });
  await made.page.getByRole('button', { name: 'Start with the sample' }).click();
  await expect(made.page.getByRole('tree')).toBeVisible();
  await expect(made.page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await made.close();
});

test.beforeEach(() => {
  folder = userDataFolder();
  mkdirSync(join(folder, 'library'), { recursive: true });
  cpSync(join(whole, 'library'), join(folder, 'library'), { recursive: true });
});

test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.afterAll(() => {
  rmSync(whole, { recursive: true, force: true });
});

test('a damaged library opens by itself, and the window says what happened and what was kept', async () => {
  // The first page of its articles: the window would show none of them.
  const database = new Database(library());
  const page = database
    .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'article_states'")
    .pluck()
    .get()!;
  const pageSize = database.pragma('page_size', { simple: true }) as number;
  database.close();
  const bytes = readFileSync(library());
  bytes.fill(0, (page - 1) * pageSize, page * pageSize);
  writeFileSync(library(), bytes);

  const reader = await launchApp({ userDataDirectory: folder, expectedErrors: /./ });
  const report = reader.page.getByLabel('About your library');
  await expect(report).toContainText('put it together again', { timeout: 15_000 });
  await report.getByText('put it together again').click();
  await expect(report).toContainText('Nothing was deleted: the old files are in the folder');
  await reader.screenshot('library-recovered');
  await expect(reader.page.getByRole('treeitem').filter({ hasText: 'Field Notes' })).toBeVisible();
  await report.getByRole('button', { name: 'Dismiss' }).click();
  await expect(report).toHaveCount(0);
  await reader.close();
  expect(readdirSync(join(folder, 'library')).some((name) => name.startsWith('corrupt-'))).toBe(
    true,
  );

  const again = await launchApp({ userDataDirectory: folder });
  await expect(again.page.getByLabel('About your library')).toHaveCount(0);
  await again.close();
});

test('a library of a newer version is left alone, and can be read as a copy', async () => {
  const newer = new Database(library());
  newer.pragma('user_version = 1000000');
  newer.close();
  const before = readFileSync(library());
  const reader = await launchApp({ userDataDirectory: folder, shows: 'failure' });
  const alert = reader.page.getByRole('alert');
  await expect(alert).toContainText('newer version of Broadsheet');
  await reader.screenshot('library-newer');
  await alert.getByRole('button', { name: 'Only read it' }).click();
  await expect(reader.page.getByRole('tree')).toBeVisible();
  await expect(reader.page.getByLabel('About your library')).toContainText('will not be kept');
  await reader.close();
  expect(readFileSync(library()).equals(before)).toBe(true);
  expect(existsSync(`${library()}-wal`)).toBe(false);
});
