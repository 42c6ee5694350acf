package dev.brume.server;

import dev.brume.core.access.Authorizer;
import dev.brume.core.admin.HostGuard;
import dev.brume.core.blob.BodyStore;
import dev.brume.core.effect.Outbox;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.Catalog;
import dev.brume.core.gateway.InternalPaths;
import dev.brume.core.gateway.RequestPattern;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceEntry;
import dev.brume.core.gateway.Services;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.EncryptionKeys;
import dev.brume.core.port.FunctionCalls;
import dev.brume.core.port.LogTarget;
import dev.brume.core.port.ObjectDeliveries;
import dev.brume.core.port.ObjectListing;
import dev.brume.core.port.ObjectSource;
import dev.brume.core.port.ObjectTarget;
import dev.brume.core.port.Ports;
import dev.brume.core.port.QueueSource;
import dev.brume.core.port.RoleCredentials;
import dev.brume.core.port.SecretSource;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import dev.brume.dynamodb.DynamoDbService;
import dev.brume.iam.IamAccounts;
import dev.brume.iam.IamCallers;
import dev.brume.iam.IamService;
import dev.brume.iam.sts.ServiceRoles;
import dev.brume.iam.sts.StsService;
import dev.brume.lambda.function.CodeLocations;
import dev.brume.sns.SnsService;
import dev.brume.sqs.SqsService;
import dev.brume.ssm.SsmService;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Names every service that has code, and passes each its dependencies. */
final class ServiceTable {
  /** The services that implement operations; a test compares it with their bindings. */
  static final Set<String> OFFERED =
      Set.of(
          "dynamodb",
          "dynamodbstreams",
          "iam",
          "kinesis",
          "kms",
          "lambda",
          "logs",
          "s3",
          "s3control",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm",
          "sts");

  /** Further signing names and host labels, with the service of each. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "queue", "sqs",
          "ddb", "dynamodb",
          "s3express", "s3",
          "s3-accelerate", "s3",
          "s3-accesspoint", "s3",
          "s3-website", "s3",
          "email-smtp", "ses",
          "lambda-url", "lambda");

  /** Endpoints of resources, not of services, that are not implemented. */
  private static final Set<String> RESERVED_HOSTS = Set.of("execute-api", "cloudfront");

  /**
   * S3 Control is signed for as S3. Its operations have a header with the account, or, those for
   * Outposts, with the Outpost; S3's have neither. What looks at a queue's own URL without signing
   * is for SQS, not for a bucket that is named like an account.
   */
  private static final Map<String, RequestPattern> MARKS =
      Map.of(
          "s3control",
          new RequestPattern("/v20180820/", List.of("x-amz-account-id", "x-amz-outpost-id")),
          "sqs",
          new RequestPattern("GET", SqsService.QUEUE_PATH, List.of()));

  private final Ports ports = new Ports();
  private final Services services;
  private final DynamoDbModule dynamoDb;
  private final SqsModule sqs;
  private final SnsModule sns;
  private final LambdaModule lambda;
  private final Authorizer authorizer;

  ServiceTable(
      Configuration configuration,
      Timeline timeline,
      Ids ids,
      Store store,
      BodyStore bodies,
      Outbox outbox,
      Executor background) {
    IamAccounts accounts = new IamAccounts(store, timeline, ids);
    IamCallers callers = new IamCallers(store, accounts);
    authorizer = new Authorizer(configuration.access(), callers, timeline);
    Surroundings surroundings =
        new Surroundings(
            store,
            timeline,
            ids,
            outbox,
            bodies,
            background,
            ports,
            configuration.transitions(),
            authorizer);
    dynamoDb = new DynamoDbModule(configuration, surroundings);
    sqs = new SqsModule(configuration, surroundings);
    sns = new SnsModule(configuration, surroundings);
    lambda = new LambdaModule(configuration, surroundings);
    S3Module s3 = new S3Module(configuration, surroundings);
    KinesisModule kinesis = new KinesisModule(configuration, surroundings);
    LogsModule logs = new LogsModule(surroundings);
    StoreSection section = new StoreSection(store, outbox);
    ServiceRoles roles = new ServiceRoles(accounts, section);
    KmsModule kms = new KmsModule(surroundings);
    SecretsModule secrets = new SecretsModule(surroundings);
    ports
        .offerStreams("dynamodb", () -> dynamoDb.get().streams().consumedStreams())
        .offerTarget("kinesis", () -> kinesis.get().deliveries())
        .offerStreams("kinesis", () -> kinesis.get().consumedStreams())
        .offerTarget("lambda", () -> lambda.get().deliveries())
        .offerTarget("s3", () -> new ObjectDeliveries(ports))
        .offerTarget("sns", () -> sns.get().deliveries())
        .offerTarget("sqs", () -> sqs.get().deliveries())
        .offer(ObjectSource.class, () -> s3.get().objects())
        .offer(FunctionCalls.class, () -> lambda.get().functionCalls())
        .offer(ObjectListing.class, () -> s3.get().objects())
        .offer(ObjectTarget.class, () -> s3.get().deposits())
        .offer(LogTarget.class, () -> logs.get().logTarget())
        .offer(EncryptionKeys.class, () -> encryptionKeys(configuration, kms))
        .offer(SecretSource.class, () -> secrets.get().secrets())
        .offer(RoleCredentials.class, () -> roles)
        .offer(QueueSource.class, () -> sqs.get().consumedQueues());
    Map<String, Supplier<? extends Service>> factories = new HashMap<>();
    factories.put("dynamodb", dynamoDb);
    factories.put("dynamodbstreams", () -> dynamoDb.get().streams());
    factories.put("iam", () -> new IamService(accounts, callers));
    factories.put("sts", () -> new StsService(accounts, callers, section));
    factories.put("kinesis", kinesis);
    factories.put("lambda", lambda);
    factories.put("kms", kms);
    factories.put("logs", logs);
    factories.put("secretsmanager", secrets);
    factories.put("ssm", () -> new SsmService(surroundings));
    factories.put("s3", s3);
    factories.put("s3control", () -> s3.get().control());
    factories.put("sns", sns);
    factories.put("sqs", sqs);
    Catalog catalog = new Catalog(ServiceTable.class, "/dev/brume/catalog/");
    Collection<ServiceEntry> entries =
        catalog.entries(factories, OFFERED::contains, configuration::offers);
    this.services = new Services(entries, ALIASES, RESERVED_HOSTS, MARKS, "s3");
  }

  private static EncryptionKeys encryptionKeys(Configuration configuration, KmsModule kms) {
    EncryptionKeys keys = kms.get().encryptionKeys();
    return configuration.offers("kms") ? keys : new AssumedKeys(keys);
  }

  Services services() {
    return services;
  }

  /** Tells services the server's port. */
  void listensAt(int port) {
    lambda.listensAt(port);
    sns.listensAt(port);
  }

  /** Has an object of this program answer the calls of functions that name it. */
  void addHandler(String name, Object handler) {
    lambda.get().jvmFunctions().register(name, handler);
  }

  /** Ends what services run outside of the server. */
  void close() {
    lambda.close();
  }

  /** The authorizer of all services. */
  Authorizer authorizer() {
    return authorizer;
  }

  /** Adds the services' paths outside of AWS's protocols. */
  void addPaths(InternalPaths paths, HostGuard guard) {
    paths
        .at(() -> dynamoDb.routes(guard), DynamoDbService.EXPIRED_PATH)
        .at(() -> sqs.routes(guard), SqsService.MESSAGES_PATH)
        .at(() -> sns.routes(guard), SnsService.PATH)
        .at(() -> lambda.routes(guard), CodeLocations.PATH, LambdaModule.RUNTIMES_PATH);
  }
}
