// SNS by the AWS SDK for JavaScript v3, and its messages by AWS's own verifier, sns-validator. The
// endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.
// The verifier takes certificates by HTTPS only, so the publisher calls by HTTPS too; the host that
// they come from is told to it.
//
// Source of truth: https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // The server's certificate is its own.
process.removeAllListeners('warning');

const require = createRequire(import.meta.url);
const { SNS } = require('@aws-sdk/client-sns');
const { SQS } = require('@aws-sdk/client-sqs');
const MessageValidator = require('sns-validator');

const endpoint = process.env.AWS_ENDPOINT_URL.replace('http:', 'https:');
const validator = new MessageValidator(/^(localhost|127\.0\.0\.1)(:\d+)?$/);
let nextAccount = 520_000_000_000;

function newAccount() {
  const account = String(nextAccount++);
  const options = {
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
  };
  return { account, sns: new SNS(options), sqs: new SQS(options) };
}

function validate(message) {
  return new Promise((resolve, reject) => {
    validator.validate(message, (error, valid) => (error ? reject(error) : resolve(valid)));
  });
}

for (const version of ['1', '2']) {
  test(`messages of signature version ${version} are valid`, async () => {
    const { account, sns, sqs } = newAccount();
    const { TopicArn } = await sns.createTopic({
      Name: 'news',
      Attributes: { SignatureVersion: version },
    });
    const { QueueUrl } = await sqs.createQueue({ QueueName: 'inbox' });
    await sns.subscribe({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:us-east-1:${account}:inbox`,
    });
    await sns.publish({ TopicArn, Message: 'héllo', Subject: 'greeting' });
    const { Messages } = await sqs.receiveMessage({ QueueUrl, WaitTimeSeconds: 10 });
    const message = await validate(Messages[0].Body);
    assert.equal(message.Message, 'héllo');
    const changed = { ...JSON.parse(Messages[0].Body), Message: 'other' };
    await assert.rejects(validate(changed), /signature is invalid/);
  });
}

test('an endpoint confirms by the link and gets messages', async () => {
  const { sns } = newAccount();
  const bodies = [];
  const receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += chunk));
    request.on('end', () => {
      response.end();
      bodies.push(JSON.parse(text));
      receiver.emit('message');
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  try {
    const { TopicArn } = await sns.createTopic({ Name: 'news' });
    let got = once(receiver, 'message');
    await sns.subscribe({
      TopicArn,
      Protocol: 'http',
      Endpoint: `http://127.0.0.1:${receiver.address().port}/in`,
    });
    await got;
    const asked = await validate(bodies.shift());
    assert.equal(asked.Type, 'SubscriptionConfirmation');
    const answer = await fetch(asked.SubscribeURL);
    assert.equal(answer.status, 200);
    got = once(receiver, 'message');
    await sns.publish({ TopicArn, Message: 'hello' });
    await got;
    assert.equal((await validate(bodies.shift())).Message, 'hello');
  } finally {
    receiver.closeAllConnections();
    receiver.close();
  }
});
