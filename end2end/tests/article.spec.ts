import { expect, test } from '../fixtures';
import { act, file } from '../fixtures/seed';
import { Article } from '../pages/article';
import { ArticleEditor, EditArticle, Queue, Revision, Revisions, TicketPage } from '../pages/desk';
import { AGENT, LEAD, REQUESTER } from './people';

/** Staff always have scripts, so once is enough. */
const SCRIPTED = { tag: '@with-javascript' };

const STORY = 'an article is made, improved by the next ticket, and brought back';

test(STORY, SCRIPTED, async ({ requester, staff, faults }) => {
  faults.expectRefusals();
  faults.expectStatus(409);
  const sam = await requester(REQUESTER);
  const dee = await staff(AGENT);
  const title = 'Laminator pouch stuck';
  const first = await file(sam, 'The laminator pouch is stuck');
  const resolution = { cause: 'Glue on rolls.', fix: 'Hi Sam,\n\n1. Run a carrier through it.' };

  await test.step('a draft has nobody in it, and the preview marks what was masked', async () => {
    await resolve(first.reference, resolution);
    const editor = new ArticleEditor(dee);
    await draft(first);
    await editor.shown();
    await expect(editor.body).toHaveValue(/Hi \[name\],/);
    await expect(editor.masks).toHaveText(['[name]']);
    await editor.body.fill('1. Run a carrier through it.\n2. Ask [host].');
    await expect(editor.masks).toHaveText(['[host]']);
    await editor.title.fill(title);
    await editor.body.fill('1. Run a carrier through it.');
    await expect(editor.masks).toHaveCount(0);
    await editor.chooseAudience('Everybody, signed in or not');
    await editor.publish();
    await new Article(dee, title).shown();
  });

  const edit = new EditArticle(dee);
  await test.step('the next ticket improves it', async () => {
    const second = await file(sam, 'A laminator pouch stuck again');
    await resolve(second.reference, { cause: 'Wax.', fix: 'Heat it first.' });
    await draft(second);
    await new ArticleEditor(dee).arrived();
    await dee.page.getByRole('link', { name: `Improve “${title}”` }).click();
    await edit.shown();
    const told = dee.page.locator('section', { hasText: `What ${second.reference} told` });
    await expect(told).toContainText('Heat it first.');
    await expect(edit.body).toHaveValue('1. Run a carrier through it.');
    await edit.body.fill('1. Heat it first.\n2. Run a carrier through it.');
  });

  await test.step('who was slower decides, and loses nothing', async () => {
    const lea = await staff(LEAD);
    await lea.page.goto(dee.page.url());
    const hers = new EditArticle(lea);
    await hers.arrived();
    await hers.body.fill('Leave it to us.');
    await hers.publish();
    await new Article(lea, title).arrived();

    await edit.publish({ isRefused: true });
    await expect(dee.page.getByRole('alert')).toContainText('Compare the two');
    await expect(edit.body).toHaveValue(/^1\. Heat it first/);
    await edit.shown();
    await dee.page.getByRole('checkbox', { name: 'Put mine in its place' }).check();
    await edit.publish();
    const article = new Article(dee, title);
    await article.arrived();
    await expect(article.text).toContainText('Heat it first.');
  });

  await test.step('each revision can be compared and brought back', async () => {
    await dee.page.goto(`${dee.page.url().replace('/help/', '/desk/articles/')}/revisions`);
    const revisions = new Revisions(dee);
    await revisions.shown();
    await expect(revisions.rows).toHaveCount(3);
    await revisions.open(3);
    const third = new Revision(dee, 3);
    await third.shown();
    await expect(third.changes).toContainText('Removed: Leave it to us.');
    await expect(third.changes).toContainText('Added: 1. Heat it first.');
    await dee.page.goBack();
    await revisions.arrived();
    await revisions.open(1);
    const oldest = new Revision(dee, 1);
    await oldest.shown();
    await oldest.bringBack();
    const article = new Article(dee, title);
    await article.arrived();
    await expect(article.text).not.toContainText('Heat it first.');
  });

  async function resolve(reference: string, fields: Record<string, string>): Promise<void> {
    await act(dee, reference, 'resolution', fields);
  }

  async function draft({ reference, title }: { reference: string; title: string }): Promise<void> {
    const queue = new Queue(dee);
    await queue.visit();
    await queue.open(reference);
    const ticket = new TicketPage(dee, title);
    await ticket.arrived();
    await ticket.draftArticle();
  }
});
