/** Whether a text of which nothing is known is HTML. */
import { decodeReferences } from './characterReferences';

/** Elements that writers use; others in a text are words about HTML. */
const WRITING = new Set(
  `a abbr acronym address article aside audio b bdi bdo big blockquote br button caption center
   cite code col colgroup dd del details dfn dir div dl dt em fieldset figcaption figure font footer
   form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li main map mark
   menu meter nav nobr ol optgroup option p picture pre progress q rp rt ruby s samp section select
   small source span strike strong style sub summary sup table tbody td textarea tfoot th thead time
   tr tt u ul var video wbr`.split(/\s+/),
);

const TAG = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/gi;
const REFERENCE = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi;

/**
 * A closing tag or a character reference is a sign of HTML; an element that no writer uses, or a
 * reference to nothing, is a sign that the text is about it (the rule is feedparser's).
 */
export function looksLikeHtml(text: string): boolean {
  let hasSign = false;
  if (text.includes('<')) {
    for (const [, slash, name] of text.matchAll(TAG)) {
      if (!WRITING.has((name ?? '').toLowerCase())) return false;
      hasSign ||= slash === '/' || /^(?:br|hr|img)$/i.test(name ?? '');
    }
  }
  if (text.includes('&')) {
    for (const [reference] of text.matchAll(REFERENCE)) {
      if (decodeReferences(reference) === reference) return false;
      hasSign = true;
    }
  }
  return hasSign;
}
