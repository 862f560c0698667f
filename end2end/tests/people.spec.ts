import { expect, test } from '../fixtures';
import { InvitePerson, People, Person, Welcome } from '../pages/people';
import { Queue } from '../pages/desk';
import { SignIn } from '../pages/sign-in';
import { ADMINISTRATOR } from './people';

const NAME = 'Ines Berg';
const EMAIL = 'ines.berg@portico.example';
const PASSWORD = 'seven grey gulls under a pier';

test('somebody is invited, chooses a password, and is kept out later', async ({ requester, open, javaScriptEnabled, faults }, info) => {
  faults.expectRefusals();
  faults.expectAbsence();
  // Each project has its own people: a worker may run several.
  const email = EMAIL.replace('@', `.${info.project.name.replaceAll(' ', '-')}@`);
  const max = await requester(ADMINISTRATOR);
  const person = new Person(max, NAME);

  const link = await test.step('an administrator adds them and gets a link', async () => {
    const people = new People(max);
    await people.visit();
    await people.shown();
    await people.add();
    const invite = new InvitePerson(max);
    await invite.shown();
    await invite.send({ name: NAME, email, roles: ['Agent'] });
    await person.shown();
    return person.link();
  });

  const ines = await open(javaScriptEnabled ?? true);
  await test.step('with it they choose a password, which cannot be one that others try', async () => {
    await ines.page.goto(link);
    const welcome = new Welcome(ines, 'Choose your password');
    await welcome.shown();
    await welcome.choose('passwordpassword');
    await expect(ines.page.getByRole('alert')).toContainText('Choose another password');
    await welcome.shown();
    await welcome.choose(PASSWORD);
    await new Queue(ines).arrived();
  });

  await test.step('the link works once', async () => {
    const late = await open(javaScriptEnabled ?? true);
    await late.page.goto(link);
    await new Welcome(late, 'This link does not work any more').shown();
  });

  await test.step('who is kept out is out', async () => {
    await max.page.reload();
    await person.arrived();
    await person.keepOut();
    await expect(max.page.getByText('May not sign in')).toBeVisible();
    await person.shown();
    await ines.page.goto('/sign-in');
    const signIn = new SignIn(ines);
    await signIn.arrived();
    await signIn.withPassword(email, PASSWORD);
    await expect(ines.page.getByRole('alert')).toContainText('together they fit nobody');
  });
});
