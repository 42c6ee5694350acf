// DynamoDB by the AWS SDK for Go v2:
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html, the page of each operation.
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
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	dynamodbtypes "github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func newTable(t *testing.T) *dynamodb.Client {
	t.Helper()
	_, account := newAccount()
	client := dynamodb.New(dynamodb.Options{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials:      credentials.NewStaticCredentialsProvider(account, "secret", ""),
		RetryMaxAttempts: 1,
	})
	must(client.CreateTable(context.Background(), &dynamodb.CreateTableInput{
		TableName:   aws.String("things"),
		BillingMode: dynamodbtypes.BillingModePayPerRequest,
		AttributeDefinitions: []dynamodbtypes.AttributeDefinition{
			{AttributeName: aws.String("pk"), AttributeType: dynamodbtypes.ScalarAttributeTypeS},
			{AttributeName: aws.String("sk"), AttributeType: dynamodbtypes.ScalarAttributeTypeN},
		},
		KeySchema: []dynamodbtypes.KeySchemaElement{
			{AttributeName: aws.String("pk"), KeyType: dynamodbtypes.KeyTypeHash},
			{AttributeName: aws.String("sk"), KeyType: dynamodbtypes.KeyTypeRange},
		}}))(t)
	waiter := dynamodb.NewTableExistsWaiter(client)
	err := waiter.Wait(context.Background(), &dynamodb.DescribeTableInput{TableName: aws.String("things")}, patience,
		func(o *dynamodb.TableExistsWaiterOptions) {
			o.MinDelay = 20 * time.Millisecond
			o.MaxDelay = time.Second
		})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func text(value string) dynamodbtypes.AttributeValue {
	return &dynamodbtypes.AttributeValueMemberS{Value: value}
}

func count(value int) dynamodbtypes.AttributeValue {
	return &dynamodbtypes.AttributeValueMemberN{Value: fmt.Sprint(value)}
}

func itemKey(sk int) map[string]dynamodbtypes.AttributeValue {
	return map[string]dynamodbtypes.AttributeValue{"pk": text("a"), "sk": count(sk)}
}

func TestItemsOfAllTypesComeBack(t *testing.T) {
	ctx := context.Background()
	client := newTable(t)
	item := itemKey(1)
	item["b"] = &dynamodbtypes.AttributeValueMemberB{Value: []byte{0, 255}}
	item["l"] = &dynamodbtypes.AttributeValueMemberL{Value: []dynamodbtypes.AttributeValue{
		&dynamodbtypes.AttributeValueMemberBOOL{Value: false}, &dynamodbtypes.AttributeValueMemberNULL{Value: true}}}
	item["m"] = &dynamodbtypes.AttributeValueMemberM{Value: map[string]dynamodbtypes.AttributeValue{"ü": text("")}}
	item["ns"] = &dynamodbtypes.AttributeValueMemberNS{Value: []string{"1", "2.5"}}
	must(client.PutItem(ctx, &dynamodb.PutItemInput{TableName: aws.String("things"), Item: item}))(t)
	got := must(client.GetItem(ctx, &dynamodb.GetItemInput{TableName: aws.String("things"), Key: itemKey(1)}))(t).Item
	equal(t, len(item), len(got))
	equal(t, "", got["m"].(*dynamodbtypes.AttributeValueMemberM).Value["ü"].(*dynamodbtypes.AttributeValueMemberS).Value)
	equal(t, byte(255), got["b"].(*dynamodbtypes.AttributeValueMemberB).Value[1])
}

func TestQueryPagesFollowEachOther(t *testing.T) {
	ctx := context.Background()
	client := newTable(t)
	var writes []dynamodbtypes.WriteRequest
	for i := 0; i < 20; i++ {
		writes = append(writes, dynamodbtypes.WriteRequest{PutRequest: &dynamodbtypes.PutRequest{Item: itemKey(i)}})
	}
	must(client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{
		RequestItems: map[string][]dynamodbtypes.WriteRequest{"things": writes}}))(t)
	pages := dynamodb.NewQueryPaginator(client, &dynamodb.QueryInput{
		TableName: aws.String("things"), Limit: aws.Int32(6), ScanIndexForward: aws.Bool(false),
		KeyConditionExpression:    aws.String("pk = :p and sk < :s"),
		ExpressionAttributeValues: map[string]dynamodbtypes.AttributeValue{":p": text("a"), ":s": count(15)}})
	next := 14
	for pages.HasMorePages() {
		for _, item := range must(pages.NextPage(ctx))(t).Items {
			equal(t, fmt.Sprint(next), item["sk"].(*dynamodbtypes.AttributeValueMemberN).Value)
			next--
		}
	}
	equal(t, -1, next)
}

func TestErrorsOfTablesAreTheirTypes(t *testing.T) {
	ctx := context.Background()
	client := newTable(t)
	item := itemKey(1)
	item["n"] = count(7)
	must(client.PutItem(ctx, &dynamodb.PutItemInput{TableName: aws.String("things"), Item: item}))(t)
	_, err := client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName: aws.String("things"), Key: itemKey(1), ConditionExpression: aws.String("attribute_not_exists(pk)"),
		ReturnValuesOnConditionCheckFailure: dynamodbtypes.ReturnValuesOnConditionCheckFailureAllOld})
	var failed *dynamodbtypes.ConditionalCheckFailedException
	if !errors.As(err, &failed) {
		t.Fatal(err)
	}
	equal(t, "7", failed.Item["n"].(*dynamodbtypes.AttributeValueMemberN).Value)
	_, err = client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{
		TransactItems: []dynamodbtypes.TransactWriteItem{
			{Put: &dynamodbtypes.Put{TableName: aws.String("things"), Item: itemKey(2)}},
			{ConditionCheck: &dynamodbtypes.ConditionCheck{TableName: aws.String("things"), Key: itemKey(1),
				ConditionExpression: aws.String("attribute_not_exists(pk)")}},
		}})
	var cancelled *dynamodbtypes.TransactionCanceledException
	if !errors.As(err, &cancelled) {
		t.Fatal(err)
	}
	equal(t, "ConditionalCheckFailed", *cancelled.CancellationReasons[1].Code)
	_, err = client.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: aws.String("none")})
	var missing *dynamodbtypes.ResourceNotFoundException
	if !errors.As(err, &missing) {
		t.Fatal(err)
	}
}
