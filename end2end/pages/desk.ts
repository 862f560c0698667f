import { expect, type Locator } from '@playwright/test';

import { Screen } from './screen';
import type { Visitor } from '../fixtures';

export class Queue extends Screen {
  /** After the words stands how many tickets are open. */
  protected readonly heading = /^Next due \d+$/;

  async visit(): Promise<void> {
    await this.page.goto('/desk');
    await this.shown();
  }

  row(reference: string): Locator {
    return this.page.getByRole('row').filter({ hasText: reference });
  }

  async open(reference: string): Promise<void> {
    await this.row(reference).getByRole('link').first().click();
  }
}

export interface Resolution {
  cause: string;
  fix: string;
  advice: string;
}

/** A ticket as staff see it. */
export class TicketPage extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, title: string) {
    super(visitor);
    this.heading = title;
  }

  /** The public reply and the internal note have a composer each (D5.8). */
  get replyComposer(): Locator {
    return this.page.getByRole('textbox', { name: /^Reply to / });
  }

  get noteComposer(): Locator {
    return this.page.getByRole('textbox', { name: /^Internal note/ });
  }

  /** Each composer has a control for files of its own. */
  get replyFiles(): Locator {
    return this.page.getByLabel('Screenshots or files').first();
  }

  get noteFiles(): Locator {
    return this.page.getByLabel('Screenshots or files').nth(1);
  }

  get waitsForAnswer(): Locator {
    return this.page.getByRole('checkbox', { name: /^Wait for an answer/ });
  }

  get fix(): Locator {
    return this.page.getByRole('textbox', { name: 'What fixed it' });
  }

  /** Each box says so for itself. */
  get saved(): Locator {
    return this.page.getByText('Saved on this device');
  }

  /** How complete the request is. */
  get completeness(): Locator {
    return this.page
      .getByRole('term')
      .filter({ hasText: /^Complete$/ })
      .locator('xpath=following-sibling::dd[1]');
  }

  /** The question that would help most goes into the box for the reply. */
  async putQuestion(): Promise<void> {
    await this.completeness.getByRole('link', { name: /^Ask: / }).click();
  }

  async unfoldResolution(): Promise<void> {
    await this.page.getByText('Say what was wrong and what fixed it').click();
  }

  async share(email: string): Promise<void> {
    await this.page.getByText('Share it with somebody').click();
    await this.page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
    await this.page.getByRole('button', { name: 'Share', exact: true }).click();
  }

  async send(): Promise<void> {
    await this.page.getByRole('button', { name: /^Send to / }).click();
  }

  async reply(text: string): Promise<void> {
    await this.replyComposer.fill(text);
    await this.send();
    await this.expectEntry(text);
    await expect(this.replyComposer).toHaveValue('');
  }

  async note(text: string): Promise<void> {
    await this.noteComposer.fill(text);
    await this.page.getByRole('button', { name: 'Save internal note' }).click();
    await this.expectEntry(text);
    await expect(this.noteComposer).toHaveValue('');
  }

  async resolve({ cause, fix, advice }: Resolution): Promise<void> {
    await this.action(/^Resolve\b/).first().click();
    await this.page.getByRole('textbox', { name: 'What was wrong' }).fill(cause);
    await this.page.getByRole('textbox', { name: 'What fixed it' }).fill(fix);
    await this.page.getByRole('textbox', { name: 'What they can do next time' }).fill(advice);
    await this.page.getByRole('button', { name: 'Send resolution' }).click();
    await expect(this.page.getByRole('main').getByText('Resolved').first()).toBeVisible();
  }

  /** The section in which staff tell everybody about it. */
  get known(): Locator {
    return this.page.getByRole('region', { name: 'Known incident' });
  }

  async tellEverybody({ title, text }: { title: string; text: string }): Promise<void> {
    await this.known.getByText('Tell everybody about this').click();
    await expect(this.known.getByRole('textbox', { name: 'What does not work' })).toHaveValue('');
    await this.known.getByRole('textbox', { name: 'What does not work' }).fill(title);
    await this.known.getByRole('textbox', { name: 'What people can do meanwhile' }).fill(text);
    await this.known.getByLabel('Everybody who is signed in').check();
    await this.known.getByRole('button', { name: 'Publish it' }).click();
    await expect(this.known.getByRole('link', { name: title })).toBeVisible();
  }

  async sayWhatIsNew(news: string): Promise<void> {
    await this.known.getByText('Say what is new, or tell it otherwise').click();
    await this.known.getByRole('textbox', { name: 'What is new' }).fill(news);
    await this.known.getByRole('button', { name: 'Tell everybody' }).click();
    await this.expectEntry(news);
  }

  async sayThatItWorksAgain(words: string): Promise<void> {
    await this.known.getByText('Say that it works again').click();
    await this.known.getByRole('textbox', { name: 'What everybody reads' }).fill(words);
    await this.known.getByRole('button', { name: 'End it' }).click();
    await expect(this.known).toContainText('ended');
  }

  /** A value among the properties, by its name. */
  property(name: string): Locator {
    return this.page
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${name}$`) })
      .locator('xpath=following-sibling::dd[1]');
  }

  /** Changes a property to one of its choices, and says why. */
  async change(name: string, to: string, reason: string, button: string): Promise<void> {
    const property = this.property(name);
    await property.getByText('Change', { exact: false }).first().click();
    await property.getByRole('combobox').selectOption({ label: to });
    await property.getByRole('textbox', { name: /^Why/ }).fill(reason);
    await property.getByRole('button', { name: button }).click();
    // The choices are there all the time; what holds stands before them.
    await expect(property).toHaveText(new RegExp(`^\\s*${to}`));
  }

  /** What a colleague wrote, where a reply was refused because of it. */
  get crossing(): Locator {
    return this.page.getByRole('region', { name: 'What was written meanwhile' });
  }

  /** What goes to the requester in a few seconds. */
  onTheWay(text: string): Locator {
    return this.page.getByText(/goes to .* in a few seconds$/).locator('..').filter({ hasText: text });
  }

  async takeBack(text: string): Promise<void> {
    await this.onTheWay(text).getByRole('button', { name: 'Take it back' }).click();
    await expect(this.onTheWay(text)).toHaveCount(0);
  }

  /** Whether to go on to the next ticket after the resolution. */
  get onward(): Locator {
    return this.page.getByRole('checkbox', { name: /^Then go to the next ticket/ });
  }

  get cause(): Locator {
    return this.page.getByRole('textbox', { name: 'What was wrong' });
  }

  /** Takes back what was just decided, which is shown as it would be again. */
  async undoChange(again: string): Promise<void> {
    const row = this.page.locator('form').filter({ hasText: again });
    await row.getByRole('button', { name: 'Undo' }).click();
    await expect(row).toHaveCount(0);
  }

  async draftArticle(): Promise<void> {
    await this.action('Draft an article from this').click();
  }

  private async expectEntry(text: string): Promise<void> {
    await expect(this.page.getByRole('listitem').filter({ hasText: text })).toBeVisible();
  }
}

/** The short form for what somebody says on the phone. */
export class CallPage extends Screen {
  protected readonly heading = 'Write down a call';

  async visit(): Promise<void> {
    await this.page.goto('/desk/call');
    await this.shown();
  }

  get who(): Locator {
    return this.page.getByRole('combobox', { name: 'Who calls' });
  }

  /** Types a whole call without a mouse. */
  async type(who: string, description: string, category: string): Promise<void> {
    await this.who.focus();
    await this.page.keyboard.type(who);
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.type(description);
    await this.page.keyboard.press('Tab');
    await this.page.keyboard.type(category);
    await this.page.keyboard.press('Enter');
  }

  async save(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save the call' }).press('Enter');
  }
}

export class ArticleEditor extends Screen {
  protected readonly heading = 'New article';

  get title(): Locator {
    return this.page.getByRole('textbox', { name: 'Title' });
  }

  get body(): Locator {
    return this.page.getByRole('textbox', { name: 'Text' });
  }

  get preview(): Locator {
    return this.page.getByRole('region', { name: 'Preview' });
  }

  /** What was masked, as the preview marks it. */
  get masks(): Locator {
    return this.preview.locator('mark');
  }

  get audiences(): Locator {
    return this.page.getByRole('radiogroup', { name: 'Who may read it?' }).getByRole('radio');
  }

  async chooseAudience(audience: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Who may read it?' }).getByLabel(audience).check();
  }

  async publish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish' }).click();
    await expect(this.page).not.toHaveURL(/\/desk\//);
  }
}

/** Changing an article that is published. */
export class EditArticle extends Screen {
  protected readonly heading = 'Change this article';

  get body(): Locator {
    return this.page.getByRole('textbox', { name: 'Text' });
  }

  async publish({ isRefused }: { isRefused?: boolean } = {}): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish this revision' }).click();
    if (!isRefused) await expect(this.page).toHaveURL(/\/help\//);
  }
}

/** All revisions of an article. */
export class Revisions extends Screen {
  protected readonly heading = 'Revisions';

  get rows(): Locator {
    return this.page.getByRole('main').getByRole('listitem');
  }

  async open(number: number): Promise<void> {
    await this.page.getByRole('link', { name: `Revision ${number}`, exact: true }).click();
  }
}

/** One revision of an article. */
export class Revision extends Screen {
  protected readonly heading: string;

  constructor(visitor: Visitor, number: number) {
    super(visitor);
    this.heading = `Revision ${number}`;
  }

  get changes(): Locator {
    return this.page.locator('section', { hasText: 'What changed' });
  }

  async bringBack(): Promise<void> {
    await this.page.getByRole('button', { name: 'Bring this revision back' }).click();
    await expect(this.page).toHaveURL(/\/help\//);
  }
}
