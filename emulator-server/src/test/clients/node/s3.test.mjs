// S3 by the AWS SDK for JavaScript v3, its lib-storage and its presigner. The endpoint is in
// AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.
//
// Source of truth: https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html, the page of each
// operation.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { test } from 'node:test';

// Found through NODE_PATH, which imports ignore.
const require = createRequire(import.meta.url);
const sdk = require('@aws-sdk/client-s3');
const { Upload } = require('@aws-sdk/lib-storage');
const { getSignedUrl } = require('@aws-sdk/s3-request-presigner');

const MEBIBYTE = 1 << 20;
const ODD_KEYS = [
  'a//b',
  '//',
  'a/./b',
  'a/../c',
  '100%2F+a b',
  'ü €/😀',
  '~\'()*!:@;,$&=?#<>|\\^`{}[]"',
];

let nextAccount = 520_000_000_000;

async function newBucket() {
  const account = String(nextAccount++);
  const s3 = new sdk.S3({
    region: 'us-east-1',
    maxAttempts: 1,
    forcePathStyle: true,
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
  });
  const Bucket = `javascript-${account}`;
  await s3.createBucket({ Bucket });
  return { s3, Bucket };
}

async function refused(promise, name, status) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.name, name);
    assert.equal(error.$metadata.httpStatusCode, status);
    assert.ok(error.$metadata.requestId);
    return true;
  });
}

async function read(s3, Bucket, Key, more) {
  const { Body } = await s3.getObject({ Bucket, Key, ...more });
  return Body.transformToString();
}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function keys(s3, Bucket, pageSize) {
  const found = [];
  for await (const page of sdk.paginateListObjectsV2({ client: s3, pageSize }, { Bucket })) {
    found.push(...(page.Contents ?? []).map((object) => object.Key));
  }
  return found;
}

test('an object lives and dies', async () => {
  const { s3, Bucket } = await newBucket();
  const where = { Bucket, Key: 'key' };
  const { ETag } = await s3.putObject({
    ...where,
    Body: 'hello',
    ContentType: 'text/x',
    Metadata: { color: 'blue' },
  });
  assert.equal(ETag, '"5d41402abc4b2a76b9719d911017c592"');
  const head = await s3.headObject(where);
  assert.equal(head.ContentLength, 5);
  assert.equal(head.ContentType, 'text/x');
  assert.deepEqual(head.Metadata, { color: 'blue' });
  assert.equal(await read(s3, Bucket, 'key', { Range: 'bytes=1-3' }), 'ell');
  await refused(s3.putObject({ ...where, Body: 'no', IfNoneMatch: '*' }), 'PreconditionFailed', 412);
  await assert.rejects(
    s3.getObject({ ...where, IfNoneMatch: ETag }),
    (error) => error.$metadata.httpStatusCode === 304,
  );
  await sdk.waitUntilObjectExists({ client: s3, maxWaitTime: 10 }, where);
  await s3.deleteObject(where);
  await refused(s3.getObject(where), 'NoSuchKey', 404);
  await refused(s3.headObject(where), 'NotFound', 404);
  await refused(s3.listObjectsV2({ Bucket: `no-${Bucket}` }), 'NoSuchBucket', 404);
});

test('keys are kept byte for byte', async () => {
  const { s3, Bucket } = await newBucket();
  for (const Key of ODD_KEYS) {
    await s3.putObject({ Bucket, Key, Body: Key });
    assert.equal(await read(s3, Bucket, Key), Key);
    await s3.copyObject({ Bucket, Key: 'copy', CopySource: `${Bucket}/${encodeURIComponent(Key)}` });
    assert.equal(await read(s3, Bucket, 'copy'), Key);
  }
  await s3.deleteObject({ Bucket, Key: 'copy' });
  assert.deepEqual((await keys(s3, Bucket, 2)).sort(), [...ODD_KEYS].sort());
  const Objects = ODD_KEYS.map((Key) => ({ Key }));
  const { Deleted } = await s3.deleteObjects({ Bucket, Delete: { Objects } });
  assert.deepEqual(Deleted, Objects);
  assert.deepEqual(await keys(s3, Bucket), []);
});

test('large bodies are uploaded in parts', async () => {
  const { s3, Bucket } = await newBucket();
  const content = randomBytes(12 * MEBIBYTE + 1);
  let loaded = 0;
  for (const Body of [content, Readable.from([content.subarray(0, 7_000_000), content.subarray(7_000_000)])]) {
    const upload = new Upload({
      client: s3,
      params: { Bucket, Key: 'large', Body, Metadata: { a: '1' } },
      partSize: 5 * MEBIBYTE,
      queueSize: 3,
    });
    upload.on('httpUploadProgress', (progress) => {
      loaded = Math.max(loaded, progress.loaded);
    });
    const { ETag } = await upload.done();
    assert.match(ETag, /-3"$/);
    const answer = await s3.getObject({ Bucket, Key: 'large' });
    assert.equal(digest(await answer.Body.transformToByteArray()), digest(content));
    assert.deepEqual(answer.Metadata, { a: '1' });
  }
  assert.equal(loaded, content.length);
  assert.equal((await s3.listMultipartUploads({ Bucket })).Uploads, undefined);
});

test('streams whose end is not known are sent in chunks', async () => {
  const { s3, Bucket } = await newBucket();
  const content = randomBytes(300_000);
  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'SHA1', 'SHA256', 'CRC64NVME']) {
    const Body = Readable.from([content.subarray(0, 99_999), content.subarray(99_999)]);
    await s3.putObject({ Bucket, Key: 'k', Body, ContentLength: content.length, ChecksumAlgorithm });
    const answer = await s3.getObject({ Bucket, Key: 'k', ChecksumMode: 'ENABLED' });
    assert.ok(answer[`Checksum${ChecksumAlgorithm}`]);
    assert.equal(digest(await answer.Body.transformToByteArray()), digest(content));
  }
  await refused(
    s3.putObject({ Bucket, Key: 'bad', Body: 'text', ChecksumCRC32: 'AAAAAA==' }),
    'BadDigest',
    400,
  );
});

test('presigned addresses are open', async () => {
  const { s3, Bucket } = await newBucket();
  // An address by itself cannot keep dots between slashes.
  const openKeys = ODD_KEYS.filter((key) => !key.includes('/.'));
  for (const Key of openKeys) {
    const put = await getSignedUrl(s3, new sdk.PutObjectCommand({ Bucket, Key }));
    const get = await getSignedUrl(s3, new sdk.GetObjectCommand({ Bucket, Key }));
    assert.equal((await fetch(put, { method: 'PUT', body: Key })).status, 200);
    assert.equal(await (await fetch(get)).text(), Key);
  }
  assert.deepEqual((await keys(s3, Bucket)).sort(), [...openKeys].sort());
});

test('versions and tags', async () => {
  const { s3, Bucket } = await newBucket();
  const where = { Bucket, Key: 'key' };
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Enabled' } });
  const first = (await s3.putObject({ ...where, Body: '1', Tagging: 'a=1' })).VersionId;
  const second = (await s3.putObject({ ...where, Body: '2' })).VersionId;
  const marker = await s3.deleteObject(where);
  assert.equal(marker.DeleteMarker, true);
  assert.equal(await read(s3, Bucket, 'key', { VersionId: first }), '1');
  const { TagSet } = await s3.getObjectTagging({ ...where, VersionId: first });
  assert.deepEqual(TagSet, [{ Key: 'a', Value: '1' }]);
  const listed = await s3.listObjectVersions({ Bucket });
  assert.deepEqual(
    listed.Versions.map((version) => version.VersionId),
    [second, first],
  );
  assert.equal(listed.DeleteMarkers[0].VersionId, marker.VersionId);
  await s3.deleteObject({ ...where, VersionId: marker.VersionId });
  assert.equal(await read(s3, Bucket, 'key'), '2');
});
