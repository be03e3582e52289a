/**
 * The second of three walls around foreign HTML: it was sanitised when it entered, it is sanitised
 * again here just before it is shown, and it is shown in a frame that can run nothing.
 */
import createDOMPurify, { type DOMPurify } from 'dompurify';
import {
  ARTICLE_ATTRIBUTES,
  ARTICLE_TAGS,
  DROPPED_WITH_CONTENT,
  LINK_SCHEMES,
  SAMPLE_SCHEME,
} from '../../../../shared/articleMarkup';

const anyTag = ARTICLE_ATTRIBUTES['*'] ?? [];
const attributes = Object.values(ARTICLE_ATTRIBUTES).flat();
/** All others hold no address, and DOMPurify must not measure `width="600"` as if it were one. */
const ADDRESS_ATTRIBUTES = ['href', 'src', 'cite'];

function isAllowed(tag: string, attribute: string): boolean {
  return anyTag.includes(attribute) || (ARTICLE_ATTRIBUTES[tag] ?? []).includes(attribute);
}

// Pictures of the sample collection have addresses of their own scheme; `placeImages` takes every
// picture's address away again, and `tidyLink` looks at every link.
const addresses = new RegExp(`^(?:${[...LINK_SCHEMES, SAMPLE_SCHEME].join('|')}):`, 'i');
const linkAddresses = new RegExp(`^(?:${LINK_SCHEMES.join('|')}):`, 'i');

function createPurifier(): DOMPurify {
  const purifier = createDOMPurify(window);
  // DOMPurify knows one list of attributes for all tags; ours says which tag may have which.
  purifier.addHook('uponSanitizeAttribute', (node, data) => {
    if (!isAllowed(node.nodeName.toLowerCase(), data.attrName)) data.keepAttr = false;
  });
  return purifier;
}

let purifier: DOMPurify | undefined;

/** A link that leads nowhere in this frame is only its text; the others say where they lead. */
export function tidyLink(link: HTMLAnchorElement): void {
  const address = link.getAttribute('href') ?? '';
  if (!linkAddresses.test(address)) {
    link.removeAttribute('href');
    return;
  }
  link.rel = 'noopener noreferrer';
  if (link.title === '') link.title = address;
}

/** The plain text of HTML, for a browser in which the sanitiser cannot work. */
function plainText(html: string): DocumentFragment {
  const text = new DOMParser().parseFromString(html, 'text/html').body.textContent;
  const fragment = document.createDocumentFragment();
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  fragment.append(paragraph);
  return fragment;
}

/** An article's HTML as nodes that hold nothing but the allow-list of `shared/articleMarkup`. */
export function sanitizeArticle(html: string): DocumentFragment {
  purifier ??= createPurifier();
  // On a DOM it cannot trust, DOMPurify returns its input unchanged; that must never be shown.
  if (!purifier.isSupported) return plainText(html);
  const fragment = purifier.sanitize(html, {
    ALLOWED_TAGS: [...ARTICLE_TAGS],
    ALLOWED_ATTR: attributes,
    ADD_URI_SAFE_ATTR: attributes.filter((name) => !ADDRESS_ATTRIBUTES.includes(name)),
    FORBID_CONTENTS: [...DROPPED_WITH_CONTENT],
    ALLOWED_URI_REGEXP: addresses,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  fragment.querySelectorAll('a').forEach(tidyLink);
  return fragment;
}
