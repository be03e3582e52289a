import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { ErrorBoundary } from '../../src/renderer/src/app/ErrorBoundary';

function Article({ number }: { number: number }): ReactNode {
  if (number === 2) throw new Error('cannot be drawn');
  return <p>Article {number}</p>;
}

const page = (number: number) => (
  <>
    <p>The list</p>
    <ErrorBoundary fallback={<p>Not shown</p>} subject={number}>
      <Article number={number} />
    </ErrorBoundary>
  </>
);

describe('a part of the screen that cannot be drawn', () => {
  it('leaves the rest standing, and is tried again with the next subject', () => {
    const caught: unknown[] = [];
    const { rerender } = render(page(1), {
      onCaughtError: (error) => caught.push(error),
    });
    rerender(page(2));
    expect(screen.getByText('Not shown')).toBeDefined();
    expect(screen.getByText('The list')).toBeDefined();
    expect(caught).toEqual([new Error('cannot be drawn')]);
    rerender(page(3));
    expect(screen.getByText('Article 3')).toBeDefined();
  });
});
