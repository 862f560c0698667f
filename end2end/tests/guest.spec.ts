import { expect, test, type Visitor } from '../fixtures';
import { DeadLink, LinkRevoked } from '../pages/guest-link';
import {
  CheckAnswers,
  Confirmation,
  HowBadIsIt,
  HowToReachYou,
  WhatHappened,
  WhatIsClosest,
  WhatIsItAbout,
} from '../pages/new-request';
import { RequestPage } from '../pages/requests';
import { SignIn } from '../pages/sign-in';
import { REQUESTER } from './people';

const DESCRIPTION = 'The badge reader at the side door blinks red. It says "Controller 7 lost".';

/** Answers everything up to the question that only guests are asked. */
async function answerAsGuest(visitor: Visitor): Promise<HowToReachYou> {
  const whatHappened = new WhatHappened(visitor);
  await whatHappened.visit();
  await whatHappened.answer(DESCRIPTION);
  const about = new WhatIsItAbout(visitor);
  await about.arrived();
  await about.answer('Hardware');
  const closest = new WhatIsClosest(visitor);
  await closest.arrived();
  await closest.answer('Printing or scanning');
  const effect = new HowBadIsIt(visitor);
  await effect.arrived();
  await effect.answer({ affected: 'Several people', work: 'Yes, it can wait' });
  const contact = new HowToReachYou(visitor);
  await contact.shown();
  return contact;
}

test('a guest asks for help and follows it by a link', async ({ visitor, open, faults }) => {
  faults.expectRefusals();
  faults.expectAbsence();
  const contact = await answerAsGuest(visitor);
  await contact.expectHiddenTrap();
  await contact.answer('gia');
  await contact.expectProblem('Enter your e-mail address, like name@company.example');
  await contact.answer('gia@home.example');

  const check = new CheckAnswers(visitor);
  await check.shown();
  await expect(check.answer('E-mail address')).toContainText('gia@home.example');
  await expect(check.answer('What happened')).toContainText('Controller 7 lost');
  const title = await check.shortTitle();
  await check.send();
  const confirmation = new Confirmation(visitor);
  await confirmation.shown();
  const link = await confirmation.link();

  const elsewhere = await open(visitor.javaScript);
  const request = new RequestPage(elsewhere, title);
  await test.step('the link opens the request in another browser, at an address that tells nothing', async () => {
    await elsewhere.page.goto(link);
    await request.shown();
    await expect(elsewhere.page).toHaveURL(/\/requests\/[0-9A-Z]{4}-[0-9A-Z]{3}$/);
    await request.message.fill('It is the side door to the yard.');
    await request.sendMessage();
    await request.expectMessage('It is the side door to the yard.');
  });

  await test.step('a revoked link opens nothing', async () => {
    await request.revokeLink();
    await new LinkRevoked(elsewhere).shown();
    expect(await new DeadLink(elsewhere).visit(link)).toBe(404);
    expect(await new DeadLink(visitor).visit(link)).toBe(404);
  });
});

test('who signs in instead goes on with the same answers', async ({ visitor }) => {
  const contact = await answerAsGuest(visitor);
  await contact.signInInstead();
  await new SignIn(visitor).as(REQUESTER);

  const check = new CheckAnswers(visitor);
  await check.shown();
  await expect(check.answer('What happened')).toContainText('Controller 7 lost');
  await expect(check.answer('E-mail address')).toHaveCount(0);
  await check.send();
  await new Confirmation(visitor).shown();
  await expect(visitor.page.getByText('Keep this link.')).toHaveCount(0);
});
