// Kinesis Data Streams by the AWS SDK for Go v2, whose messages are CBOR:
// https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html, the page of each operation.
package clients

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	kinesistypes "github.com/aws/aws-sdk-go-v2/service/kinesis/types"
)

const patience = 30 * time.Second

func newStream(t *testing.T, shards int32) *kinesis.Client {
	t.Helper()
	_, account := newAccount()
	client := kinesis.New(kinesis.Options{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials:      credentials.NewStaticCredentialsProvider(account, "secret", ""),
		RetryMaxAttempts: 1,
	})
	name := aws.String("s")
	must(client.CreateStream(context.Background(), &kinesis.CreateStreamInput{
		StreamName: name, ShardCount: aws.Int32(shards)}))(t)
	waiter := kinesis.NewStreamExistsWaiter(client)
	err := waiter.Wait(context.Background(), &kinesis.DescribeStreamInput{StreamName: name}, patience,
		func(o *kinesis.StreamExistsWaiterOptions) {
			o.MinDelay = 20 * time.Millisecond
			o.MaxDelay = time.Second
		})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestRecordsArePutAndRead(t *testing.T) {
	ctx := context.Background()
	client := newStream(t, 2)
	var entries []kinesistypes.PutRecordsRequestEntry
	for i := 0; i < 100; i++ {
		entries = append(entries, kinesistypes.PutRecordsRequestEntry{
			PartitionKey: aws.String(fmt.Sprint(i)), Data: []byte{byte(i), 0, 255}})
	}
	put := must(client.PutRecords(ctx, &kinesis.PutRecordsInput{StreamName: aws.String("s"), Records: entries}))(t)
	equal(t, 0, *put.FailedRecordCount)
	seen := map[byte]bool{}
	shards := must(client.ListShards(ctx, &kinesis.ListShardsInput{StreamName: aws.String("s")}))(t).Shards
	for _, shard := range shards {
		iterator := must(client.GetShardIterator(ctx, &kinesis.GetShardIteratorInput{
			StreamName: aws.String("s"), ShardId: shard.ShardId,
			ShardIteratorType: kinesistypes.ShardIteratorTypeTrimHorizon}))(t).ShardIterator
		for _, record := range must(client.GetRecords(ctx, &kinesis.GetRecordsInput{ShardIterator: iterator}))(t).Records {
			seen[record.Data[0]] = true
		}
	}
	equal(t, 100, len(seen))
}

func TestSubscriptionGetsEvents(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	client := newStream(t, 1)
	arn := must(client.DescribeStreamSummary(ctx, &kinesis.DescribeStreamSummaryInput{
		StreamName: aws.String("s")}))(t).StreamDescriptionSummary.StreamARN
	consumer := must(client.RegisterStreamConsumer(ctx, &kinesis.RegisterStreamConsumerInput{
		StreamARN: arn, ConsumerName: aws.String("c")}))(t).Consumer.ConsumerARN
	for {
		described := must(client.DescribeStreamConsumer(ctx, &kinesis.DescribeStreamConsumerInput{
			ConsumerARN: consumer}))(t)
		if described.ConsumerDescription.ConsumerStatus == kinesistypes.ConsumerStatusActive {
			break
		}
	}
	must(client.PutRecord(ctx, &kinesis.PutRecordInput{
		StreamName: aws.String("s"), PartitionKey: aws.String("a"), Data: []byte("hello")}))(t)
	stream := must(client.SubscribeToShard(ctx, &kinesis.SubscribeToShardInput{
		ConsumerARN: consumer, ShardId: aws.String("shardId-000000000000"),
		StartingPosition: &kinesistypes.StartingPosition{Type: kinesistypes.ShardIteratorTypeTrimHorizon}}))(t).GetStream()
	defer stream.Close()
	for event := range stream.Events() {
		records := event.(*kinesistypes.SubscribeToShardEventStreamMemberSubscribeToShardEvent).Value.Records
		if len(records) > 0 {
			equal(t, "hello", string(records[0].Data))
			return
		}
	}
	t.Fatal(stream.Err())
}

func TestUnknownStreamIsNotFound(t *testing.T) {
	client := newStream(t, 1)
	_, err := client.DescribeStream(context.Background(), &kinesis.DescribeStreamInput{StreamName: aws.String("none")})
	var notFound *kinesistypes.ResourceNotFoundException
	if !errors.As(err, &notFound) {
		t.Fatal(err)
	}
}
