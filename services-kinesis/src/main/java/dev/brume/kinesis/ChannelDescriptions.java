package dev.brume.kinesis;

import dev.brume.core.scope.Scope;
import dev.brume.kinesis.api.ChannelDescription;
import dev.brume.kinesis.api.ChannelEncryptionConfiguration;
import dev.brume.kinesis.api.ChannelLoggingConfiguration;
import dev.brume.kinesis.api.ChannelStreamDescription;
import dev.brume.kinesis.api.ChannelStreamIdentifier;
import dev.brume.kinesis.api.ChannelSummary;
import dev.brume.kinesis.api.CloudWatchLogs;
import dev.brume.kinesis.api.DeadLetterQueueS3Configuration;
import dev.brume.kinesis.api.RecordConfiguration;
import dev.brume.kinesis.api.S3DestinationDescription;
import dev.brume.kinesis.api.S3StorageConfiguration;
import dev.brume.kinesis.engine.ChannelDestination;
import dev.brume.kinesis.engine.ChannelLogging;
import dev.brume.kinesis.engine.ChannelState;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamChannel;
import java.time.Instant;
import java.util.List;

/** Channels in the form of the API. */
final class ChannelDescriptions {
  private static final String S3 = "S3";
  private static final String KMS = "KMS";

  private ChannelDescriptions() {}

  static ChannelDescription of(StreamChannel channel) {
    ChannelState state = channel.state();
    return ChannelDescription.builder()
        .channelName(state.name())
        .channelARN(channel.arn())
        .channelId(state.id())
        .channelStatus(channel.status())
        .channelStatusReason(reason(channel))
        .channelCreationTimestamp(StreamDescriptions.inSeconds(state.createdMillis()))
        .serviceExecutionRoleARN(state.roleArn())
        .streamConfigurationList(List.of(stream(channel)))
        .s3DestinationConfiguration(destination(channel))
        .encryptionConfiguration(encryption(state))
        .loggingConfiguration(logging(state.logging()))
        .build();
  }

  private static String reason(StreamChannel channel) {
    return channel.status().equals(ChannelState.FAILED) ? channel.state().failure() : null;
  }

  private static ChannelStreamDescription stream(StreamChannel channel) {
    return ChannelStreamDescription.builder()
        .streamARN(channel.stream().arn())
        .streamCreationTimestamp(created(channel.stream()))
        .recordConfiguration(
            RecordConfiguration.builder().recordFormatType(channel.state().format()).build())
        .build();
  }

  private static Instant created(KinesisStream stream) {
    return StreamDescriptions.inSeconds(stream.state().createdMillis());
  }

  private static S3DestinationDescription destination(StreamChannel channel) {
    ChannelDestination to = channel.state().destination();
    Scope scope = channel.stream().scope();
    return S3DestinationDescription.builder()
        .dataFreshnessInSeconds(channel.state().freshnessSeconds())
        .deadLetterQueueS3Configuration(
            DeadLetterQueueS3Configuration.builder()
                .bucketARN(scope.ownerlessArn("s3", to.deadBucket()).toString())
                .expectedBucketOwner(to.deadBucketOwner())
                .errorOutputPrefix(to.errorPrefix())
                .build())
        .storageConfiguration(
            S3StorageConfiguration.builder()
                .bucketARN(scope.ownerlessArn("s3", to.bucket()).toString())
                .expectedBucketOwner(to.bucketOwner())
                .outputKeyTemplate(to.keyTemplate())
                .storageClass(to.storageClass())
                .compressionType(to.compression())
                .build())
        .build();
  }

  private static ChannelEncryptionConfiguration encryption(ChannelState state) {
    return state.encryptionKey() == null
        ? null
        : ChannelEncryptionConfiguration.builder()
            .encryptionType(KMS)
            .keyId(state.encryptionKey())
            .build();
  }

  private static ChannelLoggingConfiguration logging(ChannelLogging logging) {
    return ChannelLoggingConfiguration.builder()
        .cloudWatchLogs(
            CloudWatchLogs.builder()
                .enabled(logging.enabled())
                .logGroupName(logging.enabled() ? logging.group() : null)
                .logStreamName(logging.enabled() ? logging.stream() : null)
                .build())
        .build();
  }

  static ChannelSummary listed(StreamChannel channel) {
    ChannelState state = channel.state();
    return ChannelSummary.builder()
        .channelName(state.name())
        .channelARN(channel.arn())
        .channelId(state.id())
        .channelStatus(channel.status())
        .channelStatusReason(reason(channel))
        .channelCreationTimestamp(StreamDescriptions.inSeconds(state.createdMillis()))
        .channelDestinationType(S3)
        .streams(
            List.of(
                ChannelStreamIdentifier.builder()
                    .streamARN(channel.stream().arn())
                    .streamCreationTimestamp(created(channel.stream()))
                    .build()))
        .build();
  }
}
