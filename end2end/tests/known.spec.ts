import { expect, test } from '../fixtures';
import { file } from '../fixtures/seed';
import { Queue, TicketPage } from '../pages/desk';
import { Home } from '../pages/home';
import { KnownPage } from '../pages/known';
import { WhatHappened, WhatIsItAbout } from '../pages/new-request';
import { MyRequests } from '../pages/requests';
import { AGENT, OTHER_REQUESTER, REQUESTER } from './people';

const NEWS = 'A technician is on the way with a new rope.';
const ENDING = 'The lift runs again. Nobody has to do anything.';

test('everybody is told, follows with one press, and reads when it works again', async (
  { requester, staff },
  { project },
) => {
  test.slow();
  // Each project tells of a lift of its own: what ended stays in the list of whoever followed it.
  const floor = ['desktop', 'phone', 'desktop without JavaScript'].indexOf(project.name) + 20;
  const title = `The goods lift to floor ${floor} stands still`;
  const told = { title, text: 'Use the stairs, or the lift in the courtyard.' };
  const described = `I press the button and the goods lift to floor ${floor} stands still`;
  const wes = await requester(OTHER_REQUESTER);
  const { reference } = await file(wes, `Lift ${floor} CANARY-9L broke`);

  const dee = await staff(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, `Lift ${floor} CANARY-9L broke`);
  await ticket.shown();
  await ticket.tellEverybody(told);
  await ticket.sayWhatIsNew(NEWS);
  await expect(ticket.known).toContainText('Nobody follows it yet');

  const sam = await requester(REQUESTER);
  const home = new Home(sam);
  await home.visit();
  const block = sam.page.getByRole('main').getByRole('listitem').filter({ hasText: title });
  await expect(block.first()).toContainText('1 person affected');
  await expect(block.first()).toContainText(told.text);
  expect(await sam.page.content()).not.toContain('CANARY-9L');

  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  if (sam.javaScript) {
    const before = await whatHappened.continueButton.boundingBox();
    await whatHappened.field.pressSequentially(described);
    await expect(whatHappened.suggestions.items.first()).toContainText(title);
    expect(await whatHappened.continueButton.boundingBox()).toEqual(before);
    await whatHappened.shown();
  } else {
    await whatHappened.answer(described);
    await new WhatIsItAbout(sam).shown();
  }
  await expect(whatHappened.suggestions.items.first()).toContainText('a known problem');
  const known = new KnownPage(sam, title);
  await whatHappened.suggestions.items.first().getByRole('button').click();
  await known.shown();
  await expect(known.standing('You follow this')).toBeVisible();
  await expect(known.text).toContainText('2 people affected');
  await expect(known.text).toContainText(NEWS);

  await known.reportSomethingElse();
  if (sam.javaScript) await expect(whatHappened.field).toHaveValue(described);
  else await new WhatIsItAbout(sam).shown();

  const requests = new MyRequests(sam);
  await requests.visit();
  const followed = requests.group('Known problems you follow').filter({ hasText: title });
  await expect(followed).toContainText('We’re working on it');
  await followed.getByRole('link').click();
  await known.arrived();
  await known.unfollow();
  await expect(known.standing('Do you have this too?')).toBeVisible();
  await expect(known.text).toContainText('1 person affected');
  await known.follow();
  await expect(known.standing('You follow this')).toBeVisible();

  await dee.page.reload();
  await ticket.shown();
  await expect(ticket.known).toContainText('1 person follows it');
  await ticket.sayThatItWorksAgain(ENDING);

  await requests.visit();
  await expect(followed).toContainText('It works again');
  await expect(followed).toContainText(ENDING);
  await followed.getByRole('link').click();
  await known.shown();
  await expect(known.text).toContainText(ENDING);
  await home.visit();
  await expect(block).toHaveCount(0);
});

test('whoever is not signed in reads it and may report at once', async ({ visitor }) => {
  const title = 'Scanners in the warehouse cannot book stock';
  const home = new Home(visitor);
  await home.visit();
  await visitor.page.getByRole('link', { name: title }).click();
  const known = new KnownPage(visitor, title);
  await known.shown();
  await expect(known.text).toContainText('4 people affected');
  await expect(visitor.page.getByRole('link', { name: 'Sign in to follow it' })).toBeVisible();
  await known.reportSomethingElse();
  await new WhatHappened(visitor).arrived();
});
