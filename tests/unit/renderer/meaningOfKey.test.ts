import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/shared/commands';
import { meaningOfKey, type KeyPress } from '../../../src/renderer/src/app/keys/meaningOfKey';
import type { CommandId } from '../../../src/shared/commands';

function press(key: string, change: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    code: '',
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    getModifierState: () => false,
    ...change,
  };
}

function commandOf(pressed: KeyPress, isApple: boolean, chordStart?: string): CommandId | null {
  const meaning = meaningOfKey(pressed, isApple, chordStart);
  return meaning !== null && 'command' in meaning ? meaning.command : null;
}

const command = (key: string, change?: Partial<KeyPress>) => commandOf(press(key, change), false);

describe('the meaning of a key', () => {
  it('knows every key of the table, and no key means two things', () => {
    const all = COMMANDS.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const));
    expect(new Set(all.map(([key]) => key)).size).toBe(all.length);
    for (const [written, id] of all) {
      const [last = '', chordStart] = written.split(' ').toReversed();
      const parts = last.split('+');
      const key = parts.at(-1) ?? '';
      const isShifted = parts.includes('Shift') || (parts.length === 1 && /^[A-Z]$/.test(key));
      const pressed = press(key === 'Space' ? ' ' : key, {
        shiftKey: isShifted,
        ctrlKey: parts.includes('Mod'),
      });
      expect(commandOf(pressed, false, chordStart), written).toBe(id);
    }
  });

  it.each([
    ['Cyrillic', 'о', 'KeyJ'],
    ['Greek', 'ξ', 'KeyJ'],
    ['Hebrew', 'ח', 'KeyJ'],
    ['Arabic', 'ت', 'KeyJ'],
  ])('takes the place of the key on a %s layout', (_layout, key, code) => {
    expect(command(key, { code })).toBe('nav.nextArticle');
  });

  it('takes the letter itself on Latin layouts, wherever it is', () => {
    expect(command('j', { code: 'KeyC' })).toBe('nav.nextArticle');
    expect(command('c', { code: 'KeyJ' })).toBeNull();
    expect(command('é', { code: 'KeyJ' })).toBeNull();
  });

  it('tells r from R by Shift, not by Caps Lock', () => {
    expect(command('r')).toBe('feed.refreshView');
    expect(command('R')).toBe('feed.refreshView');
    expect(command('R', { shiftKey: true })).toBe('feed.refreshAll');
    expect(command('r', { shiftKey: true })).toBe('feed.refreshAll');
    expect(command('К', { shiftKey: true, code: 'KeyR' })).toBe('feed.refreshAll');
  });

  it('takes ? however it is typed', () => {
    expect(command('?', { shiftKey: true })).toBe('app.help');
    expect(command('?')).toBe('app.help');
    const altGraph = { ctrlKey: true, altKey: true, getModifierState: () => true };
    expect(command('?', altGraph)).toBe('app.help');
  });

  it('uses Cmd on Apple machines and Ctrl elsewhere', () => {
    expect(commandOf(press('z', { metaKey: true }), true)).toBe('mark.undo');
    expect(commandOf(press('z', { ctrlKey: true }), true)).toBeNull();
    expect(commandOf(press('z', { ctrlKey: true }), false)).toBe('mark.undo');
    expect(commandOf(press('z', { metaKey: true }), false)).toBeNull();
  });

  it('leaves other combinations to the system', () => {
    expect(command('j', { altKey: true })).toBeNull();
    expect(command('c', { ctrlKey: true })).toBeNull();
    expect(command('z', { ctrlKey: true, shiftKey: true })).toBeNull();
    expect(command('Enter', { shiftKey: true })).toBeNull();
    expect(command('Delete')).toBeNull();
    expect(command('Dead', { code: 'KeyJ' })).toBeNull();
  });
});
