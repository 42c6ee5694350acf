// Roles that the AWS SDK for Go v2 assumes because a profile names them:
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html.
package clients

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func TestProfileAssumesARole(t *testing.T) {
	ctx := context.Background()
	_, account := newAccount()
	users := iam.New(iam.Options{
		Region:           "us-east-1",
		BaseEndpoint:     aws.String(os.Getenv("AWS_ENDPOINT_URL")),
		Credentials:      credentials.NewStaticCredentialsProvider(account, "secret", ""),
		RetryMaxAttempts: 1,
	})
	must(users.CreateUser(ctx, &iam.CreateUserInput{UserName: aws.String("ana")}))(t)
	key := must(users.CreateAccessKey(ctx, &iam.CreateAccessKeyInput{UserName: aws.String("ana")}))(t).AccessKey
	role := must(users.CreateRole(ctx, &iam.CreateRoleInput{
		RoleName: aws.String("one"),
		AssumeRolePolicyDocument: aws.String(fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow",`+
			`"Principal":{"AWS":"arn:aws:iam::%s:user/ana"},"Action":"sts:AssumeRole"}]}`, account))}))(t).Role
	file := filepath.Join(t.TempDir(), "config")
	text := fmt.Sprintf("[profile base]\naws_access_key_id = %s\naws_secret_access_key = %s\n"+
		"[profile one]\nregion = us-east-1\nrole_arn = %s\nsource_profile = base\nrole_session_name = named\n",
		*key.AccessKeyId, *key.SecretAccessKey, *role.Arn)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	// Credentials are resolved before the endpoint of all services is: STS's own comes first.
	t.Setenv("AWS_ENDPOINT_URL_STS", os.Getenv("AWS_ENDPOINT_URL"))
	loaded := must(config.LoadDefaultConfig(ctx,
		config.WithSharedConfigFiles([]string{file}),
		config.WithSharedCredentialsFiles([]string{}),
		config.WithSharedConfigProfile("one")))(t)
	identity := must(sts.NewFromConfig(loaded).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{}))(t)
	equal(t, fmt.Sprintf("arn:aws:sts::%s:assumed-role/one/named", account), *identity.Arn)
}
