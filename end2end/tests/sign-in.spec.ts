import { test } from '../fixtures';
import { Home } from '../pages/home';
import { MyRequests } from '../pages/requests';
import { SignIn, SignInPrompt } from '../pages/sign-in';
import { REQUESTER } from './people';

test('one click signs a demo person in', async ({ visitor }) => {
  const signIn = new SignIn(visitor);
  await signIn.visit();
  await signIn.shown();

  await signIn.as(REQUESTER);

  await new Home(visitor).shown();
});

test('who is not signed in is asked to, and comes back', async ({ visitor, faults }) => {
  faults.expectRefusals();
  await visitor.page.goto('/requests');
  const prompt = new SignInPrompt(visitor);
  await prompt.shown();

  await prompt.signIn();
  await new SignIn(visitor).as(REQUESTER);

  await new MyRequests(visitor).shown();
});
