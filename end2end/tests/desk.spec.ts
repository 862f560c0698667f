import { expect, test, type Visitor } from '../fixtures';
import { file } from '../fixtures/seed';
import { Queue, TicketPage } from '../pages/desk';
import { SignOutPage } from '../pages/kept';
import { RequestPage } from '../pages/requests';
import { AGENT, REQUESTER } from './people';

/** Staff always have scripts, so once is enough. */
const SCRIPTED = { tag: '@with-javascript' };

async function open(agent: Visitor, reference: string, title: string): Promise<TicketPage> {
  const queue = new Queue(agent);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(agent, title);
  await ticket.arrived();
  return ticket;
}

test('the one question that helps most is a click away', SCRIPTED, async ({ requester, staff }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The label press feeds two labels');
  const ticket = await open(await staff(AGENT), reference, title);
  await expect(ticket.completeness).toContainText('3 of 7');

  await ticket.replyComposer.fill('Hello Sam,');
  await ticket.putQuestion();
  await expect(ticket.replyComposer).toHaveValue(/^Hello Sam,\n\nWhich printer is it\?/);
  await expect(ticket.replyComposer).toBeFocused();
  await expect(ticket.waitsForAnswer).toBeChecked();
  await ticket.shown();
  await ticket.send();
  await expect(ticket.replyComposer).toHaveValue('');
  await expect(ticket.waitsForAnswer).not.toBeChecked();
  await expect(ticket.completeness.getByRole('link')).toHaveCount(0);

  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectStatus('We need something from you');
  await request.expectNoTraceOf('of 7');
  await request.write('The grey one by the door.');

  const again = await open(await staff(AGENT), reference, title);
  await expect(again.completeness).toContainText('4 of 7');
  await expect(again.completeness.getByRole('link', { name: /^Ask: Where are you/ })).toBeVisible();
});

test('half-written words of the desk are there again', SCRIPTED, async ({ requester, staff }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The binding comb is bent');
  const dee = await staff(AGENT);
  const ticket = await open(dee, reference, title);
  await ticket.replyComposer.fill('We straighten');
  await ticket.noteComposer.fill('The third this');
  await ticket.unfoldResolution();
  await ticket.fix.fill('A new comb');
  await expect(ticket.saved).toHaveCount(3);

  await dee.page.reload();
  await ticket.arrived();
  await expect(ticket.replyComposer).toHaveValue('We straighten');
  await expect(ticket.noteComposer).toHaveValue('The third this');
  await expect(ticket.fix).toBeVisible();
  await expect(ticket.fix).toHaveValue('A new comb');
  await ticket.shown();

  await test.step('what is sent is not written any more', async () => {
    await ticket.note('The third this week');
    await dee.page.reload();
    await ticket.arrived();
    await expect(ticket.replyComposer).toHaveValue('We straighten');
    await expect(ticket.noteComposer).toHaveValue('');
  });

  await test.step('a question goes below it', async () => {
    await dee.page.goto(`${dee.page.url()}?ask=1`);
    await ticket.arrived();
    await expect(ticket.replyComposer).toHaveValue(/^We straighten\n\nWhich printer is it\?/);
  });

  await test.step('and signing out takes it away', async () => {
    await dee.page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
    const asked = new SignOutPage(dee);
    await asked.shown();
    await asked.signOut({ keep: false });
    expect(await dee.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('straighten');
  });
});
