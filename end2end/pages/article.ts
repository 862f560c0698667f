import { expect, type Locator } from '@playwright/test';

import { Screen } from './screen';
import type { Visitor } from '../fixtures';

/** All articles by category. */
export class Articles extends Screen {
  protected readonly heading = 'Articles';

  async visit(): Promise<void> {
    await this.page.goto('/help');
    await this.shown();
  }

  /** A category, by its heading. */
  category(name: string): Locator {
    return this.page
      .getByRole('main')
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox', { name: 'Search the articles' }).fill(text);
    await this.page.getByRole('search').getByRole('button', { name: 'Search' }).click();
  }

  async open(title: string): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: title }).click();
  }
}

/** What a search found. */
export class SearchResults extends Screen {
  protected readonly heading = /result|found|help/i;

  /** One item for each article that was found. */
  get items(): Locator {
    return this.page.getByRole('main').getByRole('list').first().getByRole('listitem');
  }

  async open(title: string): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: title }).click();
  }

  /** To a person, with the words that were searched for. */
  async tellUsWhatHappened(): Promise<void> {
    await this.action('Tell us what happened', this.page.getByRole('main')).click();
  }
}

/** An article as its readers see it. */
export class Article extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, title: string) {
    super(visitor);
    this.heading = title;
  }

  get text(): Locator {
    return this.page.getByRole('article');
  }

  get contents(): Locator {
    return this.page.getByRole('navigation', { name: 'On this page' });
  }

  async solved(): Promise<void> {
    await this.page.getByRole('button', { name: 'Yes, it’s solved' }).click();
  }

  async notSolved(): Promise<void> {
    await this.page.getByRole('button', { name: 'No, I still need help' }).click();
    await expect(this.page.getByRole('heading', { name: 'Still stuck? Ask us' })).toBeVisible();
  }

  async sayWhatWasMissing(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'What was missing?' }).fill(text);
    await this.page.getByRole('button', { name: 'Send to the writers' }).click();
  }

  get thanks(): Locator {
    return this.page.getByRole('region', { name: 'Thank you' });
  }

  async askUs(): Promise<void> {
    await this.page.getByRole('link', { name: 'Ask us' }).click();
  }
}

/** The matter ended well. */
export class Solved extends Screen {
  protected readonly heading = 'Good to hear';

  get undoButton(): Locator {
    return this.page.getByRole('button', { name: 'Undo: it is not solved' });
  }

  async undo(): Promise<void> {
    await this.undoButton.click();
  }
}

/** What readers say of an article, as staff see it. */
export class ReadersOn extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, title: string) {
    super(visitor);
    this.heading = title;
  }

  get facts(): Locator {
    return this.page.getByRole('main');
  }
}
