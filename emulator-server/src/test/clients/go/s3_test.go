package clients

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/feature/s3/manager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

// S3 by its client and its manager of transfers.
//
// Source of truth: https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html, the page of each
// operation.

const mebibyte = 1 << 20

var oddKeys = []string{
	"a//b", "//", "a/./b", "a/../c", "100%2F+a b", "ü €/😀", "~'()*!:@;,$&=?#<>|\\^`{}[]\"",
}

func newBucket(t *testing.T) (*s3.Client, *string) {
	t.Helper()
	account := fmt.Sprint(nextAccount)
	nextAccount++
	client := s3.New(s3.Options{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials:      credentials.NewStaticCredentialsProvider(account, "secret", ""),
		RetryMaxAttempts: 1,
		UsePathStyle:     true,
	})
	bucket := aws.String("go-" + account)
	must(client.CreateBucket(context.Background(), &s3.CreateBucketInput{Bucket: bucket}))(t)
	return client, bucket
}

func put(t *testing.T, client *s3.Client, bucket *string, key, body string) *s3.PutObjectOutput {
	t.Helper()
	return must(client.PutObject(context.Background(), &s3.PutObjectInput{
		Bucket: bucket, Key: aws.String(key), Body: strings.NewReader(body)}))(t)
}

func read(t *testing.T, client *s3.Client, input *s3.GetObjectInput) string {
	t.Helper()
	output := must(client.GetObject(context.Background(), input))(t)
	defer output.Body.Close()
	return string(must(io.ReadAll(output.Body))(t))
}

func listed(t *testing.T, client *s3.Client, bucket *string, pageSize int32) []string {
	t.Helper()
	var keys []string
	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{
		Bucket: bucket, MaxKeys: aws.Int32(pageSize)})
	for pages.HasMorePages() {
		for _, object := range must(pages.NextPage(context.Background()))(t).Contents {
			keys = append(keys, *object.Key)
		}
	}
	return keys
}

func s3Refused(t *testing.T, err error, code string) {
	t.Helper()
	var refusal smithy.APIError
	if !errors.As(err, &refusal) {
		t.Fatalf("want %s, got %v", code, err)
	}
	equal(t, code, refusal.ErrorCode())
}

func TestTheLifeOfAnObject(t *testing.T) {
	client, bucket := newBucket(t)
	etag := put(t, client, bucket, "key", "hello").ETag
	equal(t, `"5d41402abc4b2a76b9719d911017c592"`, *etag)
	where := &s3.GetObjectInput{Bucket: bucket, Key: aws.String("key")}
	equal(t, "hello", read(t, client, where))
	equal(t, "ell", read(t, client, &s3.GetObjectInput{
		Bucket: bucket, Key: where.Key, Range: aws.String("bytes=1-3")}))
	_, err := client.PutObject(context.Background(), &s3.PutObjectInput{
		Bucket: bucket, Key: where.Key, IfNoneMatch: aws.String("*")})
	s3Refused(t, err, "PreconditionFailed")
	must(client.DeleteObject(context.Background(), &s3.DeleteObjectInput{
		Bucket: bucket, Key: where.Key}))(t)
	_, err = client.GetObject(context.Background(), where)
	var gone *s3types.NoSuchKey
	if !errors.As(err, &gone) {
		t.Fatal(err)
	}
	_, err = client.ListObjectsV2(context.Background(), &s3.ListObjectsV2Input{
		Bucket: aws.String("no-" + *bucket)})
	s3Refused(t, err, "NoSuchBucket")
}

func TestKeysAreKeptByteForByte(t *testing.T) {
	client, bucket := newBucket(t)
	var objects []s3types.ObjectIdentifier
	for _, key := range oddKeys {
		put(t, client, bucket, key, key)
		equal(t, key, read(t, client, &s3.GetObjectInput{Bucket: bucket, Key: aws.String(key)}))
		objects = append(objects, s3types.ObjectIdentifier{Key: aws.String(key)})
	}
	sorted := slices.Sorted(slices.Values(oddKeys))
	for _, size := range []int32{2, 1000} {
		if keys := listed(t, client, bucket, size); !slices.Equal(sorted, keys) {
			t.Fatalf("want %q, got %q", sorted, keys)
		}
	}
	must(client.DeleteObjects(context.Background(), &s3.DeleteObjectsInput{
		Bucket: bucket, Delete: &s3types.Delete{Objects: objects}}))(t)
	equal(t, 0, len(listed(t, client, bucket, 1000)))
}

func TestLargeObjectsGoUpAndDownInParts(t *testing.T) {
	client, bucket := newBucket(t)
	content := make([]byte, 12*mebibyte+1)
	must(rand.Read(content))(t)
	uploader := manager.NewUploader(client, func(u *manager.Uploader) { u.PartSize = 5 * mebibyte })
	// A reader that tells neither its length nor where it is.
	body := io.MultiReader(bytes.NewReader(content))
	key := aws.String("a//b ü")
	must(uploader.Upload(context.Background(), &s3.PutObjectInput{
		Bucket: bucket, Key: key, Body: body, ChecksumAlgorithm: s3types.ChecksumAlgorithmSha256}))(t)
	downloader := manager.NewDownloader(client)
	received := manager.NewWriteAtBuffer(nil)
	must(downloader.Download(context.Background(), received, &s3.GetObjectInput{
		Bucket: bucket, Key: key}))(t)
	if !bytes.Equal(content, received.Bytes()) {
		t.Fatal("other bytes came back")
	}
	head := must(client.HeadObject(context.Background(), &s3.HeadObjectInput{
		Bucket: bucket, Key: key}))(t)
	if !strings.HasSuffix(*head.ETag, `-3"`) {
		t.Fatal(*head.ETag)
	}
}

func TestPresignedAddressesAreOpen(t *testing.T) {
	client, bucket := newBucket(t)
	presigner := s3.NewPresignClient(client)
	for _, key := range oddKeys {
		signed := must(presigner.PresignPutObject(context.Background(), &s3.PutObjectInput{
			Bucket: bucket, Key: aws.String(key)}))(t)
		request := must(http.NewRequest(signed.Method, signed.URL, strings.NewReader(key)))(t)
		answer := must(http.DefaultClient.Do(request))(t)
		answer.Body.Close()
		equal(t, 200, answer.StatusCode)
		signed = must(presigner.PresignGetObject(context.Background(), &s3.GetObjectInput{
			Bucket: bucket, Key: aws.String(key)}))(t)
		answer = must(http.Get(signed.URL))(t)
		equal(t, key, string(must(io.ReadAll(answer.Body))(t)))
		answer.Body.Close()
	}
	equal(t, len(oddKeys), len(listed(t, client, bucket, 1000)))
}

func TestVersions(t *testing.T) {
	client, bucket := newBucket(t)
	must(client.PutBucketVersioning(context.Background(), &s3.PutBucketVersioningInput{
		Bucket: bucket,
		VersioningConfiguration: &s3types.VersioningConfiguration{
			Status: s3types.BucketVersioningStatusEnabled}}))(t)
	first := put(t, client, bucket, "key", "1").VersionId
	second := put(t, client, bucket, "key", "2").VersionId
	equal(t, "1", read(t, client, &s3.GetObjectInput{
		Bucket: bucket, Key: aws.String("key"), VersionId: first}))
	marker := must(client.DeleteObject(context.Background(), &s3.DeleteObjectInput{
		Bucket: bucket, Key: aws.String("key")}))(t)
	equal(t, true, *marker.DeleteMarker)
	versions := must(client.ListObjectVersions(context.Background(), &s3.ListObjectVersionsInput{
		Bucket: bucket}))(t)
	equal(t, *second, *versions.Versions[0].VersionId)
	equal(t, *first, *versions.Versions[1].VersionId)
	equal(t, *marker.VersionId, *versions.DeleteMarkers[0].VersionId)
}
