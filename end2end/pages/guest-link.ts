import { Screen } from './screen';

/** What a link leads to that opens nothing. */
export class DeadLink extends Screen {
  protected readonly heading = 'This link does not open a request';

  async visit(link: string): Promise<number> {
    const response = await this.page.goto(link);
    await this.shown();
    return response!.status();
  }
}

export class LinkRevoked extends Screen {
  protected readonly heading = 'The link is revoked';
}
