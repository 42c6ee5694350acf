// The image in place of LocalStack's, by Testcontainers for Node.js, through a random port. Its class sets
// LOCALSTACK_HOST=localhost. Source of truth: that class, and docs/migration.md of this project.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { LocalstackContainer } from '@testcontainers/localstack';

const image = process.env.BRUME_IMAGE;

async function use(container) {
  const options = {
    endpoint: container.getConnectionUri(),
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const sqs = new SQSClient(options);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }));
  assert.equal(QueueUrl, `http://localhost:${container.getPort()}/000000000000/orders`);
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one coffee' }));
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  assert.equal(Messages[0].Body, 'one coffee');

  const s3 = new S3Client({ ...options, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'photos' }));
  await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'a', Body: 'small' }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a' }));
  assert.equal(await Body.transformToString(), 'small');
}

test('the class for LocalStack takes the image', async () => {
  const container = await new LocalstackContainer(image).start();
  try {
    await use(container);
  } finally {
    await container.stop();
  }
});

test('two containers have a state each', async () => {
  const containers = await Promise.all([1, 2].map(() => new LocalstackContainer(image).start()));
  try {
    await Promise.all(containers.map(use));
  } finally {
    await Promise.all(containers.map((container) => container.stop()));
  }
});
