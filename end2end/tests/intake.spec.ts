import { expect, test } from '../fixtures';
import { Keyboard } from '../pages/keyboard';
import {
  CheckAnswers,
  Confirmation,
  HowBadIsIt,
  WhatHappened,
  WhatIsClosest,
  WhatIsItAbout,
} from '../pages/new-request';
import { REQUESTER } from './people';

const SLOWED = 'Yes, but slowed down; there is a way around';

test('something new is asked for in few pages', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.answer('I would like a second screen for my desk, please.');

  await new WhatIsItAbout(sam).answer('Hardware');
  await new WhatIsClosest(sam).answer('I need a new or another device');
  await sam.page.getByRole('textbox', { name: 'What do you need?' }).fill('A second screen');
  await new HowBadIsIt(sam).continue();

  const check = new CheckAnswers(sam);
  await check.shown();
  await expect(check.answer('Closest to')).toHaveText('I need a new or another device');
  await expect(check.answer('What do you need?')).toHaveText('A second screen');
  await expect(check.answer('Who is affected')).toHaveCount(0);
  await expect(check.promise).toContainText('Low');
  await check.send();
  await new Confirmation(sam).shown();
});

test('what others could misuse is urgent without a question', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.answer('My work phone was stolen on the train an hour ago.');

  const about = new WhatIsItAbout(sam);
  await about.arrived();
  await expect(sam.page.getByText('You wrote “stolen”.')).toBeVisible();
  await about.answer('Hardware');
  await new WhatIsClosest(sam).answer('A device is lost or was stolen');
  await new HowBadIsIt(sam).continue();

  const check = new CheckAnswers(sam);
  await check.arrived();
  await expect(check.promise).toContainText('High');
  await expect(check.promise).toContainText('Somebody else could misuse it');
});

test('another category asks what is closest again', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.answer('The connection drops every few minutes.');
  await new WhatIsItAbout(sam).answer('Hardware');
  const closest = new WhatIsClosest(sam);
  await closest.answer('My computer is slow or full');
  const effect = new HowBadIsIt(sam);
  await effect.answer({ affected: 'Only me', work: SLOWED });

  const check = new CheckAnswers(sam);
  await check.arrived();
  await check.change('what it is about');
  await new WhatIsItAbout(sam).answer('Network');
  await closest.shown();
  await closest.answer('Wi-Fi');
  await check.arrived();
  await expect(check.answer('What it is about')).toHaveText('Network');
  await expect(check.answer('Closest to')).toHaveText('Wi-Fi');
  await expect(check.answer('Who is affected')).toHaveText('Only me');
});

test('somebody asks for somebody else', async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await sam.page.getByText('It is for somebody else').click();
  await sam.page.getByRole('textbox', { name: 'Who is it for?' }).fill('Noor, extension 12');
  await whatHappened.answer('Her badge does not open the side door.');
  await new WhatIsItAbout(sam).answer('Something else');
  await new HowBadIsIt(sam).answer({ affected: 'Only me', work: SLOWED });

  const check = new CheckAnswers(sam);
  await check.shown();
  await expect(check.answer('Who it is for')).toHaveText('Noor, extension 12');
});

test('a page can be loaded again on the way', { tag: '@with-javascript' }, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.answer('The hotspot on my phone does not share its connection.');
  await new WhatIsItAbout(sam).answer('Network');
  const closest = new WhatIsClosest(sam);
  await closest.arrived();

  await sam.page.reload();

  await closest.shown();
  await closest.answer('Wi-Fi');
  await sam.page.reload();
  await expect(sam.page.getByRole('textbox', { name: 'Where are you?' })).toBeVisible();
});

test('secrets are offered to be hidden', { tag: '@with-javascript' }, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.field.pressSequentially('My password is tr0ub4dor and it is refused');
  const offer = sam.page.getByText('This looks like it holds a password');
  await expect(offer).toBeVisible();
  await whatHappened.shown();

  await sam.page.getByRole('button', { name: 'Hide it' }).click();

  await expect(whatHappened.field).toHaveValue('My password is [password hidden] and it is refused');
  await expect(offer).toHaveCount(0);
  await whatHappened.continue();
  await new WhatIsItAbout(sam).arrived();
});

test('a request is filed by keyboard alone', { tag: '@with-javascript' }, async ({ requester }) => {
  const sam = await requester(REQUESTER);
  const { page } = sam;
  const keyboard = new Keyboard(page);
  const main = page.getByRole('main');
  const goOn = page.getByRole('button', { name: 'Continue', exact: true });
  await page.goto('/');
  await new WhatHappened(sam).hydrated();

  await keyboard.press(main.getByRole('link', { name: 'Tell us what happened' }).first());
  await keyboard.type(page.getByRole('textbox', { name: 'What happened?' }), 'The kettle trips the fuse');
  await keyboard.press(goOn);
  await new WhatIsItAbout(sam).arrived();
  const about = page.getByRole('radiogroup', { name: 'What is it about?' });
  await keyboard.choose(about, about.getByLabel('Something else'));
  await keyboard.press(goOn);
  await new HowBadIsIt(sam).arrived();
  const affected = page.getByRole('radiogroup', { name: 'Who is affected?' });
  await keyboard.choose(affected, affected.getByLabel('Several people'));
  const work = page.getByRole('radiogroup', { name: 'Can you work?' });
  await keyboard.choose(work, work.getByLabel('Yes, it can wait'));
  await keyboard.press(goOn);
  await new CheckAnswers(sam).arrived();
  await keyboard.press(page.getByRole('button', { name: 'Send request' }));
  await new Confirmation(sam).shown();
});

for (const [what, files] of [
  ['the client', '**/*.wasm'],
  ['the code of a page', '**/split_portal.wasm'],
] as const) {
  test(
    `a request is filed when ${what} does not arrive`,
    { tag: '@with-javascript' },
    async ({ requester, faults }) => {
      faults.expectNoClient();
      const { page } = await requester(REQUESTER);
      await page.route(files, (route) => route.abort());
      const sam = { page, javaScript: false };
      const whatHappened = new WhatHappened(sam);
      await page.goto('/new');
      await whatHappened.shown();
      await whatHappened.answer('The coffee machine asks for a licence.');
      await new WhatIsItAbout(sam).answer('Something else');
      await new HowBadIsIt(sam).answer({ affected: 'Several people', work: SLOWED });
      await new CheckAnswers(sam).send();
      await new Confirmation(sam).shown();
    },
  );
}
