// Package clients drives SQS by the AWS SDK for Go v2. The endpoint is in AWS_ENDPOINT_URL; every
// test has an account of its own, which is its access key.
//
// Source of truth: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html,
// the page of each operation.
package clients

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

var nextAccount = 600_000_000_000

func newAccount() (*sqs.Client, string) {
	account := fmt.Sprint(nextAccount)
	nextAccount++
	return sqs.New(sqs.Options{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials:      credentials.NewStaticCredentialsProvider(account, "secret", ""),
		RetryMaxAttempts: 1,
	}), account
}

func must[T any](answer T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
}

func createQueue(t *testing.T, client *sqs.Client, name string, attributes map[string]string) *string {
	t.Helper()
	return must(client.CreateQueue(context.Background(), &sqs.CreateQueueInput{
		QueueName: aws.String(name), Attributes: attributes}))(t).QueueUrl
}

func equal[T comparable](t *testing.T, want, got T) {
	t.Helper()
	if want != got {
		t.Fatalf("want %v, got %v", want, got)
	}
}

func bodies(messages []types.Message) string {
	var all []string
	for _, message := range messages {
		all = append(all, *message.Body)
	}
	return strings.Join(all, " ")
}

// The SDK verifies the MD5 of every body that it sends and receives.
func TestMessageIsSentReceivedAndDeleted(t *testing.T) {
	ctx := context.Background()
	client, account := newAccount()
	url := createQueue(t, client, "orders", nil)
	if !strings.HasSuffix(*url, "/"+account+"/orders") {
		t.Fatal(*url)
	}
	body := "a <b> & \"c\" ä€𐍈 %20+\t\n"
	sent := must(client.SendMessage(ctx, &sqs.SendMessageInput{
		QueueUrl:    url,
		MessageBody: &body,
		MessageAttributes: map[string]types.MessageAttributeValue{
			"bytes": {DataType: aws.String("Binary"), BinaryValue: []byte{0, 255}},
		}}))(t)
	received := must(client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
		QueueUrl: url, MessageAttributeNames: []string{"All"}}))(t).Messages
	equal(t, 1, len(received))
	equal(t, *sent.MessageId, *received[0].MessageId)
	equal(t, body, *received[0].Body)
	equal(t, *sent.MD5OfMessageAttributes, *received[0].MD5OfMessageAttributes)
	equal(t, "\x00\xff", string(received[0].MessageAttributes["bytes"].BinaryValue))
	must(client.DeleteMessage(ctx, &sqs.DeleteMessageInput{
		QueueUrl: url, ReceiptHandle: received[0].ReceiptHandle}))(t)
	left := must(client.GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{
		QueueUrl: url, AttributeNames: []types.QueueAttributeName{"All"}}))(t).Attributes
	equal(t, "0", left["ApproximateNumberOfMessagesNotVisible"])
}

func TestBatchAnswersById(t *testing.T) {
	client, _ := newAccount()
	url := createQueue(t, client, "orders", nil)
	sent := must(client.SendMessageBatch(context.Background(), &sqs.SendMessageBatchInput{
		QueueUrl: url,
		Entries: []types.SendMessageBatchRequestEntry{
			{Id: aws.String("good"), MessageBody: aws.String("one")},
			{Id: aws.String("late"), MessageBody: aws.String("two"), DelaySeconds: 901},
		}}))(t)
	equal(t, 1, len(sent.Successful))
	equal(t, 1, len(sent.Failed))
	equal(t, "InvalidParameterValue", *sent.Failed[0].Code)
	equal(t, true, sent.Failed[0].SenderFault)
}

func TestFifoQueueKeepsOrderAndTakesNoMessageTwice(t *testing.T) {
	ctx := context.Background()
	client, _ := newAccount()
	url := createQueue(t, client, "orders.fifo",
		map[string]string{"FifoQueue": "true", "ContentBasedDeduplication": "true"})
	for _, body := range []string{"one", "two", "two", "three"} {
		must(client.SendMessage(ctx, &sqs.SendMessageInput{
			QueueUrl: url, MessageBody: aws.String(body), MessageGroupId: aws.String("g")}))(t)
	}
	received := must(client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
		QueueUrl: url, MaxNumberOfMessages: 10}))(t).Messages
	equal(t, "one two three", bodies(received))
}

func TestWaitingReceiveIsWokenBySend(t *testing.T) {
	ctx := context.Background()
	client, _ := newAccount()
	url := createQueue(t, client, "orders", nil)
	answers := make(chan string)
	go func() {
		answer, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
			QueueUrl: url, WaitTimeSeconds: 20})
		if err != nil {
			answers <- err.Error()
			return
		}
		answers <- bodies(answer.Messages)
	}()
	must(client.SendMessage(ctx, &sqs.SendMessageInput{
		QueueUrl: url, MessageBody: aws.String("wake-up")}))(t)
	equal(t, "wake-up", <-answers)
}

func TestRefusalsAreTheModelledErrors(t *testing.T) {
	ctx := context.Background()
	client, _ := newAccount()
	url := createQueue(t, client, "orders", nil)

	_, err := client.GetQueueUrl(ctx, &sqs.GetQueueUrlInput{QueueName: aws.String("nowhere")})
	var missing *types.QueueDoesNotExist
	if !errors.As(err, &missing) {
		t.Fatal(err)
	}
	equal(t, "The specified queue does not exist.", missing.ErrorMessage())

	_, err = client.DeleteMessage(ctx, &sqs.DeleteMessageInput{
		QueueUrl: url, ReceiptHandle: aws.String("nonsense")})
	var handle *types.ReceiptHandleIsInvalid
	if !errors.As(err, &handle) {
		t.Fatal(err)
	}

	_, err = client.SendMessageBatch(ctx, &sqs.SendMessageBatchInput{
		QueueUrl: url, Entries: []types.SendMessageBatchRequestEntry{}})
	var empty *types.EmptyBatchRequest
	if !errors.As(err, &empty) {
		t.Fatal(err)
	}
}
