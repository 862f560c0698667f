import { expect, test } from '../fixtures';
import { file } from '../fixtures/seed';
import { ArticleEditor, CallPage, Queue, TicketPage } from '../pages/desk';
import { Keystrokes } from '../pages/keyboard';
import { QueueView } from '../pages/queue';
import { RequestPage } from '../pages/requests';
import { AGENT, LEAD, REQUESTER } from './people';

const SCRIPTED = { tag: '@with-javascript' };

/** As for real: what staff send is told after a while. */
test.use({ undo: 60 });

test('what staff decide is changed with its reason', async ({ requester }, { project }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, `The embosser is out of line on ${project.name}`);
  const dee = await requester(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.shown();

  await ticket.change('Priority', 'High', 'The fair begins tomorrow', 'Change the priority');
  await ticket.change('Category', 'Software', 'It is the driver', 'Change the category');
  await ticket.change('Team', 'Applications', 'They know the driver', 'Hand it over');
  await ticket.shown();
  await ticket.undoChange('it is for the team');
  await expect(ticket.property('Team')).not.toHaveText(/^\s*Applications/);

  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectMessage('from Medium to High: The fair begins tomorrow');
  await request.expectMessage('from Hardware to Software');
  await request.expectNoTraceOf('driver');
});

test('what is on its way can be taken back', async ({ requester }, { project }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, `The guillotine is blunt on ${project.name}`);
  const dee = await requester(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.arrived();
  await ticket.replyComposer.fill('Dear Wes, a new blade is on its way');
  await ticket.send();
  await expect(ticket.onTheWay('Dear Wes')).toBeVisible();
  await ticket.shown();

  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectStatus('We have it');
  await request.expectNoTraceOf('Dear Wes');

  await ticket.takeBack('Dear Wes');
  await ticket.arrived();
  await expect(ticket.replyComposer).toHaveValue('Dear Wes, a new blade is on its way');
});

test('a call is written down by keyboard', async ({ requester }, { project }) => {
  const dee = await requester(AGENT);
  const call = new CallPage(dee);
  await call.visit();
  const said = `The franking machine is out of ink on ${project.name}`;
  await call.type('sam@portico.example', said, 'Hardware');
  if (dee.page.url().endsWith('/desk/call')) await call.save();
  const ticket = new TicketPage(dee, said);
  await ticket.shown();
  await expect(ticket.property('Came by')).toHaveText('Phone');
  await expect(ticket.property('Requester')).toContainText('Sam');
});

test('after a resolution one goes on to the next', async ({ requester }, { project }) => {
  const sam = await requester(REQUESTER);
  const word = `y${Math.random().toString(36).slice(2, 8)}`;
  const first = await file(sam, `The ${word} squeaks on ${project.name}`);
  const second = await file(sam, `The ${word} smells on ${project.name}`);
  const dee = await requester(AGENT);
  const queue = new QueueView(dee);
  await queue.visit(`?q=${word}`, 'Filtered');
  await dee.page.getByRole('link', { name: first.title }).click();
  const ticket = new TicketPage(dee, first.title);
  await ticket.shown();
  await ticket.unfoldResolution();
  await ticket.cause.fill('Dust');
  await ticket.fix.fill('It is clean');
  await ticket.onward.check();
  await dee.page.getByRole('button', { name: 'Send resolution' }).click();
  const next = new TicketPage(dee, second.title);
  await next.shown();
  await expect(dee.page.getByText(`You resolved ${first.reference}`)).toBeVisible();
  await next.unfoldResolution();
  await expect(next.onward).toBeChecked();
  await dee.page.getByRole('link', { name: `Back to ${first.reference}` }).click();
  await ticket.shown();
  await ticket.takeBack('It is clean');
});

test('keys do on a ticket what they do in the queue', SCRIPTED, async ({ requester }, { project }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, `The stapler jams on ${project.name}`);
  const dee = await requester(AGENT);
  const queue = new QueueView(dee);
  await queue.visit();
  await new Queue(dee).open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.arrived();
  const { keyboard } = dee.page;
  for (const [key, control] of [
    ['r', ticket.replyComposer],
    ['n', ticket.noteComposer],
    ['a', dee.page.getByRole('combobox', { name: 'Give it to' })],
    ['p', dee.page.getByRole('combobox', { name: 'Priority' })],
    ['c', dee.page.getByRole('combobox', { name: 'Category' })],
    ['t', dee.page.getByRole('combobox', { name: 'Team' })],
    ['e', ticket.cause],
  ] as const) {
    await keyboard.press(key);
    await expect(control, `what ${key} goes to`).toBeFocused();
    await keyboard.press('Escape');
    await expect(control, `Escape leaves what ${key} went to`).not.toBeFocused();
  }
  await keyboard.press('s');
  await expect(queue.palette.getByRole('option').first()).toHaveText(/^Change the status to/);
  await keyboard.press('Escape');
  await keyboard.press('?');
  for (const command of ['Reply', 'Internal note', 'Resolve', 'Give to somebody']) {
    await expect(queue.palette.getByRole('option', { name: command }).first()).toBeVisible();
  }
  await keyboard.press('Escape');
  await keyboard.press('m');
  await expect(ticket.property('With')).toHaveText(new RegExp(`^\\s*${AGENT}`));
  await keyboard.press('z');
  await expect(ticket.property('With')).toHaveText(/^\s*Nobody/);

  await keyboard.press('e');
  await keyboard.type('A bent clip');
  await ticket.fix.fill('It is straight');
  await dee.page.getByRole('button', { name: 'Send resolution' }).press('Enter');
  await expect(ticket.onTheWay('It is straight')).toBeVisible();
  // D5.14: one key from the resolution to the article.
  await keyboard.press('d');
  await expect(dee.page).toHaveURL(/\/article$/);
  const editor = new ArticleEditor(dee);
  await editor.arrived();
  await expect(editor.body).toHaveValue(/It is straight/);
  await dee.page.goBack();
  await ticket.arrived();
  await keyboard.press('u');
  await expect(ticket.onTheWay('It is straight')).toHaveCount(0);
});

test('a call is written down within twenty seconds by keys alone', SCRIPTED, async ({ requester }, info) => {
  const dee = await requester(AGENT);
  const queue = new QueueView(dee);
  await queue.visit();
  const keys = new Keystrokes(dee.page);
  await keys.press('g', 'c');
  const call = new CallPage(dee);
  await call.arrived();
  await expect(call.who).toBeFocused();
  await keys.type('sam@portico.example');
  await keys.press('Tab');
  await keys.type('The fax is dead');
  await keys.press('Tab');
  await keys.type('H');
  await keys.press('Control+Enter');
  const ticket = new TicketPage(dee, 'The fax is dead');
  await ticket.arrived();
  await expect(ticket.property('Came by')).toHaveText('Phone');
  info.annotations.push({ type: 'keystrokes', description: `${keys.count}, ${keys.seconds.toFixed(1)} s` });
  expect(keys.seconds, `${keys.count} keystrokes`).toBeLessThanOrEqual(20);
});

test('who else is here is told, and no answer crosses another', SCRIPTED, async ({ requester, faults }, { project }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, `The safe is shut on ${project.name}`);
  const [dee, lee] = [await requester(AGENT), await requester(LEAD)];
  const hers = new TicketPage(dee, title);
  const his = new TicketPage(lee, title);
  for (const [visitor, page] of [[dee, hers], [lee, his]] as const) {
    const queue = new Queue(visitor);
    await queue.visit();
    await queue.open(reference);
    await page.arrived();
  }
  const look = async (): Promise<void> =>
    lee.page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await hers.replyComposer.pressSequentially('Dear Sam, the code is 4');
  await expect(async () => {
    await look();
    await expect(lee.page.getByText(`${AGENT} is here, writing a reply.`)).toBeVisible({ timeout: 500 });
  }).toPass();
  await his.replyComposer.fill('Dear Sam, the locksmith comes');
  await his.send();
  await expect(his.onTheWay('the locksmith')).toBeVisible();

  await hers.send();
  await expect(dee.page.getByRole('alert')).toContainText('meanwhile');
  await expect(hers.crossing).toContainText('the locksmith comes');
  await expect(hers.replyComposer).toHaveValue('Dear Sam, the code is 4');
  await hers.shown();
  await dee.page.getByRole('button', { name: /^Send to .* anyway$/ }).click();
  await expect(hers.onTheWay('the code is 4')).toBeVisible();
});

test('a colleague who is called in a note finds it', async ({ requester }, { project }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, `The shredder growls on ${project.name}`);
  const dee = await requester(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.arrived();
  await ticket.note('@Lee can you hear it?');

  const lee = await requester(LEAD);
  await lee.page.goto('/desk/followed');
  const row = lee.page.getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText('You were called');
  await row.getByRole('link').click();
  const his = new TicketPage(lee, title);
  await his.shown();
  await expect(lee.page.getByText(`${LEAD} follows what happens here.`)).toBeVisible();
  if (!lee.javaScript) await lee.page.getByRole('button', { name: 'I have read what is new' }).click();
  await expect(async () => {
    await lee.page.goto('/desk/followed');
    await expect(row).not.toContainText('You were called', { timeout: 500 });
  }).toPass();
  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectNoTraceOf('follows');
});
