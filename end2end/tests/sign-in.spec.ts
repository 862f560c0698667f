import { expect, test } from '../fixtures';
import { Home } from '../pages/home';
import { SignIn } from '../pages/sign-in';
import { REQUESTER } from './people';

test('one click signs a demo person in', async ({ visitor }) => {
  const signIn = new SignIn(visitor);
  await signIn.visit();
  await signIn.shown();

  await signIn.as(REQUESTER);

  await new Home(visitor).shown();
});

test('who is not signed in is asked to', async ({ visitor }) => {
  await visitor.page.goto('/requests');

  await new SignIn(visitor).arrived();
  await expect(visitor.page).toHaveURL(/\/sign-in/);
});
