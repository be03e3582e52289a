/**
 * Ten texts that must be shown and never obeyed. Each is written down three times: as it stands in
 * the XML of a feed, in an attribute of an OPML file, and as a reader should see it, by hand.
 */
import { CANARY } from './pageEvents';

export interface HostileString {
  readonly name: string;
  readonly inElement: (canary: string) => string;
  readonly inAttribute: (canary: string) => string;
  /** Where only text belongs: a title, which is cut after a thousand characters. */
  readonly asLine: (canary: string) => string;
  /** An author or a category, cut after three hundred. */
  readonly asName: (canary: string) => string;
  /** Folders come from an attribute, where `<![CDATA[` is no markup but the text itself, and are not cut. */
  readonly asFolder?: string;
  /** The text of a description, which is HTML by definition: an image is not text, for one. */
  readonly asSummary: (canary: string) => string;
}

/** What runs where markup is obeyed. */
const alarm = (canary: string): string => `console.log('${CANARY}${canary}')`;
const imageOf = (canary: string): string => `<img src=x onerror=${alarm(canary)}>`;
const escaped = (text: string): string => text.replace(/</g, '&lt;').replace(/>/g, '&gt;');

const OVERRIDE = '\u202egpj.exe';
const MARKS = `e${'\u0301'.repeat(500)}`;

export const HOSTILE_STRINGS: readonly HostileString[] = [
  {
    name: 'an image with a script, as it is',
    inElement: (canary) => `<![CDATA[${imageOf(canary)}]]>`,
    inAttribute: imageOf,
    asLine: imageOf,
    asName: imageOf,
    asSummary: () => '',
  },
  {
    name: 'an image with a script, escaped',
    inElement: (canary) => escaped(imageOf(canary)),
    inAttribute: (canary) => escaped(imageOf(canary)),
    asLine: imageOf,
    asName: imageOf,
    asSummary: () => '',
  },
  {
    name: 'a script, escaped twice',
    inElement: (canary) => `&amp;lt;script&amp;gt;${alarm(canary)}`,
    inAttribute: (canary) => `&amp;lt;script&amp;gt;${alarm(canary)}`,
    asLine: (canary) => `<script>${alarm(canary)}`,
    asName: (canary) => `<script>${alarm(canary)}`,
    asSummary: (canary) => `<script>${alarm(canary)}`,
  },
  {
    ...text('formatting in CDATA', '<![CDATA[<b>x</b>]]>', 'x'),
    asFolder: '<![CDATA[x]]>',
  },
  text('an ampersand', 'A &amp; B', 'A & B'),
  {
    ...text('signs that are not tags', '<![CDATA[1 < 2 > 0]]>', '1 < 2 > 0'),
    inAttribute: () => '1 < 2 > 0',
  },
  text('a change of direction', OVERRIDE, OVERRIDE),
  {
    ...text('ten thousand letters', 'W'.repeat(10_000)),
    asFolder: 'W'.repeat(10_000),
    asLine: () => `${'W'.repeat(1000)}…`,
    asName: () => `${'W'.repeat(300)}…`,
    asSummary: () => `${'W'.repeat(240)}…`,
  },
  {
    ...text('five hundred combining marks', MARKS),
    asName: () => `e${'\u0301'.repeat(299)}…`,
    asSummary: () => `e${'\u0301'.repeat(239)}…`,
  },
  text('characters no document may hold', 'N\u0000U\uffffL', 'NUL'),
];

function text(name: string, source: string, shown = source): HostileString {
  return {
    name,
    inElement: () => source,
    inAttribute: () => source,
    asLine: () => shown,
    asName: () => shown,
    asSummary: () => shown,
  };
}
