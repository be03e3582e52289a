/** What a script in a page would try, if one ever ran there. */
import type { Page } from '@playwright/test';

export interface AttackOutcome {
  readonly name: string;
  /** Whether it did what it was made for, as the page sees it. */
  readonly succeeded: boolean;
  /** Directives of the content security policy that refused it. */
  readonly violated: readonly string[];
}

/**
 * Runs code from text and loads things from a web server, one after the other.
 *
 * @param origin of a server whose answers any page may read.
 */
export function attackFromInside(page: Page, origin: string): Promise<AttackOutcome[]> {
  return page.evaluate(async (server) => {
    const outcomes: AttackOutcome[] = [];
    let violated: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      violated.push(effectiveDirective);
    });
    const moment = (): Promise<void> =>
      new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    /** A violation is told a moment after it happened. */
    const isTold = async (): Promise<boolean> => {
      for (let count = 0; count < 30 && violated.length === 0; count += 1) await moment();
      return violated.length > 0;
    };
    const attempt = async (name: string, attack: () => Promise<boolean> | boolean) => {
      violated = [];
      let succeeded: boolean;
      try {
        succeeded = await attack();
      } catch {
        succeeded = false;
      }
      if (!succeeded) await isTold();
      outcomes.push({ name, succeeded, violated: [...violated] });
    };
    const loads = <E extends HTMLElement>(element: E, change: (element: E) => void) =>
      new Promise<boolean>((resolve) => {
        element.addEventListener('load', () => {
          resolve(true);
        });
        element.addEventListener('error', () => {
          resolve(false);
        });
        change(element);
        document.body.append(element);
      });
    const run = globalThis as unknown as { ran?: string };

    await attempt('inline script', () => {
      const script = document.createElement('script');
      script.textContent = "globalThis.ran = 'inline'";
      document.body.append(script);
      return run.ran === 'inline';
    });
    await attempt('inline event handler', () => {
      const button = document.createElement('button');
      button.setAttribute('onclick', "globalThis.ran = 'handler'");
      button.click();
      return run.ran === 'handler';
    });
    await attempt('eval', () => globalThis.eval('1 + 1') === 2);
    await attempt('new Function', () => {
      const made = Reflect.construct(Function, ['return 2']) as () => unknown;
      return made() === 2;
    });
    await attempt('fetch', async () => (await fetch(`${server}/fetch`)).ok);
    await attempt('picture', async () => {
      await loads(document.createElement('img'), (image) => {
        image.src = `${server}/picture`;
      });
      return !(await isTold());
    });
    await attempt('script from a server', () =>
      loads(document.createElement('script'), (script) => {
        script.src = `${server}/script`;
      }),
    );
    await attempt('style from a server', async () => {
      await loads(document.createElement('link'), (link) => {
        link.rel = 'stylesheet';
        link.href = `${server}/style`;
      });
      return !(await isTold());
    });
    await attempt('frame', async () => {
      await loads(document.createElement('iframe'), (frame) => {
        frame.src = `${server}/frame`;
      });
      return !(await isTold());
    });
    await attempt('base address', () => {
      const base = document.createElement('base');
      base.href = `${server}/elsewhere/`;
      document.head.append(base);
      const moved = document.baseURI.startsWith(server) && document.baseURI.includes('elsewhere');
      base.remove();
      return moved;
    });
    return outcomes;
  }, origin);
}
