// The page at /_brume/. It asks the emulator's own paths and AWS's APIs, and puts every value into the page as
// text, never as markup. Its own requests to AWS's APIs are left out of the list of requests.
'use strict';

const main = document.getElementById('content');
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

const xml = text => new DOMParser().parseFromString(text, 'application/xml');
const texts = (node, name) => [...node.getElementsByTagName(name)].map(found => found.textContent);

// ------------------------------------------------------------------------------------------------- parts

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
    const {QueueUrls: urls = []} = await target('sqs', 'AmazonSQS.ListQueues', '1.0', {});
    const rows = await Promise.all(urls.map(async url => {
      const {Attributes: has} = await target('sqs', 'AmazonSQS.GetQueueAttributes', '1.0', {QueueUrl: url, AttributeNames: ['All']});
      const name = url.slice(url.lastIndexOf('/') + 1);
      return [button(name, () => show(() => messages(url, name)), `Messages of ${name}`), Number(has.ApproximateNumberOfMessages),
        Number(has.ApproximateNumberOfMessagesNotVisible), Number(has.ApproximateNumberOfMessagesDelayed)];
    }));
    return table('Queues', ['Queue', 'Visible', 'In flight', 'Delayed'], rows);
  },

  async Buckets() {
    const names = texts(xml(await aws('s3', '/', {})), 'Name');
    return table('Buckets', ['Bucket'], names.map(name => [button(name, () => show(() => objects(name)), `Objects of ${name}`)]));
  },

  async Tables() {
    const {TableNames: names} = await target('dynamodb', 'DynamoDB_20120810.ListTables', '1.0', {});
    const rows = await Promise.all(names.map(async name => {
      const {Table: has} = await target('dynamodb', 'DynamoDB_20120810.DescribeTable', '1.0', {TableName: name});
      return [button(name, () => show(() => items(name)), `Items of ${name}`),
        has.KeySchema.map(key => key.AttributeName).join(', '), has.TableStatus, has.ItemCount];
    }));
    return table('Tables', ['Table', 'Key', 'Status', 'Items'], rows);
  },

  async Topics() {
    const listed = xml(await aws('sns', '/', {'Content-Type': 'application/x-www-form-urlencoded'}, 'Action=ListSubscriptions&Version=2010-03-31'));
    const topics = texts(xml(await aws('sns', '/', {'Content-Type': 'application/x-www-form-urlencoded'}, 'Action=ListTopics&Version=2010-03-31')), 'TopicArn');
    const subscribed = [...listed.getElementsByTagName('member')].map(one => ['TopicArn', 'Protocol', 'Endpoint'].map(name => texts(one, name)[0]));
    return table('Topics', ['Topic', 'Subscriptions'], topics.map(arn => [arn,
      subscribed.filter(one => one[0] === arn).map(one => `${one[1]} ${one[2]}`).join('; ')]));
  },

  async Streams() {
    const {StreamSummaries: streams = []} = await target('kinesis', 'Kinesis_20131202.ListStreams', '1.1', {});
    return table('Streams', ['Stream', 'Status', 'Mode'], streams.map(one =>
      [one.StreamName, one.StreamStatus, one.StreamModeDetails ? one.StreamModeDetails.StreamMode : '']));
  },

  async Functions() {
    const {Functions: functions} = JSON.parse(await aws('lambda', '/2015-03-31/functions', {}));
    return table('Functions', ['Function', 'Runtime', 'Handler', 'State'], functions.map(one =>
      [one.FunctionName, one.Runtime || one.PackageType, one.Handler || '', one.State || '']));
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

async function messages(url, name) {
  const query = new URLSearchParams({QueueUrl: url, ShowInvisible: 'true', ShowDelayed: 'true'});
  const answer = await fetch(`/_aws/sqs/messages?${query}`, {headers: {Accept: 'application/json'}});
  const result = (await answer.json()).ReceiveMessageResponse.ReceiveMessageResult;
  const found = [result && result.Message || []].flat();
  return table(`Messages of ${name}, looked at without taking them`, ['Id', 'Body'],
    found.map(one => [one.MessageId, element('pre', {}, one.Body)]));
}

async function objects(bucket) {
  const listed = xml(await aws('s3', `/${encodeURIComponent(bucket)}?list-type=2&max-keys=200`, {}));
  return table(`Objects of ${bucket}, the first 200`, ['Key', 'Bytes', 'Modified'], [...listed.getElementsByTagName('Contents')].map(one =>
    [texts(one, 'Key')[0], Number(texts(one, 'Size')[0]), texts(one, 'LastModified')[0]]));
}

async function items(name) {
  const {Items: found} = await target('dynamodb', 'DynamoDB_20120810.Scan', '1.0', {TableName: name, Limit: 100});
  return table(`Items of ${name}, the first 100`, ['Item'], found.map(one => [element('pre', {}, JSON.stringify(one, null, 1))]));
}

// ------------------------------------------------------------------------------------------------- the page

const current = () => decodeURIComponent(location.hash.slice(1)) in parts ? decodeURIComponent(location.hash.slice(1)) : 'Overview';
let shown = 0;
let detail = false;

async function show(make) {
  const turn = ++shown;
  detail = Boolean(make);
  const name = current();
  for (const link of document.querySelectorAll('nav a')) {
    if (link.textContent === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  try {
    const made = [await (make || parts[name])()].flat();
    if (turn === shown) main.replaceChildren(element('h2', {}, name), ...made);
  } catch (problem) {
    if (turn === shown) main.replaceChildren(element('h2', {}, name), element('p', {class: 'bad'}, problem.message));
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
document.getElementById('parts').append(...Object.keys(parts).map(name =>
  element('li', {}, element('a', {href: `#${name}`}, name))));
addEventListener('hashchange', () => show());

ask('/_brume/health').then(health => { document.getElementById('version').textContent = health.version; }).catch(problem => say(problem.message));
clock().catch(problem => say(problem.message));
show();
setInterval(() => {
  if (document.hidden) return;
  clock().catch(problem => say(problem.message));
  if (current() === 'Requests' && !detail && getSelection().isCollapsed) show();
}, 2000);
