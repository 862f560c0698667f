import type { Locator, Page } from '@playwright/test';

import { expect, test, type Visitor } from '../fixtures';
import { Home } from '../pages/home';
import { AlreadySent, Notices, OfflinePage, SignOutPage, Waiting } from '../pages/kept';
import {
  CheckAnswers,
  Confirmation,
  HowBadIsIt,
  WhatHappened,
  WhatIsClosest,
  WhatIsItAbout,
} from '../pages/new-request';
import { MyRequests, RequestPage } from '../pages/requests';
import { SignIn, signInAgain } from '../pages/sign-in';
import { OTHER_REQUESTER, REQUESTER } from './people';

const SCRIPTED = { tag: '@with-javascript' };
const PLAIN = { tag: '@without-javascript' };
/** What is written is kept within this time (D1.18). */
const AT_ONCE = { timeout: 1_000 };
const MINUTE = 60_000;
/** A requester's sign-in lasts seven days. */
const SIGN_IN_LASTS = 7 * 24 * 60 * MINUTE;

test('what is typed survives a crash', SCRIPTED, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const before = new WhatHappened(sam);
  await before.visit();
  await before.field.pressSequentially('The badge reader at gate four blinks red.');
  await expect(saved(sam.page)).toBeVisible(AT_ONCE);
  const keeps = () => sam.page.evaluate(() => JSON.stringify(Object.values(localStorage)));
  await expect.poll(keeps, AT_ONCE).toContain('gate four blinks red.');

  await crash(sam.page);

  const tab = await anotherTab(sam);
  const after = new WhatHappened(tab);
  await after.visit();
  await expect(after.field).toHaveValue('The badge reader at gate four blinks red.');
  await expect(saved(tab.page)).toBeVisible();
});

test('what is typed survives an update of the server', async ({ requester, server, faults }) => {
  faults.expectNoConnection();
  const sam = await requester(REQUESTER);
  await describe(sam, 'The letter scale shows minus two grams.');
  await new WhatIsItAbout(sam).shown();

  await server.stop();
  await server.start();

  await sam.page.reload();
  await finish(sam);
  const check = new CheckAnswers(sam);
  await check.shown();
  await expect(check.answer('What happened')).toContainText('minus two grams');
});

test('a sign-in that runs out loses nothing', async ({ requester, faults }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  await describe(sam, 'The laminator eats the second sheet of each stack.');
  await finish(sam);
  const check = new CheckAnswers(sam);
  await check.shown();
  const title = await check.shortTitle();

  await sam.page.context().clearCookies();
  await check.send();
  await signInAgain(sam, REQUESTER);
  await check.send();

  await new Confirmation(sam).shown();
  await expectOne(sam, title);
});

test('a message that is posted too late is still there', async ({ requester, faults }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  const request = await ask(sam, 'The blinds of room nine stay half open.');
  await request.message.fill('The motor is warm, too.');

  await sam.page.context().clearCookies();
  await request.sendMessage();

  await expect(request.message).toHaveValue('The motor is warm, too.');
  await signInAgain(sam, REQUESTER);
  await request.sendMessage();
  await request.arrived();
  await expect(request.entries('The motor is warm, too.')).toHaveCount(1);
});

test('signing out leaves nothing behind', SCRIPTED, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  await write(sam, 'Only for the eyes of the service desk.');
  await signOut(sam);
  const asked = new SignOutPage(sam);
  await asked.shown();
  await asked.signOut({ keep: false });

  expect(await keptTexts(sam.page)).not.toContain('Only for the eyes');
  await expectNothingWritten(sam, REQUESTER);
});

test('what is to stay is there for nobody else', SCRIPTED, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  await write(sam, 'I go on with this tomorrow.');
  await signOut(sam);
  await new SignOutPage(sam).signOut({ keep: true });

  await expectNothingWritten(sam, OTHER_REQUESTER);
  await signOut(sam);
  await expect(sam.page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();

  await signIn(sam, REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await expect(whatHappened.field).toHaveValue('I go on with this tomorrow.');
});

test('signing out forgets the answers on the server', PLAIN, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  await describe(sam, 'The tea kitchen is dark.');
  const address = sam.page.url();
  await signOut(sam);

  await signIn(sam, REQUESTER);
  const answer = await sam.page.request.get(address);
  expect(answer.status()).toBe(404);
  expect(await answer.text()).toContain('These answers are no longer here');
});

test('a request that is sent offline arrives once', SCRIPTED, async ({ requester, faults }) => {
  faults.expectNoConnection();
  const sam = await requester(REQUESTER);
  const notices = new Notices(sam.page);
  await describe(sam, 'The intercom of the loading dock is mute.');
  await finish(sam);
  const check = new CheckAnswers(sam);
  await check.shown();
  const title = await check.shortTitle();

  await sam.page.context().setOffline(true);
  await expect(notices.says('You are offline. What you write is kept on this device.')).toBeVisible();
  await check.send();
  const waiting = new Waiting(sam);
  await waiting.shown();
  await waiting.expectWaiting(title);

  await sam.page.context().setOffline(false);
  await expect(notices.says(/Your request was sent: /)).toBeVisible();
  await expect(notices.says('You are offline')).toHaveCount(0);
  await expectOne(sam, title);
});

test('what waits is sent when Portico is opened next', SCRIPTED, async ({ requester, faults }) => {
  faults.expectNoConnection();
  const sam = await requester(REQUESTER);
  await describe(sam, 'The flag pole rattles in the wind.');
  await finish(sam);
  const check = new CheckAnswers(sam);
  await check.shown();
  const title = await check.shortTitle();
  await sam.page.context().setOffline(true);
  await check.send();
  await new Waiting(sam).expectWaiting(title);
  const tab = await anotherTab(sam);
  await sam.page.close();

  await tab.page.context().setOffline(false);
  await tab.page.goto('/');

  await expect(new Notices(tab.page).says(/Your request was sent: /)).toBeVisible();
  await expectOne(tab, title);
});

test('what waits can be changed', SCRIPTED, async ({ requester, faults }) => {
  faults.expectNoConnection();
  const sam = await requester(REQUESTER);
  await describe(sam, 'The clock in the hall is an hour late.');
  await finish(sam);
  const check = new CheckAnswers(sam);
  await check.shown();
  const title = await check.shortTitle();
  await sam.page.context().setOffline(true);
  await check.send();
  const waiting = new Waiting(sam);
  await waiting.expectWaiting(title);

  await waiting.change(title);
  await check.arrived();
  await expect(check.answer('What happened')).toContainText('an hour late');
  await sam.page.context().setOffline(false);
  await check.send();
  await new Confirmation(sam).shown();
  await expectOne(sam, title);
});

test('a message that is sent offline arrives once', SCRIPTED, async ({ requester, faults }) => {
  faults.expectNoConnection();
  const sam = await requester(REQUESTER);
  const request = await ask(sam, 'The lamp above desk twelve flickers.');
  await request.message.fill('Since noon it is off.');
  await expect(saved(sam.page)).toBeVisible(AT_ONCE);

  await sam.page.context().setOffline(true);
  await request.sendMessage();
  await expect(new Notices(sam.page).says('waits on this device')).toBeVisible();
  await expect(request.message).toHaveValue('');

  await sam.page.context().setOffline(false);
  await expect(new Notices(sam.page).says(/Your message was sent: /)).toBeVisible();
  await request.reload();
  await expect(request.entries('Since noon it is off.')).toHaveCount(1);
});

test('an unfinished message is there again', SCRIPTED, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const request = await ask(sam, 'The paper shredder smells.');
  await request.message.pressSequentially('It began after');
  await expect(saved(sam.page)).toBeVisible(AT_ONCE);
  // “Saved” may still be that of the first letters.
  await expect.poll(() => keptTexts(sam.page), AT_ONCE).toContain('It began after');

  await request.reload();

  await expect(request.message).toHaveValue('It began after');
  await sam.page.getByRole('button', { name: 'Discard' }).click();
  await expect(request.message).toHaveValue('');
  await request.reload();
  await expect(request.message).toHaveValue('');
});

test('two tabs show the same answers and send them once', SCRIPTED, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const tab = await anotherTab(sam);
  const [here, there] = [new WhatHappened(sam), new WhatHappened(tab)];
  await here.visit();
  await there.visit();
  await here.field.pressSequentially('The visitors’ printer prints only ghosts.');
  await expect(there.field).toHaveValue('The visitors’ printer prints only ghosts.');

  for (const one of [sam, tab]) {
    await new WhatHappened(one).continue();
    await finish(one);
    await new CheckAnswers(one).arrived();
  }
  const check = new CheckAnswers(sam);
  const title = await check.shortTitle();
  await check.send();
  await new Confirmation(sam).arrived();

  await new AlreadySent(tab).shown();
  await expectOne(sam, title);
});

test('going back after sending sends nothing again', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  await describe(sam, 'The coat rack fell off the wall.');
  await finish(sam);
  const check = new CheckAnswers(sam);
  await check.shown();
  const title = await check.shortTitle();
  await check.send();
  await new Confirmation(sam).shown();

  await sam.page.goBack();
  await new AlreadySent(sam).shown();
  await sam.page.reload();
  await new AlreadySent(sam).shown();
  await expectOne(sam, title);
});

test('without a server there is a page that says so', SCRIPTED, async ({ requester, server, faults }) => {
  faults.expectNoConnection();
  const sam = await requester(REQUESTER);
  await new Home(sam).visit();
  await sam.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect
    .poll(() => sam.page.evaluate(() => navigator.serviceWorker.controller !== null))
    .toBe(true);

  await server.stop();
  await sam.page.goto('/requests');
  const offline = new OfflinePage(sam);
  await offline.shown();
  await server.start();

  await offline.tryAgain();
  await new MyRequests(sam).shown();
});

test('the end of a sign-in is said in time', SCRIPTED, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  await sam.page.clock.install();
  await new Home(sam).visit();
  const notices = new Notices(sam.page);

  await sam.page.clock.fastForward(SIGN_IN_LASTS - 10 * MINUTE);
  await expect(notices.says('You will be signed out')).toHaveCount(0);
  await sam.page.clock.fastForward(6 * MINUTE);
  await expect(notices.says('You will be signed out in a few minutes.')).toBeVisible();

  const extended = sam.page.waitForResponse(/\/api\/v1\/session\/extension$/);
  await notices.press('Stay signed in');
  expect((await extended).status()).toBe(201);
});

/** The line that says so, below the field. */
function saved(page: Page): Locator {
  return page.getByText('Saved on this device');
}

async function anotherTab({ page, javaScript }: Visitor): Promise<Visitor> {
  return { page: await page.context().newPage(), javaScript };
}

/** What happens to a tab when its process dies: it is told nothing. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const devTools = await page.context().newCDPSession(page);
  // Never answered: nobody is there any more.
  devTools.send('Page.crash').catch(() => {});
  await crashed;
}

async function write(visitor: Visitor, text: string): Promise<void> {
  const whatHappened = new WhatHappened(visitor);
  await whatHappened.visit();
  await whatHappened.field.fill(text);
  await expect(saved(visitor.page)).toBeVisible(AT_ONCE);
}

async function describe(visitor: Visitor, text: string): Promise<void> {
  const whatHappened = new WhatHappened(visitor);
  await whatHappened.visit();
  await whatHappened.answer(text);
}

/** Answers the rest of the questions. */
async function finish(visitor: Visitor): Promise<void> {
  const about = new WhatIsItAbout(visitor);
  await about.arrived();
  await about.answer('Hardware');
  const closest = new WhatIsClosest(visitor);
  await closest.arrived();
  await closest.answer('None of these, or I’m not sure');
  const effect = new HowBadIsIt(visitor);
  await effect.arrived();
  await effect.answer({ affected: 'Only me', work: 'Yes, it can wait' });
}

/** Asks for help, and opens the page of the request. */
async function ask(visitor: Visitor, text: string): Promise<RequestPage> {
  await describe(visitor, text);
  await finish(visitor);
  const check = new CheckAnswers(visitor);
  await check.arrived();
  const title = await check.shortTitle();
  await check.send();
  const confirmation = new Confirmation(visitor);
  await confirmation.arrived();
  await confirmation.follow();
  const request = new RequestPage(visitor, title);
  await request.arrived();
  return request;
}

async function expectOne(visitor: Visitor, title: string): Promise<void> {
  const requests = new MyRequests(visitor);
  await requests.visit();
  await expect(requests.rows(title)).toHaveCount(1);
}

async function signIn(visitor: Visitor, name: string): Promise<void> {
  const page = new SignIn(visitor);
  await page.visit();
  await page.as(name);
}

async function signOut({ page }: Visitor): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: /^Sign out/ }).click();
}

async function expectNothingWritten(visitor: Visitor, name: string): Promise<void> {
  await signIn(visitor, name);
  const whatHappened = new WhatHappened(visitor);
  await whatHappened.visit();
  await expect(whatHappened.field).toHaveValue('');
  await expect(saved(visitor.page)).toHaveCount(0);
}

async function keptTexts(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify(localStorage));
}
