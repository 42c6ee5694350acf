// SQS by the AWS SDK for JavaScript v3. The endpoint is in AWS_ENDPOINT_URL; every test has an
// account of its own, which is its access key.
//
// Source of truth: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html,
// the page of each operation.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

// Found through NODE_PATH, which imports ignore.
const sdk = createRequire(import.meta.url)('@aws-sdk/client-sqs');

let nextAccount = 500_000_000_000;

function newAccount() {
  const account = String(nextAccount++);
  const client = new sdk.SQS({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
  });
  return { account, sqs: client };
}

function arn(account, name) {
  return `arn:aws:sqs:us-east-1:${account}:${name}`;
}

async function refused(promise, name, status, message) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, status);
    assert.ok(error.$metadata.requestId);
    if (message) {
      assert.equal(error.message, message);
    }
    return true;
  });
}

const bodies = (answer) => (answer.Messages ?? []).map((message) => message.Body);

test('queues are created, found, listed and deleted', async () => {
  const { account, sqs } = newAccount();
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'orders', tags: { team: 'shop' } });
  assert.ok(QueueUrl.endsWith(`/${account}/orders`));
  assert.equal((await sqs.getQueueUrl({ QueueName: 'orders' })).QueueUrl, QueueUrl);
  assert.deepEqual((await sqs.listQueues({})).QueueUrls, [QueueUrl]);
  assert.deepEqual((await sqs.listQueueTags({ QueueUrl })).Tags, { team: 'shop' });
  await sqs.setQueueAttributes({ QueueUrl, Attributes: { VisibilityTimeout: '7' } });
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] });
  assert.equal(Attributes.VisibilityTimeout, '7');
  assert.equal(Attributes.QueueArn, arn(account, 'orders'));
  await sqs.deleteQueue({ QueueUrl });
  await refused(
    sqs.getQueueUrl({ QueueName: 'orders' }),
    'QueueDoesNotExist',
    400,
    'The specified queue does not exist.',
  );
  await refused(sqs.createQueue({ QueueName: 'orders' }), 'QueueDeletedRecently', 400);
});

test('pages hold every queue once', async () => {
  const { sqs } = newAccount();
  for (let i = 0; i < 5; i++) {
    await sqs.createQueue({ QueueName: `page-${i}` });
  }
  const urls = [];
  for await (const page of sdk.paginateListQueues({ client: sqs, pageSize: 2 }, {})) {
    urls.push(...(page.QueueUrls ?? []));
  }
  assert.equal(urls.length, 5);
  assert.equal(new Set(urls).size, 5);
});

// The SDK verifies the MD5 of every body that it sends and receives.
test('a message is sent, received and deleted', async () => {
  const { sqs } = newAccount();
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'orders' });
  const MessageBody = 'a <b> & "c" ä€𐍈 %20+\t\n';
  const sent = await sqs.sendMessage({
    QueueUrl,
    MessageBody,
    MessageAttributes: {
      text: { DataType: 'String', StringValue: 'ä' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255, 128]) },
    },
  });
  const { Messages } = await sqs.receiveMessage({
    QueueUrl,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  assert.equal(Messages.length, 1);
  assert.equal(Messages[0].MessageId, sent.MessageId);
  assert.equal(Messages[0].Body, MessageBody);
  assert.equal(Messages[0].MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
  assert.equal(Messages[0].Attributes.ApproximateReceiveCount, '1');
  assert.deepEqual([...Messages[0].MessageAttributes.bytes.BinaryValue], [0, 255, 128]);
  await sqs.deleteMessage({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle });
  assert.deepEqual(bodies(await sqs.receiveMessage({ QueueUrl })), []);
});

test('a batch answers by id', async () => {
  const { sqs } = newAccount();
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'orders' });
  const sent = await sqs.sendMessageBatch({
    QueueUrl,
    Entries: [
      { Id: 'good', MessageBody: 'one' },
      { Id: 'late', MessageBody: 'two', DelaySeconds: 901 },
    ],
  });
  assert.deepEqual(sent.Successful.map((entry) => entry.Id), ['good']);
  assert.deepEqual(sent.Failed.map((entry) => [entry.Id, entry.Code, entry.SenderFault]), [
    ['late', 'InvalidParameterValue', true],
  ]);
  await refused(
    sqs.sendMessageBatch({ QueueUrl, Entries: [] }),
    'EmptyBatchRequest',
    400,
  );
});

test('a waiting receive is woken by a send', async () => {
  const { sqs } = newAccount();
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'orders' });
  const waiting = sqs.receiveMessage({ QueueUrl, WaitTimeSeconds: 20 });
  await sqs.sendMessage({ QueueUrl, MessageBody: 'wake up' });
  assert.deepEqual(bodies(await waiting), ['wake up']);
});

test('a FIFO queue keeps order and takes no message twice', async () => {
  const { sqs } = newAccount();
  const { QueueUrl } = await sqs.createQueue({
    QueueName: 'orders.fifo',
    Attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true' },
  });
  for (const MessageBody of ['one', 'two', 'two', 'three']) {
    await sqs.sendMessage({ QueueUrl, MessageBody, MessageGroupId: 'g' });
  }
  const answer = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
  assert.deepEqual(bodies(answer), ['one', 'two', 'three']);
  assert.deepEqual(bodies(await sqs.receiveMessage({ QueueUrl })), []);
  await refused(
    sqs.sendMessage({ QueueUrl, MessageBody: 'no group' }),
    'MissingParameter',
    400,
    'The request must contain the parameter MessageGroupId.',
  );
});

test('a message that is never handled goes to the dead-letter queue', async () => {
  const { account, sqs } = newAccount();
  const dead = (await sqs.createQueue({ QueueName: 'dead' })).QueueUrl;
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: arn(account, 'dead'),
    maxReceiveCount: 1,
  });
  const { QueueUrl } = await sqs.createQueue({
    QueueName: 'orders',
    Attributes: { RedrivePolicy },
  });
  await sqs.sendMessage({ QueueUrl, MessageBody: 'poison' });
  await sqs.receiveMessage({ QueueUrl, VisibilityTimeout: 0 });
  assert.deepEqual(bodies(await sqs.receiveMessage({ QueueUrl })), []);
  const buried = await sqs.receiveMessage({ QueueUrl: dead, WaitTimeSeconds: 20 });
  assert.deepEqual(bodies(buried), ['poison']);
});

test('refusals have the names, statuses and texts of AWS', async () => {
  const { sqs } = newAccount();
  const { QueueUrl } = await sqs.createQueue({ QueueName: 'orders' });
  await refused(
    sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 11 }),
    'InvalidParameterValue',
    400,
    'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if'
      + ' provided.',
  );
  await refused(
    sqs.deleteMessage({ QueueUrl, ReceiptHandle: 'nonsense' }),
    'ReceiptHandleIsInvalid',
    404,
  );
  await refused(
    sqs.setQueueAttributes({ QueueUrl, Attributes: { VisibilityTimeout: '-1' } }),
    'InvalidAttributeValue',
    400,
    'Invalid value for the parameter VisibilityTimeout.',
  );
  await sqs.purgeQueue({ QueueUrl });
  await refused(sqs.purgeQueue({ QueueUrl }), 'PurgeQueueInProgress', 403);
});
