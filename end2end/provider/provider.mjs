// An identity provider on this machine, made of the library that many run theirs with. It lets in whoever says who
// they are, without a password, and says of them what it is told at the start.
//
//     node provider.mjs REDIRECT SECRET PEOPLE
//
// PEOPLE is JSON: what is said of each, by what they are called here. Prints its address as the first line.

import { once } from 'node:events';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

const [redirect, secret, people] = process.argv.slice(2);
const known = JSON.parse(people);
const SCOPES = ['openid', 'profile', 'email', 'groups'];

/** Nobody is asked whether Portico may know who they are. */
async function grantTo(ctx) {
  const { client, provider, session } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES.join(' '));
  await grant.save();
  return grant;
}

const configuration = {
  clients: [
    {
      client_id: 'portico',
      client_secret: secret,
      redirect_uris: [redirect],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  scopes: SCOPES,
  claims: { profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
  cookies: { keys: ['a key of this test alone'] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...known[id] }) }),
  loadExistingGrant: grantTo,
};

const PAGE = `<!DOCTYPE html>
<html lang="en">
<title>Company account</title>
<link rel="icon" href="data:,">
<h1>Company account</h1>
<form method="post">
  <label>Who are you? <input name="login"></label>
  <button>Go on</button>
  <button name="refuse" value="yes">Go back</button>
</form>
</html>`;

async function interact(provider, request, response) {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    return;
  }
  let body = '';
  for await (const part of request) body += part;
  const said = new URLSearchParams(body);
  const result = said.has('refuse')
    ? { error: 'access_denied', error_description: 'They did not want to' }
    : { login: { accountId: said.get('login') } };
  await provider.interactionFinished(request, response, result);
}

let answer;
const server = createServer((request, response) => answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, configuration);
const callback = provider.callback();
answer = (request, response) => {
  if (!request.url.startsWith('/interaction/')) return callback(request, response);
  return interact(provider, request, response).catch((error) => response.writeHead(500).end(`${error}`));
};
console.log(issuer);
