import { expect, test, type Visitor } from '../fixtures';
import { Queue, TicketPage } from '../pages/desk';
import { FilePicker, log, SCREENSHOT } from '../pages/files';
import {
  CheckAnswers,
  Confirmation,
  HowBadIsIt,
  WhatHappened,
  WhatIsClosest,
  WhatIsItAbout,
} from '../pages/new-request';
import { MyRequests, RequestPage } from '../pages/requests';
import { AGENT, REQUESTER } from './people';

/** Answers the rest and sends it; the reference and the title come back. */
async function send(sam: Visitor, files: string[]): Promise<{ reference: string; title: string }> {
  await new WhatIsItAbout(sam).answer('Hardware');
  await new WhatIsClosest(sam).answer('None of these, or I’m not sure');
  await new HowBadIsIt(sam).answer({ affected: 'Only me', work: 'Yes, it can wait' });
  const check = new CheckAnswers(sam);
  await check.shown();
  for (const file of files) await expect(check.answer('Files')).toContainText(file);
  const title = await check.shortTitle();
  await check.send();
  const confirmation = new Confirmation(sam);
  await confirmation.shown();
  return { reference: await confirmation.reference(), title };
}

/** The files of a timeline: the picture is shown, the others can be downloaded. */
async function expectSent({ page }: Visitor, picture: string, ...others: string[]): Promise<void> {
  const timeline = page.getByRole('main');
  const image = timeline.getByRole('link', { name: picture }).locator('img');
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(1);
  for (const name of others) {
    const address = await timeline.getByRole('link', { name }).getAttribute('href');
    const answer = await page.request.get(address!);
    expect(await answer.text()).toBe(`contents of ${name}`);
    expect(answer.headers()['content-disposition']).toContain('attachment');
  }
}

test('files go with a request from the first page on', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const first = new WhatHappened(sam);
  const files = new FilePicker(sam.page);
  await first.visit();
  await files.pick(SCREENSHOT, log('scanner.log'));
  if (sam.javaScript) {
    await files.expectReady('error-809.png');
    await files.expectReady('scanner.log');
  }
  await first.answer('The scanner in the archive shows error 809 and draws the paper in askew.');
  const { reference, title } = await send(sam, ['error-809.png', 'scanner.log']);
  const requests = new MyRequests(sam);
  await requests.visit();
  await requests.open(reference);
  await new RequestPage(sam, title).shown();
  await expectSent(sam, 'error-809.png', 'scanner.log');
});

test('files are picked, pasted, dropped and taken away @with-javascript', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const first = new WhatHappened(sam);
  const files = new FilePicker(sam.page);
  await first.visit();
  await first.field.fill('The label printer prints every label twice, since this morning.');
  await files.pick(log('picked.log'));
  await files.expectReady('picked.log');
  await first.field.focus();
  await files.paste(SCREENSHOT);
  await files.expectReady('error-809.png');
  await files.expectSaid('error-809.png was added');
  await files.drop(log('dropped.log'));
  await files.expectReady('dropped.log');
  await files.remove('picked.log');
  await files.expectSaid('picked.log was removed');
  await expect(files.input).toBeFocused();

  await test.step('they are kept on this device', async () => {
    await expect(sam.page.getByText('Saved on this device')).toBeVisible();
    await sam.page.reload();
    await first.shown();
    await files.expectReady('error-809.png');
    await files.expectReady('dropped.log');
    await expect(files.line('picked.log')).toHaveCount(0);
  });

  await first.continue();
  await send(sam, ['error-809.png', 'dropped.log']);
});

test('a file that did not get through is tried again @with-javascript', async ({
  requester,
  faults,
}) => {
  faults.expectNoConnection();
  const sam = await requester(REQUESTER);
  const first = new WhatHappened(sam);
  const files = new FilePicker(sam.page);
  await first.visit();
  await first.field.fill('The badge reader at the back door blinks red for everybody.');
  await sam.page.route('**/api/v1/attachments', (route) => route.abort());
  await files.pick(log('reader.log'));
  const failed = files.line('reader.log');
  await expect(failed).toContainText('“reader.log” could not be uploaded');

  await test.step('nothing goes on without it unnoticed', async () => {
    await first.continue();
    await first.expectProblem('Try the file again that could not be uploaded, or remove it');
  });

  await sam.page.unroute('**/api/v1/attachments');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await files.expectReady('reader.log');
  await first.continue();
  await new WhatIsItAbout(sam).shown();
});

test('a file that cannot be sent says why', async ({ requester, faults }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  const first = new WhatHappened(sam);
  const files = new FilePicker(sam.page);
  const program = { ...log('setup.exe'), mimeType: 'application/octet-stream' };
  const advice = 'Add a screenshot or a log instead: “setup.exe” is a program';
  await first.visit();
  await first.field.fill('The setup of the plotter ends with error 12.');
  await files.pick(SCREENSHOT, program);
  if (sam.javaScript) {
    await expect(files.line('setup.exe')).toContainText(advice);
    await files.expectReady('error-809.png');
    await files.remove('setup.exe');
  } else {
    await first.continue();
    await first.expectProblem(advice);
    // The other one need not be added again.
    await expect(sam.page.getByRole('checkbox', { name: 'error-809.png' })).toBeChecked();
  }
  await first.continue();
  await send(sam, ['error-809.png']);
});

test('staff answer with a file, and note one for themselves @with-javascript', async ({
  requester,
  staff,
}) => {
  const sam = await requester(REQUESTER);
  const first = new WhatHappened(sam);
  await first.visit();
  await first.answer('The cash drawer of till three does not open any more.');
  const { reference, title } = await send(sam, []);

  const dee = await staff(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.shown();
  const [reply, note] = [ticket.replyFiles, ticket.noteFiles];
  await reply.setInputFiles([log('drawer.txt')]);
  await expect(dee.page.getByRole('button', { name: 'Remove drawer.txt' })).toBeVisible();
  await note.setInputFiles([log('internal.txt')]);
  await expect(dee.page.getByRole('button', { name: 'Remove internal.txt' })).toBeVisible();
  await ticket.reply('Follow the steps in the file.');
  await expect(dee.page.getByRole('link', { name: 'drawer.txt' })).toBeVisible();
  await ticket.note('See the file of the maker.');
  await expect(dee.page.getByRole('link', { name: 'internal.txt' })).toBeVisible();

  await sam.page.goto(`/requests/${reference}`);
  const request = new RequestPage(sam, title);
  await request.shown();
  await expect(sam.page.getByRole('link', { name: 'drawer.txt' })).toBeVisible();
  await request.expectNoTraceOf('internal.txt');
});
