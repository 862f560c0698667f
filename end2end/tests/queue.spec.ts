import { expect, test, type Visitor } from '../fixtures';
import { act, file } from '../fixtures/seed';
import { BatchPage, QueueView } from '../pages/queue';
import { SignIn } from '../pages/sign-in';
import { AGENT, LEAD, REQUESTER } from './people';

const SCRIPTED = { tag: '@with-javascript' };

/** A word that no other ticket has: a server serves several tests, and several ways of one. */
const word = (): string => `x${Math.random().toString(36).slice(2, 8)}`;

/** The desk works without scripts too, so here staff come in the way of the project. */
async function agent(visitor: Visitor, name = AGENT): Promise<Visitor> {
  const signIn = new SignIn(visitor);
  await signIn.visit();
  await signIn.as(name);
  return visitor;
}

test('the address says which tickets are shown', async ({ requester, visitor }) => {
  const franking = word();
  const { title } = await file(await requester(REQUESTER), `The machine ${franking} franks twice`);
  const queue = new QueueView(await agent(visitor));
  await queue.visit();
  await queue.search(franking);
  await queue.named('Filtered');
  await expect(queue.titles).toHaveText([title]);

  const { page } = visitor;
  await queue.view('Unassigned').click();
  await queue.named('Unassigned');
  await expect(page).toHaveURL(/\/desk\?with=nobody$/);
  await expect(queue.view('Unassigned')).toHaveAttribute('aria-current', 'page');

  await queue.visit(`?q=${franking}&status=new&priority=low&priority=medium&category=hardware`, 'Filtered');
  await expect(queue.titles).toHaveText([title]);
  await expect(page.getByRole('checkbox', { name: 'Medium' })).toBeChecked();
  await expect(page.getByText('Priority is')).toBeVisible();
  await queue.visit(`?q=${franking}&status=closed`, 'Filtered');
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
});

test('a view is saved for everybody and taken away', async ({ requester, visitor, open }) => {
  const foil = word();
  const { title } = await file(await requester(REQUESTER), `The laminator eats ${foil}`);
  const name = `Foil ${foil}`;
  const queue = new QueueView(await agent(visitor));
  await queue.visit(`?q=${foil}`, 'Filtered');
  await queue.save(name, true);
  await queue.named(name);
  await expect(queue.view(name)).toHaveAttribute('aria-current', 'page');

  const lead = new QueueView(await agent(await open(visitor.javaScript), LEAD));
  await lead.visit();
  await lead.view(name).click();
  await lead.named(name);
  await expect(lead.titles.filter({ hasText: title })).toHaveCount(1);

  await visitor.page.getByRole('button', { name: 'Remove this view' }).click();
  // Without scripts one arrives at the whole queue, with them nothing moves.
  await queue.named(visitor.javaScript ? 'Filtered' : 'Next due');
  await expect(queue.view(name)).toHaveCount(0);
});

test('many are changed, told where it failed, and taken back', async ({ requester, visitor, open }) => {
  const sam = await requester(REQUESTER);
  const dictaphone = word();
  const first = await file(sam, `The ${dictaphone} hums`);
  const second = await file(sam, `The ${dictaphone} clicks`);
  const queue = new QueueView(await agent(visitor));
  await queue.visit(`?q=${dictaphone}`, 'Filtered');
  await queue.box(first.title).check();
  await queue.box(second.title).check();
  await queue.lookAt('priority:critical');

  const batch = new BatchPage(visitor);
  await batch.named('Change the priority to Critical');
  await expect(batch.section('What changes: 2 tickets').getByRole('listitem')).toHaveCount(2);

  // One of them is resolved by the requester meanwhile, so that nothing can be done to it any more.
  const lead = await agent(await open(visitor.javaScript), LEAD);
  await act(lead, second.reference, 'resolution', { cause: 'A wire', fix: 'It is soldered' });
  const origin = new URL(sam.page.url()).origin;
  const confirmed = await sam.page.request.post(`/api/v1/requests/${second.reference}/confirmation`, {
    data: { key: `confirm-${second.reference}` },
    headers: { origin },
  });
  expect(confirmed.ok(), await confirmed.text()).toBe(true);

  await batch.send('The board meets today');
  await expect(batch.summary).toHaveText('Done to 1 ticket. 1 ticket stayed as before.');
  await batch.shown();
  await expect(batch.section('What stayed as it was: 1 ticket')).toContainText(second.title);
  await expect(batch.section('What has changed: 1 ticket')).toContainText(first.title);

  await batch.undo();
  await expect(batch.summary).toHaveText('Taken back on 1 ticket.');
  await queue.visit(`?q=${dictaphone}&priority=critical`, 'Filtered');
  await expect(queue.titles).toHaveCount(0);
});

test('what is new waits behind a button and moves no row', SCRIPTED, async ({ requester, visitor }) => {
  const sam = await requester(REQUESTER);
  const plotter = word();
  const { title } = await file(sam, `The ${plotter} plots nothing`);
  const queue = new QueueView(await agent(visitor));
  const { page } = visitor;
  await queue.visit(`?q=${plotter}`, 'Filtered');
  const before = await queue.titles.allTextContents();
  await file(sam, `The ${plotter} plots too much`);
  // Whoever comes back to the tab is told at once.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(queue.news).toHaveText('1 new, show them');
  await expect(page).toHaveTitle(/^\(1\) /);
  expect(await queue.titles.allTextContents()).toEqual(before);
  await queue.news.click();
  await expect(queue.titles.filter({ hasText: 'plots too much' })).toHaveCount(1);
  await expect(queue.titles.filter({ hasText: title })).toHaveCount(1);
  await expect(queue.news).toHaveCount(0);
});

test('keys go through the queue, and can be turned off', SCRIPTED, async ({ requester, visitor }, { project }) => {
  test.skip(project.name === 'phone', 'a phone has no keys');
  const sam = await requester(REQUESTER);
  const turnstile = word();
  await file(sam, `The ${turnstile} turns`);
  await file(sam, `The ${turnstile} sticks`);
  const queue = new QueueView(await agent(visitor));
  const { page } = visitor;
  await queue.visit(`?q=${turnstile}`, 'Filtered');

  await test.step('move, choose, open', async () => {
    await page.keyboard.press('j');
    await expect(queue.titles.nth(0)).toBeFocused();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(queue.titles.nth(1)).toBeFocused();
    await expect(page.getByText('2 chosen')).toBeVisible();
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/desk\/tickets\/\d+\?view=q%3D/);
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await expect(page).toHaveURL(/\/desk$/);
    await queue.named('Next due');
  });

  await test.step('change many in few keystrokes', async () => {
    await queue.visit(`?q=${turnstile}`, 'Filtered');
    await page.keyboard.press('Shift+X');
    await expect(page.getByText('2 chosen')).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(queue.palette).toBeVisible();
    await page.keyboard.type('to me');
    await expect(queue.palette.getByRole('option').first()).toHaveText('Give to me');
    await page.keyboard.press('Enter');
    const batch = new BatchPage(visitor);
    await batch.named(`Give to ${AGENT}`);
    await page.keyboard.press('y');
    await expect(batch.summary).toHaveText('Done to 2 tickets.');
  });

  await test.step('typing is not commanding', async () => {
    await queue.visit(`?q=${turnstile}`, 'Filtered');
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.type(' x?');
    await expect(page.getByRole('searchbox')).toHaveValue(`${turnstile} x?`);
    await expect(queue.palette).not.toBeVisible();
  });

  await test.step('choose other keys, or none', async () => {
    await page.goto('/desk/keys');
    await page.getByRole('textbox', { name: 'Next ticket' }).fill('h');
    await page.getByRole('button', { name: 'Save the keys' }).click();
    await expect(page.getByText('Saved on this device.')).toBeVisible();
    await queue.visit(`?q=${turnstile}`, 'Filtered');
    await page.keyboard.press('j');
    await page.keyboard.press('h');
    await expect(queue.titles.nth(0)).toBeFocused();
    await page.goto('/desk/keys');
    await page.getByRole('checkbox', { name: 'Single keys are on' }).uncheck();
    await page.getByRole('button', { name: 'Save the keys' }).click();
    await expect(page.getByText('Saved on this device.')).toBeVisible();
    await queue.visit(`?q=${turnstile}`, 'Filtered');
    await page.keyboard.press('h');
    await expect(queue.titles.nth(0)).not.toBeFocused();
    await page.keyboard.press('Control+k');
    await expect(queue.palette).toBeVisible();
  });
});
