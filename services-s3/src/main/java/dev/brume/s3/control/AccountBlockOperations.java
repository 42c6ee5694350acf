package dev.brume.s3.control;

import dev.brume.core.schema.Unit;
import dev.brume.s3.Buckets;
import dev.brume.s3.S3Refusals;
import dev.brume.s3.api.S3Errors;
import dev.brume.s3.control.api.DeletePublicAccessBlockRequest;
import dev.brume.s3.control.api.GetPublicAccessBlockOutput;
import dev.brume.s3.control.api.GetPublicAccessBlockRequest;
import dev.brume.s3.control.api.PublicAccessBlockConfiguration;
import dev.brume.s3.control.api.PutPublicAccessBlockRequest;
import dev.brume.s3.engine.PublicAccessBlock;
import dev.brume.s3.engine.S3Account;

/**
 * The public access block of an account, for all of its buckets in all regions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html">PutPublicAccessBlock</a>
 */
final class AccountBlockOperations {
  private final Buckets buckets;

  AccountBlockOperations(Buckets buckets) {
    this.buckets = buckets;
  }

  private S3Account account(ControlRequest request) {
    return buckets.account(request.scope());
  }

  Unit putPublicAccessBlock(ControlRequest request, PutPublicAccessBlockRequest input) {
    PublicAccessBlockConfiguration given = input.publicAccessBlockConfiguration();
    if (given.blockPublicAcls() == null
        && given.ignorePublicAcls() == null
        && given.blockPublicPolicy() == null
        && given.restrictPublicBuckets() == null) {
      throw S3Refusals.invalidRequest("Must specify at least one configuration.");
    }
    account(request).setPublicAccessBlock(PublicBlocks.kept(given));
    return Unit.INSTANCE;
  }

  GetPublicAccessBlockOutput getPublicAccessBlock(
      ControlRequest request, GetPublicAccessBlockRequest input) {
    PublicAccessBlock block = account(request).publicAccessBlock();
    if (block == null) {
      throw S3Errors.noSuchPublicAccessBlockConfiguration(
              "The public access block configuration was not found")
          .withDetail("AccountId", input.accountId());
    }
    return new GetPublicAccessBlockOutput(PublicBlocks.shown(block));
  }

  Unit deletePublicAccessBlock(ControlRequest request, DeletePublicAccessBlockRequest input) {
    account(request).setPublicAccessBlock(null);
    return Unit.INSTANCE;
  }
}
