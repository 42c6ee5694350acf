package dev.brume.iam;

import dev.brume.core.access.Authorizer;
import dev.brume.iam.api.IamApi;
import dev.brume.testkit.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Accounts here belong to no organization: "The request was rejected because no organization is
 * associated with your account." AWS's words on the wire are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html">ListOrganizationsFeatures</a>
 */
class OrganizationsTest {
  private final WireClient iam = IamTestServer.in(Authorizer.Mode.OFF).client(IamApi.SERVICE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DisableOrganizationsRootCredentialsManagement",
        "DisableOrganizationsRootSessions",
        "EnableOrganizationsRootCredentialsManagement",
        "EnableOrganizationsRootSessions",
        "ListOrganizationsFeatures"
      })
  void areNotThere(String operation) {
    iam.call(operation)
        .isError(
            400,
            "OrganizationNotFoundException",
            "The request was rejected because no organization is associated with your account.");
  }

  /** NoSuchEntity is the only error of GetOrganizationsAccessReport in the model. */
  @Test
  void haveNoReports() {
    String job = "ea1994e4-c5cb-4a1d-8f9c-0123456789ab";
    iam.call("GetOrganizationsAccessReport", "JobId", job)
        .isError(404, "NoSuchEntity", "Job with id " + job + " cannot be found.");
  }

  /** Source of truth: README.md, "An operation that is not there answers … never success". */
  @Test
  void policiesOfTheirsAreNotIgnoredInSimulations() {
    iam.call(
            "SimulateCustomPolicy",
            "PolicyInputList",
            List.of(
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\","
                    + "\"Resource\":\"*\"}}"),
            "ActionNames",
            List.of("s3:GetObject"),
            "ResourceHandlingOption",
            "EC2-VPC-EBS")
        .isError(501, "NotImplemented", "The parameter ResourceHandlingOption is not implemented.");
  }
}
