import { expect, test } from '../fixtures';
import { act, file } from '../fixtures/seed';
import { TicketPage, Queue } from '../pages/desk';
import { MyRequests, RequestPage } from '../pages/requests';
import { AGENT, LEAD, OTHER_ADDRESS, OTHER_REQUESTER, REQUESTER } from './people';

const RESOLUTION = {
  cause: 'The belt had slipped.',
  fix: 'Lift the lid and press the belt back.',
  advice: '',
};

test('one finds a request by words, by reference and by where it stands', async ({
  requester,
  staff,
}) => {
  const sam = await requester(REQUESTER);
  const laminator = await file(sam, 'The laminator folds every page');
  const binder = await file(sam, 'The binding machine skips holes');
  await act(await staff(AGENT), binder.reference, 'messages', {
    reply: 'Which size of paper?',
    asks: 'yes',
  });

  const requests = new MyRequests(sam);
  await requests.visit();
  await expect(requests.group('Waiting for you').filter({ hasText: binder.title })).toBeVisible();
  await expect(requests.group('With us').filter({ hasText: laminator.title })).toBeVisible();

  await test.step('by words of the title', async () => {
    await requests.find('LAMINATOR folds');
    await expect(requests.count).toHaveText(/^1 of your \d+ requests$/);
    await expect(requests.rows(laminator.reference)).toHaveCount(1);
    await expect(requests.rows(binder.reference)).toHaveCount(0);
    await expect(sam.page).toHaveURL(/\?q=LAMINATOR/);
    await requests.shown();
  });

  await test.step('by the reference, without its dash and in small letters', async () => {
    await requests.find(binder.reference.replace('-', '').toLowerCase());
    await expect(requests.rows(binder.reference)).toHaveCount(1);
    await expect(requests.rows(laminator.reference)).toHaveCount(0);
  });

  await test.step('what was typed holds for each filter', async () => {
    await requests.showOnly('Closed');
    await expect(requests.count).toHaveText(/^None of your/);
    await expect(sam.page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
    await expect(requests.field).toHaveValue(binder.reference.replace('-', '').toLowerCase());
    await requests.showOnly('Waiting for you');
    await expect(requests.rows(binder.reference)).toHaveCount(1);
  });

  await test.step('and there is a way back to all', async () => {
    await requests.find('no such machine');
    await sam.page.getByRole('link', { name: 'Show all your requests' }).click();
    await expect(requests.rows(laminator.reference)).toHaveCount(1);
    await expect(requests.field).toHaveValue('');
  });
});

test('a colleague reads and writes until it is not shared any more', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The projector in the green room flickers');
  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.share(OTHER_ADDRESS);
  await expect(sam.page.getByRole('main').getByText(OTHER_ADDRESS).first()).toBeVisible();
  await request.shown();

  const wes = await requester(OTHER_REQUESTER);
  const shared = new RequestPage(wes, title);
  await test.step('it stands in their list, and they can write', async () => {
    const requests = new MyRequests(wes);
    await requests.visit();
    await expect(requests.group('Shared with you').filter({ hasText: reference })).toContainText(
      `Shared by ${REQUESTER}`,
    );
    await requests.open(reference);
    await shared.shown();
    await shared.write('It flickers only with the lamp on.');
    await expect(wes.page.getByText('I no longer need this')).toHaveCount(0);
    await expect(wes.page.getByText('Share this with a colleague')).toHaveCount(0);
  });

  await test.step('the requester reads it, and stops sharing', async () => {
    await request.reload();
    await request.expectMessage('It flickers only with the lamp on.');
    await request.stopSharing(OTHER_ADDRESS);
    await expect(sam.page.getByRole('heading', { name: 'Who else sees this' })).toHaveCount(0);
  });

  await test.step('then it is not there for them', async () => {
    const requests = new MyRequests(wes);
    await requests.visit();
    await expect(requests.rows(reference)).toHaveCount(0);
    const gone = await wes.page.request.get(`/requests/${reference}`);
    expect(gone.status()).toBe(404);
  });

  await test.step('a colleague can leave by themselves', async () => {
    await request.share(OTHER_ADDRESS);
    await expect(sam.page.getByRole('heading', { name: 'Who else sees this' })).toBeVisible();
    await shared.visit(reference);
    await shared.leave();
    const requests = new MyRequests(wes);
    await requests.shown();
    await expect(requests.rows(reference)).toHaveCount(0);
  });
});

test('an agent shares a request, and the requester reads who did', async ({ requester, staff }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The rack of the copier squeaks');
  const dee = await staff(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.shown();
  await ticket.share(OTHER_ADDRESS);
  await expect(dee.page.getByRole('button', { name: `Stop sharing with ${OTHER_ADDRESS}` })).toBeVisible();
  await ticket.shown();

  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectMessage(`${AGENT} shared it with ${OTHER_ADDRESS}`);
  const requests = new MyRequests(await requester(OTHER_REQUESTER));
  await requests.visit();
  await expect(requests.group('Shared with you').filter({ hasText: reference })).toBeVisible();
});

test('whoever is not happy reaches a team lead', async ({ requester, staff }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The headset hisses in every call');
  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.complain('I was promised a call, and nobody called.');
  await request.expectMessage('I was promised a call, and nobody called.');
  await request.expectMessage('You are not happy with this.');
  await request.shown();

  const lee = await staff(LEAD);
  const queue = new Queue(lee);
  await queue.visit();
  await expect(lee.page.getByRole('rowheader', { name: /^Unhappy, waiting for a lead/ })).toBeVisible();
  await queue.open(reference);
  const ticket = new TicketPage(lee, title);
  await ticket.shown();
  await expect(lee.page.getByText(/^Requester not happy/)).toBeVisible();
  await ticket.reply('I am sorry. I will call you at three.');
  await expect(lee.page.getByText(/^Requester not happy/)).toHaveCount(0);

  await request.reload();
  await request.expectMessage('I am sorry. I will call you at three.');
  await request.expectMessage(`${LEAD} looked into it as a team lead`);
  await expect(sam.page.getByText('You are not happy with this.')).toHaveCount(0);
});

test('a complaint without words is asked for its words', async ({ requester, faults }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The door badge blinks red');
  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.complain('');
  await expect(sam.page).toHaveTitle(/^Error: /);
  await expect(sam.page.getByRole('link', { name: 'Enter what you are not happy with' })).toBeVisible();
  await expect(sam.page.getByRole('textbox', { name: 'What should go differently?' })).toBeVisible();
});

test('a request is taken back, and the confirmation says so', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The label printer prints blank labels');
  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.withdraw();
  await request.expectStatus('Closed');
  await request.shown();

  await sam.page.goto(`/requests/${reference}/sent`);
  await expect(sam.page.getByRole('heading', { level: 1 })).toHaveText('Your request is closed');
});

test('somebody says that it is not fixed, then that it is', async ({ requester, staff }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, 'The stapler in the copier is stuck');
  const dee = await staff(AGENT);
  await act(dee, reference, 'resolution', RESOLUTION);

  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectStatus('We think it’s fixed');
  await request.reopen('It is stuck again.');
  await request.expectMessage('It is stuck again.');
  await request.expectStatus('We’re working on it');
  await request.shown();

  await act(dee, reference, 'resolution', RESOLUTION);
  await request.reload();
  await request.confirmFixed();
  await request.expectStatus('Closed');
  await test.step('and may still change their mind', async () => {
    await request.reload();
    await expect(sam.page.getByText('You can reopen it until')).toBeVisible();
    await request.reopen('No, it is stuck after all.');
    await request.expectStatus('We’re working on it');
  });
});
