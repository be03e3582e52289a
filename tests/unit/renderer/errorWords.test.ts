import { describe, expect, it } from 'vitest';
import { ErrorCode, ReaderError } from '../../../src/shared/errors';
import { errorSentence, sentenceFor } from '../../../src/renderer/src/api/errorWords';

describe('error words', () => {
  it.each(ErrorCode.options)('%s is a plain sentence, with and without details', (code) => {
    for (const details of [{}, { host: 'example.org', status: 503 }]) {
      const sentence = errorSentence(code, details);
      expect(sentence).toMatch(/^\S.*[.?]$/);
      expect(sentence).not.toContain(code.includes('-') ? code : '\n');
      expect(sentence).not.toMatch(/undefined|null|Error|\[object/);
    }
  });

  it.each([
    [401, 'example.org answered 401: it does not let us read this feed.'],
    [404, 'example.org answered 404: this feed may have moved.'],
    [410, 'example.org answered 410: this feed is gone for good.'],
    [429, 'example.org answered 429: it asks us to come back less often.'],
    [503, 'example.org answered 503: it has trouble of its own; we will try again later.'],
    [418, 'example.org answered 418, which is not a feed.'],
  ])('says what a status of %i means', (status, sentence) => {
    expect(errorSentence('http-status', { status, host: 'example.org' })).toBe(sentence);
  });

  it('speaks of the server where its name is not known', () => {
    expect(errorSentence('http-status', { status: 404 })).toBe(
      'The server answered 404: this feed may have moved.',
    );
  });

  it('never shows the message of an error', () => {
    expect(sentenceFor(new ReaderError('storage', 'SQLITE_FULL at /home/me'))).not.toContain(
      '/home',
    );
    expect(sentenceFor(new TypeError('x is not a function'))).toBe(errorSentence('internal'));
    expect(sentenceFor('thrown text')).toBe(errorSentence('internal'));
  });
});
