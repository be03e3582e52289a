import { describe, expect, onTestFinished, test } from 'vitest';
import { ParserPool, type ParserPoolOptions } from '../../../src/main/parser/parserPool';
import { CleanArticles } from '../../../src/main/services/cleanArticles';
import type { ArticleId } from '../../../src/shared/model';
import { PARSER_PATH } from '../../support/threads';

interface Desk {
  readonly clean: CleanArticles;
  readonly pool: ParserPool;
  /** Sources that really went to the thread. */
  readonly cleaned: string[];
  readonly warnings: string[];
}

/** The real cleaner in its real thread, and a note of what it was asked for. */
function desk(limits: Partial<ParserPoolOptions> = {}): Desk {
  const pool = new ParserPool({ path: PARSER_PATH, ...limits });
  onTestFinished(() => pool.close());
  const cleaned: string[] = [];
  const warnings: string[] = [];
  const silent = (): void => undefined;
  const clean = new CleanArticles({
    cleaner: {
      clean(source, baseUrl) {
        cleaned.push(source);
        return pool.clean(source, baseUrl);
      },
    },
    log: { info: silent, warn: (message) => warnings.push(message), error: silent },
  });
  return { clean, pool, cleaned, warnings };
}

const article = (id: number, source = `<p>Article ${String(id)}</p>`, textVersion = 'one') => ({
  id: id as ArticleId,
  baseUrl: 'https://example.org/',
  ...{ source, textVersion },
}); // prettier-ignore

describe('an article that is opened', () => {
  test('is clean', async () => {
    const { clean } = desk();
    const source = '<p onclick="x()">Safe<script>alert(1)</script></p>';
    expect(await clean.get(article(1, source))).toEqual({ html: '<p>Safe</p>', isTextOnly: false });
  });

  test('again is not cleaned again, also when it is opened twice at once', async () => {
    const { clean, cleaned } = desk();
    const both = await Promise.all([clean.get(article(1)), clean.get(article(1))]);
    expect(both[0]).toEqual(both[1]);
    expect(await clean.get(article(1))).toEqual(both[0]);
    expect(cleaned).toHaveLength(1);
  });

  test('after its publisher changed it is cleaned again', async () => {
    const { clean, cleaned } = desk();
    await clean.get(article(1));
    const changed = await clean.get(article(1, '<p>Changed</p>', 'two'));
    expect(changed.html).toBe('<p>Changed</p>');
    expect(cleaned).toHaveLength(2);
  });

  test('is kept while it is among the last 32', async () => {
    const { clean, cleaned } = desk();
    for (let id = 1; id <= 32; id += 1) await clean.get(article(id));
    await clean.get(article(1));
    expect(cleaned).toHaveLength(32);
    // The second is now the one that was not opened for longest.
    await clean.get(article(33));
    await clean.get(article(1));
    expect(cleaned).toHaveLength(33);
    await clean.get(article(2));
    expect(cleaned).toHaveLength(34);
  });

  test('and is very long is cleaned each time rather than kept', async () => {
    const { clean, cleaned } = desk();
    const long = article(1, `<p>${'word '.repeat(120_000)}</p>`);
    expect((await clean.get(long)).html).toBe((await clean.get(long)).html);
    expect(cleaned).toHaveLength(2);
  });
});

describe('an article that is beyond cleaning', () => {
  // No document is read in no time at all.
  const hopeless = { deadlineMs: 0 };

  test('is shown as its text alone, escaped, and that is logged', async () => {
    const { clean, warnings } = desk(hopeless);
    const source = '<p>One &lt;b&gt;</p><script>alert(1)</script><p>Two</p>';
    expect(await clean.get(article(7, source))).toEqual({
      html: '<p>One &lt;b&gt;</p><p>Two</p>',
      isTextOnly: true,
    });
    expect(warnings).toEqual([expect.stringContaining('Article 7')]);
  });

  test('does not hang the thread a second time', async () => {
    const { clean, cleaned } = desk(hopeless);
    await clean.get(article(1));
    expect((await clean.get(article(1))).isTextOnly).toBe(true);
    expect(cleaned).toHaveLength(1);
  });
});

test('when the app is closing nothing is shown and nothing is kept', async () => {
  const { clean, pool, cleaned } = desk();
  await pool.close();
  await expect(clean.get(article(1))).rejects.toMatchObject({ code: 'cancelled' });
  await expect(clean.get(article(1))).rejects.toMatchObject({ code: 'cancelled' });
  expect(cleaned).toHaveLength(2);
});
