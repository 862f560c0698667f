import { expect, test } from '../fixtures';
import { HowBadIsIt, WhatHappened, WhatIsItAbout } from '../pages/new-request';
import { REQUESTER } from './people';

const ENTER_WHAT_HAPPENED = 'Enter what happened';

test('an empty answer is refused with what to do', async ({ requester, faults }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();

  await whatHappened.continue();

  await whatHappened.expectProblem(ENTER_WHAT_HAPPENED);
  await whatHappened.shown();
  await whatHappened.goToField(ENTER_WHAT_HAPPENED);
  await expect(whatHappened.field).toBeFocused();
  await expect(whatHappened.field).toHaveAttribute('aria-invalid', 'true');
  await expect(whatHappened.field).toHaveAccessibleDescription(/Enter what happened/);
});

test('questions without an answer are all named at once', async ({ requester, faults }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();
  await whatHappened.answer('The lift display says "Service 12" and the doors stay open.');

  const about = new WhatIsItAbout(sam);
  await about.shown();
  await about.answer('Something else');

  const effect = new HowBadIsIt(sam);
  await effect.shown();
  await effect.continue();
  await effect.expectProblem('Choose who is affected');
  await effect.expectProblem('Choose whether you can work');
  await effect.shown();
});

test('what was typed survives a refused answer', async ({ requester, faults }) => {
  faults.expectRefusals();
  const sam = await requester(REQUESTER);
  const whatHappened = new WhatHappened(sam);
  await whatHappened.visit();

  const tooLong = `  ${'The list is "long" & has <b>signs</b>. '.repeat(1_400)}`;
  await whatHappened.answer(tooLong);

  await expect(sam.page).toHaveTitle(/^Error: /);
  await expect(whatHappened.field).toHaveValue(tooLong);
});
