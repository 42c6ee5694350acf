package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.sqs.api.SqsErrors;
import dev.brume.sqs.engine.Queue;
import dev.brume.sqs.engine.QueueErrors;
import dev.brume.sqs.engine.SqsRegion;

/** Finds queues by the URL or name in a request. */
final class QueueFinder {
  private static final String SERVICE = "sqs";

  private final Store store;
  private final RootSpec<SqsRegion> spec;
  private final QueueUrls urls;

  /** A queue and its region. */
  record Found(SqsRegion region, Queue queue) {}

  QueueFinder(Store store, RootSpec<SqsRegion> spec, QueueUrls urls) {
    this.store = store;
    this.spec = spec;
    this.urls = urls;
  }

  /** The request's region. */
  SqsRegion region(RequestContext context) {
    return store.root(spec, context.scope());
  }

  /**
   * The region in a parameter; a lookup does not create it.
   *
   * @throws AwsError QueueDoesNotExist if it is empty
   */
  SqsRegion region(RequestContext context, Scope scope) {
    return scope.equals(context.scope()) ? region(context) : knownRegion(scope);
  }

  /**
   * The region, if it is not empty.
   *
   * @throws AwsError QueueDoesNotExist if it is empty
   */
  SqsRegion knownRegion(Scope scope) {
    if (!store.holds(spec, scope)) {
      throw QueueErrors.queueDoesNotExist();
    }
    return store.root(spec, scope);
  }

  /** The queue with that name, or null; empty regions are not created. */
  Queue findQuietly(Scope scope, String name) {
    return store.holds(spec, scope) ? store.root(spec, scope).find(name) : null;
  }

  /** The queue at a URL; AWS also accepts the name of one of the caller's own queues. */
  Found find(RequestContext context, String queueUrl) {
    SqsRefusals.require("QueueUrl", queueUrl);
    if (QueueNames.isBareName(queueUrl)) {
      SqsRegion own = region(context);
      return new Found(own, own.get(queueUrl));
    }
    QueueUrls.Address address =
        QueueUrls.parse(queueUrl)
            .orElseThrow(
                () ->
                    SqsErrors.invalidAddress(
                        "The address " + queueUrl + " is not valid for this endpoint."));
    String region = address.region() == null ? context.scope().region() : address.region();
    SqsRegion found = region(context, new Scope(address.account(), region));
    return new Found(found, found.get(address.queueName()));
  }

  /** The queue at a URL, when its region is not needed. */
  Queue queue(RequestContext context, String queueUrl) {
    return find(context, queueUrl).queue();
  }

  /** The URL of a queue. */
  String urlOf(RequestContext context, Queue queue) {
    return urls.urlOf(context.http(), queue.scope(), queue.settings().name());
  }
}
