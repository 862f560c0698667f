import { expect, test } from '../fixtures';
import { Home } from '../pages/home';
import {
  CheckAnswers,
  Confirmation,
  HowBadIsIt,
  WhatHappened,
  WhatIsClosest,
  WhatIsItAbout,
} from '../pages/new-request';
import { MyRequests, RequestPage } from '../pages/requests';
import { REQUESTER } from './people';

const DESCRIPTION =
  'The franking machine in the post room refuses every letter. It shows "Ink pad 4 not found". ' +
  'I have opened and closed the lid twice.';

test('somebody asks for help and sees what was promised', async ({ requester }) => {
  const sam = await requester(REQUESTER);

  const home = new Home(sam);
  await home.visit();
  await home.tellUsWhatHappened();

  const whatHappened = new WhatHappened(sam);
  await whatHappened.shown();
  await whatHappened.answer(DESCRIPTION);

  const about = new WhatIsItAbout(sam);
  await about.shown();
  await about.answer('Hardware');

  const closest = new WhatIsClosest(sam);
  await closest.shown();
  await closest.answer('Printing or scanning');

  const effect = new HowBadIsIt(sam);
  await effect.shown();
  await effect.answer({ affected: 'Several people', work: 'Yes, but slowed down; there is a way around' });

  const check = new CheckAnswers(sam);
  await check.shown();
  await check.expectNothingSentYet();
  await expect(check.answer('What happened')).toContainText('Ink pad 4 not found');
  await expect(check.answer('What you tried')).toContainText('Not provided');
  await expect(check.promise).toContainText('High');
  await expect(check.promise).toContainText('Several people');
  await expect(check.promise.getByRole('time').first()).toBeVisible();
  const title = await check.shortTitle();
  expect(title.length).toBeLessThanOrEqual(70);

  await test.step('a changed answer leads straight back', async () => {
    await check.change('what you tried');
    await effect.shown();
    await effect.answer({
      affected: 'Several people',
      work: 'Yes, but slowed down; there is a way around',
      tried: 'Opened and closed the lid.',
    });
    await check.shown();
    await expect(check.answer('What you tried')).toContainText('Opened and closed the lid.');
    await expect(check.answer('What happened')).toContainText('Ink pad 4 not found');
  });
  await check.send();

  const confirmation = new Confirmation(sam);
  await confirmation.shown();
  const reference = await confirmation.reference();
  await expect(confirmation.promise.getByRole('time').first()).toBeVisible();

  await test.step('the confirmation can be bookmarked', async () => {
    await sam.page.reload();
    await confirmation.shown();
    expect(await confirmation.reference()).toBe(reference);
  });

  const requests = new MyRequests(sam);
  await requests.visit();
  await expect(requests.rows(reference)).toHaveCount(1);
  await requests.open(reference);

  const request = new RequestPage(sam, title);
  await request.shown();
  await request.expectStatus('We have it');
  await request.expectMessage('Ink pad 4 not found');
});

test('a double click sends one request', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.answer('The shredder hums, but it does not turn. Nothing is stuck in it.');
  await new WhatIsItAbout(sam).answer('Hardware');
  await new WhatIsClosest(sam).answer('None of these, or I’m not sure');
  await new HowBadIsIt(sam).answer({ affected: 'Only me', work: 'Yes, it can wait' });

  const check = new CheckAnswers(sam);
  await check.shown();
  const title = await check.shortTitle();
  await sam.page.getByRole('button', { name: 'Send request' }).dblclick();
  await new Confirmation(sam).shown();

  const requests = new MyRequests(sam);
  await requests.visit();
  await expect(requests.rows(title)).toHaveCount(1);
});
