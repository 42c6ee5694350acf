// SNS by the AWS SDK for Go v2: https://docs.aws.amazon.com/sns/latest/api/Welcome.html, the page of
// each operation.
package clients

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sns"
	snstypes "github.com/aws/aws-sdk-go-v2/service/sns/types"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

func newTopics(account string) *sns.Client {
	return sns.New(sns.Options{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials:      credentials.NewStaticCredentialsProvider(account, "secret", ""),
		RetryMaxAttempts: 1,
	})
}

func TestTopicReachesTheQueueThatWantsIt(t *testing.T) {
	ctx := context.Background()
	queues, account := newAccount()
	topics := newTopics(account)
	url := createQueue(t, queues, "inbox", nil)
	topic := must(topics.CreateTopic(ctx, &sns.CreateTopicInput{Name: aws.String("news")}))(t).TopicArn
	must(topics.Subscribe(ctx, &sns.SubscribeInput{
		TopicArn:   topic,
		Protocol:   aws.String("sqs"),
		Endpoint:   aws.String("arn:aws:sqs:us-east-1:" + account + ":inbox"),
		Attributes: map[string]string{"FilterPolicy": `{"kind":["loud"]}`}}))(t)
	for _, kind := range []string{"quiet", "loud"} {
		must(topics.Publish(ctx, &sns.PublishInput{
			TopicArn: topic,
			Message:  aws.String("a " + kind + " word"),
			MessageAttributes: map[string]snstypes.MessageAttributeValue{
				"kind": {DataType: aws.String("String"), StringValue: aws.String(kind)},
			}}))(t)
	}
	got := must(queues.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{
		QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 5}))(t)
	equal(t, 1, len(got.Messages))
	var envelope struct{ Type, Message, TopicArn string }
	if err := json.Unmarshal([]byte(*got.Messages[0].Body), &envelope); err != nil {
		t.Fatal(err)
	}
	equal(t, "Notification", envelope.Type)
	equal(t, "a loud word", envelope.Message)
	equal(t, *topic, envelope.TopicArn)
}

func TestTopicsArePaged(t *testing.T) {
	ctx := context.Background()
	_, account := newAccount()
	topics := newTopics(account)
	for i := 0; i < 101; i++ {
		must(topics.CreateTopic(ctx, &sns.CreateTopicInput{Name: aws.String(fmt.Sprint("t", i))}))(t)
	}
	count := 0
	pages := sns.NewListTopicsPaginator(topics, &sns.ListTopicsInput{})
	for pages.HasMorePages() {
		count += len(must(pages.NextPage(ctx))(t).Topics)
	}
	equal(t, 101, count)
}

func TestUnknownTopicIsNotFound(t *testing.T) {
	_, account := newAccount()
	_, err := newTopics(account).Publish(context.Background(), &sns.PublishInput{
		TopicArn: aws.String("arn:aws:sns:us-east-1:" + account + ":none"), Message: aws.String("a")})
	var notFound *snstypes.NotFoundException
	if !errors.As(err, &notFound) {
		t.Fatal(err)
	}
	equal(t, "Topic does not exist", *notFound.Message)
}

func TestFifoTopicsNumberWhatTheyTake(t *testing.T) {
	ctx := context.Background()
	_, account := newAccount()
	topics := newTopics(account)
	topic := must(topics.CreateTopic(ctx, &sns.CreateTopicInput{
		Name:       aws.String("orders.fifo"),
		Attributes: map[string]string{"FifoTopic": "true", "ContentBasedDeduplication": "true"}}))(t).TopicArn
	publish := func(message string) *sns.PublishOutput {
		return must(topics.Publish(ctx, &sns.PublishInput{
			TopicArn: topic, Message: &message, MessageGroupId: aws.String("g")}))(t)
	}
	first, again, second := publish("a"), publish("a"), publish("b")
	equal(t, *first.SequenceNumber, *again.SequenceNumber)
	equal(t, *first.MessageId, *again.MessageId)
	if *second.SequenceNumber <= *first.SequenceNumber {
		t.Fatal(*second.SequenceNumber)
	}
}
