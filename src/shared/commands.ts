/**
 * The one table of commands. Keys, menus and the `?` sheet are all read from it.
 *
 * Keys are written as `KeyboardEvent.key`; shifted letters are upper-case. `Mod` is Cmd on macOS
 * and Ctrl elsewhere. Two with a blank between them are pressed one after the other.
 */
import { z } from 'zod';

export const CommandId = z.enum([
  'nav.nextArticle',
  'nav.prevArticle',
  'nav.nextUnread',
  'nav.prevUnread',
  'nav.pageOrNextUnread',
  'nav.pageUp',
  'nav.openOrFocusArticle',
  'nav.backOrClose',
  'go.today',
  'go.unread',
  'go.bookmarks',
  'go.all',
  'article.toggleRead',
  'article.bookmark',
  'article.openOriginal',
  'article.openComments',
  'list.unreadOnly',
  'list.search',
  'list.searchEverywhere',
  'feed.refreshView',
  'feed.refreshAll',
  'feed.add',
  'feed.importOpml',
  'feed.settings',
  'feed.remove',
  'mark.allInView',
  'mark.above',
  'mark.below',
  'mark.olderThanDay',
  'mark.undo',
  'app.help',
]);
export type CommandId = z.infer<typeof CommandId>;

export const COMMAND_GROUPS = ['Reading', 'Go to', 'Article', 'List', 'Feeds', 'App'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export interface Command {
  readonly id: CommandId;
  readonly title: string;
  readonly group: CommandGroup;
  readonly keys: readonly string[];
}

export const COMMANDS: readonly Command[] = [
  { id: 'nav.nextArticle', title: 'Next article', group: 'Reading', keys: ['j'] },
  { id: 'nav.prevArticle', title: 'Previous article', group: 'Reading', keys: ['k'] },
  { id: 'nav.nextUnread', title: 'Next unread article', group: 'Reading', keys: ['n'] },
  { id: 'nav.prevUnread', title: 'Previous unread article', group: 'Reading', keys: ['p'] },
  {
    id: 'nav.pageOrNextUnread',
    title: 'Page down, then next unread',
    group: 'Reading',
    keys: ['Space'],
  },
  { id: 'nav.pageUp', title: 'Page up', group: 'Reading', keys: ['Shift+Space'] },
  {
    id: 'nav.openOrFocusArticle',
    title: 'Open or focus the article',
    group: 'Reading',
    keys: ['o', 'Enter'],
  },
  { id: 'nav.backOrClose', title: 'Back, or close', group: 'Reading', keys: ['Escape'] },
  { id: 'go.today', title: 'Today', group: 'Go to', keys: ['g t', '1'] },
  { id: 'go.unread', title: 'Unread', group: 'Go to', keys: ['g u', '2'] },
  { id: 'go.bookmarks', title: 'Bookmarks', group: 'Go to', keys: ['g s', 'g b', '3'] },
  { id: 'go.all', title: 'All articles', group: 'Go to', keys: ['g a', '4'] },
  { id: 'article.toggleRead', title: 'Mark read or unread', group: 'Article', keys: ['m'] },
  { id: 'article.bookmark', title: 'Bookmark', group: 'Article', keys: ['s'] },
  {
    id: 'article.openOriginal',
    title: 'Open the original in the browser',
    group: 'Article',
    keys: ['v', 'b', 'Mod+Enter'],
  },
  {
    id: 'article.openComments',
    title: 'Open the comments in the browser',
    group: 'Article',
    keys: ['C'],
  },
  { id: 'list.unreadOnly', title: 'Show unread only', group: 'List', keys: ['u'] },
  { id: 'list.search', title: 'Search this view', group: 'List', keys: ['/'] },
  {
    id: 'list.searchEverywhere',
    title: 'Search everywhere',
    group: 'List',
    keys: ['Mod+Shift+F'],
  },
  { id: 'mark.allInView', title: 'Mark all read', group: 'List', keys: ['A'] },
  { id: 'mark.above', title: 'Mark all above read', group: 'List', keys: ['c p'] },
  { id: 'mark.below', title: 'Mark all below read', group: 'List', keys: ['c n'] },
  {
    id: 'mark.olderThanDay',
    title: 'Mark all older than a day read',
    group: 'List',
    keys: ['c d'],
  },
  { id: 'feed.refreshView', title: 'Refresh this view', group: 'Feeds', keys: ['r', 'F5'] },
  { id: 'feed.refreshAll', title: 'Refresh all feeds', group: 'Feeds', keys: ['R', 'Mod+R'] },
  { id: 'feed.add', title: 'Add a feed…', group: 'Feeds', keys: ['a', 'Mod+N'] },
  { id: 'feed.importOpml', title: 'Import OPML…', group: 'Feeds', keys: ['Mod+O'] },
  { id: 'feed.settings', title: 'Settings of this feed…', group: 'Feeds', keys: ['i'] },
  { id: 'feed.remove', title: 'Remove this feed', group: 'Feeds', keys: ['Shift+Delete'] },
  { id: 'mark.undo', title: 'Undo', group: 'App', keys: ['z', 'Mod+Z'] },
  { id: 'app.help', title: 'Keyboard shortcuts', group: 'App', keys: ['?', 'F1'] },
];
