/** Frames that show foreign markup as it is, and what a reader would have to do to set it off. All of it runs in a page. */

export interface FramedMarkup {
  /** Becomes the title of its document. */
  readonly key: string;
  readonly html: string;
}

export interface FrameKind {
  /** A whole document with an empty body, into which the markup goes. */
  readonly shell: string;
  /** What the sandbox allows; null for a frame without one. */
  readonly sandbox: string | null;
}

/**
 * Shows each in a frame of its own, instead of those shown before, waits until they have loaded and
 * provokes them. The page must have had `addProvocation`.
 */
export async function showInFrames({
  documents,
  kind,
}: {
  documents: readonly FramedMarkup[];
  kind: FrameKind;
}): Promise<void> {
  document.querySelector('#provoked')?.remove();
  const box = document.createElement('div');
  box.id = 'provoked';
  // All of them in view: a frame out of sight may put off what it loads.
  box.style.cssText = 'position:fixed;inset:0;overflow:hidden;z-index:9';
  const frames = documents.map(({ key, html }) => {
    const frame = document.createElement('iframe');
    frame.className = 'provoked';
    frame.name = key;
    if (kind.sandbox !== null) frame.setAttribute('sandbox', kind.sandbox);
    frame.style.cssText = 'width:80px;height:60px;border:0';
    frame.srcdoc = kind.shell
      .replace('</head>', () => `<title>${key}</title></head>`)
      .replace('<body>', () => `<body>${html}`);
    box.append(frame);
    return frame;
  });
  document.body.append(box);
  // Their pictures are not waited for. What went elsewhere in the meantime has no document to read.
  const isRead = ({ contentDocument: page }: HTMLIFrameElement): boolean =>
    page === null || (page.URL === 'about:srcdoc' && page.readyState !== 'loading');
  while (!frames.every(isRead)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  (globalThis as unknown as ProvokingPage).provokeFrames('iframe.provoked');
}

/** A page in which `addProvocation` was run. */
export interface ProvokingPage {
  /**
   * Does in every frame that a selector finds what an attack may wait for: each event that is listened
   * for, each press.
   */
  provokeFrames: (selector: string) => void;
}

/** Gives a page the function, so that other functions of the tests can call it there. */
export function addProvocation(): void {
  // Taken from the prototypes: a form's own methods may be hidden behind fields with their names.
  const { getAttributeNames, matches } = Element.prototype;
  const { dispatchEvent } = EventTarget.prototype;
  const pressed = '[*|href], [formaction], button, input, label, summary, math *';
  // A link that leads to a page does no harm by that.
  const leaveLinks = (event: MouseEvent): void => {
    const link = (event.target as Element).closest('a');
    if (link !== null && /^(?:https?|mailto):/.test(link.href)) event.preventDefault();
  };
  const provokeFrames: ProvokingPage['provokeFrames'] = (selector) => {
    for (const frame of document.querySelectorAll<HTMLIFrameElement>(selector)) {
      // A frame that has gone elsewhere may not be looked into.
      if (frame.contentDocument === null) continue;
      frame.contentDocument.addEventListener('click', leaveLinks);
      const walker = document.createTreeWalker(frame.contentDocument, NodeFilter.SHOW_ELEMENT);
      const elements: Element[] = [];
      while (walker.nextNode() !== null) elements.push(walker.currentNode as Element);
      for (const element of elements) {
        for (const name of getAttributeNames.call(element)) {
          if (name.startsWith('on')) dispatchEvent.call(element, new Event(name.slice(2)));
        }
        if (!matches.call(element, pressed)) continue;
        dispatchEvent.call(element, new MouseEvent('click', { cancelable: true, bubbles: true }));
      }
    }
  };
  Object.assign(globalThis, { provokeFrames });
}

/** Takes the frames of `showInFrames` away. */
export function removeFrames(): void {
  document.querySelector('#provoked')?.remove();
}
