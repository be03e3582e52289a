import { isTrackingPixel } from '../../../../shared/articleMarkup';
import type { StoredImage } from '../../../../shared/model';

function standIn(image: HTMLImageElement): HTMLElement {
  const box = image.ownerDocument.createElement('span');
  box.className = 'missing-picture';
  box.setAttribute('role', 'img');
  const words = image.alt.trim() === '' ? 'Picture not stored' : image.alt.trim();
  box.setAttribute('aria-label', words);
  box.dir = 'auto';
  box.textContent = words;
  return box;
}

/**
 * Points every picture at its copy on this machine, with the size it will have, and puts a quiet
 * box where there is no copy. No picture keeps an address of the network: reading sends nothing.
 */
export function placeImages(fragment: DocumentFragment, stored: readonly StoredImage[]): void {
  const bySource = new Map(stored.map((image) => [image.source, image]));
  for (const image of fragment.querySelectorAll('img')) {
    const copy = bySource.get(image.getAttribute('src') ?? '');
    if (copy !== undefined) {
      image.setAttribute('src', `app-img://${copy.mediaId}`);
      image.setAttribute('width', String(copy.width));
      image.setAttribute('height', String(copy.height));
      image.setAttribute('decoding', 'async');
    } else if (isTrackingPixel(image.getAttribute('width'), image.getAttribute('height'))) {
      image.remove();
    } else {
      image.replaceWith(standIn(image));
    }
  }
}
