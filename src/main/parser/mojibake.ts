/**
 * Text that went through the wrong charset on its way: UTF-8 read as Latin-1 and written as UTF-8
 * again, and windows-1252 whose bytes 128 to 159 were taken for the controls of that number.
 */

/** The first byte of a character of UTF-8 and one that may follow it, both read as Latin-1. */
const SUSPICIOUS = /[\u00c2-\u00f4][\u0080-\u00bf]/;
const CONTROLS = /[\u0080-\u009f]/g;
/** What windows-1252 has at 128 to 159 (HTML, section 13.2.5.80). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009dž\u0178';

/**
 * The text as it was meant. All of it must be Latin-1 and its bytes valid UTF-8, which no text is by
 * accident; one character beyond, and it stays as it is (feedparser's rule).
 */
export function repairText(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return text;
  return namedControls(SUSPICIOUS.test(text) ? repairMojibake(text) : text);
}

function repairMojibake(text: string): string {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0xff) return text;
    bytes[index] = code;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return text;
  }
}

/** Controls 128 to 159, which no text has, as browsers read references to them. */
export function namedControls(text: string): string {
  return text.replace(CONTROLS, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? '');
}
