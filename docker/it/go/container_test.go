// The image in place of LocalStack's, by Testcontainers for Go, through a random port. Its module sets LOCALSTACK_HOST
// and mounts the engine's socket. Source of truth: that module, and docs/migration.md of this project.
package orders

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/modules/localstack"
)

func TestTheModuleForLocalStackTakesTheImage(t *testing.T) {
	ctx := context.Background()
	container, err := localstack.Run(ctx, os.Getenv("BRUME_IMAGE"))
	testcontainers.CleanupContainer(t, container)
	if err != nil {
		t.Fatal(err)
	}
	port, err := container.MappedPort(ctx, "4566/tcp")
	if err != nil {
		t.Fatal(err)
	}
	host, err := container.Host(ctx)
	if err != nil {
		t.Fatal(err)
	}
	client := sqs.New(sqs.Options{
		BaseEndpoint: aws.String(fmt.Sprintf("http://%s:%s", host, port.Port())),
		Region:       "us-east-1",
		Credentials:  credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	created, err := client.CreateQueue(ctx, &sqs.CreateQueueInput{QueueName: aws.String("orders")})
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("http://localhost:%s/000000000000/orders", port.Port()); *created.QueueUrl != want {
		t.Fatalf("the queue's URL is %s, not %s", *created.QueueUrl, want)
	}
	if _, err = client.SendMessage(ctx, &sqs.SendMessageInput{QueueUrl: created.QueueUrl, MessageBody: aws.String("one coffee")}); err != nil {
		t.Fatal(err)
	}
	received, err := client.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: created.QueueUrl})
	if err != nil || len(received.Messages) != 1 || *received.Messages[0].Body != "one coffee" {
		t.Fatalf("received %v, %v", received, err)
	}
}
