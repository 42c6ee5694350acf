package dev.brume.s3.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.state.Store;
import dev.brume.s3.S3Wire;
import dev.brume.s3.api.CORSConfiguration;
import dev.brume.s3.api.CORSRule;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Configurations are shown as before after they have been read from their stored form.
 *
 * <p>Source of truth: the examples of <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">the
 * operations that set them</a>, and docs/decisions/0061.
 */
class StoredConfigurationsTest {
  private final S3Wire s3 = new S3Wire();

  @BeforeEach
  void makeBuckets() {
    s3.send("PUT", "/bucket", "", "x-amz-bucket-object-lock-enabled", "true").hasStatus(200);
    s3.send("PUT", "/target", "", "x-amz-bucket-object-lock-enabled", "true").hasStatus(200);
    s3.send("PUT", "/log", "", "x-amz-object-ownership", "ObjectWriter").hasStatus(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          abac | <AbacStatus><Status>Enabled</Status></AbacStatus>
          accelerate | <AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>
          analytics&id=a | <AnalyticsConfiguration><Id>a</Id><Filter><And><Prefix>p</Prefix><Tag><Key>k</Key>\
          <Value>v</Value></Tag></And></Filter><StorageClassAnalysis/></AnalyticsConfiguration>
          cors | <CORSConfiguration><CORSRule><ID>&lt;a&gt; &amp;&#13;&#10;"b" é😀</ID><AllowedHeader>*</AllowedHeader>\
          <AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedOrigin>*</AllowedOrigin>\
          <ExposeHeader>x</ExposeHeader><MaxAgeSeconds>5</MaxAgeSeconds></CORSRule></CORSConfiguration>
          encryption | <ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>\
          <SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true\
          </BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>
          intelligent-tiering&id=t | <IntelligentTieringConfiguration><Id>t</Id><Filter><Tag><Key>k</Key><Value/></Tag></Filter><Status>Enabled</Status>\
          <Tiering><Days>180</Days><AccessTier>DEEP_ARCHIVE_ACCESS</AccessTier></Tiering></IntelligentTieringConfiguration>
          inventory&id=i | <InventoryConfiguration><Id>i</Id><IsEnabled>false</IsEnabled><Destination>\
          <S3BucketDestination><Bucket>arn:aws:s3:::target</Bucket><Format>CSV</Format></S3BucketDestination>\
          </Destination><Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>All\
          </IncludedObjectVersions><OptionalFields><Field>Size</Field></OptionalFields></InventoryConfiguration>
          lifecycle | <LifecycleConfiguration><Rule><ID>r</ID><Filter><And><Prefix/><ObjectSizeGreaterThan>5\
          </ObjectSizeGreaterThan></And></Filter><Status>Enabled</Status><Expiration>\
          <Date>2030-01-01T00:00:00.000Z</Date></Expiration></Rule><Rule><Filter><Prefix> x </Prefix></Filter>\
          <Status>Disabled</Status><Transition><Days>30</Days><StorageClass>GLACIER</StorageClass></Transition>\
          </Rule></LifecycleConfiguration>
          logging | <BucketLoggingStatus><LoggingEnabled><TargetBucket>log</TargetBucket><TargetGrants><Grant>\
          <Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group">\
          <URI>http://acs.amazonaws.com/groups/global/AuthenticatedUsers</URI></Grantee><Permission>READ</Permission>\
          </Grant></TargetGrants><TargetPrefix/></LoggingEnabled></BucketLoggingStatus>
          metrics&id=m | <MetricsConfiguration><Id>m</Id><Filter><Prefix>p</Prefix></Filter></MetricsConfiguration>
          notification | <NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>
          object-lock | <ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>\
          <DefaultRetention><Mode>GOVERNANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>
          ownershipControls | <OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>\
          </OwnershipControls>
          policy | {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject",\
          "Resource":"arn:aws:s3:::bucket/*"}]}
          publicAccessBlock | <PublicAccessBlockConfiguration><IgnorePublicAcls>true</IgnorePublicAcls>\
          </PublicAccessBlockConfiguration>
          replication | <ReplicationConfiguration><Role>arn:aws:iam::123456789012:role/r</Role><Rule><ID>r</ID>\
          <Priority>1</Priority><Filter/><Status>Enabled</Status><DeleteMarkerReplication><Status>Disabled</Status>\
          </DeleteMarkerReplication><Destination><Bucket>arn:aws:s3:::target</Bucket></Destination></Rule>\
          </ReplicationConfiguration>
          requestPayment | <RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>
          tagging | <Tagging><TagSet><Tag><Key>a</Key><Value/></Tag><Tag><Key>b</Key><Value>1</Value></Tag></TagSet>\
          </Tagging>
          website | <WebsiteConfiguration><IndexDocument><Suffix>i</Suffix></IndexDocument><RoutingRules><RoutingRule>\
          <Condition><KeyPrefixEquals>a</KeyPrefixEquals></Condition><Redirect><HttpRedirectCode>302</HttpRedirectCode>\
          <ReplaceKeyWith/></Redirect></RoutingRule></RoutingRules></WebsiteConfiguration>
          """)
  void areShownAsBefore(String subresource, String document) {
    assertShownAsBefore("/bucket?" + subresource, document);
  }

  @Test
  void anAccessControlListIsShownAsBefore() {
    s3.send(
            "PUT",
            "/log?acl",
            "",
            "x-amz-grant-read",
            "uri=\"http://acs.amazonaws.com/groups/s3/LogDelivery\"",
            "x-amz-grant-write",
            "id=" + "0".repeat(64))
        .hasStatus(200);
    assertShownAsBefore("/log?acl");
  }

  private void assertShownAsBefore(String target, String document) {
    var answer = s3.put(target, document, "Content-MD5", S3Wire.md5(document));
    assertThat(answer.status()).as("PUT %s: %s", target, answer.text()).isIn(200, 204);
    assertShownAsBefore(target);
  }

  private void assertShownAsBefore(String target) {
    String shown = s3.get(target).hasStatus(200).text();
    try (Store.Snapshot snapshot = s3.store().snapshot()) {
      s3.store().restore(snapshot);
    }
    assertThat(s3.get(target).hasStatus(200).text()).isEqualTo(shown);
  }

  /** Names of generated members are not in it: these may change with the model. */
  @Test
  void theStoredFormIsAwssDocument() {
    CORSRule rule =
        CORSRule.builder().allowedMethods(List.of("GET")).allowedOrigins(List.of("*")).build();
    String document =
        new ConfigurationDocument<>(CORSConfiguration.class, CORSConfiguration.SCHEMA)
            .write(new CORSConfiguration(List.of(rule)));

    assertThat(document)
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin>"
                + "</CORSRule></CORSConfiguration>");
  }

  /** So a document stays readable when the model loses an element. */
  @Test
  void elementsThatTheModelDoesNotKnowAreSkipped() {
    CORSConfiguration read =
        new ConfigurationDocument<>(CORSConfiguration.class, CORSConfiguration.SCHEMA)
            .read(
                "<CORSConfiguration><Former>1</Former><CORSRule><ID>a</ID></CORSRule></CORSConfiguration>");

    assertThat(read.corsRules()).containsExactly(CORSRule.builder().id("a").build());
  }
}
