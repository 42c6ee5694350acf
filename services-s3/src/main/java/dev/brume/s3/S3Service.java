package dev.brume.s3;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.HostNames;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ResponseListener;
import dev.brume.core.gateway.Service;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.gateway.UnmodelledHandler;
import dev.brume.core.gateway.constraint.Violation;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.OriginRules;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.s3.access.AccessFeature;
import dev.brume.s3.access.AccessRules;
import dev.brume.s3.annotation.AnnotationFeature;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.archive.ArchiveFeature;
import dev.brume.s3.bucket.BucketFeature;
import dev.brume.s3.configuration.ConfigurationFeature;
import dev.brume.s3.control.S3ControlService;
import dev.brume.s3.cors.CorsFeature;
import dev.brume.s3.encryption.EncryptionFeature;
import dev.brume.s3.form.FormFeature;
import dev.brume.s3.lifecycle.LifecycleFeature;
import dev.brume.s3.list.ListFeature;
import dev.brume.s3.lock.LockFeature;
import dev.brume.s3.logging.LoggingFeature;
import dev.brume.s3.multipart.MultipartFeature;
import dev.brume.s3.notification.NotificationFeature;
import dev.brume.s3.object.ObjectFeature;
import dev.brume.s3.object.StoredObjects;
import dev.brume.s3.object.WrittenObjects;
import dev.brume.s3.replication.ReplicationFeature;
import dev.brume.s3.select.SelectFeature;
import dev.brume.s3.website.WebsiteFeature;
import java.util.List;
import java.util.function.Supplier;

/**
 * Amazon S3: its features, each of which provides its operations and extensions of others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">Amazon S3 API
 *     Reference</a>
 */
public final class S3Service implements Service {
  /** In the order in which they take part in a request. */
  private static final List<Feature> FEATURES =
      List.of(
          new BucketFeature(),
          new ObjectFeature(),
          new ListFeature(),
          new MultipartFeature(),
          new EncryptionFeature(),
          new AccessFeature(),
          new LifecycleFeature(),
          new LockFeature(),
          new ReplicationFeature(),
          new ArchiveFeature(),
          new ConfigurationFeature(),
          new NotificationFeature(),
          new LoggingFeature(),
          new AnnotationFeature(),
          new SelectFeature(),
          new CorsFeature(),
          new WebsiteFeature(),
          new FormFeature());

  private final FeatureContext context;

  /**
   * Creates the service; it has no state of its own.
   *
   * @param options the user's settings
   */
  public S3Service(Surroundings surroundings, S3Options options) {
    AccessCheck access = AccessRules.of(surroundings.authorizer(), surroundings.timeline());
    FeatureHooks hooks = new FeatureHooks();
    Buckets buckets = new Buckets(surroundings, hooks);
    context =
        new FeatureContext(
            surroundings,
            options,
            access,
            buckets,
            new StoreSection(surroundings.store(), surroundings.outbox()),
            hooks,
            new GuardedBinder(buckets, access));
    FEATURES.forEach(feature -> feature.join(context));
  }

  /** The objects for reading by other services. */
  public StoredObjects objects() {
    return new StoredObjects(context.buckets());
  }

  /** The buckets as other services write to them. */
  public WrittenObjects deposits() {
    return new WrittenObjects(context);
  }

  /** S3 Control, for the same buckets. */
  public S3ControlService control() {
    return new S3ControlService(context);
  }

  @Override
  public ServiceSchema schema() {
    return S3Api.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    context.operations().bind(binder);
  }

  @Override
  public ServiceAccess access() {
    return context.operations().access();
  }

  @Override
  public UnmodelledHandler unmodelled(HttpRequest request, HostNames hosts) {
    return FeatureHooks.first(context.hooks().routes(), route -> route.handler(request, hosts));
  }

  @Override
  public ResponseListener answerListener() {
    return FeatureHooks.first(context.hooks().responseListeners(), Supplier::get);
  }

  @Override
  public OriginRules originRules(HttpRequest request) {
    return FeatureHooks.first(context.hooks().originRules(), rules -> rules.apply(request));
  }

  @Override
  public void resume() {
    context.buckets().resume();
  }

  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext request) {
    return ConstraintErrors.of(violations, request, context);
  }

  @Override
  public AwsError decodeError(AwsError error, RequestContext request) {
    return ConstraintErrors.orMissingBucket(error, request, context);
  }

  @Override
  public Dialect dialect() {
    return new S3Dialect();
  }
}
