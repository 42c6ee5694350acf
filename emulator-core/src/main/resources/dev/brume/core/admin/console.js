// The page at /_brume/. It asks the emulator's own paths and AWS's APIs, and puts every value into the page as
// text, never as markup. Its own requests to AWS's APIs are left out of the list of requests.
'use strict';

const main = document.getElementById('content');
const MOST_ROWS = 500;
const own = new Set();
const field = id => document.getElementById(id).value.trim();

function say(text) {
  document.getElementById('status').textContent = text;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'onclick') made.addEventListener('click', value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined).map(child =>
    child instanceof Node ? child : document.createTextNode(String(child))));
  return made;
}

const link = (text, part, item, name) =>
  element('a', {href: `#${part}/${encodeURIComponent(item)}`, 'aria-label': name}, text);
const button = (text, onclick, name) => element('button', {type: 'button', onclick, 'aria-label': name}, text);

function table(caption, heads, rows) {
  if (rows.length === 0) return element('p', {}, `${caption}: none`);
  const cells = row => row.map(cell => element('td', {class: typeof cell === 'number' ? 'number' : null}, cell));
  return element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption}, element('table', {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, heads.map(head => element('th', {scope: 'col'}, head)))),
    element('tbody', {}, rows.map(row => element('tr', {}, cells(row))))));
}

async function ask(path, method, body) {
  const headers = field('token') ? {Authorization: `Bearer ${field('token')}`} : {};
  const answer = await fetch(path, {method: method || 'GET', headers, body: body && JSON.stringify(body)});
  if (answer.status === 401) document.querySelector('.token').hidden = false;
  const text = await answer.text();
  const json = text ? JSON.parse(text) : {};
  if (!answer.ok) throw new Error(json.error || `Status ${answer.status}`);
  return json;
}

// A request to a service of AWS, in the account and the region that are chosen. Nothing is signed for real.
async function aws(service, path, headers, body, method) {
  const day = '20260101';
  const credential = [field('account'), day, field('region'), service, 'aws4_request'].join('/');
  const answer = await fetch(path, {
    method: method || (body === undefined ? 'GET' : 'POST'),
    headers: {...headers, 'X-Amz-Date': `${day}T000000Z`,
      Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=${'0'.repeat(64)}`},
    body});
  own.add(answer.headers.get('x-amzn-requestid') || answer.headers.get('x-amz-request-id'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.slice(0, 300));
  return text;
}

const target = (service, name, version, input) => aws(service, '/',
  {'Content-Type': `application/x-amz-json-${version}`, 'X-Amz-Target': name}, JSON.stringify(input)).then(JSON.parse);

// The entries of a list over its pages, up to MOST_ROWS; 'make' is asked with the token of the page before.
async function list(make, member, asked = 'NextToken', answered = asked) {
  const entries = [];
  let token;
  do {
    const page = await make(token ? {[asked]: token} : {});
    entries.push(...(page[member] || []));
    token = page[answered];
  } while (token && entries.length < MOST_ROWS);
  return entries;
}

const xml = text => new DOMParser().parseFromString(text, 'application/xml');
const texts = (node, name) => [...node.getElementsByTagName(name)].map(found => found.textContent);

// ------------------------------------------------------------------------------------------------- parts

const form = {'Content-Type': 'application/x-www-form-urlencoded'};
const sns = async (action, input) =>
  xml(await aws('sns', '/', form, new URLSearchParams({Action: action, Version: '2010-03-31', ...input}).toString()));
const time = seconds => seconds ? new Date(seconds * 1000).toISOString() : '';

// What SNS lists, as the texts of some elements of each member.
const snsList = (action, names) => list(async more => {
  const page = await sns(action, more);
  return {
    members: [...page.getElementsByTagName('member')].map(one => names.map(name => texts(one, name)[0])),
    NextToken: texts(page, 'NextToken')[0]};
}, 'members');

const parts = {
  async Overview() {
    const coverage = await ask('/_brume/coverage');
    const health = await ask('/_brume/health');
    const offered = Object.entries(coverage.services).filter(([, service]) => service.done.length > 0);
    return table('Services', ['Service', 'Id', 'State', 'Done', 'Missing'], offered.map(([id, service]) =>
      [service.name, id, health.services[id] || '', service.done.length, service.missing.length]));
  },

  async Requests() {
    const {requests} = await ask('/_brume/requests?limit=200');
    const shown = requests.filter(request => !own.has(request.requestId)).slice(0, 100);
    return table('Last requests, newest first', ['Time', 'Operation', 'Resource', 'Status', 'Cause', 'ms'], shown.map(request => [
      request.time, `${request.service || '?'}.${request.operation || '?'}`,
      request.resource ? Object.values(request.resource).flat().join(' ') : '',
      element('span', {class: request.status >= 400 ? 'bad' : null}, request.status),
      [request.errorCode, request.cause].filter(Boolean).join(': '), Math.round(request.latencyMicros / 100) / 10]));
  },

  async Queues() {
    const urls = await list(more => target('sqs', 'AmazonSQS.ListQueues', '1.0', {MaxResults: 1000, ...more}), 'QueueUrls');
    const rows = await Promise.all(urls.map(async url => {
      const {Attributes: has} = await target('sqs', 'AmazonSQS.GetQueueAttributes', '1.0', {QueueUrl: url, AttributeNames: ['All']});
      const name = url.slice(url.lastIndexOf('/') + 1);
      return [link(name, 'Queues', name, `Messages of ${name}`), Number(has.ApproximateNumberOfMessages),
        Number(has.ApproximateNumberOfMessagesNotVisible), Number(has.ApproximateNumberOfMessagesDelayed)];
    }));
    return table('Queues', ['Queue', 'Visible', 'In flight', 'Delayed'], rows);
  },

  async Topics() {
    const topics = await snsList('ListTopics', ['TopicArn']);
    const subscribed = await snsList('ListSubscriptions', ['TopicArn', 'Protocol', 'Endpoint']);
    return table('Topics', ['Topic', 'Subscriptions'], topics.map(([arn]) => [arn,
      subscribed.filter(one => one[0] === arn).map(one => `${one[1]} ${one[2]}`).join('; ')]));
  },

  async Buckets() {
    const names = texts(xml(await aws('s3', '/', {})), 'Name');
    return table('Buckets', ['Bucket'], names.map(name => [link(name, 'Buckets', name, `Objects of ${name}`)]));
  },

  async Tables() {
    const names = await list(more => target('dynamodb', 'DynamoDB_20120810.ListTables', '1.0', more),
      'TableNames', 'ExclusiveStartTableName', 'LastEvaluatedTableName');
    const rows = await Promise.all(names.map(async name => {
      const {Table: has} = await target('dynamodb', 'DynamoDB_20120810.DescribeTable', '1.0', {TableName: name});
      return [link(name, 'Tables', name, `Items of ${name}`),
        has.KeySchema.map(key => key.AttributeName).join(', '), has.TableStatus, has.ItemCount];
    }));
    return table('Tables', ['Table', 'Key', 'Status', 'Items'], rows);
  },

  async Streams() {
    const streams = await list(more => target('kinesis', 'Kinesis_20131202.ListStreams', '1.1', more), 'StreamSummaries');
    const rows = await Promise.all(streams.map(async one => {
      const {StreamDescriptionSummary: has} =
        await target('kinesis', 'Kinesis_20131202.DescribeStreamSummary', '1.1', {StreamName: one.StreamName});
      return [one.StreamName, has.StreamStatus, has.StreamModeDetails ? has.StreamModeDetails.StreamMode : '', has.OpenShardCount];
    }));
    return table('Streams', ['Stream', 'Status', 'Mode', 'Open shards'], rows);
  },

  async Functions() {
    const functions = await list(async more =>
      JSON.parse(await aws('lambda', `/2015-03-31/functions?${new URLSearchParams({MaxItems: 50, ...more})}`, {})),
    'Functions', 'Marker', 'NextMarker');
    return table('Functions', ['Function', 'Runtime', 'Handler', 'State'], functions.map(one =>
      [link(one.FunctionName, 'Logs', `/aws/lambda/${one.FunctionName}`, `Log of ${one.FunctionName}`),
        one.Runtime || one.PackageType, one.Handler || '', one.State || '']));
  },

  async Logs() {
    const groups = await list(more => target('logs', 'Logs_20140328.DescribeLogGroups', '1.1', more), 'logGroups', 'nextToken');
    return table('Log groups', ['Log group', 'Retention in days', 'Bytes'], groups.map(one =>
      [link(one.logGroupName, 'Logs', one.logGroupName, `Events of ${one.logGroupName}`), one.retentionInDays || 'for ever', one.storedBytes || 0]));
  },

  async Secrets() {
    const secrets = await list(more => target('secretsmanager', 'secretsmanager.ListSecrets', '1.1', more), 'SecretList');
    const parameters = await list(more => target('ssm', 'AmazonSSM.DescribeParameters', '1.1', more), 'Parameters');
    return [
      table('Secrets', ['Secret', 'Changed', 'Value'], secrets.map(one =>
        [one.Name, time(one.LastChangedDate), hidden(one.Name, () => secretValue(one.ARN))])),
      table('Parameters', ['Parameter', 'Type', 'Version', 'Value'], parameters.map(one =>
        [one.Name, one.Type, one.Version, hidden(one.Name, () => parameterValue(one.Name))])),
    ];
  },

  async Keys() {
    const keys = await list(more => target('kms', 'TrentService.ListKeys', '1.1', more), 'Keys', 'Marker', 'NextMarker');
    const aliases = await list(more => target('kms', 'TrentService.ListAliases', '1.1', more), 'Aliases', 'Marker', 'NextMarker');
    const rows = await Promise.all(keys.map(async ({KeyId: id}) => {
      const {KeyMetadata: has} = await target('kms', 'TrentService.DescribeKey', '1.1', {KeyId: id});
      return [id, aliases.filter(one => one.TargetKeyId === id).map(one => one.AliasName).join(', '),
        has.KeySpec, has.KeyUsage, has.KeyState, has.Description || ''];
    }));
    return table('Keys', ['Key', 'Aliases', 'Kind', 'Usage', 'State', 'Description'], rows);
  },

  async Snapshots() {
    const {snapshots} = await ask('/_brume/snapshots');
    const name = element('input', {'aria-label': 'Name of the snapshot', value: 'snapshot'});
    const path = one => `/_brume/snapshots/${encodeURIComponent(one.name)}`;
    return [element('p', {}, name, ' ', button('Take a snapshot', act(() => ask('/_brume/snapshots', 'POST', {name: name.value})))),
      table('Snapshots', ['Name', 'Taken', ''], snapshots.map(one => [one.name, one.created, element('span', {},
        button('Restore', act(() => ask(`${path(one)}/restore`, 'POST')), `Restore ${one.name}`), ' ',
        button('Delete', act(() => ask(path(one), 'DELETE')), `Delete ${one.name}`))]))];
  },
};

// What the address #Part/name shows.
const details = {
  async Queues(name) {
    const {QueueUrl: url} = await target('sqs', 'AmazonSQS.GetQueueUrl', '1.0', {QueueName: name});
    const query = new URLSearchParams({QueueUrl: url, ShowInvisible: 'true', ShowDelayed: 'true'});
    const answer = await fetch(`/_aws/sqs/messages?${query}`, {headers: {Accept: 'application/json'}});
    if (!answer.ok) throw new Error(await answer.text());
    const {Messages: found = []} = await answer.json();
    return table(`Messages of ${name}, looked at without taking them`, ['Id', 'Body'],
      found.map(one => [one.MessageId, element('pre', {}, one.Body)]));
  },

  async Buckets(name) {
    const listed = xml(await aws('s3', `/${encodeURIComponent(name)}?list-type=2&max-keys=200`, {}));
    return table(`Objects of ${name}, the first 200`, ['Key', 'Bytes', 'Modified'], [...listed.getElementsByTagName('Contents')].map(one =>
      [texts(one, 'Key')[0], Number(texts(one, 'Size')[0]), texts(one, 'LastModified')[0]]));
  },

  async Tables(name) {
    const {Items: found} = await target('dynamodb', 'DynamoDB_20120810.Scan', '1.0', {TableName: name, Limit: 100});
    return table(`Items of ${name}, the first 100`, ['Item'], found.map(one => [element('pre', {}, JSON.stringify(one, null, 1))]));
  },

  async Logs(name) {
    const {events} = await target('logs', 'Logs_20140328.FilterLogEvents', '1.1', {logGroupName: name, limit: 200});
    return table(`Events of ${name}, the first 200`, ['Time', 'Stream', 'Message'], events.map(one =>
      [new Date(one.timestamp).toISOString(), one.logStreamName, element('pre', {}, one.message)]));
  },
};

// A button in whose place a value comes when it is asked for.
function hidden(name, value) {
  const place = element('span', {}, button('Show', async () => {
    try {
      place.replaceChildren(element('pre', {tabindex: '-1'}, await value()));
    } catch (problem) {
      place.replaceChildren(element('span', {class: 'bad', tabindex: '-1'}, problem.message));
    }
    place.firstChild.focus();
  }, `Show the value of ${name}`));
  return place;
}

async function secretValue(id) {
  const {SecretString: text, SecretBinary: bytes} = await target('secretsmanager', 'secretsmanager.GetSecretValue', '1.1', {SecretId: id});
  return text === undefined ? `${bytes} (Base64)` : text;
}

const parameterValue = async name =>
  (await target('ssm', 'AmazonSSM.GetParameter', '1.1', {Name: name, WithDecryption: true})).Parameter.Value;

// ------------------------------------------------------------------------------------------------- the page

// The part that the address names, and what it shows of it: null for the list.
function route() {
  const [, name, item] = location.hash.match(/^#([A-Za-z]*)(?:\/(.*))?$/) || [];
  const part = Object.hasOwn(parts, name || '') ? name : 'Overview';
  try {
    return {part, item: Object.hasOwn(details, part) && item ? decodeURIComponent(item) : null};
  } catch {
    return {part, item: null};
  }
}

let shown = 0;

async function show() {
  const turn = ++shown;
  const {part, item} = route();
  for (const one of document.querySelectorAll('nav a')) {
    if (one.textContent === part) one.setAttribute('aria-current', 'page');
    else one.removeAttribute('aria-current');
  }
  const above = [element('h2', {}, part), item && element('p', {}, element('a', {href: `#${part}`}, `All ${part.toLowerCase()}`))].filter(Boolean);
  try {
    const made = [await (item ? details[part](item) : parts[part]())].flat();
    if (turn === shown) main.replaceChildren(...above, ...made);
  } catch (problem) {
    if (turn === shown) main.replaceChildren(...above, element('p', {class: 'bad'}, problem.message));
  }
}

function act(action) {
  return async () => {
    try {
      await action();
      say('Done');
    } catch (problem) {
      say(problem.message);
    }
    await clock();
    await show();
  };
}

async function clock() {
  const {now, frozen} = await ask('/_brume/clock');
  document.getElementById('now').textContent = now + (frozen ? ' (frozen)' : '');
  document.getElementById('freeze').textContent = frozen ? 'Unfreeze' : 'Freeze';
}

const freeze = document.getElementById('freeze');
freeze.addEventListener('click', act(() => ask(`/_brume/clock/${freeze.textContent.toLowerCase()}`, 'POST')));
for (const one of document.querySelectorAll('[data-advance]')) {
  one.addEventListener('click', act(() => ask('/_brume/clock/advance', 'POST', {duration: one.dataset.advance})));
}
const resetAll = act(() => ask('/_brume/reset', 'POST'));
document.getElementById('reset').addEventListener('click', () => {
  if (confirm('Forget the state of all services?')) resetAll();
});
document.getElementById('who').addEventListener('submit', event => {
  event.preventDefault();
  show();
});
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // its address would be another part's
  main.focus();
});
document.getElementById('parts').append(...Object.keys(parts).map(name =>
  element('li', {}, element('a', {href: `#${name}`}, name))));
addEventListener('hashchange', async () => {
  await show();
  main.focus(); // where what was asked for begins, for keyboards and screen readers
});

// Whether somebody reads or works in the part that is shown: then it is left as it is.
const isInUse = () => !getSelection().isCollapsed || main.contains(document.activeElement) && document.activeElement !== main;

ask('/_brume/health').then(health => { document.getElementById('version').textContent = health.version; }).catch(problem => say(problem.message));
clock().catch(problem => say(problem.message));
show();
setInterval(() => {
  if (document.hidden) return;
  clock().catch(problem => say(problem.message));
  if (route().part === 'Requests' && !isInUse()) show();
}, 2000);
