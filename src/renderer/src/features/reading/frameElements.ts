/** Elements for the article frame, made as nodes: nothing foreign is ever written as markup. */

export function element(
  page: Document,
  tag: string,
  className: string,
  ...content: (string | Node)[]
): HTMLElement {
  const made = page.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

/** Text with a direction of its own, so that an Arabic name does not turn the date beside it. */
export function isolated(page: Document, text: string): HTMLElement {
  return element(page, 'bdi', '', text);
}
