/**
 * OPML 2.0 outlines. Most real OPML files are not well-formed XML (80 of 118 measured), so they are
 * read with a tolerant parser: losing somebody's subscriptions over a bare ampersand helps nobody.
 */
import { Parser } from 'htmlparser2';
import { ReaderError } from '../../shared/errors';
import type { Outline } from '../core/parsedFeed';
import { plainLine } from '../core/plainText';

/** As the import knows them, and the page behind each feed. */
type OpmlOutline =
  | (Extract<Outline, { kind: 'feed' }> & { readonly siteUrl: string | null })
  | { readonly kind: 'folder'; readonly title: string; readonly outlines: readonly OpmlOutline[] };

export interface OpmlDocument {
  /** What the list itself is called. */
  readonly title: string | null;
  readonly outlines: readonly OpmlOutline[];
}

interface OpenFolder {
  readonly outlines: OpmlOutline[];
  /** Address and name of each feed in it: the same line twice is one feed. */
  readonly marks: Set<string>;
  /** How many folders it lies in, itself included. */
  readonly depth: number;
}

/** Folders inside folders beyond this are joined to the one above. */
const DEEPEST_FOLDER = 20;
/** Characters. */
const LONGEST_TITLE = 1000;

/** @throws ReaderError `invalid-input` when the text holds no outline at all. */
export function readOpml(text: string): OpmlDocument {
  const root: OpenFolder = { outlines: [], marks: new Set(), depth: 0 };
  // By open outline, the folder that what is inside it belongs to.
  const open: OpenFolder[] = [];
  const seen = { outlines: 0 };
  let title = '';
  let isInTitle = false;

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const lowered = name.toLowerCase();
        isInTitle = lowered === 'title' && seen.outlines === 0 && title === '';
        if (lowered !== 'outline') return;
        seen.outlines += 1;
        const around = open.at(-1) ?? root;
        const attribute = byLowerCase(attributes);
        const url = attribute('xmlurl').trim();
        // OPML 2.0 demands `text` of every outline; `title` is an addition of some writers.
        const label = plainLine(attribute('text')) || plainLine(attribute('title'));
        const siteUrl = attribute('htmlurl').trim() || null;
        const mark = `${url} ${label}`;
        if (url !== '' && !around.marks.has(mark)) {
          around.marks.add(mark);
          around.outlines.push({ kind: 'feed', url, title: label || null, siteUrl });
        }
        if (url !== '' || label === '' || around.depth >= DEEPEST_FOLDER) {
          open.push(around);
          return;
        }
        const folder: OpenFolder = { outlines: [], marks: new Set(), depth: around.depth + 1 };
        around.outlines.push({ kind: 'folder', title: label, outlines: folder.outlines });
        open.push(folder);
      },
      ontext(text) {
        if (isInTitle && title.length < LONGEST_TITLE) title += text;
      },
      onclosetag(name) {
        isInTitle = false;
        if (name.toLowerCase() === 'outline') open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (seen.outlines === 0)
    throw new ReaderError('invalid-input', 'There is no outline in this file.');
  return { title: plainLine(title.slice(0, LONGEST_TITLE)) || null, outlines: root.outlines };
}

/** OPML's `xmlUrl` is written in every mixture of cases. */
function byLowerCase(attributes: Readonly<Record<string, string>>): (name: string) => string {
  const lowered = new Map(
    Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return (name) => lowered.get(name) ?? '';
}
