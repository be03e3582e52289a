/**
 * OPML 2.0 outlines. Most real OPML files are not well-formed XML (80 of 118 measured), so they are
 * read with a tolerant parser: losing somebody's subscriptions over a bare ampersand helps nobody.
 */
import { Parser } from 'htmlparser2';
import { ReaderError } from '../../shared/errors';
import type { Outline } from '../core/parsedFeed';
import { plainLine } from '../core/plainText';

interface OpenFolder {
  readonly outlines: Outline[];
  /** How many folders it lies in, itself included. */
  readonly depth: number;
}

/** Folders inside folders beyond this are joined to the one above. */
const DEEPEST_FOLDER = 20;

/** @throws ReaderError `invalid-input` when the text holds no outline at all. */
export function readOpml(text: string): Outline[] {
  const root: OpenFolder = { outlines: [], depth: 0 };
  // By open outline, the folder that what is inside it belongs to.
  const open: OpenFolder[] = [];
  const seen = { outlines: 0 };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name.toLowerCase() !== 'outline') return;
        seen.outlines += 1;
        const around = open.at(-1) ?? root;
        const attribute = byLowerCase(attributes);
        const url = attribute('xmlurl').trim();
        // OPML 2.0 demands `text` of every outline; `title` is an addition of some writers.
        const title = plainLine(attribute('text')) || plainLine(attribute('title'));
        if (url !== '') around.outlines.push({ kind: 'feed', url, title: title || null });
        if (url !== '' || title === '' || around.depth >= DEEPEST_FOLDER) {
          open.push(around);
          return;
        }
        const folder: OpenFolder = { outlines: [], depth: around.depth + 1 };
        around.outlines.push({ kind: 'folder', title, outlines: folder.outlines });
        open.push(folder);
      },
      onclosetag(name) {
        if (name.toLowerCase() === 'outline') open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (seen.outlines === 0)
    throw new ReaderError('invalid-input', 'There is no outline in this file.');
  return root.outlines;
}

/** OPML's `xmlUrl` is written in every mixture of cases. */
function byLowerCase(attributes: Readonly<Record<string, string>>): (name: string) => string {
  const lowered = new Map(
    Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return (name) => lowered.get(name) ?? '';
}
