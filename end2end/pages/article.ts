import { Screen } from './screen';
import type { Visitor } from '../fixtures';

/** What a search found. */
export class SearchResults extends Screen {
  protected readonly heading = /result|found|help/i;

  async open(title: string): Promise<void> {
    await this.page.getByRole('main').getByRole('link', { name: title }).click();
  }
}

/** An article as its readers see it. */
export class Article extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, title: string) {
    super(visitor);
    this.heading = title;
  }
}
