package dev.brume.s3;

import dev.brume.core.blob.BodyStore;
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
import dev.brume.core.id.Ids;
import dev.brume.core.kit.Surroundings;
import dev.brume.core.port.Deliveries;
import dev.brume.core.port.Ports;
import dev.brume.core.schema.ServiceSchema;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.core.time.Timeline;
import dev.brume.s3.access.AccessDraft;
import dev.brume.s3.access.AccessRules;
import dev.brume.s3.access.AclOperations;
import dev.brume.s3.access.NewBucketAccess;
import dev.brume.s3.access.OwnershipOperations;
import dev.brume.s3.access.PolicyOperations;
import dev.brume.s3.access.PublicAccessBlockOperations;
import dev.brume.s3.annotation.AnnotationOperations;
import dev.brume.s3.annotation.PutAnnotationOperation;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.archive.ArchiveGuard;
import dev.brume.s3.archive.RestoreHeader;
import dev.brume.s3.archive.RestoreOperation;
import dev.brume.s3.archive.RestoreSteps;
import dev.brume.s3.bucket.AbacOperations;
import dev.brume.s3.bucket.BucketNames;
import dev.brume.s3.bucket.BucketOperations;
import dev.brume.s3.bucket.BucketTaggingOperations;
import dev.brume.s3.bucket.ListBucketsOperation;
import dev.brume.s3.bucket.VersioningOperations;
import dev.brume.s3.configuration.AccelerateOperations;
import dev.brume.s3.configuration.AnalyticsOperations;
import dev.brume.s3.configuration.Configurations;
import dev.brume.s3.configuration.IntelligentTieringOperations;
import dev.brume.s3.configuration.InventoryOperations;
import dev.brume.s3.configuration.MetricsOperations;
import dev.brume.s3.configuration.RequestPaymentOperations;
import dev.brume.s3.configuration.RequesterPays;
import dev.brume.s3.control.S3ControlService;
import dev.brume.s3.cors.CorsOperations;
import dev.brume.s3.cors.CrossOriginAccess;
import dev.brume.s3.encryption.CustomerKeyGuard;
import dev.brume.s3.encryption.EncryptionHeaders;
import dev.brume.s3.encryption.EncryptionOperations;
import dev.brume.s3.encryption.RequestedEncryption;
import dev.brume.s3.encryption.UpdateEncryptionOperation;
import dev.brume.s3.engine.Bucket;
import dev.brume.s3.engine.PublicAccessBlock;
import dev.brume.s3.engine.S3Environment;
import dev.brume.s3.engine.S3Region;
import dev.brume.s3.form.FormUploads;
import dev.brume.s3.lifecycle.ExpirationHeader;
import dev.brume.s3.lifecycle.LifecycleOperations;
import dev.brume.s3.lifecycle.LifecycleSweep;
import dev.brume.s3.list.ListObjectsOperations;
import dev.brume.s3.list.ListVersionsOperation;
import dev.brume.s3.list.ListedObjects;
import dev.brume.s3.lock.LockConfigurationOperations;
import dev.brume.s3.lock.LockDraft;
import dev.brume.s3.lock.LockGuard;
import dev.brume.s3.lock.LockOperations;
import dev.brume.s3.logging.LogDelivery;
import dev.brume.s3.logging.LoggingOperations;
import dev.brume.s3.logging.ServerAccessLog;
import dev.brume.s3.multipart.CompleteOperation;
import dev.brume.s3.multipart.CopyPartOperation;
import dev.brume.s3.multipart.ListPartsOperation;
import dev.brume.s3.multipart.ListUploadsOperation;
import dev.brume.s3.multipart.UploadOperations;
import dev.brume.s3.notification.Destinations;
import dev.brume.s3.notification.NotificationOperations;
import dev.brume.s3.notification.Notifier;
import dev.brume.s3.object.AttributesOperation;
import dev.brume.s3.object.CopyOperation;
import dev.brume.s3.object.CopySources;
import dev.brume.s3.object.CreationHeaders;
import dev.brume.s3.object.DeleteOperations;
import dev.brume.s3.object.ObjectDraft;
import dev.brume.s3.object.ObjectHeaders;
import dev.brume.s3.object.PutOperation;
import dev.brume.s3.object.ReadOperations;
import dev.brume.s3.object.TaggingOperations;
import dev.brume.s3.replication.ReplicationDelivery;
import dev.brume.s3.replication.ReplicationOperations;
import dev.brume.s3.replication.ReplicationStatusHeader;
import dev.brume.s3.replication.Replicator;
import dev.brume.s3.select.SelectOperations;
import dev.brume.s3.website.WebsiteOperations;
import dev.brume.s3.website.Websites;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Amazon S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">Amazon S3 API
 *     Reference</a>
 */
public final class S3Service implements Service {
  private final S3Options options;
  private final AccessCheck access;
  private final Timeline timeline;
  private final Ids ids;
  private final Store store;
  private final RootSpec<S3Region> regions;
  private final Buckets buckets;
  private final BucketOperations bucketOperations;
  private final AclOperations acls = new AclOperations();
  private final OwnershipOperations ownership = new OwnershipOperations();
  private final PolicyOperations policies = new PolicyOperations();
  private final PublicAccessBlockOperations publicAccess = new PublicAccessBlockOperations();
  private final CorsOperations cors = new CorsOperations();
  private final CrossOriginAccess crossOrigin;
  private final FormUploads forms;
  private final WebsiteOperations website = new WebsiteOperations();
  private final Websites websites;
  private final AccelerateOperations acceleration = new AccelerateOperations();
  private final AnalyticsOperations analytics = new AnalyticsOperations();
  private final IntelligentTieringOperations tiering = new IntelligentTieringOperations();
  private final InventoryOperations inventories = new InventoryOperations();
  private final MetricsOperations metrics = new MetricsOperations();
  private final RequestPaymentOperations payers = new RequestPaymentOperations();
  private final VersioningOperations versioning;
  private final AbacOperations abac = new AbacOperations();
  private final BucketTaggingOperations bucketTags = new BucketTaggingOperations();
  private final ListBucketsOperation bucketLists;
  private final LockConfigurationOperations lockSettings = new LockConfigurationOperations();
  private final LockOperations locks;
  private final LifecycleOperations lifecycle;
  private final ServerAccessLog accessLog;
  private final LoggingOperations logging;
  private final NotificationOperations notifications;
  private final AnnotationOperations annotations;
  private final PutAnnotationOperation annotationPuts;
  private final AttributesOperation attributes;
  private final CopyOperation copies;
  private final DeleteOperations deletes;
  private final TaggingOperations objectTags;
  private final PutOperation puts;
  private final ReadOperations reads;
  private final EncryptionOperations encryption = new EncryptionOperations();
  private final UpdateEncryptionOperation encryptionUpdates = new UpdateEncryptionOperation();
  private final UploadOperations uploads;
  private final CompleteOperation completions;
  private final CopyPartOperation partCopies;
  private final ListPartsOperation partLists = new ListPartsOperation();
  private final ListUploadsOperation uploadLists = new ListUploadsOperation();
  private final ReplicationOperations replication;
  private final RestoreOperation restores;
  private final ListObjectsOperations lists;
  private final ListVersionsOperation versionLists;
  private final SelectOperations selects;

  /**
   * Makes the service; it keeps nothing itself.
   *
   * @param options what users can set
   */
  public S3Service(Surroundings surroundings, S3Options options) {
    Store store = surroundings.store();
    Timeline timeline = surroundings.timeline();
    Ids ids = surroundings.ids();
    BodyStore bodies = surroundings.bodies();
    Executor background = surroundings.background();
    Ports ports = surroundings.ports();
    this.options = options;
    this.access = AccessRules.of(surroundings.authorizer(), timeline);
    this.timeline = timeline;
    this.ids = ids;
    StoreSection section = new StoreSection(store, surroundings.outbox());
    Destinations destinations = new Destinations(ports);
    FeatureHooks featureHooks = hooks(timeline, ids);
    featureHooks.listeners.add(new Notifier(destinations, timeline, ids));
    this.store = store;
    regions = S3Region.spec(environment(surroundings, featureHooks));
    buckets = new Buckets(store, regions);
    bucketOperations = new BucketOperations(buckets, featureHooks.newBuckets);
    crossOrigin = new CrossOriginAccess(buckets);
    websites = new Websites(buckets);
    versioning = new VersioningOperations();
    bucketLists = new ListBucketsOperation(buckets);
    locks = new LockOperations(timeline);
    lifecycle = new LifecycleOperations(ids);
    notifications = new NotificationOperations(destinations, timeline, ids);
    ObjectDraft draft = new ObjectDraft(featureHooks.drafts);
    LogDelivery logDelivery =
        new LogDelivery(buckets, access, draft, bodies, section, timeline, ids);
    accessLog = new ServerAccessLog(timeline, ids, section, buckets, logDelivery, access);
    featureHooks.companions.add(accessLog::companion);
    logging = new LoggingOperations(buckets, access);
    CreationHeaders created = new CreationHeaders(featureHooks.creations);
    CopySources sources = new CopySources(buckets, access, featureHooks.readGuards);
    annotations = new AnnotationOperations(featureHooks.deleteGuards);
    annotationPuts = new PutAnnotationOperation(buckets, bodies, timeline, section);
    attributes = new AttributesOperation(featureHooks.readGuards);
    copies = new CopyOperation(buckets, sources, background, draft, created, section);
    deletes = new DeleteOperations(access, featureHooks.deleteGuards);
    objectTags = new TaggingOperations();
    puts = new PutOperation(buckets, bodies, draft, created, section);
    GuardedBinder guard = new GuardedBinder(null, buckets, access);
    forms =
        new FormUploads(
            buckets, access, timeline, guard.guarded(S3Api.PUT_OBJECT, puts::postObject));
    reads = new ReadOperations(new ObjectHeaders(featureHooks.answers), featureHooks.readGuards);
    uploads = new UploadOperations(buckets, bodies, draft, section);
    completions = new CompleteOperation(created);
    partCopies = new CopyPartOperation(uploads, sources, bodies, background, section);
    replication = new ReplicationOperations(buckets, ids);
    restores = new RestoreOperation(timeline);
    ListedObjects listed = new ListedObjects(timeline);
    lists = new ListObjectsOperations(listed);
    versionLists = new ListVersionsOperation(listed);
    selects =
        new SelectOperations(
            timeline,
            featureHooks.readGuards,
            query -> Thread.ofVirtual().name("brume-select").start(query));
  }

  private S3Environment environment(Surroundings surroundings, FeatureHooks featureHooks) {
    return new S3Environment(
        timeline,
        ids,
        surroundings.tasks(),
        new Deliveries(surroundings.ports()),
        featureHooks.listeners,
        featureHooks.companions,
        Configurations.ALL,
        this::accountBlock);
  }

  /** What features add to operations that are not their own: a line a feature and hook. */
  private FeatureHooks hooks(Timeline timeline, Ids ids) {
    FeatureHooks featureHooks = new FeatureHooks();
    EncryptionHeaders encryptions = new EncryptionHeaders();
    featureHooks.answers.add(encryptions);
    featureHooks.creations.add(encryptions);
    featureHooks.drafts.add(new RequestedEncryption(ids, options.customerKeysNeedTls()));
    featureHooks.readGuards.add(new CustomerKeyGuard());
    featureHooks.drafts.add(new AccessDraft());
    featureHooks.newBuckets.add(new NewBucketAccess());
    ExpirationHeader expirations = new ExpirationHeader();
    featureHooks.answers.add(expirations);
    featureHooks.creations.add(expirations);
    LockDraft lockDrafts = new LockDraft(timeline);
    featureHooks.answers.add(lockDrafts);
    featureHooks.drafts.add(lockDrafts);
    featureHooks.deleteGuards.add(new LockGuard(timeline));
    featureHooks.companions.add(bucket -> new LifecycleSweep(bucket, timeline));
    featureHooks.answers.add(new ReplicationStatusHeader());
    ReplicationDelivery delivery = new ReplicationDelivery(() -> buckets, access);
    featureHooks.companions.add(bucket -> new Replicator(bucket, timeline, delivery));
    featureHooks.answers.add(new RestoreHeader(timeline));
    featureHooks.readGuards.add(new ArchiveGuard(timeline));
    featureHooks.companions.add(bucket -> new RestoreSteps(bucket, timeline));
    RequesterPays payment = new RequesterPays();
    featureHooks.answers.add(payment);
    featureHooks.creations.add(payment);
    return featureHooks;
  }

  @Override
  public ServiceSchema schema() {
    return S3Api.SERVICE;
  }

  @Override
  public void bind(Binder binder) {
    GuardedBinder guarded = new GuardedBinder(binder, buckets, access);
    bindAbortToHead(guarded);
    bindConfigurations(guarded);
    bindListToUpload(guarded);
  }

  private void bindAbortToHead(GuardedBinder b) {
    b.onBucket(S3Api.ABORT_MULTIPART_UPLOAD, uploads::abortMultipartUpload);
    b.onBucket(S3Api.COMPLETE_MULTIPART_UPLOAD, completions::completeMultipartUpload);
    b.onBucketAsync(S3Api.COPY_OBJECT, copies::copyObject);
    b.on(S3Api.CREATE_BUCKET, bucketOperations::createBucket);
    b.onBucket(S3Api.CREATE_MULTIPART_UPLOAD, uploads::createMultipartUpload);
    b.onBucket(S3Api.DELETE_BUCKET, bucketOperations::deleteBucket);
    b.onBucket(S3Api.DELETE_BUCKET_CORS, cors::deleteBucketCors);
    b.onBucket(S3Api.DELETE_BUCKET_ENCRYPTION, encryption::deleteBucketEncryption);
    b.onBucket(S3Api.DELETE_BUCKET_LIFECYCLE, lifecycle::deleteBucketLifecycle);
    b.onBucket(S3Api.DELETE_BUCKET_OWNERSHIP_CONTROLS, ownership::deleteBucketOwnershipControls);
    b.onBucket(S3Api.DELETE_BUCKET_POLICY, policies::deleteBucketPolicy);
    b.onBucket(S3Api.DELETE_BUCKET_REPLICATION, replication::deleteBucketReplication);
    b.onBucket(S3Api.DELETE_BUCKET_TAGGING, bucketTags::deleteBucketTagging);
    b.onBucket(S3Api.DELETE_BUCKET_WEBSITE, website::deleteBucketWebsite);
    b.onBucket(S3Api.DELETE_OBJECT, deletes::deleteObject);
    b.onBucket(S3Api.DELETE_OBJECTS, deletes::deleteObjects);
    b.onBucket(S3Api.DELETE_OBJECT_ANNOTATION, annotations::deleteObjectAnnotation);
    b.onBucket(S3Api.DELETE_OBJECT_TAGGING, objectTags::deleteObjectTagging);
    b.onBucket(S3Api.DELETE_PUBLIC_ACCESS_BLOCK, publicAccess::deletePublicAccessBlock);
    b.onBucket(S3Api.GET_BUCKET_ABAC, abac::getBucketAbac);
    b.onBucket(S3Api.GET_BUCKET_ACL, acls::getBucketAcl);
    b.onBucket(S3Api.GET_BUCKET_CORS, cors::getBucketCors);
    b.onBucket(S3Api.GET_BUCKET_ENCRYPTION, encryption::getBucketEncryption);
    b.onBucket(
        S3Api.GET_BUCKET_LIFECYCLE_CONFIGURATION, lifecycle::getBucketLifecycleConfiguration);
    b.onBucket(S3Api.GET_BUCKET_LOCATION, bucketOperations::getBucketLocation);
    b.onBucket(S3Api.GET_BUCKET_LOGGING, logging::getBucketLogging);
    b.onBucket(
        S3Api.GET_BUCKET_NOTIFICATION_CONFIGURATION,
        notifications::getBucketNotificationConfiguration);
    b.onBucket(S3Api.GET_BUCKET_OWNERSHIP_CONTROLS, ownership::getBucketOwnershipControls);
    b.onBucket(S3Api.GET_BUCKET_POLICY, policies::getBucketPolicy);
    b.onBucket(S3Api.GET_BUCKET_POLICY_STATUS, policies::getBucketPolicyStatus);
    b.onBucket(S3Api.GET_BUCKET_REPLICATION, replication::getBucketReplication);
    b.onBucket(S3Api.GET_BUCKET_TAGGING, bucketTags::getBucketTagging);
    b.onBucket(S3Api.GET_BUCKET_VERSIONING, versioning::getBucketVersioning);
    b.onBucket(S3Api.GET_BUCKET_WEBSITE, website::getBucketWebsite);
    b.onBucket(S3Api.GET_OBJECT, reads::getObject);
    b.onBucket(S3Api.GET_OBJECT_ACL, acls::getObjectAcl);
    b.onBucket(S3Api.GET_OBJECT_ANNOTATION, annotations::getObjectAnnotation);
    b.onBucket(S3Api.GET_OBJECT_ATTRIBUTES, attributes::getObjectAttributes);
    b.onBucket(S3Api.GET_OBJECT_LEGAL_HOLD, locks::getObjectLegalHold);
    b.onBucket(S3Api.GET_OBJECT_LOCK_CONFIGURATION, lockSettings::getObjectLockConfiguration);
    b.onBucket(S3Api.GET_OBJECT_RETENTION, locks::getObjectRetention);
    b.onBucket(S3Api.GET_OBJECT_TAGGING, objectTags::getObjectTagging);
    b.onBucket(S3Api.GET_PUBLIC_ACCESS_BLOCK, publicAccess::getPublicAccessBlock);
    b.onBucket(S3Api.HEAD_BUCKET, bucketOperations::headBucket);
    b.onBucket(S3Api.HEAD_OBJECT, reads::headObject);
  }

  private void bindListToUpload(GuardedBinder b) {
    b.on(S3Api.LIST_BUCKETS, bucketLists::listBuckets);
    b.onBucket(S3Api.LIST_MULTIPART_UPLOADS, uploadLists::listMultipartUploads);
    b.onBucket(S3Api.LIST_OBJECTS, lists::listObjects);
    b.onBucket(S3Api.LIST_OBJECTS_V2, lists::listObjectsV2);
    b.onBucket(S3Api.LIST_OBJECT_ANNOTATIONS, annotations::listObjectAnnotations);
    b.onBucket(S3Api.LIST_OBJECT_VERSIONS, versionLists::listObjectVersions);
    b.onBucket(S3Api.LIST_PARTS, partLists::listParts);
    b.onBucket(S3Api.PUT_BUCKET_ABAC, abac::putBucketAbac);
    b.onBucket(S3Api.PUT_BUCKET_ACL, acls::putBucketAcl);
    b.onBucket(S3Api.PUT_BUCKET_CORS, cors::putBucketCors);
    b.onBucket(S3Api.PUT_BUCKET_ENCRYPTION, encryption::putBucketEncryption);
    b.onBucket(
        S3Api.PUT_BUCKET_LIFECYCLE_CONFIGURATION, lifecycle::putBucketLifecycleConfiguration);
    b.onBucket(S3Api.PUT_BUCKET_LOGGING, logging::putBucketLogging);
    b.onBucket(
        S3Api.PUT_BUCKET_NOTIFICATION_CONFIGURATION,
        notifications::putBucketNotificationConfiguration);
    b.onBucket(S3Api.PUT_BUCKET_OWNERSHIP_CONTROLS, ownership::putBucketOwnershipControls);
    b.onBucket(S3Api.PUT_BUCKET_POLICY, policies::putBucketPolicy);
    b.onBucket(S3Api.PUT_BUCKET_REPLICATION, replication::putBucketReplication);
    b.onBucket(S3Api.PUT_BUCKET_TAGGING, bucketTags::putBucketTagging);
    b.onBucket(S3Api.PUT_BUCKET_VERSIONING, versioning::putBucketVersioning);
    b.onBucket(S3Api.PUT_BUCKET_WEBSITE, website::putBucketWebsite);
    b.onBucketAsync(S3Api.PUT_OBJECT, puts::putObject);
    b.onBucket(S3Api.PUT_OBJECT_ACL, acls::putObjectAcl);
    b.onBucketAsync(S3Api.PUT_OBJECT_ANNOTATION, annotationPuts::putObjectAnnotation);
    b.onBucket(S3Api.PUT_OBJECT_LEGAL_HOLD, locks::putObjectLegalHold);
    b.onBucket(S3Api.PUT_OBJECT_LOCK_CONFIGURATION, lockSettings::putObjectLockConfiguration);
    b.onBucket(S3Api.PUT_OBJECT_RETENTION, locks::putObjectRetention);
    b.onBucket(S3Api.PUT_OBJECT_TAGGING, objectTags::putObjectTagging);
    b.onBucket(S3Api.PUT_PUBLIC_ACCESS_BLOCK, publicAccess::putPublicAccessBlock);
    b.onBucket(S3Api.RESTORE_OBJECT, restores::restoreObject);
    b.onBucketAsync(S3Api.SELECT_OBJECT_CONTENT, selects::selectObjectContent);
    b.onBucket(S3Api.UPDATE_OBJECT_ENCRYPTION, encryptionUpdates::updateObjectEncryption);
    b.onBucketAsync(S3Api.UPLOAD_PART, uploads::uploadPart);
    b.onBucketAsync(S3Api.UPLOAD_PART_COPY, partCopies::uploadPartCopy);
  }

  @Override
  public ServiceAccess access() {
    return new GuardedBinder(null, buckets, access).access();
  }

  @Override
  public UnmodelledHandler unmodelled(HttpRequest request, HostNames hosts) {
    if (crossOrigin.isPreflight(request)) {
      return crossOrigin::preflight;
    }
    if (websites.isAddressed(request, hosts)) {
      return websites::serve;
    }
    return forms.isForm(request) ? forms::upload : null;
  }

  @Override
  public ResponseListener answerListener() {
    return accessLog.listener();
  }

  @Override
  public OriginRules originRules(HttpRequest request) {
    return crossOrigin.rulesFor(request);
  }

  /** What buckets are told of analyses, inventories and the like, in the order of the names. */
  private void bindConfigurations(GuardedBinder b) {
    b.onBucket(
        S3Api.DELETE_BUCKET_ANALYTICS_CONFIGURATION, analytics::deleteBucketAnalyticsConfiguration);
    b.onBucket(
        S3Api.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
        tiering::deleteBucketIntelligentTieringConfiguration);
    b.onBucket(
        S3Api.DELETE_BUCKET_INVENTORY_CONFIGURATION,
        inventories::deleteBucketInventoryConfiguration);
    b.onBucket(
        S3Api.DELETE_BUCKET_METRICS_CONFIGURATION, metrics::deleteBucketMetricsConfiguration);
    b.onBucket(
        S3Api.GET_BUCKET_ACCELERATE_CONFIGURATION, acceleration::getBucketAccelerateConfiguration);
    b.onBucket(
        S3Api.GET_BUCKET_ANALYTICS_CONFIGURATION, analytics::getBucketAnalyticsConfiguration);
    b.onBucket(
        S3Api.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
        tiering::getBucketIntelligentTieringConfiguration);
    b.onBucket(
        S3Api.GET_BUCKET_INVENTORY_CONFIGURATION, inventories::getBucketInventoryConfiguration);
    b.onBucket(S3Api.GET_BUCKET_METRICS_CONFIGURATION, metrics::getBucketMetricsConfiguration);
    b.onBucket(S3Api.GET_BUCKET_REQUEST_PAYMENT, payers::getBucketRequestPayment);
    b.onBucket(
        S3Api.LIST_BUCKET_ANALYTICS_CONFIGURATIONS, analytics::listBucketAnalyticsConfigurations);
    b.onBucket(
        S3Api.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS,
        tiering::listBucketIntelligentTieringConfigurations);
    b.onBucket(
        S3Api.LIST_BUCKET_INVENTORY_CONFIGURATIONS, inventories::listBucketInventoryConfigurations);
    b.onBucket(S3Api.LIST_BUCKET_METRICS_CONFIGURATIONS, metrics::listBucketMetricsConfigurations);
    b.onBucket(
        S3Api.PUT_BUCKET_ACCELERATE_CONFIGURATION, acceleration::putBucketAccelerateConfiguration);
    b.onBucket(
        S3Api.PUT_BUCKET_ANALYTICS_CONFIGURATION, analytics::putBucketAnalyticsConfiguration);
    b.onBucket(
        S3Api.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
        tiering::putBucketIntelligentTieringConfiguration);
    b.onBucket(
        S3Api.PUT_BUCKET_INVENTORY_CONFIGURATION, inventories::putBucketInventoryConfiguration);
    b.onBucket(S3Api.PUT_BUCKET_METRICS_CONFIGURATION, metrics::putBucketMetricsConfiguration);
    b.onBucket(S3Api.PUT_BUCKET_REQUEST_PAYMENT, payers::putBucketRequestPayment);
  }

  private PublicAccessBlock accountBlock(String account) {
    return buckets.region(new Scope(account, S3Region.OF_ACCOUNT)).accountBlock();
  }

  /** S3 Control, which is for the same buckets. */
  public S3ControlService control() {
    return new S3ControlService(buckets, timeline, ids, access.isEnforced());
  }

  @Override
  public void resume() {
    store.openRoots(regions);
  }

  /** A SelectObjectContent request has errors of its own for what it lacks. */
  @Override
  public AwsError constraintError(List<Violation> violations, RequestContext context) {
    if (context.operation() == S3Api.SELECT_OBJECT_CONTENT) {
      return null;
    }
    AwsError error = ConstraintErrors.of(violations, context);
    if (error == null || !ConstraintErrors.isOfDocument(error)) {
      return error;
    }
    store.enter();
    try {
      String missing = missingBucket(context);
      return missing == null ? error : Bucket.noSuchBucket(missing);
    } finally {
      store.exit();
    }
  }

  /** The bucket that the path names where there is none of that name; else null. */
  private String missingBucket(RequestContext context) {
    String path = context.http().path();
    int end = path.indexOf('/', 1);
    String name = path.length() < 2 ? "" : path.substring(1, end < 0 ? path.length() : end);
    boolean bucket =
        context.operation() != S3Api.CREATE_BUCKET
            && BucketNames.isValid(name)
            && buckets.find(name, context.scope()) == null
            && buckets.accessPointOfAlias(name) == null;
    return bucket ? name : null;
  }

  @Override
  public Dialect dialect() {
    return new S3Dialect();
  }
}
