package dev.brume.s3;

import dev.brume.core.gateway.AsyncHandler;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Handler;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.http.QueryString;
import dev.brume.core.schema.Member;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Schema;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Scope;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.configuration.Acceleration;
import dev.brume.s3.engine.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Collects the operations of the features and adds S3's common checks of every request: that its
 * bucket exists and is in the expected region and account.
 */
public final class GuardedBinder {
  private static final String EXPECTED_OWNER = "x-amz-expected-bucket-owner";
  private static final int ACCOUNT_DIGITS = 12;

  /** The operations without an existing bucket. */
  private static final Set<Operation<?, ?>> WITHOUT_BUCKET =
      Set.of(S3Api.CREATE_BUCKET, S3Api.LIST_BUCKETS);

  private final Buckets buckets;
  private final AccessPointNames accessPoints;
  private final AccessCheck access;
  private final List<Consumer<Binder>> bindings = new ArrayList<>();
  private final Map<Operation<?, ?>, BucketName> names = new ConcurrentHashMap<>();

  /** The handler of an operation on a bucket, or on its contents. */
  @FunctionalInterface
  public interface BucketHandler<I extends Struct, O extends Struct> {
    O handle(BucketRequest request, I input);
  }

  /** The handler of such an operation that may complete later. */
  @FunctionalInterface
  public interface AsyncBucketHandler<I extends Struct, O extends Struct> {
    CompletionStage<O> handle(BucketRequest request, I input);
  }

  GuardedBinder(Buckets buckets, AccessCheck access) {
    this.buckets = buckets;
    this.accessPoints = new AccessPointNames(buckets);
    this.access = access;
  }

  /** Binds the collected operations. */
  void bind(Binder binder) {
    bindings.forEach(binding -> binding.accept(binder));
  }

  /** Binds an operation without an existing bucket. */
  public <I extends Struct, O extends Struct> void on(
      Operation<I, O> operation, Handler<I, O> handler) {
    Handler<I, O> guarded =
        (context, input) -> {
          Subresources.check(context);
          UnsupportedHeaders.refuse(context.http().headers());
          return handler.handle(context, input);
        };
    bindings.add(binder -> binder.on(operation, guarded));
  }

  /** Binds an operation on a bucket. */
  public <I extends Struct, O extends Struct> void onBucket(
      Operation<I, O> operation, BucketHandler<I, O> handler) {
    BucketName name = names.computeIfAbsent(operation, BucketName::new);
    Handler<I, O> guarded =
        (context, input) -> handler.handle(admit(context, name.of(input)), input);
    bindings.add(binder -> binder.on(operation, guarded));
  }

  /** Binds an operation on a bucket that may complete later. */
  public <I extends Struct, O extends Struct> void onBucketAsync(
      Operation<I, O> operation, AsyncBucketHandler<I, O> handler) {
    AsyncHandler<I, O> guarded = guarded(operation, handler);
    bindings.add(binder -> binder.onAsync(operation, guarded));
  }

  /** The handler of such an operation with the checks, without binding it. */
  public <I extends Struct, O extends Struct> AsyncHandler<I, O> guarded(
      Operation<I, O> operation, AsyncBucketHandler<I, O> handler) {
    BucketName name = names.computeIfAbsent(operation, BucketName::new);
    return (context, input) -> handler.handle(admit(context, name.of(input)), input);
  }

  /**
   * The permissions of the operations bound here. S3 looks for the bucket before it checks them.
   */
  ServiceAccess access() {
    return new ServiceAccess() {
      @Override
      public void check(RequestContext context, Struct input) {
        Subresources.check(context);
        BucketRequest request =
            WITHOUT_BUCKET.contains(context.operation())
                ? new BucketRequest(context, null)
                : existing(
                    context, names.computeIfAbsent(context.operation(), BucketName::new).of(input));
        access.check(request, input);
      }

      @Override
      public boolean covers(Operation<?, ?> operation) {
        return access.covers(operation);
      }
    };
  }

  private BucketRequest existing(RequestContext context, String name) {
    BucketRequest request = find(context, name);
    checkRegion(context, request.bucket());
    checkOwner(context, request.bucket());
    return request;
  }

  private BucketRequest admit(RequestContext context, String name) {
    Subresources.check(context);
    BucketRequest request = existing(context, name);
    Acceleration.check(request);
    UnsupportedHeaders.refuse(context.http().headers());
    return request;
  }

  private BucketRequest find(RequestContext context, String name) {
    Bucket bucket = buckets.find(name, context.scope());
    if (bucket != null) {
      return new BucketRequest(context, bucket);
    }
    BucketRequest request = accessPoints.reach(context, name);
    AccessPointUse.check(context);
    return request;
  }

  /** A request signed for another region is answered with the correct one. */
  private static void checkRegion(RequestContext context, Bucket bucket) {
    String region = bucket.scope().region();
    if (context.isSignedFor(region)
        || !namesRegion(context)
        || isLocationFromFirstRegion(context)) {
      return;
    }
    throw S3Errors.permanentRedirect(
            "The bucket you are attempting to access must be addressed using the specified"
                + " endpoint. Please send all future requests to this endpoint.")
        .withDetail("Endpoint", bucket.name() + ".s3." + region + ".amazonaws.com")
        .withDetail("Bucket", bucket.name())
        .withHeader("x-amz-bucket-region", region);
  }

  /** The first region's endpoint returns the location of any bucket. */
  private static boolean isLocationFromFirstRegion(RequestContext context) {
    return context.operation() == S3Api.GET_BUCKET_LOCATION
        && context.scope().region().equals(Scope.DEFAULT_REGION);
  }

  /** Anonymous requests and version 2 signatures contain no region. */
  static boolean namesRegion(RequestContext context) {
    String authorization = context.http().header("Authorization");
    boolean version2 =
        authorization == null
            ? QueryString.has(context.http().query(), "AWSAccessKeyId")
            : authorization.startsWith("AWS ");
    return !context.caller().isAnonymous() && !version2;
  }

  private static void checkOwner(RequestContext context, Bucket bucket) {
    String expected = context.http().header(EXPECTED_OWNER);
    if (expected != null) {
      checkOwner(expected, bucket);
    }
  }

  /**
   * Refuses another owner than the client expects.
   *
   * @throws AwsError AccessDenied, or InvalidBucketOwnerAWSAccountID for what is no account
   */
  public static void checkOwner(String expected, Bucket bucket) {
    if (expected.equals(bucket.owner())) {
      return;
    }
    boolean account =
        expected.length() == ACCOUNT_DIGITS && expected.chars().allMatch(c -> c >= '0' && c <= '9');
    throw account
        ? S3Refusals.accessDenied()
        : S3Errors.invalidBucketOwnerAWSAccountID(
            "The value of the expected bucket owner parameter must be an AWS Account ID... ["
                + expected
                + "]");
  }

  /** Finds the bucket name in an operation's input. */
  private static final class BucketName {
    private final Operation<?, ?> operation;
    private volatile int index = -1;

    BucketName(Operation<?, ?> operation) {
      this.operation = operation;
    }

    String of(Struct input) {
      int known = index;
      if (known < 0) {
        known = find(operation.input());
        index = known;
      }
      return (String) input.get(known);
    }

    private int find(Schema input) {
      for (Member member : input.members()) {
        if (member.name().equals("Bucket")) {
          return member.index();
        }
      }
      throw new IllegalStateException(operation + " names no bucket");
    }
  }
}
