import type { Locator } from '@playwright/test';

import { Screen } from './screen';
import { Suggestions } from './suggestions';

export class Home extends Screen {
  protected readonly heading = 'What do you need help with?';
  readonly suggestions = new Suggestions(this.page);

  async visit(): Promise<void> {
    await this.page.goto('/');
    await this.shown();
  }

  /** Types into the search field, key by key as people do. */
  async type(text: string): Promise<void> {
    await this.field.pressSequentially(text);
  }

  async clear(): Promise<void> {
    await this.field.clear();
  }

  /** Sends the search, which works without JavaScript too. */
  async search(text: string): Promise<void> {
    await this.field.fill(text);
    await this.page.getByRole('search').getByRole('button', { name: 'Search' }).click();
  }

  async tellUsWhatHappened(): Promise<void> {
    await this.action('Tell us what happened', this.page.getByRole('main')).click();
  }

  private get field(): Locator {
    return this.page.getByRole('searchbox', { name: 'What do you need help with?' });
  }
}
