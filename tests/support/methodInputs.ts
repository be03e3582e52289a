/** Input each method of the contract takes, and how it can be spoiled. For tests of the gate. */
import type { MethodName } from '../../src/shared/contract/index';

type Path = readonly (string | number)[];

export interface MethodInput {
  /** Input the method takes. */
  readonly valid: Readonly<Record<string, unknown>>;
  /** Where a text of ten million characters is put; the longest text the schema takes is shorter. */
  readonly text: Path;
  /** Where a number out of range is put. A method that names nothing gets an `id` nobody asked for. */
  readonly number: Path;
}

/**
 * @param address of a feed on loopback that is not subscribed to.
 * @param feedId a feed of the library.
 * @param otherFeedId another one, which may be merged into it.
 * @param articleId an article of that feed.
 */
export function methodInputs(
  address: string,
  feedId: number,
  otherFeedId: number,
  articleId: number,
): Record<MethodName, MethodInput> {
  const nothing: MethodInput = { valid: {}, text: ['text'], number: ['id'] };
  const said = { allowPrivate: true, signIn: { username: 'ada', password: 'byron' } };
  const feed: MethodInput = { valid: { feedId }, text: ['feedId'], number: ['feedId'] };
  return {
    'feeds.list': nothing,
    'feeds.discover': {
      valid: { address, ...said },
      text: ['signIn', 'password'],
      number: ['feedId'],
    },
    'feeds.subscribe': { valid: { url: address, ...said }, text: ['url'], number: ['feedId'] },
    'feeds.unsubscribe': feed,
    'feeds.restore': feed,
    'feeds.details': feed,
    'feeds.configure': {
      valid: {
        feedId,
        change: {
          intervalMinutes: 60,
          header: { name: 'X-Token', value: 'abc' },
          allowsPrivate: false,
        },
      },
      text: ['change', 'userAgent'],
      number: ['change', 'intervalMinutes'],
    },
    'feeds.signIn': {
      valid: { feedId, signIn: said.signIn },
      text: ['signIn', 'username'],
      number: ['feedId'],
    },
    'feeds.allowPrivate': {
      valid: { feedIds: [feedId] },
      text: ['feedIds', 0],
      number: ['feedIds', 0],
    },
    'feeds.merge': {
      valid: { feedId: otherFeedId, into: feedId },
      text: ['into'],
      number: ['into'],
    },
    'articles.list': {
      valid: { scope: { kind: 'feed', feedId }, show: 'all', before: null, limit: 5 },
      text: ['show'],
      number: ['scope', 'feedId'],
    },
    'articles.next': {
      valid: { scope: { kind: 'feed', feedId }, show: 'all', from: null, direction: 'older' },
      text: ['direction'],
      number: ['scope', 'feedId'],
    },
    'articles.get': { valid: { id: articleId }, text: ['id'], number: ['id'] },
    'articles.setRead': {
      valid: { ids: [articleId], read: true },
      text: ['read'],
      number: ['ids', 0],
    },
    'articles.markRead': {
      valid: { scope: { kind: 'feed', feedId }, from: null, to: null, olderThan: null },
      text: ['scope', 'kind'],
      number: ['scope', 'feedId'],
    },
    'articles.undoMark': {
      valid: { undoId: 1, undone: true },
      text: ['undone'],
      number: ['undoId'],
    },
    'articles.lastMark': nothing,
    'articles.setBookmarked': {
      valid: { id: articleId, bookmarked: true },
      text: ['bookmarked'],
      number: ['id'],
    },
    'articles.counts': nothing,
    'pages.save': {
      valid: { address, ...said },
      text: ['address'],
      number: ['signIn', 'username'],
    },
    'search.articles': {
      valid: { text: 'words', scope: { kind: 'feed', feedId }, before: null, limit: 5 },
      text: ['text'],
      number: ['limit'],
    },
    'search.status': nothing,
    'refresh.start': {
      valid: { scope: { kind: 'feed', feedId } },
      text: ['scope', 'kind'],
      number: ['scope', 'feedId'],
    },
    'refresh.cancel': { valid: { runId: 1 }, text: ['runId'], number: ['runId'] },
    'refresh.status': nothing,
    'opml.import': {
      valid: {
        text: `<opml version="2.0"><body><outline text="Imported" xmlUrl="${address}?imported"/></body></opml>`,
      },
      text: ['text'],
      number: ['folderId'],
    },
    'sample.add': nothing,
    'library.state': nothing,
    'library.dismissRecovery': nothing,
    'settings.get': nothing,
    'settings.update': {
      valid: { change: { unreadOnly: true, collapsedFolders: [1] } },
      text: ['change', 'unreadOnly'],
      number: ['change', 'collapsedFolders', 0],
    },
    'shell.openExternal': {
      valid: { url: 'https://example.org/' },
      text: ['url'],
      number: ['id'],
    },
    'shell.chooseOpmlFile': nothing,
    'shell.engineStatus': nothing,
    'shell.openLibrary': { valid: { way: 'copy' }, text: ['way'], number: ['id'] },
    'shell.showLibrary': nothing,
  };
}

/**
 * One way to spoil an input, with the inputs it leads to: JSON for the page to parse. A text such as
 * `@undefined` stands for what JSON cannot say; `tests/support/bridgeCalls.ts` puts it in.
 */
export interface Spoiling {
  readonly name: string;
  readonly inputs: (input: MethodInput) => string[];
}

export const SPOILINGS: readonly Spoiling[] = [
  {
    name: 'input of another type',
    inputs: ({ valid }: MethodInput): string[] => {
      const others = [null, '@undefined', 5, 'text', true, [], [valid], '@map', '@date'];
      const fields = Object.keys(valid).flatMap((key) =>
        // None of the contract's fields takes a nested list.
        [[[]], '@undefined', '@map'].map((value) => put(valid, [key], value)),
      );
      return [...others, ...fields].map((value) => JSON.stringify(value));
    },
  },
  {
    name: 'a key too many',
    inputs: ({ valid }) =>
      ['extra', 'constructor', 'toString'].flatMap((key) => [
        JSON.stringify({ ...valid, [key]: 1 }),
        ...Object.entries(valid)
          .filter(([, value]) => isObject(value))
          .map(([field, value]) => JSON.stringify(put(valid, [field], { ...value!, [key]: 1 }))),
      ]),
  },
  {
    name: 'a key __proto__',
    inputs: ({ valid }) => [
      withProto(valid),
      ...Object.entries(valid)
        .filter(([, value]) => isObject(value))
        .map(([field, value]) =>
          JSON.stringify(put(valid, [field], '@nested')).replace('"@nested"', () =>
            withProto(value),
          ),
        ),
    ],
  },
  {
    name: 'a text of ten million characters',
    inputs: ({ valid, text }) => ['"@long"', JSON.stringify(put(valid, text, '@long'))],
  },
  {
    name: 'a number out of range',
    inputs: ({ valid, number }) =>
      [0, -1, 1.5, 2 ** 53, 1e308, '@nan', '@infinity'].map((value) =>
        JSON.stringify(put(valid, number, value)),
      ),
  },
];

/** An object literal would set the prototype; only JSON makes a key of that name. */
function withProto(object: unknown): string {
  const rest = JSON.stringify(object).slice(1);
  return `{"__proto__":{"polluted":true}${rest === '}' ? '' : ','}${rest}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function put(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((part: unknown, index) => (index === key ? put(part, rest, value) : part));
  }
  const object = isObject(whole) ? whole : {};
  return { ...object, [key]: put(object[key], rest, value) };
}
