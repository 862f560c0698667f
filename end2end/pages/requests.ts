import { expect, type Locator } from '@playwright/test';

import { Screen } from './screen';
import type { Visitor } from '../fixtures';

export class MyRequests extends Screen {
  protected readonly heading = 'Your requests';

  async visit(): Promise<void> {
    await this.page.goto('/requests');
    await this.shown();
  }

  /** The rows of one request: one, or something has been sent twice. */
  rows(reference: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: reference });
  }

  async open(reference: string): Promise<void> {
    await this.rows(reference).getByRole('link').first().click();
  }

  /** How many there are and are shown. */
  get count(): Locator {
    return this.page.getByRole('main').getByRole('status');
  }

  get field(): Locator {
    return this.page.getByRole('searchbox');
  }

  /** With scripts the list follows while one types; without them the button is pressed. */
  async find(words: string): Promise<void> {
    await this.field.fill(words);
    if (!this.javaScript) await this.page.getByRole('button', { name: 'Search' }).click();
  }

  async showOnly(filter: string): Promise<void> {
    const filters = this.page.getByRole('navigation', { name: 'Which requests' });
    await filters.getByRole('link', { name: filter, exact: true }).click();
    await expect(filters.getByRole('link', { name: filter, exact: true })).toHaveAttribute(
      'aria-current',
      'true',
    );
  }

  /** The requests below one heading. */
  group(heading: string): Locator {
    return this.page
      .getByRole('main')
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: heading }) })
      .getByRole('listitem');
  }
}

/** A request as its requester sees it. */
export class RequestPage extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, title: string) {
    super(visitor);
    this.heading = title;
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.shown();
  }

  async expectStatus(status: string): Promise<void> {
    await expect(this.page.getByRole('main').getByText(status).first()).toBeVisible();
  }

  async expectMessage(text: string): Promise<void> {
    await expect(this.page.getByRole('main').getByText(text)).toBeVisible();
  }

  /** Nothing of an internal note may be anywhere in what the browser was sent (D3.10). */
  async expectNoTraceOf(text: string): Promise<void> {
    const response = await this.page.request.get(this.page.url());
    expect(await response.text()).not.toContain(text);
    expect(await this.page.content()).not.toContain(text);
  }

  /** What was written with these words: one, or it was sent twice. The box to write in does not count. */
  entries(text: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: text });
  }

  get message(): Locator {
    return this.page.getByRole('textbox', { name: 'Your message' });
  }

  async sendMessage(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send message' }).click();
  }

  async visit(reference: string): Promise<void> {
    await this.page.goto(`/requests/${reference}`);
    await this.shown();
  }

  private button(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact: true });
  }

  private async unfold(summary: string): Promise<void> {
    await this.page.getByRole('main').getByText(summary, { exact: true }).click();
  }

  async write(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your message' }).fill(text);
    await this.button('Send message').click();
    await this.expectMessage(text);
  }

  async withdraw(): Promise<void> {
    await this.unfold('I no longer need this');
    await this.button('Withdraw this request').click();
  }

  async reopen(why: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'What still goes wrong?' }).fill(why);
    await this.button('It is not fixed').click();
  }

  async complain(text: string): Promise<void> {
    await this.unfold('I’m not happy with this');
    await this.page.getByRole('textbox', { name: 'What should go differently?' }).fill(text);
    await this.button('Tell a team lead').click();
  }

  async share(email: string): Promise<void> {
    await this.unfold('Share this with a colleague');
    await this.page.getByRole('textbox', { name: 'E-mail address of your colleague' }).fill(email);
    await this.button('Share').click();
  }

  async stopSharing(email: string): Promise<void> {
    await this.button(`Stop sharing with ${email}`).click();
  }

  async leave(): Promise<void> {
    await this.unfold('Leave this request');
    await this.button('Leave').click();
  }

  async revokeLink(): Promise<void> {
    await this.page.getByText('Somebody has the link who should not').click();
    await this.page.getByRole('button', { name: 'Revoke this link' }).click();
  }

  async confirmFixed(): Promise<void> {
    await this.page.getByRole('button', { name: 'Yes, it is fixed' }).click();
  }
}
