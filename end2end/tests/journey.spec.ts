import { expect, test, type Visitor } from '../fixtures';
import { Article, SearchResults } from '../pages/article';
import { ArticleEditor, Queue, TicketPage } from '../pages/desk';
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
import { AGENT, OTHER_REQUESTER, REQUESTER } from './people';

const DESCRIPTION =
  'The plotter on the ground floor prints every drawing mirrored. Its display says ' +
  '"Media profile 77 missing". It began after somebody changed the roll.';
const REPLY = 'I am loading the media profile again, and print a test drawing in ten minutes.';
const NOTE = 'CANARY-7Q: the roll was bought elsewhere, so the profile is not in our list.';
const RESOLUTION = {
  cause: 'The new roll of paper has a media profile that the plotter did not know.',
  fix: 'Load media profile 77 from the plotter’s menu, under Paper, then Profiles.',
  advice: 'After each change of the roll, choose the profile that its label names.',
};
const ARTICLE = 'Plotter prints mirrored: media profile 77 missing';

test('one answer helps the one who asked and the next one', async ({ requester, staff }) => {
  test.slow();
  const sam = await requester(REQUESTER);
  const { reference, title } = await test.step('a requester asks', () => ask(sam));

  const dee = await staff(AGENT);
  const ticket = new TicketPage(dee, title);
  await test.step('an agent answers and keeps a note', async () => {
    const queue = new Queue(dee);
    await queue.visit();
    await queue.open(reference);
    await ticket.shown();
    await expect(ticket.completeness).toContainText('Not said: Which printer is it?');
    await ticket.reply(REPLY);
    await ticket.note(NOTE);
    await ticket.shown();
  });

  const request = new RequestPage(sam, title);
  await test.step('the requester sees the reply, and nothing of the note', async () => {
    const requests = new MyRequests(sam);
    await requests.visit();
    await requests.open(reference);
    await request.shown();
    await request.expectStatus('We’re working on it');
    await request.expectMessage(REPLY);
    await request.expectNoTraceOf('CANARY-7Q');
  });

  await test.step('the agent resolves it', () => ticket.resolve(RESOLUTION));
  await test.step('the agent publishes an article from it', () => publish(dee, ticket));

  await test.step('another requester finds the article', async () => {
    await findArticle(await requester(OTHER_REQUESTER));
  });

  await test.step('the requester confirms', async () => {
    await request.reload();
    await request.expectStatus('We think it’s fixed');
    await request.expectMessage(RESOLUTION.fix);
    await request.expectNoTraceOf('CANARY-7Q');
    await request.confirmFixed();
    await request.expectStatus('Closed');
    await request.shown();
  });
});

async function ask(visitor: Visitor): Promise<{ reference: string; title: string }> {
  const whatHappened = new WhatHappened(visitor);
  await whatHappened.visit();
  await whatHappened.answer(DESCRIPTION);
  await new WhatIsItAbout(visitor).answer('Hardware');
  await new WhatIsClosest(visitor).answer('Printing or scanning');
  await new HowBadIsIt(visitor).answer({
    affected: 'A whole team',
    work: 'Yes, but slowed down; there is a way around',
  });
  const check = new CheckAnswers(visitor);
  await check.shown();
  const title = await check.shortTitle();
  await check.send();
  const confirmation = new Confirmation(visitor);
  await confirmation.shown();
  return { reference: await confirmation.reference(), title };
}

async function publish(agent: Visitor, ticket: TicketPage): Promise<void> {
  await ticket.draftArticle();
  await expect(agent.page).toHaveURL(/\/desk\/tickets\/\d+\/article$/);

  const editor = new ArticleEditor(agent);
  await editor.shown();
  await expect(editor.body).toHaveValue(new RegExp(RESOLUTION.cause.slice(0, 30)));
  await expect(editor.body).toHaveValue(/Load media profile 77/);
  await expect(editor.body).not.toHaveValue(/CANARY-7Q/);
  for (const audience of await editor.audiences.all()) await expect(audience).not.toBeChecked();

  await editor.title.fill(ARTICLE);
  await expect(editor.preview).toContainText('Load media profile 77');
  await editor.chooseAudience('Everybody, signed in or not');
  await editor.publish();
}

async function findArticle(visitor: Visitor): Promise<void> {
  const home = new Home(visitor);
  if (visitor.javaScript) {
    await home.visit();
    await home.type('plotter mirrored');
    await expect(home.suggestions.article(ARTICLE)).toBeVisible();
  }
  await home.visit();
  await home.search('plotter mirrored');
  const results = new SearchResults(visitor);
  await results.shown();
  await results.open(ARTICLE);
  await new Article(visitor, ARTICLE).shown();
  await expect(visitor.page.getByRole('article')).toContainText('Load media profile 77');
}
