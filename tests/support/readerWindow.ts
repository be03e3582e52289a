/** The window as its reader knows it: what is pressed, what is seen. For the end-to-end tests. */
import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

export class ReaderWindow {
  readonly list: Locator;
  readonly rows: Locator;
  readonly tree: Locator;
  readonly article: FrameLocator;
  readonly toast: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole('listbox');
    this.rows = this.list.getByRole('option');
    this.tree = page.getByRole('tree', { name: 'Views and feeds' });
    this.article = page.frameLocator('iframe');
    this.toast = page.locator('.toast-region');
  }

  /** Keys as the help writes them: `R` is Shift and r. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys)
      await this.page.keyboard.press(/^[A-Z]$/.test(key) ? `Shift+${key}` : key);
  }

  /** A view, folder or feed of the sidebar, with or without an unread count behind its name. */
  place(name: string): Locator {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${escaped}( ?, [\\d,]+)?$`) });
  }

  /** The unread count that the sidebar shows for a place; 0 when it shows none. */
  async unreadOf(name: string): Promise<number> {
    const text = await this.place(name).textContent();
    return Number(/, ([\d,]+)$/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0);
  }

  async expectUnread(name: string, unread: number): Promise<void> {
    await expect.poll(() => this.unreadOf(name), `unread in ${name}`).toBe(unread);
  }

  /** Opens the dialog with its key, pastes an address and sends it. */
  async addFeed(address: string): Promise<void> {
    await this.press('a');
    const field = this.page.getByLabel('Address of a feed, or of a site');
    await field.fill(address);
    await field.press('Enter');
  }

  /** Says yes to the one question before an address on this machine is asked. */
  async allowPrivate(): Promise<void> {
    await this.page.getByRole('button', { name: 'Ask it', exact: true }).click();
  }

  /**
   * Adds a feed of a server on loopback, until the feed of that title stands in the sidebar and the
   * dialog is gone.
   */
  async subscribe(address: string, title: string): Promise<void> {
    await this.addFeed(address);
    await this.allowPrivate();
    await expect(this.place(title)).toBeVisible();
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  get selectedRow(): Locator {
    return this.list.locator('[role="option"][aria-selected="true"]');
  }

  /** Waits until the frame shows the article that is selected in the list, and gives its title. */
  async openedTitle(): Promise<string> {
    const row = this.selectedRow.locator('.article-row-title');
    await expect
      .poll(async () => (await row.innerText()).endsWith(await this.openTitle()), 'article shown')
      .toBe(true);
    return this.openTitle();
  }

  /** Title of the open article, as its frame shows it. */
  async openTitle(): Promise<string> {
    return (await this.article.getByRole('heading', { level: 1 }).innerText()).trim();
  }
}
