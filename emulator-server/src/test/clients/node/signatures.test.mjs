// What the AWS SDK for JavaScript v3 signs, on a server that verifies. The endpoint is in
// AWS_ENDPOINT_URL; every account has the secret "secret".
//
// Source of truth: the SDK's signers, and
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.

import assert from 'node:assert/strict';
import http from 'node:http';
import { createRequire } from 'node:module';
import { test } from 'node:test';

// Found through NODE_PATH, which imports ignore.
const require = createRequire(import.meta.url);
const sdk = require('@aws-sdk/client-s3');
const { SQS } = require('@aws-sdk/client-sqs');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');
const { SignatureV4a } = require('@aws-sdk/signature-v4a');
const { Sha256 } = require('@aws-crypto/sha256-js');

let nextAccount = 700_000_000_000;
const newAccount = () => String(nextAccount++);

const options = (account, secret, more) => ({
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: account, secretAccessKey: secret ?? 'secret' },
  ...more,
});

const s3Of = (account, secret, more) =>
  new sdk.S3(options(account, secret, { forcePathStyle: true, ...more }));

async function newBucket() {
  const account = newAccount();
  const s3 = s3Of(account);
  const Bucket = `signed-${account}`;
  await s3.createBucket({ Bucket });
  return { account, s3, Bucket };
}

function call(method, address, body, headers) {
  return new Promise((resolve, reject) => {
    const request = http.request(address, { method, headers, agent: false }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, text: Buffer.concat(pieces).toString() }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

test('keys may be odd', async () => {
  const { s3, Bucket } = await newBucket();
  for (const Key of ['plain', 'a b+c%d&e=f', 'a//b/', '/slash', '~a._-', 'ü/€/😀', "'()*!:@;,$"]) {
    await s3.putObject({ Bucket, Key, Body: Key, Metadata: { a: 'x  y, "z"' } });
    const { Body } = await s3.getObject({ Bucket, Key });
    assert.equal(await Body.transformToString(), Key);
  }
});

test('bodies may be checked in many ways', async () => {
  const { s3, Bucket } = await newBucket();
  const Body = 'some text '.repeat(30_000);
  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'SHA1', 'SHA256']) {
    await s3.putObject({ Bucket, Key: 'checked', Body, ChecksumAlgorithm });
    const answer = await s3.getObject({ Bucket, Key: 'checked' });
    assert.equal(await answer.Body.transformToString(), Body);
  }
});

test('presigned addresses work', async () => {
  const { account, s3, Bucket } = await newBucket();
  const where = { Bucket, Key: 'p q' };
  const put = await getSignedUrl(s3, new sdk.PutObjectCommand(where));
  const get = await getSignedUrl(s3, new sdk.GetObjectCommand(where));
  const wrong = await getSignedUrl(s3Of(account, 'wrong'), new sdk.GetObjectCommand(where));

  assert.equal((await call('PUT', put, 'text')).status, 200);
  assert.deepEqual(await call('GET', get), { status: 200, text: 'text' });
  assert.match((await call('GET', wrong)).text, /SignatureDoesNotMatch/);
  assert.match((await call('DELETE', get)).text, /SignatureDoesNotMatch/);
  assert.match((await call('GET', get.replace('p%20q', 'p'))).text, /SignatureDoesNotMatch/);
  assert.match(
    (await call('PUT', put, 'text', { 'x-amz-acl': 'public-read' })).text,
    /<HeadersNotSigned>x-amz-acl/,
  );
});

test('a wrong secret is refused', async () => {
  const { account, Bucket } = await newBucket();
  const s3 = s3Of(account, 'wrong');
  await assert.rejects(s3.putObject({ Bucket, Key: 'k', Body: 'b' }), {
    name: 'SignatureDoesNotMatch',
  });
});

// The clients sign by version 4A for access points of several regions only; so their signer is put
// in by hand.
const asymmetric = (account, secret, regions) => ({
  signer: {
    sign: async (request) => {
      const signed = await new SignatureV4a({
        service: 's3',
        region: regions,
        sha256: Sha256,
        uriEscapePath: false,
        credentials: { accessKeyId: account, secretAccessKey: secret },
      }).sign(request);
      assert.match(signed.headers.authorization, /^AWS4-ECDSA-P256-SHA256 /);
      return signed;
    },
  },
});

test('a signature may be for several regions', async () => {
  const { account, Bucket } = await newBucket();
  for (const regions of ['*', 'us-east-1', 'eu-west-1,us-*']) {
    const s3 = s3Of(account, 'secret', asymmetric(account, 'secret', regions));
    await s3.putObject({ Bucket, Key: 'several//p q', Body: regions });
    const { Body } = await s3.getObject({ Bucket, Key: 'several//p q' });
    assert.equal(await Body.transformToString(), regions);

    const wrong = s3Of(account, 'wrong', asymmetric(account, 'wrong', regions));
    await assert.rejects(wrong.getObject({ Bucket, Key: 'several//p q' }), {
      name: 'SignatureDoesNotMatch',
    });
  }
});

test('a token that nobody gave out is refused', async () => {
  const account = newAccount();
  const credentials = {
    accessKeyId: account,
    secretAccessKey: 'secret',
    sessionToken: 'nobody gave this out',
  };
  await assert.rejects(new SQS(options(account, undefined, { credentials })).listQueues({}), {
    name: 'InvalidClientTokenId',
  });
});
