import type { Locator, Page } from '@playwright/test';

/** The articles that are offered while somebody types (D2). */
export class Suggestions {
  constructor(private readonly page: Page) {}

  /** One item for each article: the list directly after the announcement. */
  get items(): Locator {
    return this.page.getByRole('status').locator('xpath=following-sibling::ol/li');
  }

  article(title: string): Locator {
    return this.items.getByRole('link', { name: title });
  }

  /** The one polite message to screen readers. */
  get announcement(): Locator {
    return this.page.getByRole('status').filter({ hasText: /articles? may help/ });
  }
}
