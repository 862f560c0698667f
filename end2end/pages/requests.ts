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

  async confirmFixed(): Promise<void> {
    await this.page.getByRole('button', { name: 'Yes, it is fixed' }).click();
  }
}
