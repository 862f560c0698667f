import { expect, test } from '../fixtures';
import { file } from '../fixtures/seed';
import { CallPage, Queue, TicketPage } from '../pages/desk';
import { RequestPage } from '../pages/requests';
import { AGENT, REQUESTER } from './people';

/** As for real: what staff send is told after a while. */
test.use({ undo: 60 });

test('what staff decide is changed with its reason', async ({ requester }, { project }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, `The embosser is out of line on ${project.name}`);
  const dee = await requester(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.shown();

  await ticket.change('Priority', 'High', 'The fair begins tomorrow', 'Change the priority');
  await ticket.change('Category', 'Software', 'It is the driver', 'Change the category');
  await ticket.change('Team', 'Applications', 'They know the driver', 'Hand it over');
  await ticket.shown();

  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectMessage('from Medium to High: The fair begins tomorrow');
  await request.expectMessage('from Hardware to Software');
  await request.expectNoTraceOf('driver');
});

test('what is on its way can be taken back', async ({ requester }, { project }) => {
  const sam = await requester(REQUESTER);
  const { reference, title } = await file(sam, `The guillotine is blunt on ${project.name}`);
  const dee = await requester(AGENT);
  const queue = new Queue(dee);
  await queue.visit();
  await queue.open(reference);
  const ticket = new TicketPage(dee, title);
  await ticket.arrived();
  await ticket.replyComposer.fill('Dear Wes, a new blade is on its way');
  await ticket.send();
  await expect(ticket.onTheWay('Dear Wes')).toBeVisible();
  await ticket.shown();

  const request = new RequestPage(sam, title);
  await request.visit(reference);
  await request.expectStatus('We have it');
  await request.expectNoTraceOf('Dear Wes');

  await ticket.takeBack('Dear Wes');
  await ticket.arrived();
  await expect(ticket.replyComposer).toHaveValue('Dear Wes, a new blade is on its way');
});

test('a call is written down by keyboard', async ({ requester }, { project }) => {
  const dee = await requester(AGENT);
  const call = new CallPage(dee);
  await call.visit();
  const said = `The franking machine is out of ink on ${project.name}`;
  await call.type('sam@portico.example', said, 'Hardware');
  if (dee.page.url().endsWith('/desk/call')) await call.save();
  const ticket = new TicketPage(dee, said);
  await ticket.shown();
  await expect(ticket.property('Came by')).toHaveText('Phone');
  await expect(ticket.property('Requester')).toContainText('Sam');
});
